// A real trap, in the page and in the worker: the module with so little memory that one customer's vector exhausts it.

import { createHash } from 'node:crypto';

import { assert, check } from '../page/checks.mjs';
import { HOSTS } from './browsers.mjs';

export async function checkTraps({ name, open, server, engine, customers, little }) {
  const requests = customers.map(({ request }) => request);
  const expected = requests.map((request) => JSON.stringify(engine.decide(request)));
  const integrity = `sha384-${createHash('sha384').update(little).digest('base64')}`;

  for (const { host, policy } of HOSTS) {
    await check(`${name}, engine in the ${host}: a trap shows nothing once and says so, the next decision is right, the page is as it was`, async () => {
      const { page, complaints, goto, close } = await open();
      await goto(`${server.url}/empty?policy=${policy}`);
      const before = await page.evaluate(() => document.body.innerText);
      const rounds = await page.evaluate(async ({ all, where, place }) => {
        const { given, load } = globalThis.tests;
        const engine = await load(where, given.bundle, given.root, { now: given.now, policy: given.policy }, place);
        const [first] = all;
        // Names that no campaign reads: they only need room.
        const features = { ...first.features.features };
        for (let n = 0; n < 40_000; n += 1) features[`room.${n}`] = n;
        const large = { ...first, features: { ...first.features, features }, history: { events: [], history: 1, seed: '00000000000000aa' } };
        const rounds = [];
        for (let round = 0; round < 3; round += 1) {
          const trapped = JSON.stringify(await engine.decide(large));
          const right = [];
          for (const request of all) right.push(JSON.stringify(await engine.decide(request)));
          let reasons = null;
          try {
            await engine.reasons(large);
          } catch (error) {
            reasons = `${error.name} ${error.code}`;
          }
          rounds.push({ trapped, right, reasons });
        }
        return rounds;
      }, { all: requests, where: host, place: { wasm: '/little.wasm', integrity } });
      for (const { trapped, right, reasons } of rounds) {
        assert.deepEqual(JSON.parse(trapped), {
          decision: 1, gates: '', history: { events: [], history: 1, seed: '00000000000000aa' }, placements: [], statuses: ['engine_reset'],
        });
        assert.deepEqual(right, expected);
        assert.equal(reasons, 'EngineError ENGINE_RESET');
      }
      assert.equal(await page.evaluate(() => document.body.innerText), before);
      assert.deepEqual(complaints, []);
      await close();
    });
  }

  await check(`${name}: a byte changed in the module is refused in both places`, async () => {
    for (const { host, policy } of HOSTS) {
      const { page, goto, close } = await open();
      await goto(`${server.url}/empty?policy=${policy}`);
      const refusal = await page.evaluate(async (where) => {
        const { given, load } = globalThis.tests;
        return load(where, given.bundle, given.root, { now: given.now }, { wasm: '/little.wasm' }).then(() => 'loaded', ({ name: word, code }) => `${word} ${code}`);
      }, host);
      assert.equal(refusal, 'LoadError WASM_LOAD', host);
      await close();
    }
  });
}
