// Whatever the bank's vector path does, the page goes out with its evergreens, and in time.

import { assert, check } from '../page/checks.mjs';
import { EVERGREENS } from './bank.mjs';
import { ask, headlines } from './http.mjs';

/** The deadline, and what a busy machine adds to it. */
const IN_TIME = 300 + 450;

export async function checkFailures(host, bank) {
  const { text: usual } = await ask(host, '/home', { session: 'c02' });
  for (const [vector, because] of [
    ['slow', 'an answer after a second and a half is too late'],
    ['hangs', 'no answer at all'],
    ['trickles', 'an answer that never ends'],
    ['fails', 'an error'],
    ['cut', 'half of an answer'],
    ['html', 'a page instead of an answer'],
    ['redirects', 'a redirection is not followed'],
    ['identifies', 'an answer with an identifier in it is not used'],
    ['huge', 'more than an answer may hold'],
  ]) {
    await check(`${host.name}: evergreens in time for ${because}`, async () => {
      bank.vector = vector;
      try {
        const started = performance.now();
        const { headers, status, text } = await ask(host, '/home', { session: 'c01' });
        const took = performance.now() - started;
        assert.equal(status, 200);
        assert.deepEqual(headlines(text), []);
        assert.equal(text, usual, 'the same bytes as for a customer with nothing');
        for (const evergreen of EVERGREENS) assert.ok(text.includes(evergreen));
        assert.equal(headers.get('cache-control'), 'private, no-store, no-transform');
        assert.ok(took < IN_TIME, `${Math.round(took)} ms`);
        const screen = await ask(host, '/ofrep/v1/evaluate/flags/hero', { session: 'c01', method: 'POST', body: {} });
        assert.deepEqual([screen.status, JSON.parse(screen.text)], [200, { key: 'hero', reason: 'DEFAULT' }]);
      } finally {
        bank.vector = 'well';
      }
    });
  }

  for (const [answer, because] of [
    [{ visit: 'own_session' }, 'no features'],
    [{ features: {}, visit: 'own_session' }, 'features of another form'],
    [{ features: { vector: 1 }, visit: 'whoever' }, 'a visit of no kind'],
    [null, 'null'],
    [[], 'a list'],
    ['text', 'a text'],
    [{ features: null, visit: 'own_session', history_key: 'short' }, 'a key of another form'],
  ]) {
    await check(`${host.name}: evergreens for a vector path that answers ${because}`, async () => {
      bank.sessions.set('odd', answer);
      const { status, text } = await ask(host, '/home', { session: 'odd' });
      assert.deepEqual([status, headlines(text)], [200, []]);
    });
  }

  await check(`${host.name}: after all that the next customer sees offers again`, async () => {
    const { text } = await ask(host, '/home', { session: 'c04' });
    assert.equal(headlines(text).length, 1);
  });
}
