// Texts of a signed bundle that would be markup are text.

import { assert, check } from '../page/checks.mjs';
import { startBank } from './bank.mjs';
import { answerFor } from './customers.mjs';
import { ask, headlines, wait } from './http.mjs';

export async function checkHostile(start, folder, hostile, configure) {
  const bank = await startBank(hostile);
  bank.sessions.set('c01', answerFor(hostile.customers.get('c01'), 'c01'));
  configure(bank, hostile);
  const host = await start(folder);
  try {
    await ask(host, '/home', { session: 'c01' });
    await wait(200);
    await check(`${host.name}: a text with markup in it is shown as text`, async () => {
      const { bytes, text } = await ask(host, '/home', { session: 'c01' });
      assert.deepEqual(headlines(text), [hostile.headline]);
      const inserted = /<section.*<\/section>/s.exec(text)[0];
      assert.doesNotMatch(inserted, /<(?:img|script|tellerside-slot|!--)|onerror=alert\(1\)>/);
      assert.ok(!inserted.includes('"quotes"'));
      const { bytes: other } = await ask(host, '/home', {});
      assert.equal(bytes.length, other.length);
      const screen = await ask(host, '/ofrep/v1/evaluate/flags/hero', { session: 'c01', method: 'POST', body: {} });
      assert.equal(JSON.parse(screen.text).value.headline, hostile.headline);
      assert.equal(screen.headers.get('x-content-type-options'), 'nosniff');
    });
  } finally {
    await host.stop();
    await bank.stop();
  }
}
