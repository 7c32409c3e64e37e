// The history at the edge: what was observed counts there, the page's own goes in with it, and the store can read neither names nor values.

import { assert, check } from '../page/checks.mjs';
import { answerFor } from './customers.mjs';
import { ask, headlines, plain, wait } from './http.mjs';

const PATH = '/offers/observe';

export async function checkHistories(host, bank) {
  const { name } = host;
  const observe = (session, body, more = {}) => ask(host, PATH, { session, method: 'POST', body, ...more, headers: { 'content-type': 'application/json', ...more.headers } });
  const newcomer = (of, label, more) => {
    const session = `${label}-${name}`;
    bank.sessions.set(session, { ...bank.sessions.get(of), history_key: undefined, ...answerFor(bank.sessions.get(of), session), ...more });
    return session;
  };
  const visit = async (session) => {
    const { text } = await ask(host, '/home', { session });
    // What was shown is written down after the response.
    await wait(60);
    return { seen: headlines(text), ids: [...text.matchAll(/data-tellerside="([^"]*)"/g)].map(([, id]) => plain(id)) };
  };

  await check(`${name}: impressions count toward the cap of the campaign`, async () => {
    const session = newcomer('c01', 'often');
    for (let times = 0; times < 3; times += 1) {
      const { ids, seen } = await visit(session);
      assert.equal(seen.length, 1, `impression ${times + 1}`);
      const { text, status } = await observe(session, { events: [{ kind: 'impression', placement: ids[0] }] });
      assert.deepEqual([status, JSON.parse(text)], [200, { kept: true, missed: 0 }]);
      assert.equal(text.length, 8192);
    }
    assert.deepEqual((await visit(session)).seen, [], 'three in seven days are all');
  });
  await check(`${name}: the page's own history goes in, and the edge's comes out with it, whatever the order`, async () => {
    const session = newcomer('c04', 'both');
    const { ids: [id] } = await visit(session);
    const at = Date.now() - 60_000;
    const ofThePage = { events: [{ at, id: 'of-the-page', kind: 'refuse', target: { product: 'interest_checking' } }], history: 1 };
    const merged = JSON.parse((await observe(session, { events: [], history: ofThePage })).text);
    assert.ok(merged.kept);
    assert.deepEqual(merged.history.events.map((event) => event.id).includes('of-the-page'), true);
    assert.ok(merged.history.events.some((event) => event.id === id), "the edge's own");
    const again = JSON.parse((await observe(session, { history: ofThePage })).text);
    assert.deepEqual(again.history, merged.history, 'a copy that is handed in twice is one');
    assert.deepEqual((await visit(session)).seen, [], 'what was refused in the page is refused here');
  });
  await check(`${name}: an event of nothing that is known is missed, and the others are kept`, async () => {
    const session = newcomer('c01', 'missed');
    const { ids: [id] } = await visit(session);
    const { text } = await observe(session, { events: [{ kind: 'impression', placement: 'nothing' }, { kind: 'click', placement: id }], history: null });
    const { history, missed } = JSON.parse(text);
    assert.equal(missed, 1);
    assert.ok(history.events.some(({ kind }) => kind === 'click'));
  });
  await check(`${name}: a delegate leaves no trace in the customer's history`, async () => {
    const session = newcomer('c01', 'delegate', { visit: 'delegate' });
    const { text } = await observe(session, { events: [{ kind: 'refuse', target: 'all' }], history: null });
    assert.deepEqual(JSON.parse(text), { kept: false, missed: 1, history: null });
  });
  for (const [session, body, options, status, because] of [
    ['c01', { events: [], features: {} }, {}, 400, 'features'],
    ['c01', { events: [{ kind: 'click', at: '2020-01-01T00:00:00Z' }] }, {}, 400, 'a time of the visitor\'s own'],
    ['c01', { events: Array(65).fill({ kind: 'click' }) }, {}, 400, 'more events than a page has'],
    ['c01', '[', {}, 400, 'no JSON'],
    ['c01', 'null', {}, 400, 'null'],
    ['c01', {}, { headers: { origin: 'https://elsewhere.example' } }, 403, 'a page of another site'],
    ['c01', {}, { headers: { 'content-type': 'text/plain' } }, 415, 'a form'],
    ['c01', undefined, { method: 'GET' }, 405, 'a GET'],
  ]) {
    await check(`${name}: observing is refused: ${because}`, async () => {
      const answer = await observe(session, body, options);
      assert.equal(answer.status, status, answer.text);
      assert.equal(answer.headers.get('cache-control'), 'private, no-store, no-transform');
    });
  }
  await check(`${name}: who is not signed in, and whose vector cannot be had, is told no more than that nothing is kept`, async () => {
    const nobody = await observe(undefined, { events: [] });
    assert.deepEqual([nobody.status, JSON.parse(nobody.text), nobody.text.length], [200, { kept: false, missed: 0 }, 8192]);
  });
  await check(`${name}: without a key of the bank no history is kept, and no campaign with a cap is shown`, async () => {
    const { history_key: key, ...answer } = bank.sessions.get('c01');
    bank.sessions.set('keyless', answer);
    assert.deepEqual((await visit('keyless')).seen, []);
    assert.equal(JSON.parse((await observe('keyless', { events: [] })).text).kept, false);
  });
  if (host.items !== undefined) {
    await check(`${name}: names in the store say nothing, and values cannot be read`, async () => {
      const items = await host.items();
      assert.ok(items.length > 5);
      for (const [item, value] of items) {
        assert.match(item, /^[\w-]{43}$/);
        assert.doesNotMatch(value, /overdraft|impression|placed|hero|card/);
      }
    });
  }
}
