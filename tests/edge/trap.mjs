// A real trap at the edge: the module with so little memory that one customer's vector exhausts it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { assert, check } from '../page/checks.mjs';
import { startBank } from './bank.mjs';
import { answerFor } from './customers.mjs';
import { startWorkerd } from './hosts.mjs';
import { ask, headlines, wait } from './http.mjs';
import { pagesNeeded, withMostPages } from './little-memory.mjs';
import { engineOf } from './pages.mjs';

export async function checkTrap(folder, material, configure) {
  const request = material.customers.get('c01');
  const pages = await pagesNeeded(() => engineOf(folder, material), material, request);
  const bank = await startBank(material);
  configure(bank, material);
  const wasm = readFileSync(join(folder, 'node_modules', 'tellerside', 'dist', 'tellerside.wasm'));
  const host = await startWorkerd(folder, withMostPages(wasm, pages));
  bank.sessions.set('c01', answerFor(request, 'c01'));
  // Names that no campaign reads: they only need room.
  const room = Object.fromEntries(Array.from({ length: 40_000 }, (_, n) => [`room.${n}`, n]));
  const large = { ...request.features, features: { ...request.features.features, ...room } };
  bank.sessions.set('large', answerFor({ ...request, features: large }, 'large'));
  try {
    await ask(host, '/home', { session: 'c01' });
    await wait(300);
    await check('workerd: a trap shows the evergreens, and the next customer is decided for by a fresh instance', async () => {
      assert.equal(headlines((await ask(host, '/home', { session: 'c01' })).text).length, 1);
      for (let times = 0; times < 3; times += 1) {
        const { status, text } = await ask(host, '/home', { session: 'large' });
        assert.deepEqual([status, headlines(text)], [200, []]);
        assert.equal(headlines((await ask(host, '/home', { session: 'c01' })).text).length, 1);
      }
    });
  } finally {
    await host.stop();
    await bank.stop();
  }
}
