// The bank's server of the package, asked as browsers and as others ask: the vector is for whoever is signed in, and for nobody else.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { assert, check } from '../page/checks.mjs';
import { ROOT, TARGET, tellerside } from '../pkg/cases.mjs';
import { run } from '../pkg/process.mjs';
import { PKG } from './server.mjs';

/** The bank's server as its README starts it; `body` is given how to ask it. */
export async function atTheBank(given, body, env = {}) {
  const bank = spawn(process.execPath, [join(PKG, 'bank', 'server.js'), ...given, '--port', '0'], {
    env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = await once(createInterface(bank.stdout), 'line');
  const { port } = new URL(url);
  const ask = (path, { method = 'GET', body, ...headers } = {}) => new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers: { host: `localhost:${port}`, ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => { text += part; });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    asked.on('error', reject).end(body);
  });
  const own = { origin: `http://localhost:${port}` };
  const signIn = async (customer, more = {}) => {
    const { headers } = await ask('/login', { method: 'POST', body: `customer=${customer}`, ...own, ...more });
    return headers['set-cookie']?.[0].split(';', 1)[0];
  };
  try {
    await body({ ask, own, signIn, url });
  } finally {
    bank.kill();
  }
}

export async function checkVector({ customers, engine, pilot }) {
  await check("vector: the table in the bank's README becomes vectors that the server hands out and the module reads", async () => {
    const [, table] = /^```csv\n([^]+?)^```$/m.exec(readFileSync(join(PKG, 'bank', 'README.md'), 'utf8'));
    const file = join(TARGET, 'vectors.jsonl');
    run(tellerside(), ['vectors', '--catalogue', join(ROOT, 'www', 'sample', 'catalogue.yaml'), '--out', file, '-'], { input: table });
    await atTheBank([pilot, '--vectors', file], async ({ ask, signIn }) => {
      const { features, visit } = JSON.parse((await ask('/offers/vector', { cookie: await signIn('K-4711') })).text);
      const [{ request: known }] = customers;
      assert.equal(features.accounts[0].features['bal.avail'], '212.40');
      assert.deepEqual(engine.decide({ ...known, features, visit }).statuses, []);
    });
  });

  await atTheBank([pilot], async ({ ask, own, signIn }) => {
    await check("vector: each session gets its own customer's, and nothing but the five fields", async () => {
      const sessions = await Promise.all(customers.map(({ id }) => signIn(id)));
      assert.equal(new Set(sessions).size, customers.length);
      const keys = new Set();
      // Interleaved, there and back.
      for (const place of [...customers.keys(), ...[...customers.keys()].reverse()]) {
        const { request: known } = customers[place];
        const { status, text } = await ask('/offers/vector', { cookie: `other=1; ${sessions[place]}` });
        const { history_key: key, ...answer } = JSON.parse(text);
        assert.equal(status, 200);
        assert.deepEqual(answer, { features: known.features, visit: known.visit, locales: known.locales, ...(known.unit && { unit: known.unit }) });
        assert.match(key, /^[\w-]{43}$/);
        keys.add(key);
        assert.ok(!text.includes(customers[place].id), 'no identifier comes along');
      }
      assert.equal(keys.size, customers.length);
    });

    await check('vector: every answer has one length and the same headers, and no cache keeps it', async () => {
      const answers = await Promise.all(customers.map(async ({ id }) => ask('/offers/vector', { cookie: await signIn(id) })));
      for (const answer of [...answers, await ask('/offers/vector')]) {
        const { date, ...headers } = answer.headers;
        assert.deepEqual(headers, {
          'cache-control': 'private, no-store, no-transform', 'content-length': '16384', 'content-type': 'application/json', 'cross-origin-resource-policy': 'same-origin',
          'referrer-policy': 'no-referrer', vary: 'Cookie, Sec-Fetch-Site', 'x-content-type-options': 'nosniff', connection: 'keep-alive', 'keep-alive': headers['keep-alive'],
        });
        assert.equal(answer.text.length, 16_384);
        assert.ok(date);
      }
    });

    const cookie = await signIn(customers[0].id);
    const refusals = [
      ['nobody is signed in', {}, '/offers/vector', 401, 'NO_SESSION'],
      ['a session that nobody has', { cookie: `__Host-session=${'A'.repeat(43)}` }, '/offers/vector', 401, 'NO_SESSION'],
      ['a customer named in the query', { cookie }, '/offers/vector?customer=c02', 400, 'QUERY_REFUSED'],
      ["another site's script", { cookie, 'sec-fetch-site': 'cross-site' }, '/offers/vector', 403, 'CROSS_SITE'],
      ['another host of the same site', { cookie, 'sec-fetch-site': 'same-site' }, '/offers/vector', 403, 'CROSS_SITE'],
      ['an address typed by somebody', { cookie, 'sec-fetch-site': 'none' }, '/offers/vector', 403, 'CROSS_SITE'],
      ['a POST', { cookie, method: 'POST' }, '/offers/vector', 405, 'METHOD_NOT_ALLOWED'],
    ];
    for (const [because, headers, path, expected, code] of refusals) {
      await check(`vector: ${because} gets ${expected}`, async () => {
        const { status, text, headers: said } = await ask(path, headers);
        assert.deepEqual([status, JSON.parse(text).code], [expected, code]);
        assert.equal(said['access-control-allow-origin'], undefined);
        assert.doesNotMatch(text, /features|c0\d/);
      });
    }

    await check('vector: signing in is a form of the own origin, begins a session anew, and signing out ends it', async () => {
      assert.equal(await signIn('c01', { origin: 'https://elsewhere.example' }), undefined);
      assert.equal(await signIn('nobody'), undefined);
      const first = await signIn('c01');
      const second = await signIn('c02', { cookie: first });
      assert.equal((await ask('/offers/vector', { cookie: first })).status, 401, 'a session that was chosen beforehand is none');
      assert.equal((await ask('/offers/vector', { cookie: second })).status, 200);
      const { headers } = await ask('/logout', { method: 'POST', cookie: second, ...own });
      assert.equal(headers['clear-site-data'], '"storage"');
      assert.equal((await ask('/offers/vector', { cookie: second })).status, 401);
      const { headers: { 'set-cookie': [set] } } = await ask('/login', { method: 'POST', body: 'customer=c01', ...own });
      assert.match(set, /^__Host-session=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/);
    });

    await check('vector: bundle, policy and roots are for everybody, short-lived, with an ETag', async () => {
      for (const name of ['bundle.tsb.json', 'policy.json', 'roots.json']) {
        const { status, headers, text } = await ask(`/offers/${name}`);
        assert.equal(status, 200, name);
        assert.equal(text, readFileSync(name === 'roots.json' ? join(PKG, 'bank', name) : join(pilot, name), 'utf8'));
        assert.equal(headers['cache-control'], 'public, max-age=60, must-revalidate');
        assert.equal((await ask(`/offers/${name}`, { 'if-none-match': headers.etag })).status, 304);
        assert.equal((await ask(`/offers/${name}`, { method: 'POST' })).status, 405);
      }
    });
  });
}
