// The good and the hostile bundles in Chromium: each ends with the code that stands in its folder of tests/bundles.

import { attacks, endsOf } from '../pkg/attacks.mjs';
import { Watched } from './browser.mjs';
import { assert, check } from './checks.mjs';

/** A page is handed so many at once: the longest are of 4 MiB. */
const AT_ONCE = 50;

export async function checkAttacks(browser, url) {
  const cases = attacks();
  await check(`${cases.length} good and hostile bundles end as they say, in Chromium`, async () => {
    const watched = await Watched.open(browser);
    await watched.goto(url);
    const engine = await watched.page.evaluateHandle(async () => {
      const { Engine, init } = await import('/tellerside/dist/index.js');
      await init();
      return Engine;
    });
    const ends = [];
    for (let first = 0; first < cases.length; first += AT_ONCE) {
      ends.push(...await watched.page.evaluate(endsOf, engine, cases.slice(first, first + AT_ONCE)));
    }
    assert.deepEqual(cases.map(({ name }, n) => [name, ends[n]]), cases.map(({ name, expect }) => [name, expect]));
    await watched.close();
  });
}
