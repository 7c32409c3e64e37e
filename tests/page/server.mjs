// What the demo's server gives away, and what it keeps.

import { request } from 'node:http';

import { assert, check } from './checks.mjs';

export async function checkServer(url) {
  const { port } = new URL(url);

  await check('server: pages, package and bundle have their types', async () => {
    for (const [path, type] of [
      ['/', 'text/html; charset=utf-8'],
      ['/app.js', 'text/javascript; charset=utf-8'],
      ['/demo.css', 'text/css; charset=utf-8'],
      ['/pilot/bundle.tsb.json', 'application/json; charset=utf-8'],
      ['/login/keys.json', 'application/json; charset=utf-8'],
      ['/bank/ledger.json', 'application/json; charset=utf-8'],
      ['/tellerside/dist/tellerside.wasm', 'application/wasm'],
      ['/products/overdraft?offer=A', 'text/html; charset=utf-8'],
      ['/pilot/images/7fb3004f9b67dc2621a53d7e5a2423969eae0019e33ca018f5092d91b13c3144.png', 'image/png'],
      ['/es/pay/people', 'text/html; charset=utf-8'],
    ]) {
      const { status, headers } = await ask(port, path);
      assert.deepEqual([status, headers['content-type']], [200, type], path);
    }
  });

  await check('server: every answer forbids storing, sniffing, framing and evaluation', async () => {
    for (const path of ['/', '/pilot/customers.json', '/login/keys.json', '/nothing']) {
      const { headers } = await ask(port, path);
      const policy = headers['content-security-policy'];
      assert.equal(headers['cache-control'], 'no-store', path);
      assert.equal(headers['x-content-type-options'], 'nosniff', path);
      assert.match(policy, /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-[A-Za-z0-9+/]{43}='; /, path);
      assert.match(policy, /connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/, path);
      assert.doesNotMatch(policy, /'unsafe-(eval|inline)'/, path);
    }
  });

  await check('server: keys, sources and files outside stay where they are', async () => {
    for (const path of [
      '/pilot/keys/vendor.pem', '/pilot/keys/approver-a.pem', '/pilot/keys/approver-a.pub.pem', '/pilot/keys/', '/pilot/',
      '/serve.mjs', '/login.mjs', '/login/', '/login/keys.json/', '/sample/', '/tellerside/../keys/vendor.pem', '/pilot/..%2f..%2fCargo.toml', '/..%2fCargo.toml', '/../Cargo.toml',
      '/%2e%2e/package.json', '/..\\Cargo.toml', '/pilot/%00.json', '/%', '/.git/config', '//etc/passwd', '/pilot//etc/x.json',
      '/pilot/node_modules/../../x.json', 'http://127.0.0.1/etc/passwd', '/products/', '/products/a/b', '/de/products/a', '/products/../index.html',
    ]) {
      const { status } = await ask(port, path);
      assert.equal(status, 404, path);
    }
  });

  await check('server: only reads, and only for this machine', async () => {
    assert.equal((await ask(port, '/', { method: 'POST' })).status, 405);
    assert.equal((await ask(port, '/', { headers: { host: `bank.example:${port}` } })).status, 421);
    assert.equal((await ask(port, '/', { method: 'HEAD' })).body, '');
  });
}

/** The request exactly as written: no client tidies the path first. */
function ask(port, path, options = {}) {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, ...options }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text) => { body += text; });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    asked.on('error', reject).end();
  });
}
