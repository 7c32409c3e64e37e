// Serves the pages of these tests under the strictest policy that README names: the element out of `pkg/`, a page around a slot.

import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const DIST = fileURLToPath(new URL('../../pkg/dist/', import.meta.url));

const EVERGREEN = '<div class="evergreen"><h2>Know the moment your balance moves</h2><p>Alerts reach you by text or e-mail.</p><a class="own" href="/products/alerts">Set up account alerts</a></div>';

/** What README names for the policy: scripts and styles of the page's own, the digest of the element's style for an edge, pictures. */
export function policy(styleHash) {
  return [
    "default-src 'none'", "script-src 'self'", `style-src 'self' '${styleHash}'`, "img-src blob:", "connect-src 'self'",
    "require-trusted-types-for 'script'", "trusted-types 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
  ].join('; ');
}

/** One slot in a page; `inside` is what an edge puts first into it. */
export const slotTag = ({ name = 'hero', attributes = '', inside = '', evergreen = EVERGREEN } = {}) =>
  `<tellerside-slot name="${name}"${attributes}>${inside}${evergreen}</tellerside-slot>`;

const page = (main) => `<!doctype html>
<html lang="en-US"><head><meta charset="utf-8"><title>A page with a slot</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/page.css"><script type="module" src="/page.js"></script></head>
<body><main><h1>Good morning</h1><p><a id="before" href="/before">Accounts</a></p>${main}<p id="below"><a id="after" href="/after">Payments</a></p></main></body></html>`;

/**
 * Starts the server. `pages` maps a path to what stands in its main part; `/` has one slot. Returns its address, every request it had with
 * its headers, `files` that answer at a path instead (bytes, or a function of the response), and how to stop it.
 */
export async function serve(styleHash, pages = new Map()) {
  const asked = [];
  const headers = [];
  const files = new Map();
  const all = new Map([['/', slotTag()], ...pages]);
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    asked.push(request.url);
    headers.push(request.headers);
    const file = files.get(path);
    if (typeof file === 'function') return file(response);
    if (file !== undefined) return response.end(file);
    const [type, body] = answer(path, all) ?? ['text/plain', null];
    response.writeHead(body === null ? 404 : 200, {
      'Content-Type': type, 'Content-Security-Policy': policy(styleHash), 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff',
    });
    return response.end(body ?? 'nothing here');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://localhost:${server.address().port}`, asked, headers, files, pages: all, stop: () => server.close() };
}

function answer(path, pages) {
  if (pages.has(path)) return ['text/html; charset=utf-8', page(pages.get(path))];
  if (path === '/page.js') return ['text/javascript', readFileSync(`${HERE}page.js`)];
  if (path === '/page.css') return ['text/css', readFileSync(`${HERE}page.css`)];
  if (/^\/dist\/[a-z-]+\.js$/.test(path)) return ['text/javascript', readFileSync(DIST + path.slice('/dist/'.length))];
  return null;
}
