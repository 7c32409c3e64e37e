// What customers do with a banner, and what that changes: seen, closed, not interested, refused, allowed again, followed.

import { setTimeout as wait } from 'node:timers/promises';

import { gatesOf, kindsIn, slotsOf } from './browser.mjs';
import { assert, check } from './checks.mjs';
import { assertSameAsNode } from './decisions.mjs';

/** A banner counts as seen after a second; a little more, since the machine may be busy. */
const SEEN = 1_600;

const shownIn = async (page, slot) => {
  const rows = await page.$$eval('#gates tr[data-gate="shown"]', (found) => found.map((row) => [row.dataset.campaign, row.textContent]));
  return rows.find(([, text]) => text.includes(`in ${slot}`) || text.includes(`and ${slot}`))?.[0];
};
const gateOf = async (page, campaign) => new Map(await gatesOf(page)).get(campaign);
const announced = (page) => page.$eval('[data-slot="hero"]', ({ shadowRoot }) => {
  const line = shadowRoot.querySelector('[role="status"]');
  return [line.textContent, line.lang];
});
const inHero = (part) => `[data-slot="hero"] >>> ${part}`;

/** Starts on an untouched page. */
export async function checkVisits(watched, engine, customers) {
  const { page } = watched;
  const [first] = customers;
  await page.click('#reset');

  await check('visits: a banner that flashed by leaves no trace, one that was visible for a second does', async () => {
    await page.select('#customer', customers[1].id);
    await page.select('#customer', first.id);
    assert.deepEqual(await kindsIn(page), []);
    await wait(SEEN);
    const shown = Object.values(await slotsOf(page)).filter((offer) => offer !== null).length;
    assert.ok(shown > 0);
    assert.equal((await kindsIn(page)).filter((kind) => kind === 'impression').length, shown);
    await wait(SEEN);
    assert.equal((await kindsIn(page)).filter((kind) => kind === 'impression').length, shown, 'once in a visit');
  });

  await check('visits: seen often enough, a banner rests; Node agrees at every visit', async () => {
    const campaign = await shownIn(page, 'hero');
    let visits = 1;
    while ((await gateOf(page, campaign)) === 'shown') {
      assert.ok(visits < 12, `${campaign} is never capped`);
      await wait(SEEN);
      await page.click('#next-visit');
      await assertSameAsNode(page, engine, `visit ${visits}`);
      visits += 1;
    }
    assert.equal(await gateOf(page, campaign), 'capped');
    assert.ok(visits > 1);
  });

  await check('visits: forgetting brings it back', async () => {
    await page.click('#forget');
    assert.deepEqual(await kindsIn(page), []);
    assert.notEqual((await slotsOf(page)).hero, null);
    await assertSameAsNode(page, engine, 'no history');
  });

  for (const [control, kind, sentence] of [
    ['.dismiss', 'dismiss', 'Offer closed.'],
    ['.not-interested', 'not_interested', 'Thank you. We noted that you are not interested.'],
  ]) {
    await check(`visits: ${kind} closes the offer for this visit, is remembered and said`, async () => {
      await page.click('#forget');
      const campaign = await shownIn(page, 'hero');
      await page.focus(inHero(control));
      await page.keyboard.press('Enter');
      assert.equal((await slotsOf(page)).hero, null);
      assert.ok((await kindsIn(page)).includes(kind));
      assert.deepEqual(await announced(page), [sentence, 'en']);
      assert.equal(await page.evaluate(() => document.activeElement.dataset.slot), 'hero', 'the focus stays with the slot');
      await page.click('#next-visit');
      await assertSameAsNode(page, engine, `the visit after ${kind} of ${campaign}`);
    });
  }

  await check('visits: a refused offer does not come back until it is allowed again', async () => {
    await page.click('#forget');
    const campaign = await shownIn(page, 'hero');
    await page.click(inHero('summary'));
    await page.click(inHero('.refusal'));
    assert.equal(await gateOf(page, campaign), 'refused');
    await page.click('#next-visit');
    assert.equal(await gateOf(page, campaign), 'refused');
    await assertSameAsNode(page, engine, 'refused');
    // The word taken back must be the later one.
    await wait(20);
    await page.click('#history .quiet');
    assert.equal(await gateOf(page, campaign), 'shown');
    await assertSameAsNode(page, engine, 'allowed again');
  });

  await check("visits: what is remembered is the customer's own", async () => {
    await page.select('#customer', customers[1].id);
    await page.click('#forget');
    assert.deepEqual(await kindsIn(page), []);
    await page.select('#customer', first.id);
    assert.ok((await kindsIn(page)).length > 0);
    await page.click('#reset');
    assert.deepEqual(await kindsIn(page), []);
  });
}

/** Follows an offer's link, away from the page. */
export async function checkLink(watched) {
  const { page } = watched;
  await check("links: an offer leads to the bank's own page, with the offer code and nothing else", async () => {
    await page.click('#reset');
    const { href } = (await slotsOf(page)).hero;
    await Promise.all([page.waitForNavigation(), page.click(inHero('.action'))]);
    await page.waitForFunction(() => !document.getElementById('code-line').hidden);
    const code = await page.$eval('#code', (line) => line.textContent);
    assert.equal(new URL(href, 'http://localhost').searchParams.get('offer'), code);
    assert.equal(await page.evaluate(() => document.referrer), '');
    await Promise.all([page.waitForNavigation(), page.click('.offer-page .action')]);
    await page.waitForSelector('html[data-ready="yes"]');
  });
}
