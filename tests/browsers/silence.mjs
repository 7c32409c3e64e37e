// The network tells nothing: deciding asks for nothing, and for all customers the page asks for the same, of the same size.

import { assert, check } from '../page/checks.mjs';
import { HOSTS } from './browsers.mjs';
import { signIn } from './policies.mjs';

/** Whole pages a browser and place: the one browser is driven much faster than the other, and one place must do for most of the time. */
const VISITS = { Chromium: { page: 200, worker: 80 }, Firefox: { page: 20, worker: 20 } };
const AT_ONCE = 4;

export async function checkSilence({ name, open, server, engine, many }) {
  const expected = many.map(({ request }) => engine.decide(request).placements.map(({ campaign, slot }) => `${slot} ${campaign}`).join(', '));

  await check(`${name}: the customers are of many kinds`, () => {
    const shown = new Set(expected.flatMap((places) => places.split(', ')));
    assert.ok(shown.size >= 6, [...shown].join('; '));
    assert.ok(new Set(expected).size >= 8, `${new Set(expected).size} different decisions`);
  });

  for (const { host, policy } of HOSTS) {
    await check(`${name}, engine in the ${host}: ${many.length} decisions and what they show ask for nothing, also with the network off`, async () => {
      const { page, complaints, requests, goto, close } = await open();
      await goto(`${server.url}/empty?policy=${policy}`);
      await page.evaluate(async (where) => {
        const { given, load } = globalThis.tests;
        globalThis.engine = await load(where, given.bundle, given.root, { now: given.now, policy: given.policy });
      }, host);
      requests.length = 0;
      server.asked.length = 0;
      const places = (asked) => page.evaluate(async (all) => {
        const said = [];
        for (const request of all) {
          const { placements } = await globalThis.engine.decide(request);
          for (const slot of document.querySelectorAll('tellerside-slot')) {
            slot.restart();
            const status = slot.show(placements.find((one) => one.slot === slot.getAttribute('name')) ?? null);
            if (status !== 'shown' && status !== 'evergreen') throw new Error(status);
          }
          said.push(placements.map(({ campaign, slot }) => `${slot} ${campaign}`).join(', '));
        }
        // A frame, in which whatever is shown would be asked for.
        await new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve, 50)); });
        return said;
      }, asked);
      assert.deepEqual(await places(many.map(({ request }) => request)), expected);
      assert.deepEqual([requests, server.asked], [[], []]);

      server.isOff = true;
      try {
        // The cable is out: the page notices where it asks, and decides all the same.
        assert.equal(await page.evaluate(() => fetch('/offers/policy.json').then(() => 'an answer', () => 'none')), 'none');
        assert.deepEqual(await places(many.slice(0, 20).map(({ request }) => request)), expected.slice(0, 20));
      } finally {
        server.isOff = false;
      }
      // The request that a test makes is on both lists, so they do count.
      assert.ok(requests.length > 0 && server.asked.length > 0);
      assert.deepEqual(complaints.filter((text) => !/policy\.json|ERR_|NetworkError/.test(text)), []);
      await close();
    });

    await check(`${name}, engine in the ${host}: ${VISITS[name][host]} customers' whole pages make one list of requests, with one size each`, async () => {
      const lists = new Map();
      const shown = [];
      const visits = many.slice(0, VISITS[name][host]).map((customer, n) => ({ customer, n }));
      await Promise.all(Array.from({ length: AT_ONCE }, async (_, lane) => {
        const { page, cookies, goto, close } = await open();
        const home = `${server.url}/home?policy=${policy}&host=${host}`;
        await goto(`${server.url}/empty?policy=${policy}`);
        // What is the same for everybody is in the browser's cache from then on.
        await signIn(page, 'c01');
        await goto(home);
        for (const { customer, n } of visits.filter((one) => one.n % AT_ONCE === lane)) {
          await signIn(page, customer.id);
          const mark = server.asked.length;
          assert.equal(await goto(home), 'yes');
          const { value } = (await cookies()).find((cookie) => cookie.name === '__Host-session');
          const list = server.asked.slice(mark).filter(({ session }) => session === value)
            .map(({ method, url, status, received, sent }) => `${method} ${url} ${status}, ${received} bytes asked, ${sent} answered`).sort().join('\n');
          lists.set(list, (lists.get(list) ?? 0) + 1);
          shown[n] = await page.evaluate(() => globalThis.shown.join(', '));
        }
        await close();
      }));
      assert.equal(lists.size, 1, [...lists.keys()].join('\n\n'));
      const [list] = lists.keys();
      for (const path of ['/offers/vector', '/offers/bundle.tsb.json', '/offers/policy.json', '/offers/roots.json']) assert.ok(list.includes(path), path);
      const wanted = visits.map(({ customer }) => slotsOf(engine.decide(customer.request)));
      assert.deepEqual(shown, wanted);
      assert.ok(new Set(wanted).size >= 5);
    });
  }
}

/** As the page says what its slots show. */
function slotsOf({ placements }) {
  return ['hero', 'card'].map((slot) => {
    const placement = placements.find((one) => one.slot === slot);
    return placement === undefined ? 'evergreen -' : `shown ${placement.campaign}`;
  }).join(', ');
}
