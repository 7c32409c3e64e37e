// The React entry in a browser, in strict mode, under each React that it is for: hydrated, rendered, seen, clicked, closed.

import { setTimeout as wait } from 'node:timers/promises';

import { REACTS } from '../pkg/react.mjs';
import { Watched } from './browser.mjs';
import { assert, check } from './checks.mjs';
import { serveReact } from './react-host.mjs';

const BANK = '<main><section data-slot="hero"><p class="bank">The bank</p></section><section data-slot="card"><p class="bank">The bank</p></section></main>';
/** An offer counts as seen after a second; a little more, since the machine may be busy. */
const SEEN = 1_600;

const shown = (page) => page.$$eval('[data-slot]', (found) => found.map((slot) => slot.querySelector('h2')?.textContent ?? null));
const told = (page, name) => page.evaluate((of) => globalThis.page[of], name);
const kinds = (page) => page.evaluate(() => globalThis.page.kinds());
const act = (page, name, ...given) => page.evaluate((of, more) => { globalThis.page[of](...more); }, name, given);
const until = (page, headlines) => page.waitForFunction(
  (expected) => JSON.stringify([...document.querySelectorAll('[data-slot]')].map((slot) => slot.querySelector('h2')?.textContent ?? null)) === expected,
  { timeout: 10_000 }, JSON.stringify(headlines),
);

/** The tab goes to the background, or comes back. */
const look = (page, state) => page.evaluate((visibilityState) => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: visibilityState });
  document.dispatchEvent(new Event('visibilitychange'));
}, state);

export async function checkReact(browser, folder, engine, customers) {
  const { request } = customers.find((one) => engine.decide(one.request).placements.length === 2);
  const placements = request.slots.map((name) => engine.decide(request).placements.find(({ slot }) => slot === name));
  const headlines = placements.map(({ headline }) => headline);

  for (const react of REACTS) {
    const named = (name) => `react ${react.version}: ${name}`;
    const { url, stop } = await serveReact(folder, react, { html: BANK, request });
    const open = async () => {
      const watched = await Watched.open(browser);
      await watched.goto(url);
      return watched;
    };
    try {
      let watched = await open();
      let { page } = watched;
      await check(named('hydrating in strict mode takes the bank\'s content over, then shows one decision and writes it once'), async () => {
        await act(page, 'hydrate');
        await until(page, headlines);
        assert.deepEqual(await kinds(page), ['placed', 'placed']);
        assert.deepEqual([await told(page, 'decisions'), await told(page, 'writes')], [1, 1]);
      });
      await check(named('what was visible for a second is one impression, though effects run twice'), async () => {
        await wait(SEEN);
        assert.deepEqual(await kinds(page), ['impression', 'impression', 'placed', 'placed']);
        await wait(SEEN);
        assert.deepEqual(await kinds(page), ['impression', 'impression', 'placed', 'placed']);
      });
      await check(named('a click is a click; what is closed gives way to the bank, and its neighbour stays'), async () => {
        await page.click('[data-slot="card"] a');
        await page.click('[data-slot="hero"] button');
        await until(page, [null, headlines[1]]);
        assert.deepEqual(await kinds(page), ['click', 'dismiss', 'impression', 'impression', 'placed', 'placed']);
      });
      await check(named('an update that denies a campaign takes it away and nothing else'), async () => {
        await act(page, 'deny', placements[1].campaign);
        await until(page, [null, null]);
        assert.equal(await told(page, 'writes') > 0, true);
      });
      await check(named('the console is silent: no mismatch, no violation of the policy or of Trusted Types'), () => {
        assert.deepEqual(watched.complaints, []);
      });
      await watched.close();

      watched = await open();
      ({ page } = watched);
      await check(named('rendered in the browser, the first thing to be seen is the offer'), async () => {
        await act(page, 'render');
        await until(page, headlines);
        assert.deepEqual((await told(page, 'painted')).filter((text) => text.includes('The bank')), []);
      });
      await watched.close();

      watched = await open();
      ({ page } = watched);
      await check(named('without an engine nothing is placed; when it comes, one decision is'), async () => {
        await act(page, 'renderEarly');
        await until(page, [null, null]);
        assert.equal(await told(page, 'decisions'), 0);
        await act(page, 'engineCame');
        await until(page, headlines);
        assert.deepEqual([await told(page, 'decisions'), await told(page, 'writes'), await kinds(page)], [1, 1, ['placed', 'placed']]);
      });
      await check(named('in a tab that nobody looks at, nothing is seen until somebody does'), async () => {
        await look(page, 'hidden');
        await wait(SEEN);
        assert.deepEqual(await kinds(page), ['placed', 'placed']);
        await look(page, 'visible');
        await wait(SEEN);
        assert.deepEqual(await kinds(page), ['impression', 'impression', 'placed', 'placed']);
      });
      await watched.close();

      watched = await open();
      ({ page } = watched);
      await act(page, 'hydrate');
      await until(page, headlines);
      await check(named('unmounting stops the watching'), async () => {
        await act(page, 'unmount');
        await wait(SEEN);
        assert.deepEqual(await kinds(page), ['placed', 'placed']);
        assert.deepEqual(watched.complaints, []);
      });
      await watched.close();

      watched = await open();
      ({ page } = watched);
      await check(named('two roots of one page share one decision'), async () => {
        await act(page, 'islands');
        await until(page, headlines);
        assert.deepEqual([await told(page, 'decisions'), await told(page, 'writes'), await kinds(page)], [1, 1, ['placed', 'placed']]);
        assert.deepEqual(watched.complaints, []);
      });
      await watched.close();
    } finally {
      stop();
    }
  }
}
