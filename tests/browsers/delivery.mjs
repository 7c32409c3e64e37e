// The release as a page keeps it current, on the browser's own clock with a short period: what the bank's server says reaches the page,
// what is refused changes nothing, and what it denies is denied whatever else fails.

import { setTimeout as wait } from 'node:timers/promises';

import { assert, check } from '../page/checks.mjs';
import { HOSTS } from './browsers.mjs';

const EVERY = 250;

export async function checkDelivery({ name, open, server, customers, material, refused }) {
  const [{ request }] = customers;
  const policy = (more) => ({ type: 'application/json', text: JSON.stringify({ ...JSON.parse(material.policy), ...more }) });
  const BUNDLE = '/offers/bundle.tsb.json';
  const POLICY = '/offers/policy.json';

  for (const { host, policy: header } of HOSTS) {
    await check(`${name}, engine in the ${host}: a kill reaches an open page, beside a bundle that is refused or not there, and silence denies all`, async () => {
      const { page, goto, close } = await open();
      await goto(`${server.url}/empty?policy=${header}`);
      await page.evaluate(async (where, every) => {
        const { delivery, given, load } = globalThis.tests;
        const reports = [];
        let told = 0;
        const offers = delivery({
          now: () => given.now, every, holds: 4 * every, report: ({ name: word, code }) => reports.push(`${word} ${code}`),
          load: (bundle, options) => load(where, bundle, given.root, options),
        });
        offers.subscribe(() => { told += 1; });
        await offers.start();
        Object.assign(globalThis, { offers, reports, told: () => told });
      }, host, EVERY);
      const state = () => page.evaluate(async (asked) => {
        const { gates, placements } = await globalThis.offers.engine.decide(asked);
        return {
          shown: placements.map(({ campaign }) => campaign).join(), denied: [...gates].filter((gate) => gate === 'x').length, all: gates.length,
          reports: [...new Set(globalThis.reports.splice(0))].join(), told: globalThis.told(),
        };
      }, request);
      const until = async (holds, because) => {
        for (let tries = 0; tries < 80; tries += 1) {
          const found = await state();
          if (holds(found)) return found;
          await wait(100);
        }
        return assert.fail(`${because}: ${JSON.stringify(await state())}`);
      };
      try {
        const first = await state();
        assert.deepEqual([first.shown, first.denied, first.reports], ['overdraft-protection', 0, '']);

        server.files.set(POLICY, policy({ deny: ['overdraft-protection'] }));
        await until(({ shown, denied, told }) => !shown.includes('overdraft-protection') && denied === 1 && told > first.told, 'a kill');

        server.files.set(POLICY, policy({}));
        await until(({ shown }) => shown === 'overdraft-protection', 'and it is taken back');

        server.files.set(BUNDLE, { type: 'application/json', text: refused });
        server.files.set(POLICY, policy({ deny: ['overdraft-protection'] }));
        await until(({ denied, reports }) => denied === 1 && /BundleError [A-Z_]+/.test(reports), 'a kill beside a bundle that is refused');

        server.files.set(BUNDLE, null);
        server.files.set(POLICY, policy({ deny: ['overdraft-protection', 'interest-checking'] }));
        await until(({ denied, reports }) => denied === 2 && reports.includes('LoadError BUNDLE_UNAVAILABLE'), 'a kill without any bundle');

        server.files.set(BUNDLE, { type: 'application/json', text: ' '.repeat(4 * 1024 * 1024 + 1) });
        server.files.set(POLICY, policy({}));
        await until(({ shown, reports }) => shown === 'overdraft-protection' && reports.includes('LoadError BUNDLE_UNAVAILABLE'), 'too long a bundle, and the last good one goes on');

        server.files.set(POLICY, null);
        await until(({ shown, denied, all, reports }) => shown === '' && denied === all && reports.includes('LoadError POLICY_UNAVAILABLE'), 'a policy too old shows nothing');

        server.files.clear();
        await until(({ shown }) => shown === 'overdraft-protection', 'and the next one begins anew');

        server.files.set(POLICY, { type: 'application/json', text: '{"deny":"all"}' });
        await until(({ denied, all, reports }) => denied === all && reports.includes('InputError OPTIONS_INVALID'), 'a policy that cannot be read is none');

        await page.evaluate(() => globalThis.offers.stop());
        await wait(EVERY * 2);
        const mark = server.asked.length;
        await wait(EVERY * 3);
        assert.equal(server.asked.length, mark, 'nothing is asked for any more');
      } finally {
        server.files.clear();
        await close();
      }
    });
  }

  await check(`${name}: looks are alike and at a fixed period, whoever the customer is and however much is decided`, async () => {
    const { page, goto, close } = await open();
    await goto(`${server.url}/empty?policy=page`);
    const mark = server.asked.length;
    const looks = await page.evaluate(async (asked) => {
      const { delivery, given, load } = globalThis.tests;
      const offers = delivery({ now: () => given.now, every: 300, load: (bundle, options) => load('page', bundle, given.root, options) });
      await offers.start();
      for (let n = 0; n < 20; n += 1) {
        for (const request of asked) offers.engine.decide(request);
        await new Promise((resolve) => { setTimeout(resolve, 100); });
      }
      offers.stop();
      return performance.getEntriesByType('resource').filter(({ name: url }) => url.endsWith('/policy.json')).map(({ startTime }) => startTime);
    }, customers.map((customer) => customer.request));
    assert.ok(looks.length >= 4, `${looks.length} looks`);
    // A request of a busy browser may begin some milliseconds after it was asked for, and the next one need not.
    looks.slice(1).forEach((at, place) => assert.ok(at - looks[place] >= 250, `${at - looks[place]} ms`));
    const asked = server.asked.slice(mark).filter(({ url }) => url.startsWith('/offers/')).map(({ url, received, sent }) => `${url} ${received} ${sent}`);
    assert.equal(new Set(asked).size, 3);
    assert.equal(asked.length, 3 * looks.length);
    await close();
  });
}
