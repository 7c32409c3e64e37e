// Asking an edge as visitors do.

/** What the edge answers to a visitor with `session`: status, headers and body. */
export async function ask(host, path, { session, method = 'GET', headers = {}, body, cookie } = {}) {
  const response = await fetch(`${host.url}${path}`, {
    method, redirect: 'manual', signal: AbortSignal.timeout(10_000),
    // The front of miniflare compresses where a visitor lets it, whatever `no-transform` says; lengths are told as they left the Worker.
    headers: { 'accept-encoding': 'identity', ...(session && { cookie: `theme=dark; session=${session}; other=1` }), ...(cookie && { cookie }), ...headers },
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes, text: new TextDecoder().decode(bytes) };
}

/** The headlines of the offers in a page. */
export function headlines(text) {
  return [...text.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, headline]) => plain(headline));
}

/** What a browser reads where a page has `text`. */
export function plain(text) {
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
}

export function wait(milliseconds) {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}
