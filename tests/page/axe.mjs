// axe-core over the page in each of its states: no violation, and how much was looked at.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { Watched } from './browser.mjs';
import { assert, check } from './checks.mjs';
import { goTo, pressInSlot, refuse, viewOf } from './steps.mjs';

const AXE = readFileSync(createRequire(new URL('../npm/package.json', import.meta.url)).resolve('axe-core/axe.min.js'), 'utf8');

/** Fewer nodes than this were never the whole page. */
const LEAST = 150;

const WIDE = { width: 1440, height: 900 };
/** 1440 pixels at 200 % zoom. */
const ZOOMED = { width: 720, height: 450, deviceScaleFactor: 2 };
const NARROW = { width: 320, height: 700 };

/** How to come to each state, from the home page of a customer with offers in both slots. What is opened behind the counter stays open. */
const STATES = [
  ['accounts', async () => {}],
  ['accounts, why is open', async (page) => pressInSlot(page, 'hero', 'summary')],
  ['accounts, offer closed', async (page) => pressInSlot(page, 'hero', '.dismiss')],
  ['accounts, topic refused', async (page) => refuse(page, 'hero', 'topic')],
  ['accounts, a language without words', async (page) => page.select('#asked', 'vi-VN')],
  ['one account', async (page) => goTo(page, '#/accounts/1')],
  ['pay', async (page) => goTo(page, '#/pay')],
  ['pay, nothing filled in', async (page) => { await goTo(page, '#/pay'); await page.click('#pay-form button'); }],
  ['quiet: payment sent', async (page) => {
    await goTo(page, '#/pay');
    await page.type('#pay-to', 'Lena Ortiz');
    await page.type('#pay-amount', '25.00');
    await page.click('#pay-form button');
  }],
  ['choices, nothing refused', async (page) => goTo(page, '#/choices')],
  ['choices, two refused', async (page) => { await refuse(page, 'hero', 'offer'); await refuse(page, 'card', 'product'); await goTo(page, '#/choices'); }],
  ['choices, all refused', async (page) => { await goTo(page, '#/choices'); await page.click('#refuse-all'); }],
  ['signed out', async (page) => page.click('#sign-out')],
  ['everything behind the counter open', async (page) => {
    await page.click('.bundle');
    await page.$$eval('.counter details', (papers) => { for (const paper of papers) paper.open = true; });
    await page.click('[data-jump="Release ends"]');
  }],
];

const LOOKS = [
  ['light', 'light', WIDE, 'en-US'], ['dark', 'dark', WIDE, 'en-US'], ['es-US', 'light', WIDE, 'es-US'],
  ['320 px', 'dark', NARROW, 'es-US'], ['200 %', 'light', ZOOMED, 'en-US'],
];

export async function checkAxe(browser, url) {
  const counts = { states: 0, nodes: 0 };
  for (const [look, scheme, viewport, locale] of LOOKS) {
    await check(`axe: ${look}: ${STATES.length} states, no violation`, async () => {
      const scanned = [];
      const watched = await open(browser, url, scheme, viewport);
      for (const [state, reach] of STATES) {
        await begin(watched.page, locale);
        await reach(watched.page);
        const { nodes, violations } = await scan(watched.page);
        assert.deepEqual(violations, [], state);
        assert.ok(nodes >= LEAST, `${state}: only ${nodes} nodes`);
        scanned.push(nodes);
      }
      await watched.close();
      counts.states += scanned.length;
      counts.nodes += scanned.reduce((sum, nodes) => sum + nodes, 0);
      console.log(`      nodes scanned: ${STATES.map(([state], place) => `${state} ${scanned[place]}`).join(', ')}`);
    });
  }
  console.log(`      axe: ${counts.states} states, ${counts.nodes} nodes scanned`);

  await check('axe: it sees what is wrong, inside the slots too', async () => {
    const watched = await open(browser, url, 'light', WIDE);
    await begin(watched.page, 'en-US');
    await watched.page.evaluate(() => {
      const [slot] = document.querySelectorAll('[data-slot="hero"]');
      for (const root of [slot.shadowRoot.querySelector('.region'), document.getElementById('accounts')]) {
        const button = document.createElement('button');
        button.className = 'planted';
        root.append(button);
      }
    });
    const { violations } = await scan(watched.page);
    assert.equal(violations.length, 1);
    assert.match(violations[0], /^button-name: 2 /);
    await watched.close();
  });
}

async function open(browser, url, scheme, viewport) {
  const watched = await Watched.open(browser, { viewport });
  await watched.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
  await watched.goto(url);
  await watched.page.evaluate(AXE);
  return watched;
}

/** The page as it was, with the customer who has offers in both slots. */
async function begin(page, locale) {
  await page.click('#reset');
  await page.select('#customer', 'c07');
  await page.click(`[data-locale="${locale}"]`);
  assert.equal(await viewOf(page), 'home');
}

/** How many nodes axe looked at, and what is wrong with them. */
function scan(page) {
  return page.evaluate(async () => {
    const found = await globalThis.axe.run(document, { resultTypes: ['violations', 'incomplete', 'passes'] });
    const nodes = new Set([...found.passes, ...found.violations, ...found.incomplete].flatMap((rule) => rule.nodes.map(({ target }) => JSON.stringify(target))));
    return {
      nodes: nodes.size,
      violations: found.violations.map(({ id, nodes: wrong }) => `${id}: ${wrong.length} ${wrong.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
    };
  });
}
