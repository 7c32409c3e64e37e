// The two browsers, and pages in them that keep the books.

import { createRequire } from 'node:module';

import { launch } from '../page/browser.mjs';

const puppeteer = createRequire(new URL('../npm/package.json', import.meta.url))('puppeteer-core');

/** Each with how much it is asked, since one is driven much faster than the other. */
export const BROWSERS = [
  { name: 'Chromium', open: launch },
  {
    name: 'Firefox',
    open: () => puppeteer.launch({
      browser: 'firefox', executablePath: process.env.TELLERSIDE_FIREFOX ?? '/usr/bin/firefox-esr', headless: true,
      extraPrefsFirefox: { 'app.update.auto': false, 'browser.safebrowsing.malware.enabled': false, 'network.captive-portal-service.enabled': false, 'browser.chrome.site_icons': false },
    }),
  },
];

/** Both places of the engine, each with the policy that README gives the page for it. */
export const HOSTS = [{ host: 'page', policy: 'page' }, { host: 'worker', policy: 'worker-page' }];

/** A page of a context of its own. `requests` and `complaints` fill up. */
export async function openPage(browser) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const requests = [];
  const complaints = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => { if (['error', 'warn'].includes(message.type())) complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return {
    page, requests, complaints,
    close: () => context.close(),
    cookies: () => context.cookies(),
    /** Goes there and waits until the page says how its start ended. */
    async goto(url) {
      await page.goto(url);
      await page.waitForSelector('html[data-ready]');
      const { ready, why } = await page.$eval('html', (html) => ({ ...html.dataset }));
      return ready === 'yes' ? ready : why;
    },
  };
}
