// Two real tabs of one customer: one history by union, in the browser's own storage; and a browser that refuses storage.

import { Watched, gatesOf, kindsIn, slotsOf } from './browser.mjs';
import { assert, check } from './checks.mjs';
import { assertSameAsNode } from './decisions.mjs';
import { goTo, refuse, viewOf } from './steps.mjs';

const gateOf = async (page, campaign) => new Map(await gatesOf(page)).get(campaign);
const items = (page) => page.evaluate(() => Object.entries(localStorage).filter(([, value]) => value.startsWith('th1.')));
const note = (page) => page.$eval('#tab-note', (line) => line.hidden ? '' : line.textContent);
// By the clock: a tab in the background paints nothing.
const until = (page, what, ...more) => page.waitForFunction(what, { polling: 100 }, ...more);

export async function checkTabs(browser, url, engine) {
  const watched = await Watched.open(browser);
  const one = watched.page;
  await watched.goto(url);
  await one.click('#next-visit');

  /** Follows the page's own link to a second tab. */
  const openSecond = async () => {
    const coming = watched.context.waitForTarget((target) => target.url().includes('customer='));
    await one.$eval('#second-tab', (link) => link.click());
    const other = await (await coming).page();
    await other.waitForSelector('html[data-ready="yes"]');
    return other;
  };

  let other;
  await check('tabs: the second one is the same customer, at the same time', async () => {
    await one.select('#customer', 'c04');
    await one.$eval('[data-jump="1 day"]', (button) => button.click());
    other = await openSecond();
    await other.bringToFront();
    assert.equal(await other.$eval('#customer', (chooser) => chooser.value), 'c04');
    assert.equal(await other.$eval('#bank-time', (line) => line.textContent.slice(0, 12)), await one.$eval('#bank-time', (line) => line.textContent.slice(0, 12)));
    assert.equal(await other.evaluate(() => globalThis.opener), null);
  });

  await check('tabs: what is seen in one is known in the other, and the counter says so', async () => {
    // A tab that came late on a busy machine has not shown its first decision: the next visit has.
    await other.$eval('#next-visit', (button) => button.click());
    await until(other, () => [...document.querySelectorAll('#history [data-kind]')].some(({ dataset }) => dataset.kind === 'impression'));
    await until(one, () => [...document.querySelectorAll('#history [data-kind]')].some(({ dataset }) => dataset.kind === 'impression'));
    assert.match(await note(one), /^\d+ entr(y|ies) came from another tab at \d\d:\d\d:\d\d and joined what this one knows\.$/);
    const found = await items(one);
    assert.equal(found.length, 1);
    assert.match(found[0][0], /^[\w-]{43}$/);
    assert.doesNotMatch(found[0][1], /c04|interest|impression|history/);
  });

  await check('tabs: both write, and both know the union', async () => {
    await one.bringToFront();
    await goTo(one, '#/choices');
    await one.click('#refuse-all');
    await until(other, () => [...document.querySelectorAll('#history [data-kind]')].some(({ dataset }) => dataset.kind === 'refuse'));
    assert.equal(await gateOf(other, 'interest-checking'), 'refused', 'a refusal holds in every tab at once');
    assert.deepEqual(await other.$eval('[data-view="home"] [data-slot="hero"]', (slot) => slot.status), 'evergreen');
    await other.bringToFront();
    await other.evaluate(() => { location.hash = '#/choices'; });
    await until(other, () => document.querySelectorAll('.choice').length === 1);
    await other.click('.choice button');
    await until(one, () => document.querySelectorAll('.choice').length === 0);
    assert.deepEqual(await kindsIn(one), await kindsIn(other));
    await one.bringToFront();
    await goTo(one, '#/');
    assert.equal(await gateOf(one, 'interest-checking'), 'shown');
    await assertSameAsNode(one, engine, 'the union');
  });

  await check('tabs: signing out of one clears the storage and ends the other', async () => {
    await one.click('#sign-out');
    await until(other, () => !document.querySelector('[data-view="signed-out"]').hidden);
    assert.deepEqual(await items(one), []);
    assert.deepEqual(await kindsIn(other), []);
    await other.evaluate(() => { location.hash = '#/'; });
    assert.equal(await viewOf(other), 'signed-out', 'there is no way back but to sign in');
    await other.close();
  });

  await check('tabs: a page that is loaded anew knows what it knew', async () => {
    await one.bringToFront();
    await one.click('#sign-in');
    await refuse(one, 'hero', 'offer');
    await until(one, () => Object.values(localStorage).some((value) => value.startsWith('th1.')));
    await watched.goto(`${url}?customer=c04`);
    assert.ok((await kindsIn(one)).includes('refuse'));
    assert.equal(await gateOf(one, 'interest-checking'), 'refused');
  });

  await check('tabs: kept in the tab, the other tab knows nothing of it; kept in the page, caps of days rest', async () => {
    await one.select('#place', 'tab');
    await until(one, () => Object.keys(sessionStorage).length === 1);
    assert.deepEqual(await items(one), [], 'nothing is left where it was');
    assert.equal(JSON.parse(await one.$eval('#given', (given) => given.textContent)).storage, 'session');
    await one.click('#forget');
    await one.select('#place', 'page');
    await until(one, () => Object.keys(sessionStorage).length === 0);
    await until(one, () => JSON.parse(document.getElementById('given').textContent).storage === 'memory');
    assert.equal(await gateOf(one, 'interest-checking'), 'history_ephemeral');
    await assertSameAsNode(one, engine, 'in memory');
    assert.match(await one.$eval('#memory-where', (line) => line.textContent), /^It is kept in this open page alone/);
  });

  await check('tabs: nothing complained', async () => {
    assert.deepEqual(watched.complaints, []);
  });
  await watched.close();

  await check('storage refused: the page works, keeps its history itself, and says so', async () => {
    const refused = await Watched.open(browser, {
      before: ({ page }) => page.evaluateOnNewDocument(() => {
        for (const area of ['localStorage', 'sessionStorage']) {
          Object.defineProperty(globalThis, area, { get() { throw new DOMException('denied', 'SecurityError'); } });
        }
      }),
    });
    const { page } = refused;
    assert.equal(await refused.goto(`${url}?customer=c05`), 'yes');
    await page.click('#next-visit');
    assert.deepEqual(await slotsOf(page), { hero: null, card: null }, 'every campaign of the sample counts over days');
    assert.ok((await page.$$('#account-list a')).length > 0);
    await page.select('#customer', 'c01');
    assert.equal(await gateOf(page, 'overdraft-protection'), 'history_ephemeral');
    await assertSameAsNode(page, engine, 'storage refused');
    await goTo(page, '#/choices');
    await page.click('#refuse-all');
    assert.equal((await page.$$('.choice')).length, 1);
    assert.match(await page.$eval('#memory-where', (line) => line.textContent), /^Your browser lets us store nothing\./);
    await goTo(page, '#/');
    assert.equal(await gateOf(page, 'overdraft-protection'), 'refused');
    assert.match(await page.$eval('#place-status', (line) => line.textContent), /^The browser refuses storage/);
    assert.deepEqual(refused.complaints, []);
    await refused.close();
  });
}
