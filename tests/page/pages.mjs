// The other pages of the bank, the customer's choices, the bank's clock and languages: each decision is the one that Node makes.

import { setTimeout as wait } from 'node:timers/promises';

import { gatesOf, givenIn, slotsOf } from './browser.mjs';
import { assert, check } from './checks.mjs';
import { assertSameAsNode } from './decisions.mjs';
import { goTo, refuse } from './steps.mjs';

const DAY = 86_400_000;

const gateOf = async (page, campaign) => new Map(await gatesOf(page)).get(campaign);
const text = (page, selector) => page.$eval(selector, (part) => part.textContent);
const jump = (page, name) => page.$eval(`[data-jump="${name}"]`, (button) => button.click());
const statuses = (page) => page.$eval('#statuses', (line) => line.hidden ? '' : line.textContent);

/** Starts on an untouched page. */
export async function checkPages(watched, engine, customers) {
  const { page } = watched;

  await check('pages: the accounts of every customer, each with its own page', async () => {
    await page.click('#reset');
    for (const { id, request: { features: { accounts } } } of customers) {
      await page.select('#customer', id);
      const rows = await page.$$eval('#account-list .account', (found) => found.map((row) => [row.querySelector('a').getAttribute('href'), row.querySelector('.amount').textContent, row.querySelectorAll('dt').length]));
      assert.deepEqual(rows, accounts.map(({ features }, place) => [`#/accounts/${place + 1}`, dollars(features['bal.avail']), 2]), id);
      for (const [href, available] of rows) {
        await goTo(page, href);
        assert.equal(await text(page, '#account-balances .amount'), available);
        const [current] = await page.$$eval('#account-balances .amount-small', (found) => found.map((amount) => amount.textContent));
        const pending = await page.$$eval('#movements .pending .amount', (found) => found.map((amount) => amount.textContent));
        assert.equal(cents(current), pending.reduce((sum, amount) => sum - cents(amount), cents(available)), 'what is held makes the difference');
        const given = await givenIn(page);
        assert.deepEqual([given.page, given.slots], ['account', ['card', 'tile']]);
        await assertSameAsNode(page, engine, `${id} ${href}`);
      }
      await goTo(page, '#/');
    }
  });

  for (const [path, name, because] of [
    ['#/pay/sent', 'pay', 'there is no payment to confirm'],
    ['#/signed-out', 'home', 'somebody is signed in'],
    ['#/accounts/9', 'home', 'there is no such account'],
    ['#help', 'home', 'it is a place within the page'],
  ]) {
    await check(`pages: ${path} leads to ${name}, since ${because}`, async () => {
      await page.click('#reset');
      await goTo(page, '#/');
      await page.evaluate((hash) => { location.hash = hash; }, path);
      await page.waitForFunction((view) => !document.querySelector(`[data-view="${view}"]`).hidden, {}, name);
    });
  }

  for (const [target, listed] of [
    ['offer', /^The offer “Link your savings as a backup for checking”since /],
    ['product', /^Offers for this product: overdraft protectionsince /],
    ['topic', /^Offers on this topic: overdraftssince /],
    ['all', /^All offerssince /],
  ]) {
    await check(`choices: ${target} is refused at the offer, listed, and taken back`, async () => {
      await page.click('#reset');
      await goTo(page, '#/');
      await refuse(page, 'hero', target);
      assert.equal(await gateOf(page, 'overdraft-protection'), 'refused');
      await goTo(page, '#/choices');
      const rows = await page.$$eval('.choice', (found) => found.map((row) => row.textContent));
      assert.equal(rows.length, 1);
      assert.match(rows[0], listed);
      assert.equal(await page.$eval('#refuse-all', (button) => button.hidden), target === 'all');
      // The word taken back must be the later one.
      await wait(20);
      await page.click('.choice button');
      assert.equal((await page.$$('.choice')).length, 0);
      await goTo(page, '#/');
      assert.equal(await gateOf(page, 'overdraft-protection'), 'shown');
      await assertSameAsNode(page, engine, 'taken back');
    });
  }

  await check('choices: what has no product offers no refusal of one', async () => {
    await page.select('#customer', 'c10');
    const refusals = await page.$$eval('[data-view="home"] [data-slot]', (slots) => Object.fromEntries(slots.map((slot) =>
      [slot.dataset.slot, [...slot.shadowRoot.querySelectorAll('[data-refused]')].map((button) => button.dataset.refused)])));
    assert.deepEqual(refusals, { hero: ['offer', 'product', 'topic', 'all'], card: ['offer', 'topic', 'all'] });
  });

  await check('languages: a language without words brings each offer whole in another, and marks it', async () => {
    await page.click('#reset');
    for (const [asked, came] of [['vi-VN', 'en-US'], ['fr-CA es-US', 'es-US']]) {
      await page.select('#asked', asked);
      const { hero } = await slotsOf(page);
      assert.equal(hero.locale, came);
      assert.match(await text(page, '#asked-note'), new RegExp(`hero is in ${came} as a whole, since its campaign has no words in`));
      await assertSameAsNode(page, engine, asked);
    }
    await page.click('[data-locale="en-US"]');
    assert.equal(await page.$eval('#asked', (chooser) => chooser.value), '');
  });
}

