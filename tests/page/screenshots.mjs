// The page for those who look, into the folder of artefacts.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { Watched } from './browser.mjs';
import { assert, check } from './checks.mjs';
import { goTo, pressInSlot, refuse } from './steps.mjs';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 320, height: 700 };
const ZOOMED = { width: 720, height: 450, deviceScaleFactor: 2 };

const pay = async (page) => {
  await goTo(page, '#/pay');
  await page.type('#pay-to', 'Lena Ortiz');
  await page.type('#pay-amount', '25.00');
  await page.click('#pay-form button');
};
const chosen = async (page) => {
  await refuse(page, 'hero', 'topic');
  await goTo(page, '#/choices');
};

/** What is looked at: name, customer, language, scheme, window, whether the whole length, and how to come there. */
const SCREENSHOTS = [
  ['page-light', 'c10', 'en-US', 'light', WIDE, false, async () => {}],
  ['page-dark', 'c10', 'en-US', 'dark', WIDE, false, async () => {}],
  ['page-es', 'c07', 'es-US', 'light', WIDE, false, async () => {}],
  ['page-320', 'c10', 'en-US', 'light', NARROW, true, async () => {}],
  ['page-320-es-dark', 'c07', 'es-US', 'dark', NARROW, true, async () => {}],
  ['page-tall', 'c10', 'en-US', 'light', { width: 1440, height: 2600 }, false, async () => {}],
  ['page-why', 'c10', 'en-US', 'light', WIDE, false, async (page) => pressInSlot(page, 'hero', 'summary')],
  ['page-expired', 'c10', 'en-US', 'light', WIDE, false, async (page) => page.click('[data-jump="Release ends"]')],
  ['page-200', 'c10', 'en-US', 'light', ZOOMED, false, async () => {}],
  ['account-light', 'c10', 'en-US', 'light', WIDE, false, async (page) => goTo(page, '#/accounts/1')],
  ['account-320', 'c10', 'en-US', 'dark', NARROW, true, async (page) => goTo(page, '#/accounts/1')],
  ['pay-wrong', 'c10', 'en-US', 'light', WIDE, false, async (page) => { await goTo(page, '#/pay'); await page.click('#pay-form button'); }],
  ['quiet-light', 'c10', 'en-US', 'light', WIDE, false, pay],
  ['choices-light', 'c10', 'en-US', 'light', WIDE, false, chosen],
  ['choices-es-dark', 'c07', 'es-US', 'dark', WIDE, false, chosen],
  ['choices-320', 'c10', 'en-US', 'light', NARROW, true, chosen],
  ['signed-out', 'c10', 'en-US', 'light', WIDE, false, async (page) => page.click('#sign-out')],
];

export async function takeScreenshots(browser, url, folder) {
  mkdirSync(folder, { recursive: true });
  for (const [name, customer, locale, scheme, viewport, fullPage, reach] of SCREENSHOTS) {
    await check(`screenshot: ${name}.png`, async () => {
      const watched = await Watched.open(browser, { viewport });
      const { page } = watched;
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
      await watched.goto(`${url}?customer=${customer}`);
      await page.click('#next-visit');
      await page.click(`[data-locale="${locale}"]`);
      await reach(page);
      await page.mouse.move(0, 0);
      await page.$eval('.counter', (counter) => counter.scrollTo(0, 0));
      await page.evaluate(() => scrollTo(0, 0));
      const bytes = await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
      assert.ok(bytes.length > 10_000, 'something is on it');
      await watched.close();
    });
  }
}
