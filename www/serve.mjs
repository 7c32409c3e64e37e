// Serves the demo page on this machine alone: `node www/serve.mjs DIR [--port N]`. DIR is what `tellerside pilot` wrote,
// with the package in DIR/node_modules/tellerside. Node's own http, no dependencies.

import { createHash } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { keysOf } from './login.mjs';

const WWW = fileURLToPath(new URL('.', import.meta.url));

const USUAL_PORT = 8088;

/** What is served at all, by its ending. Keys (`.pem`), sources (`.yaml`) and scripts for Node (`.mjs`) are not. */
const TYPES = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.wasm', 'application/wasm'],
]);

/**
 * A server for the page over the pilot folder `pilot`, not yet listening.
 *
 * Paths: `/` the page, `/review/` the reviewer's page, `/pilot/` the pilot folder, `/tellerside/` the package; `/products/` and `/pay/`,
 * also below `/es/`, are where offers lead. `/login/keys.json` is what the bank gives with a sign-in.
 */
export function createPageServer(pilot) {
  const roots = [
    { prefix: '/pilot/', folder: realpathSync(pilot) },
    { prefix: '/tellerside/', folder: realpathSync(join(pilot, 'node_modules', 'tellerside')) },
    { prefix: '/', folder: realpathSync(WWW) },
  ];
  // `data:` for the icon, which stands in the page; `blob:` for pictures of offers, which are there before anything is decided.
  const policy = contentSecurityPolicy('index.html', "img-src 'self' blob: data:");
  // The reviewer's page shows pictures that were handed in, and gives no script a way to markup.
  const reviewPolicy = `${contentSecurityPolicy('review/index.html', "img-src 'self' blob:")}; require-trusted-types-for 'script'; trusted-types 'none'`;
  const headers = {
    'Cache-Control': 'no-store',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };

  return createServer(async (request, response) => {
    const answer = (status, type, body) => {
      const named = request.url.startsWith('/review/') ? reviewPolicy : policy;
      response.writeHead(status, { ...headers, 'Content-Security-Policy': named, 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    const refuse = (status, sentence) => answer(status, 'text/plain; charset=utf-8', `${sentence}\n`);

    // A name that points here from elsewhere would let another site read the answers.
    if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? '')) return refuse(421, 'ask for localhost');
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'GET or HEAD');
    if (request.url === '/login/keys.json') return answer(200, TYPES.get('.json'), keysOf(join(pilot, 'customers.json')));
    const file = await fileFor(roots, request.url);
    if (file === null) return refuse(404, 'nothing here');
    return answer(200, file.type, file.body);
  });
}

/** The page may run its own scripts and compile WebAssembly, and may talk to no one but this server. */
function contentSecurityPolicy(page, pictures) {
  const [, importMap] = /<script type="importmap">(.*?)<\/script>/s.exec(readFileSync(join(WWW, page), 'utf8'));
  const digest = createHash('sha256').update(importMap).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' 'sha256-${digest}'`,
    "style-src 'self'",
    pictures,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The file that a request target names, its type and bytes; null where there is none to serve. */
async function fileFor(roots, target) {
  const path = pathOf(target);
  if (path === null) return null;
  const { prefix, folder } = roots.find((root) => path.startsWith(root.prefix));
  const type = TYPES.get(extname(path));
  if (type === undefined) return null;
  try {
    // Also a link inside a folder must not lead out of it.
    const file = await realpath(join(folder, path.slice(prefix.length)));
    return file.startsWith(folder + sep) ? { type, body: await readFile(file) } : null;
  } catch {
    return null;
  }
}

/** The path of a request target, as a file name; null for one that no file of the page has. */
function pathOf(target) {
  let path;
  try {
    path = decodeURIComponent(target.split(/[?#]/, 1)[0]);
  } catch {
    return null;
  }
  const isPlain = path.startsWith('/') && !/[\\\0]/.test(path) && !path.split('/').some((part) => part.startsWith('.'));
  if (!isPlain) return null;
  if (path === '/' || path === '/review/') return `${path}index.html`;
  // Where offers lead: the bank's product pages, in the language of the offer.
  const [, spanish] = /^(\/es)?\/(?:products|pay)\/[a-z0-9-]+$/.exec(path) ?? [null, null];
  if (spanish === null) return path;
  return spanish === undefined ? '/offer.html' : '/offer.es.html';
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { positionals: [pilot], values: { port } } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string' } },
  });
  if (pilot === undefined) {
    console.error('usage: node www/serve.mjs DIR [--port N]');
    process.exit(2);
  }
  const server = createPageServer(pilot);
  server.once('listening', () => {
    console.log(`http://localhost:${server.address().port}/`);
    console.log(`http://localhost:${server.address().port}/review/`);
    console.log('The demo page and the page of its reviewers are served there until you press Ctrl+C.');
  });
  server.once('error', (error) => {
    // The usual port may be taken; a port that was asked for is not swapped for another.
    if (error.code !== 'EADDRINUSE' || port !== undefined) throw error;
    server.listen(0, '127.0.0.1');
  });
  server.listen(Number(port ?? USUAL_PORT), '127.0.0.1');
}