/** The clock that the bank has. Starts on an untouched page. */
export async function checkTime(watched, engine, customers) {
  const { page } = watched;
  const [{ request }] = customers;
  const moved = async () => Date.parse((await givenIn(page)).now) - Date.parse(request.now);
  const start = async (customer) => {
    await page.click('#reset');
    await page.select('#customer', customer);
  };

  await check('time: each jump moves `request.now` and nothing else of the request', async () => {
    for (const [name, least] of [['1 hour', 3_600_000], ['1 day', DAY], ['7 days', 7 * DAY]]) {
      await start('c01');
      const before = await givenIn(page);
      await jump(page, name);
      const after = await givenIn(page);
      assert.ok(await moved() >= least && await moved() < least + 600_000, name);
      assert.deepEqual({ ...after, now: null, history: null }, { ...before, now: null, history: null });
      await assertSameAsNode(page, engine, name);
    }
    await start('c01');
    await jump(page, 'Next month');
    const [year, month] = request.now.split('-').map(Number);
    assert.equal((await givenIn(page)).now.slice(0, 10), new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10));
  });

  await check('time: the data stays of its day, grows old and counts as unknown; computed anew each night, it does not', async () => {
    await start('c01');
    await jump(page, '7 days');
    assert.equal(await gateOf(page, 'overdraft-protection'), 'suppressed_unknown', 'the opt-out holds for two business days');
    assert.match(await text(page, '#data-age'), /, 8 days old\./);
    assert.match(await text(page, '#ages'), /^2 business daysbal\.avail.*7 daysfn\.p2p.*own\.savings45 daysbal\.acb/);
    await page.$eval('#nightly', (box) => box.click());
    assert.equal(await gateOf(page, 'overdraft-protection'), 'shown');
    assert.match(await text(page, '#data-age'), /, 1 day old\./);
    await assertSameAsNode(page, engine, 'nightly');
    for (let month = 0; month < 2; month += 1) await jump(page, 'Next month');
    assert.equal(await gateOf(page, 'overdraft-protection'), 'shown', 'the average is that of the month before, whatever month it is');
    await assertSameAsNode(page, engine, 'two months later');
  });

  await check('time: what happened on a day lies further back each day', async () => {
    await start('c07');
    await page.$eval('#nightly', (box) => box.click());
    assert.equal(await gateOf(page, 'savings-growth'), 'shown', 'a refund of five days ago');
    await jump(page, '7 days');
    assert.equal(await gateOf(page, 'savings-growth'), 'shown', 'twelve days ago');
    await jump(page, '7 days');
    assert.equal(await gateOf(page, 'savings-growth'), 'not_triggered', 'more than 14 days ago');
    await assertSameAsNode(page, engine, 'nineteen days');
  });

  await check('time: a cap fills, and a week later it is free again', async () => {
    await start('c01');
    await page.$eval('#nightly', (box) => box.click());
    for (let visit = 1; await gateOf(page, 'overdraft-protection') === 'shown'; visit += 1) {
      assert.ok(visit < 9);
      await wait(1_600);
      await jump(page, '1 hour');
    }
    assert.equal(await gateOf(page, 'overdraft-protection'), 'capped');
    await assertSameAsNode(page, engine, 'capped');
    await jump(page, '7 days');
    assert.equal(await gateOf(page, 'overdraft-protection'), 'shown');
    await assertSameAsNode(page, engine, 'free again');
  });

  await check('time: after the release has ended nothing is promoted until there is a fresh one', async () => {
    await start('c01');
    await jump(page, 'Release ends');
    assert.match(await statuses(page), /The release has expired: nothing is promoted\./);
    assert.match(await text(page, '#release-end'), /nothing is promoted until the bank hands over a fresh one\.$/);
    assert.deepEqual(await slotsOf(page), { hero: null, card: null });
    await assertSameAsNode(page, engine, 'expired');
    // The one that the second approver signs is of the same day, and so is the root that the page pins.
    await page.$eval('.bundle[data-file="second-signs.tsb.json"]', (button) => button.click());
    assert.equal(await text(page, '#bundle-answer .verdict code'), 'ROOT_EXPIRED');
    await page.click('#reset');
    assert.equal(await statuses(page), '');
  });
}

function dollars(decimal) {
  return new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(decimal);
}

function cents(amount) {
  return Number(amount.replaceAll(/[$,.]/g, ''));
}
