// The browser, and pages that keep the books: every request, every message of the console.

import { createRequire } from 'node:module';

const require = createRequire(new URL('../npm/package.json', import.meta.url));
const puppeteer = require('puppeteer-core');

/** Chromium without anything of its own on the network. */
export function launch() {
  return puppeteer.launch({
    executablePath: process.env.TELLERSIDE_CHROMIUM ?? '/usr/bin/chromium',
    // As root, and in most containers, Chromium has no sandbox; it sees the project's own page only.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  });
}

/** One page under observation. */
export class Watched {
  /** Addresses of all requests since the last `forget`, as the browser's network stack reports them. */
  requests = [];
  /** Errors and warnings of the console, violations of the security policy among them, and exceptions. */
  complaints = [];

  /** `shadows: 'as they are'` leaves closed what is closed; else the tests look inside. */
  static async open(browser, { before = async () => {}, shadows = 'opened', viewport = { width: 1440, height: 900 } } = {}) {
    const watched = new Watched();
    // A context of its own: nothing is left of the page before.
    watched.context = await browser.createBrowserContext();
    watched.page = await watched.context.newPage();
    watched.session = await watched.page.createCDPSession();
    await watched.session.send('Network.enable');
    await watched.session.send('Log.enable');
    // A blob is what the page holds already: nobody is asked for it.
    watched.session.on('Network.requestWillBeSent', ({ request }) => { if (!request.url.startsWith('blob:')) watched.requests.push(request.url); });
    watched.session.on('Log.entryAdded', ({ entry }) => {
      if (entry.level === 'error' || entry.level === 'warning') watched.complaints.push(`${entry.source}: ${entry.text}`);
    });
    watched.page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warn') watched.complaints.push(message.text());
    });
    watched.page.on('pageerror', (error) => watched.complaints.push(String(error)));
    await watched.page.setViewport(viewport);
    if (shadows === 'opened') await watched.page.evaluateOnNewDocument(openShadows);
    await before(watched);
    return watched;
  }

  /** Goes to the page and waits until it says how its start ended: `yes` or `failed`. */
  async goto(url) {
    await this.page.goto(url);
    await this.page.waitForSelector('html[data-ready]').catch(async (error) => {
      const { now, unfinished } = await this.page.evaluate(() => ({
        now: performance.now(),
        unfinished: [...document.querySelectorAll('[rel=modulepreload], [rel=preload]')].map(({ href }) => href)
          .filter((href) => !performance.getEntriesByName(href).some(({ responseEnd }) => responseEnd > 0)),
      }));
      throw new Error(`the page did not start in ${Math.round(now)} ms; not fetched: ${unfinished.join()}; complaints: ${this.complaints.join()}`, { cause: error });
    });
    return this.page.$eval('html', (html) => html.dataset.ready);
  }

  async close() {
    await this.context.close();
  }
}

/** Runs in the page, before its own scripts: what they attach can be looked into, and `parts` gives all elements, those inside too. */
function openShadows() {
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function attachOpened(options) {
    return attachShadow.call(this, { __proto__: null, ...options, mode: 'open' });
  };
  globalThis.parts = (root = document) => [...root.querySelectorAll('*')].flatMap((part) => part.shadowRoot === null ? [part] : [part, ...globalThis.parts(part.shadowRoot)]);
}

/** What the page of the bank that is open shows in its slots: the offer's parts, or null for the bank's own banner. */
export function slotsOf(page) {
  return page.$$eval('[data-view]:not([hidden]) [data-slot]', (slots) => Object.fromEntries(slots.map((slot) => {
    const root = slot.shadowRoot;
    const text = (part) => root?.querySelector(part)?.textContent;
    const link = root?.querySelector('.action') ?? null;
    const offer = link === null ? null : {
      headline: text('.headline'),
      body: text('.body'),
      label: link.textContent,
      href: link.getAttribute('href'),
      why: text('.why-text'),
      disclosures: [...root.querySelectorAll('.disclosure')].map((line) => line.textContent),
      locale: root.querySelector('.banner').lang,
    };
    return [slot.dataset.slot, offer];
  })));
}

/** What a decision puts into the slots, in the same form. */
export function slotsFrom(decision, slots) {
  return Object.fromEntries(slots.map((slot) => {
    const placement = decision.placements.find((one) => one.slot === slot);
    if (placement === undefined) return [slot, null];
    const { action, body, disclosures, headline, locale, why } = placement;
    return [slot, { headline, body, label: action.label, href: `${action.url}?offer=${encodeURIComponent(action.offer)}`, why, disclosures, locale }];
  }));
}

/** The gates in the table for the curious, in its order: `[campaign, gate]`. */
export function gatesOf(page) {
  return page.$$eval('#gates tr[data-campaign]', (rows) => rows.map((row) => [row.dataset.campaign, row.dataset.gate]));
}

/** The request that the page says it made last. */
export async function givenIn(page) {
  return JSON.parse(await page.$eval('#given', (given) => given.textContent));
}

/** The kinds in the list of what the page remembers, newest first. */
export function kindsIn(page) {
  return page.$$eval('#history [data-kind]', (rows) => rows.map((row) => row.dataset.kind));
}
