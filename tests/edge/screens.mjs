// Native screens, by OFREP: a slot is a flag.

import { assert, check } from '../page/checks.mjs';

import { keyOf } from './customers.mjs';
import { ask, wait } from './http.mjs';

const FLAGS = '/ofrep/v1/evaluate/flags';

export async function checkScreens(host, bank) {
  const post = (path, body, more = {}) => ask(host, path, { session: 'c04', method: 'POST', body, ...more });
  const { name } = host;

  await check(`${name}: a screen gets a slot, or all of its slots, of the customer who is signed in`, async () => {
    const one = await post(`${FLAGS}/hero`, { context: {} });
    const flag = JSON.parse(one.text);
    assert.equal(one.status, 200);
    assert.equal(one.headers.get('cache-control'), 'private, no-store, no-transform');
    assert.equal(one.headers.get('content-type'), 'application/json');
    assert.deepEqual([flag.key, flag.reason, flag.variant], ['hero', 'TARGETING_MATCH', 'offer']);
    assert.deepEqual(Object.keys(flag.value).sort(), ['action', 'body', 'disclosures', 'headline', 'id', 'locale', 'why']);
    const { flags } = JSON.parse((await post(FLAGS, { context: {} })).text);
    assert.deepEqual(flags.map(({ key, reason }) => [key, reason]), [['hero', 'TARGETING_MATCH'], ['card', 'DEFAULT']]);
    assert.equal(flags[1].value, undefined, 'the app shows what its own code has');
  });
  await check(`${name}: slots that are asked for one by one get what they get together, and only what goes out is written down`, async () => {
    const session = `singly-${name}`;
    bank.sessions.set(session, { ...bank.sessions.get('c04'), history_key: keyOf(session) });
    const card = JSON.parse((await post(`${FLAGS}/card`, {}, { session })).text);
    assert.deepEqual(card, { key: 'card', reason: 'DEFAULT' });
    await wait(60);
    const history = async () => JSON.parse((await post('/offers/observe', { history: null }, { session, headers: { 'content-type': 'application/json' } })).text).history;
    assert.deepEqual((await history()).events, []);
    const hero = JSON.parse((await post(`${FLAGS}/hero`, {}, { session })).text);
    await wait(60);
    assert.deepEqual((await history()).events.map(({ id, kind }) => [id, kind]), [[hero.value.id, 'placed']]);
  });
  await check(`${name}: by a token, where the bank says so`, async () => {
    bank.requests.length = 0;
    await ask(host, `${FLAGS}/hero`, { method: 'POST', body: {}, headers: { authorization: 'Bearer abc' } });
    const vector = bank.requests.find(({ path }) => path === '/internal/offers/vector');
    assert.deepEqual([vector.headers.authorization, vector.headers.cookie], ['Bearer abc', undefined]);
  });
  for (const [body, code, because] of [
    [{ context: { targetingKey: 'customer-4711' } }, 'INVALID_CONTEXT', 'a context that names somebody'],
    [{ context: { targetingKey: '' } }, 'INVALID_CONTEXT', 'or nobody in particular'],
    [{ context: [] }, 'INVALID_CONTEXT', 'a list for a context'],
    ['{', 'PARSE_ERROR', 'no JSON'],
    [`{"context":{"a":"${'x'.repeat(70_000)}"}}`, 'PARSE_ERROR', 'more than a context is'],
  ]) {
    await check(`${name}: a screen is refused: ${because}`, async () => {
      for (const path of [FLAGS, `${FLAGS}/hero`]) {
        const { headers, status, text } = await post(path, body);
        assert.deepEqual([status, JSON.parse(text).errorCode], [400, code]);
        assert.ok(!text.includes('4711'));
        assert.equal(headers.get('cache-control'), 'private, no-store, no-transform');
      }
    });
  }
  await check(`${name}: what a context says decides nothing`, async () => {
    const features = bank.sessions.get('c04').features;
    for (const context of [{ features }, { ...features.features, accounts: features.accounts }, { visit: 'own_session', unit: 'a1b2c3d4e5f60004', page: 'other' }]) {
      const { text } = await post(`${FLAGS}/hero`, { context, features }, { session: 'c02' });
      assert.deepEqual(JSON.parse(text), { key: 'hero', reason: 'DEFAULT' });
    }
  });
  for (const [path, options, status, because] of [
    [`${FLAGS}/nothing`, { method: 'POST', body: {} }, 404, 'a slot that there is not'],
    [`${FLAGS}/`, { method: 'POST', body: {} }, 404, 'a slot without a name'],
    [FLAGS, { method: 'GET' }, 405, 'a GET'],
    [FLAGS, { method: 'POST', body: {}, headers: { origin: 'https://elsewhere.example' } }, 403, 'a page of another site'],
    [FLAGS, { method: 'POST', body: {}, headers: { 'sec-fetch-site': 'cross-site' } }, 403, 'a page of another site, as the browser says'],
  ]) {
    await check(`${name}: ${status} for ${because}`, async () => assert.equal((await ask(host, path, { session: 'c04', ...options })).status, status));
  }
}
