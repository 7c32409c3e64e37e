// What the offers add to the page's layout shift: nothing, by the browser's own entries. And a proof that these entries see a shift.

import { setTimeout as wait } from 'node:timers/promises';

import { Watched } from './browser.mjs';
import { assert, check } from './checks.mjs';

const WIDTHS = [1440, 720, 320];

/** Runs in the page before its own scripts: keeps every shift that no input excuses, and which elements moved. */
function keepShifts() {
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      globalThis.shifts.push({
        value: entry.value,
        // Counted where a part of the bank's page moved; the panel behind the counter belongs to the demo alone.
        isBank: entry.sources.some(({ node }) => node !== null && (node.nodeType === 1 ? node : node.parentElement)?.closest('#bank') !== null),
        moved: entry.sources.map(({ node }) => (node?.nodeType === 1 ? node : node?.parentElement)?.outerHTML.slice(0, 70) ?? 'gone'),
      });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

const shiftsIn = async (page) => {
  // Entries come a frame after what they tell of.
  await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50))); }));
  return page.evaluate(() => globalThis.shifts.splice(0));
};

export async function checkShifts(browser, url, customers) {
  const open = (width) => Watched.open(browser, {
    viewport: { width, height: 900 },
    before: ({ page }) => page.evaluateOnNewDocument(keepShifts),
  });

  await check('shifts: the entries see a banner that is put in late', async () => {
    const watched = await open(1440);
    await watched.goto(url);
    await shiftsIn(watched.page);
    await watched.page.evaluate(() => {
      const banner = document.createElement('p');
      banner.style.height = '120px';
      document.querySelector('main').prepend(banner);
    });
    const seen = await shiftsIn(watched.page);
    assert.equal(seen.length, 1);
    assert.ok(seen[0].isBank && seen[0].value > 0.02, JSON.stringify(seen));
    await watched.close();
  });

  for (const width of WIDTHS) {
    await check(`shifts: at ${width} px arriving moves nothing, whoever is signed in`, async () => {
      // The demo's server speaks English to everybody; a bank's speaks the customer's language from the start.
      for (const { id } of customers.filter(({ request }) => request.locales[0] === 'en-US')) {
        const watched = await open(width);
        await watched.goto(`${url}?customer=${id}`);
        await wait(400);
        assert.deepEqual((await shiftsIn(watched.page)).filter(({ isBank }) => isBank), [], id);
        await watched.close();
      }
    });

    await check(`shifts: at ${width} px no decision moves the bank's page, nobody having touched it`, async () => {
      const watched = await open(width);
      const { page } = watched;
      await watched.goto(url);
      await shiftsIn(page);
      // By script, so that no input excuses a shift.
      for (let visit = 0; visit < 2 * customers.length; visit += 1) {
        const hasOtherLanguage = await page.evaluate(() => {
          const before = document.documentElement.lang;
          document.getElementById('next-customer').click();
          return before !== document.documentElement.lang;
        });
        const moved = (await shiftsIn(page)).filter(({ isBank }) => isBank);
        // Where every word of the page changes, other things than offers move.
        if (!hasOtherLanguage) assert.deepEqual(moved, [], `after ${visit + 1} steps`);
      }
      await page.evaluate(() => document.getElementById('reset').click());
      await shiftsIn(page);
      for (const part of ['.dismiss', '[data-refused="all"]']) {
        await page.evaluate(() => document.getElementById('next-visit').click());
        await shiftsIn(page);
        await page.evaluate((what) => document.querySelector('[data-view="home"] [data-slot="hero"]').shadowRoot.querySelector(what).click(), part);
        assert.deepEqual((await shiftsIn(page)).filter(({ isBank }) => isBank), [], part);
      }
      await watched.close();
    });
  }
}
