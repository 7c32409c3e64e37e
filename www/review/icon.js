// The page's icon, out of this page's own memory: a browser fetches an icon when it likes, and by then the page is locked.

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="9" fill="#0e4a3b"/><path d="M8 17.5 20 9l12 8.5M11 31h18M13.5 20v8M20 20v8M26.5 20v8" fill="none" stroke="#f4efe3" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

/** Names the icon in the head of the page. */
export function showIcon() {
  const link = document.createElement('link');
  link.rel = 'icon';
  link.type = 'image/svg+xml';
  link.href = URL.createObjectURL(new Blob([SVG], { type: 'image/svg+xml' }));
  document.head.append(link);
}
