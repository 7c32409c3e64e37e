// A folder on loopback, with the Content-Security-Policy that the README of the package names and nothing beyond it.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.json': 'application/json; charset=utf-8', '.wasm': 'application/wasm',
};

/** Serves `folder`, and the texts or bytes of `more` by their paths; all else is `fallback` or not there. */
export async function serve(folder, { more = {}, scripts = "'self' 'wasm-unsafe-eval'" } = {}) {
  const server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const path = pathname === '/' ? '/index.html' : pathname;
    try {
      const body = more[path] ?? await readFile(join(folder, path));
      const inline = path.endsWith('.html') ? hashesOf(String(body)) : '';
      response.writeHead(200, {
        'Content-Type': TYPES[extname(path)] ?? 'text/html; charset=utf-8',
        'Content-Security-Policy': `default-src 'none'; script-src ${scripts}${inline}; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'`,
      }).end(body);
    } catch {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('nothing here');
    }
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
  };
}

/** An import map stands inside its page, and is allowed by its digest. */
function hashesOf(html) {
  const maps = [...html.matchAll(/<script type="importmap">([^<]*)<\/script>/g)];
  return maps.map(([, text]) => ` 'sha256-${createHash('sha256').update(text).digest('base64')}'`).join('');
}

/** The page for a script; `imports` is the import map of a page without a bundler, `wasm` where the module lies. */
export function pageOf(script, { imports, wasm } = {}) {
  const map = imports === undefined ? '' : `<script type="importmap">${JSON.stringify({ imports })}</script>`;
  return `<!doctype html><html lang="en"${wasm === undefined ? '' : ` data-wasm="${wasm}"`}><head><meta charset="utf-8"><title>Matrix</title><link rel="icon" href="data:,">`
    + `${map}<script type="module" src="${script}"></script></head><body></body></html>`;
}
