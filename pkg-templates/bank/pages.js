// Two pages to try it on: `/`, where a demo user signs in and sees what the page would be given, and `/home`, whose slots an edge fills.
// A bank has its own pages, and takes from here how their policy looks.

import { readFileSync } from 'node:fs';

const POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'",
  "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
].join('; ');
const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const own = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');

/** A function that answers `request` where its path is one of these, and says whether it did. */
function createPages(customers) {
  const script = ['text/javascript; charset=utf-8', own('try.js')];
  const style = ['text/css; charset=utf-8', own('try.css')];
  const pages = new Map([
    ['/', ['text/html; charset=utf-8', signIn(customers)]], ['/home', ['text/html; charset=utf-8', home()]], ['/try.js', script], ['/try.css', style],
  ]);
  return function handle(request, response) {
    const page = pages.get(request.url);
    if (page === undefined || !['GET', 'HEAD'].includes(request.method)) return false;
    const [type, text] = page;
    response.writeHead(200, {
      'cache-control': 'no-store', 'content-length': Buffer.byteLength(text), 'content-security-policy': POLICY, 'content-type': type,
      // Not `no-referrer`: with it a form's POST would say the origin `null`.
      'referrer-policy': 'same-origin', 'x-content-type-options': 'nosniff',
    });
    response.end(request.method === 'HEAD' ? undefined : text);
    return true;
  };
}

function signIn(customers) {
  const options = customers.map((id) => `<option>${escaped(id)}</option>`).join('');
  return around('A bank to try it on', `<h1>A bank to try it on</h1>
<form method="post" action="/login"><label>Customer <select name="customer">${options}</select></label> <button>Sign in</button></form>
<form method="post" action="/logout"><button>Sign out</button></form>
<h2><code>GET /offers/vector</code> answers <output id="status">…</output></h2>
<pre id="answer" tabindex="0"></pre>
<p><a href="/home">The page with slots</a>, which are filled where an edge stands before it.</p>
<script type="module" src="/try.js"></script>`);
}

function home() {
  const slots = [['hero', 'Know the moment your balance moves'], ['card', 'Talk it over with a banker']];
  return around('Home', `<h1>Good morning</h1>
${slots.map(([name, text]) => `<tellerside-slot name="${name}"><div>${text}</div></tellerside-slot>`).join('\n')}
<p><a href="/">Sign in or out</a>, at the bank's own address</p>`);
}

function around(title, body) {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<link rel="stylesheet" href="/try.css"></head>
<body><main>
${body}
</main></body></html>
`;
}

function escaped(text) {
  return text.replaceAll(/[&<>"']/g, (letter) => ESCAPES[letter]);
}

export { createPages };
