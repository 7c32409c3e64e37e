// Requests of the site's own pages and of apps. Another site's page cannot make a visitor's browser write into a history.

/** Whether `request` comes from a page of its own origin, or from no page: a browser says where from, an app says nothing. */
function isOwn(request) {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  return (origin === null || origin === new URL(request.url).origin) && (site === null || site === 'same-origin');
}

export { isOwn };
