// What the page shows is what the same module decides in Node: for every customer, at every balance, in both languages.

import { gatesOf, givenIn, slotsFrom, slotsOf } from './browser.mjs';
import { assert, check } from './checks.mjs';

const OVERDRAFT = 'overdraft-protection';
const INTEREST = 'interest-checking';

/** The gate of one campaign in the table. */
async function gateOf(page, campaign) {
  return new Map(await gatesOf(page)).get(campaign);
}

/** The page shows what `engine` decides on the request that the page says it made. */
export async function assertSameAsNode(page, engine, because) {
  const given = await givenIn(page);
  assert.deepEqual(await slotsOf(page), slotsFrom(engine.decide(given), given.slots), because);
  assert.deepEqual(await gatesOf(page), engine.reasons(given).map(({ campaign, gate }) => [campaign, gate]), because);
}

export async function checkCustomers(watched, engine, customers) {
  const { page } = watched;

  await check(`customers: a click through all ${customers.length} shows what Node decides`, async () => {
    assert.equal(customers.length, 12);
    const seen = [];
    for (const { id, name, request } of customers) {
      assert.equal(await page.$eval('#customer', (chooser) => chooser.value), id);
      const given = await givenIn(page);
      assert.deepEqual({ ...given, now: request.now, history: null }, { ...request, history: null }, `${name}: the request is the customer's own`);
      assert.deepEqual(given.history.events, [], `${name}: nothing is remembered yet`);
      assert.deepEqual(await slotsOf(page), slotsFrom(engine.decide(request), request.slots), name);
      await assertSameAsNode(page, engine, name);
      seen.push(...engine.decide(request).placements.map(({ campaign }) => campaign));
      await page.click('#next-customer');
    }
    assert.equal(await page.$eval('#customer', (chooser) => chooser.value), customers[0].id, 'after the last comes the first');
    for (const campaign of [OVERDRAFT, INTEREST]) assert.ok(seen.includes(campaign), `${campaign} is shown to someone`);
  });
}

export async function checkScenario(watched, engine) {
  const { page } = watched;
  const press = (text) => page.evaluate((name) => {
    [...document.querySelectorAll('.preset')].find((one) => one.textContent === name).click();
  }, text);
  const label = () => page.$eval('.slider output', (output) => output.textContent);

  await check("balance: at $100.00 the bank's own banner, at $99.99 overdraft protection", async () => {
    await press('$100.00');
    assert.equal(await label(), '$100.00');
    assert.equal((await slotsOf(page)).hero, null);
    assert.equal(await gateOf(page, OVERDRAFT), 'not_triggered');
    await assertSameAsNode(page, engine, '$100.00');
    // One cent down, on the keyboard.
    await page.focus('#balance-last');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await label(), '$99.99');
    assert.equal(await gateOf(page, OVERDRAFT), 'shown');
    assert.notEqual((await slotsOf(page)).hero, null);
    await assertSameAsNode(page, engine, '$99.99');
    await page.keyboard.press('ArrowRight');
    assert.equal((await slotsOf(page)).hero, null, 'and back');
  });

  await check('balance: with overdraft protection added, the offer of it is held back', async () => {
    await press('$99.99');
    assert.equal(await gateOf(page, OVERDRAFT), 'shown');
    await page.click('#protection');
    assert.equal(await gateOf(page, OVERDRAFT), 'suppressed');
    assert.match(await page.$eval(`#gates tr[data-campaign="${OVERDRAFT}"] .behind`, (behind) => behind.textContent), /^owns the product already \(ownership\)$/);
    await assertSameAsNode(page, engine, 'protected');
    await press('$99.99, protected');
    assert.equal(await gateOf(page, OVERDRAFT), 'suppressed', 'the step does the same');
  });

  await check('balance: two months above the threshold bring interest checking, one does not', async () => {
    await press('Two months at $3,000');
    assert.equal(await gateOf(page, INTEREST), 'shown');
    await assertSameAsNode(page, engine, 'two months');
    await page.focus('#balance-before');
    await page.keyboard.press('Home');
    assert.equal(await gateOf(page, INTEREST), 'not_triggered');
    await assertSameAsNode(page, engine, 'one month');
  });
}

export async function checkLanguages(watched, engine, customers) {
  const { page } = watched;
  await check('languages: offers, page and their marks change together', async () => {
    await page.select('#customer', customers[0].id);
    const english = await slotsOf(page);
    for (const locale of ['es-US', 'en-US']) {
      await page.click(`[data-locale="${locale}"]`);
      assert.deepEqual(await page.$eval('html', (html) => html.lang), locale);
      assert.equal((await givenIn(page)).locales[0], locale);
      assert.match(await page.$eval('#accounts-heading', (heading) => heading.textContent), locale === 'es-US' ? /Sus cuentas/ : /Your accounts/);
      assert.equal((await slotsOf(page)).hero.locale, locale, 'the sample has both languages');
      await assertSameAsNode(page, engine, locale);
    }
    assert.deepEqual(await slotsOf(page), english);
  });
}
