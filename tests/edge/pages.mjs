// A page with offers: whose they are, and what may not decide about them.

import { pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { assert, check } from '../page/checks.mjs';
import { EVERGREENS } from './bank.mjs';
import { answerFor } from './customers.mjs';
import { ask, headlines } from './http.mjs';

export async function engineOf(folder, { bundle, root, policy }) {
  const entry = createRequire(join(folder, 'package.json')).resolve('tellerside').replace(/\.cjs$/, '.js');
  const { Engine, init } = await import(pathToFileURL(entry).href);
  await init();
  return Engine.load(bundle, root, { now: new Date().toISOString(), policy });
}

/** The headlines that the engine itself decides for a customer without a history. */
export function expectedOf(engine, request) {
  const { placements } = engine.decide({ ...request, now: new Date().toISOString(), storage: 'durable', page: 'home', slots: ['hero', 'card'] });
  return placements.map(({ headline }) => headline);
}

export async function checkPages(host, bank, material, folder) {
  const { name } = host;
  // The first request of a cold host may find no bundle in time.
  await ask(host, '/home', { session: 'c01' });
  const engine = await engineOf(folder, material);

  await check(`${name}: each customer of the pilot sees what the engine decides, and the evergreens otherwise`, async () => {
    for (const [id, request] of material.customers) {
      bank.sessions.set(`fresh-${id}`, answerFor(request, `fresh-${name}-${id}`));
      const expected = expectedOf(engine, request);
      let { text, status } = await ask(host, '/home', { session: `fresh-${id}` });
      // On a busy machine a page may be late once.
      if (headlines(text).length === 0 && expected.length > 0) ({ text, status } = await ask(host, '/home', { session: `fresh-${id}` }));
      assert.equal(status, 200);
      assert.deepEqual(headlines(text), expected, id);
      for (const evergreen of EVERGREENS) assert.ok(text.includes(evergreen), `${id} has the bank's own content as well`);
    }
  });

  await check(`${name}: two customers, interleaved, never see each other's`, async () => {
    const [one, other] = ['c01', 'c04'].map((id) => material.customers.get(id));
    const expected = [expectedOf(engine, one), expectedOf(engine, other)];
    assert.notDeepEqual(expected[0], expected[1]);
    const visits = Array.from({ length: 60 }, (_, n) => {
      // Each visit a history of its own, so that caps do not tell.
      const which = (n * 7) % 3 === 0 ? 0 : 1;
      const session = `turn-${name}-${n}`;
      bank.sessions.set(session, answerFor([one, other][which], session));
      return { which, session };
    });
    for (let at = 0; at < visits.length; at += 12) {
      await Promise.all(visits.slice(at, at + 12).map(async ({ which, session }) => {
        const { text } = await ask(host, '/home', { session });
        // Late is allowed, another customer's is not.
        const seen = headlines(text);
        if (seen.length > 0) assert.deepEqual(seen, expected[which], session);
      }));
    }
    const { text } = await ask(host, '/home', { session: 'turn-workerd-nobody' });
    assert.deepEqual(headlines(text), [], 'who is not signed in sees nobody\'s');
  });

  const hostile = encodeURIComponent(JSON.stringify(material.customers.get('c01').features));
  for (const [path, options, because] of [
    [`/home?features=${hostile}&session=c01&visit=own_session`, { session: 'c02' }, 'a query is nobody\'s vector'],
    ['/home', { session: 'c02', headers: { 'x-features': '{}', 'tellerside-edge': 'me', 'x-session': 'c01' } }, 'nor is a header'],
    ['/home?session=c01', {}, 'a session in the URL is none'],
    ['/home', { cookie: 'sessio=c01; session2=c01; xsession=c01' }, 'cookies of other names say nothing'],
    ['/home', { session: 'c12' }, 'in the visit of a delegate nothing is shown'],
    ['/home', { session: 'unknown' }, 'a session that the bank does not know'],
  ]) {
    await check(`${name}: ${because}`, async () => {
      assert.deepEqual(headlines((await ask(host, path, options)).text), []);
    });
  }

  await check(`${name}: the origin's vector path is asked with the session cookie alone, and never by a visitor`, async () => {
    bank.requests.length = 0;
    await ask(host, '/home?q=1', { session: 'c01', headers: { 'x-forwarded-for': '10.0.0.1', 'user-agent': 'telling', referer: 'https://x.example/' } });
    const [vector, ...more] = bank.requests.filter(({ path }) => path === '/internal/offers/vector');
    assert.deepEqual(more, []);
    assert.equal(vector.method, 'GET');
    assert.equal(vector.url, '/internal/offers/vector');
    assert.equal(vector.headers.cookie, 'session=c01');
    for (const header of ['x-forwarded-for', 'referer', 'authorization']) assert.equal(vector.headers[header], undefined, header);
    assert.notEqual(vector.headers['user-agent'], 'telling');
    for (const path of ['/internal/offers/vector', '/internal/offers/vector?x=1', '/internal//offers/vector', '/internal/offers/%76ector']) {
      assert.equal((await ask(host, path, { session: 'c01' })).status, 404, path);
    }
    assert.equal(bank.requests.filter(({ path }) => path.includes('vector')).length, 1);
  });

  for (const [path, options, because] of [
    ['/home', { session: 'c01' }, 'with an offer'],
    ['/home', { session: 'c02' }, 'without one'],
    ['/home', {}, 'for nobody'],
    ['/home', { session: 'c01', method: 'HEAD' }, 'for HEAD'],
    ['/home', { session: 'c01', headers: { 'if-none-match': '"page"', range: 'bytes=0-10' } }, 'asked for a part, or whether it changed'],
  ]) {
    await check(`${name}: a page ${because} is private and kept by no cache`, async () => {
      const { headers, status } = await ask(host, path, options);
      assert.equal(status, 200);
      assert.equal(headers.get('cache-control'), 'private, no-store, no-transform');
      for (const header of ['etag', 'last-modified', 'cdn-cache-control', 'expires', 'age', 'content-encoding']) assert.equal(headers.get(header), null, header);
      assert.equal(headers.get('x-of-the-bank'), 'stays');
    });
  }

  await check(`${name}: the bank's own cookies and policies come through a page with offers`, async () => {
    bank.headers = { 'set-cookie': ['one=1; Secure', 'two=2; HttpOnly'], 'content-security-policy': "default-src 'self'" };
    const { headers } = await ask(host, '/home', { session: 'c01' });
    bank.headers = {};
    assert.deepEqual(headers.getSetCookie(), ['one=1; Secure', 'two=2; HttpOnly']);
    assert.equal(headers.get('content-security-policy'), "default-src 'self'");
  });
  await check(`${name}: what has no offers passes through as it is`, async () => {
    const other = await ask(host, '/other', { session: 'c01' });
    assert.equal(other.text, bank.page);
    assert.equal(other.headers.get('cache-control'), 'public, max-age=600');
    const posted = await ask(host, '/echo?a=1', { method: 'POST', body: 'x', session: 'c01' });
    assert.deepEqual(JSON.parse(posted.text), { method: 'POST', url: '/echo?a=1' });
    const moved = await ask(host, '/moved', { session: 'c01' });
    assert.deepEqual([moved.status, moved.headers.get('location')], [302, '/login']);
  });
  engine.close();
}
