// Examples as modules of a page: the bank's files under /offers, the package by an import map, the policy that README names.

import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Watched } from '../page/browser.mjs';
import { reactModules } from '../page/react-host.mjs';

const PACKAGES = fileURLToPath(new URL('../npm/node_modules', import.meta.url));
const TYPES = { __proto__: null, '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.mjs': 'text/javascript', '.png': 'image/png', '.wasm': 'application/wasm' };
const OFFERS = { __proto__: null, 'bundle.tsb.json': 'bundle.tsb.json', 'policy.json': 'policy.json' };

export class InChromium {
  #browser;
  #server;
  #folder;
  #imports;
  #files = new Map();
  /** Bodies that pages sent to /measure. */
  #measured = [];

  static async start(browser, folder, world) {
    const host = new InChromium();
    host.#browser = browser;
    host.#folder = folder;
    host.#imports = JSON.stringify({ imports: importsOf(JSON.parse(readFileSync(join(folder, 'node_modules', 'tellerside', 'package.json'), 'utf8'))) });
    host.#keep(world);
    host.#server = createServer((request, response) => host.#answer(request, response));
    await new Promise((resolve) => { host.#server.listen(0, '127.0.0.1', resolve); });
    return host;
  }

  async run({ html = '', style = '', before = '', after = '', shape = (code) => code }, code) {
    this.#measured.length = 0;
    this.#files.set('/', `<!doctype html><html lang="en"><meta charset="utf-8"><title>An example</title><link rel="stylesheet" href="/style.css">`
      + `<script type="importmap">${this.#imports}</script><body>${html}<script type="module" src="/example.js"></script></html>`);
    this.#files.set('/style.css', style);
    this.#files.set('/example.js', `${before}\n${shape(code)}\n${after}\n`);
    const watched = await Watched.open(this.#browser);
    try {
      await watched.page.goto(`http://127.0.0.1:${this.#server.address().port}/`);
      const failed = new Promise((_, reject) => { watched.page.once('pageerror', reject); });
      failed.catch(() => {});
      await Promise.race([watched.page.waitForFunction('globalThis.reported !== undefined'), failed]);
      if (watched.complaints.length > 0) throw new Error(watched.complaints.join('\n'));
      return { reported: await watched.page.evaluate('globalThis.reported'), measured: [...this.#measured], page: watched.page };
    } finally {
      await watched.close();
    }
  }

  async stop() {
    await this.#browser.close();
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** What the bank's page has at hand, as modules. */
  #keep({ request }) {
    const read = (name) => readFileSync(join(this.#folder, name), 'utf8');
    const given = { bundle: read('bundle.tsb.json'), root: read('root.json'), policy: read('policy.json'), request, now: request.now, features: request.features };
    const constants = Object.entries(given).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`);
    this.#files.set('/given.js', constants.join('\n'));
    // The key is the text that the bank's server hands out as `history_key`.
    this.#files.set('/page.js', `export { root, now, features } from '/given.js';\nexport const key = '${randomBytes(32).toString('base64url')}';\n`);
    this.#files.set('/engine.js', "import { Engine, init } from 'tellerside';\nimport { bundle, now, policy, root } from '/given.js';\n"
      + 'await init();\nexport const engine = Engine.load(bundle, root, { now, policy });\n');
    this.#files.set('/offers/roots.json', '{"roots":[],"tellerside_roots":1}');
    for (const [path, text] of reactModules({ react: 'react', dom: 'react-dom', version: '19' })) this.#files.set(path, text);
  }

  #answer(request, response) {
    const path = new URL(request.url, 'http://page').pathname;
    if (path === '/measure') {
      let body = '';
      request.setEncoding('utf8').on('data', (text) => { body += text; }).on('end', () => { this.#measured.push(body); response.end(); });
      return;
    }
    const file = this.#fileOf(path);
    response.writeHead(file === undefined ? 404 : 200, {
      'Content-Type': path === '/' ? 'text/html' : path.endsWith('.css') ? 'text/css' : TYPES[extname(path)] ?? 'text/plain',
      'Content-Security-Policy': [
        "default-src 'none'", `script-src 'self' 'wasm-unsafe-eval' 'sha256-${createHash('sha256').update(this.#imports).digest('base64')}'`,
        "style-src 'self'", "connect-src 'self'", 'img-src blob:', "require-trusted-types-for 'script'", "trusted-types 'none'",
      ].join('; '),
    });
    response.end(file);
  }

  #fileOf(path) {
    if (path === '/favicon.ico') return '';
    if (this.#files.has(path)) return this.#files.get(path);
    const [, room, ...rest] = path.split('/');
    if (room === 'offers' && rest.length === 1 && rest[0] in OFFERS) return readFileSync(join(this.#folder, OFFERS[rest[0]]));
    if (room === 'offers' && rest[0] === 'images') return readFileSync(join(this.#folder, ...rest));
    if (room === 'tellerside') return readFileSync(join(this.#folder, 'node_modules', 'tellerside', ...rest));
    if (room === 'npm') return readFileSync(join(PACKAGES, ...rest));
    return undefined;
  }
}

/** An import map of the package's own entries, as a browser takes them, and of their peers. */
function importsOf({ exports }) {
  const own = Object.entries(exports).flatMap(([entry, found]) => {
    const target = typeof found === 'string' ? found : (found.browser ?? found.import ?? found).default;
    return typeof target === 'string' && target.endsWith('.js') && !entry.includes('*') ? [[`tellerside${entry.slice(1)}`, `/tellerside/${target.slice(2)}`]] : [];
  });
  const sdk = (name) => [`@openfeature/${name}`, `/npm/@openfeature/${name}/dist/esm/index.js`];
  return Object.fromEntries([...own, sdk('web-sdk'), sdk('core'), ['react', '/react.js'], ['react-dom/client', '/react-dom-client.js']]);
}
