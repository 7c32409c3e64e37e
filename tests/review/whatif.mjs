// What if: the gates of every customer are those of the engine in Node, and each control changes what it says.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { assert, check } from '../page/checks.mjs';
import { Desk, paper } from './page.mjs';

const outcomes = (page) => page.$$eval('#whatif .outcome', (some) => some.map((one) => [one.dataset.campaign, one.dataset.gate]));
const request = async (page) => JSON.parse(await page.$eval('#request', (text) => text.value));

export async function checkWhatIf(browser, url, folder) {
  const file = (name) => join(folder, name);
  const { Engine, init } = createRequire(join(folder, 'package.json'))('tellerside');
  await init();
  const customers = JSON.parse(readFileSync(file('customers.json'), 'utf8'));
  const engine = Engine.load(readFileSync(file('bundle.tsb.json'), 'utf8'), readFileSync(file('root.json'), 'utf8'), { now: customers[0].request.now });
  const reasons = (of) => engine.reasons(of).map(({ campaign, gate }) => [campaign, gate]);
  const desk = await Desk.open(browser, url);
  const { page } = desk;
  await desk.sample();
  const begin = (place) => page.select('#start', String(place));
  /** The first control whose label begins so. */
  const knob = (label) => `.knob[data-knob^="${label}"]`;
  const exactly = (label, value) => page.$eval(`${knob(label)} input[type="text"]`, (input, text) => { input.value = text; input.dispatchEvent(new Event('change')); }, value);

  await check(`what if: all ${customers.length} customers reach the gates that the engine in Node says`, async () => {
    for (const [place, customer] of customers.entries()) {
      await begin(place);
      assert.deepEqual(await outcomes(page), reasons(customer.request), customer.name);
    }
  });

  await check('what if: the customer sees the banners that the engine in Node decides', async () => {
    for (const [place, customer] of customers.entries()) {
      await begin(place);
      const seen = await page.$$eval('#whatif tellerside-slot', (some) => some.map((slot) => [slot.getAttribute('name'), slot.status, slot.placement.headline]));
      assert.deepEqual(seen, engine.decide(customer.request).placements.map(({ slot, headline }) => [slot, 'shown', headline]), customer.name);
    }
  });

  await check('what if: the golden decisions, and nobody known, can be begun from', async () => {
    const names = await page.$$eval('#start option', (some) => some.map((one) => one.textContent));
    const goldens = names.map((name, place) => [name, place]).filter(([name]) => name.startsWith('Golden decision'));
    assert.equal(goldens.length, 14);
    for (const [name, place] of goldens) {
      await begin(place);
      const said = await outcomes(page);
      assert.deepEqual(said, reasons(await request(page)), name);
      assert.ok(said.every(([, gate]) => gate !== 'release_status'), 'at a moment when the release is in force');
    }
    await begin(names.length - 1);
    assert.ok((await outcomes(page)).every(([, gate]) => gate !== 'shown'), 'unknown means no');
  });

  await check('what if: a cent decides: 100.00 is not below 100', async () => {
    await begin(0);
    for (const [amount, gate] of [['99.99', 'shown'], ['100.00', 'not_triggered'], ['99.99', 'shown'], ['', 'trigger_unknown']]) {
      await exactly('bal.acb, October', amount);
      assert.equal((await outcomes(page)).find(([id]) => id === 'overdraft-protection')[1], gate, amount);
      assert.deepEqual(await outcomes(page), reasons(await request(page)));
    }
  });

  await check('what if: two months changed one after the other both count', async () => {
    await begin(0);
    await exactly('bal.acb, October', '3000.00');
    await exactly('bal.acb, September', '3000.00');
    const series = (await request(page)).features.accounts[0].features['bal.acb'];
    assert.deepEqual(series.map(({ period, sum }) => [period, sum]), [['2026-09', '9000000'], ['2026-10', '9300000']].map(([, sum], place) => [series[place].period, sum]));
    assert.deepEqual(await outcomes(page), reasons(await request(page)));
  });

  await check('what if: every kind of control is there and changes its feature', async () => {
    await begin(0);
    const moved = await page.evaluate(() => {
      const seen = new Set();
      for (const knob of document.querySelectorAll('#whatif .knob')) {
        for (const control of knob.querySelectorAll('input, select')) {
          if (control.matches('[type="range"]')) { seen.add('slider'); control.value = control.max; control.dispatchEvent(new Event('input')); }
          if (control.matches('[type="date"]')) { seen.add('date'); control.value = '2026-11-01'; control.dispatchEvent(new Event('change')); }
          if (control.matches('select')) { seen.add('choice'); control.selectedIndex = control.options.length - 1; control.dispatchEvent(new Event('change')); }
          if (control.matches('[type="checkbox"]')) { seen.add('never'); control.checked = true; control.dispatchEvent(new Event('change')); }
        }
      }
      return [...seen].sort();
    });
    assert.deepEqual(moved, ['choice', 'date', 'never', 'slider']);
    const { features, visit } = await request(page);
    assert.equal(features.features['own.overdraft_protection'], false, 'the last choice of a flag is no');
    assert.equal(features.features['ev.tax_refund.date'], 'never');
    assert.equal(visit, 'co_browse');
    assert.deepEqual(await outcomes(page), reasons(await request(page)));
  });

  await check('what if: each gate is told clause by clause, with the values that were read', async () => {
    await begin(0);
    const told = await page.$eval('#whatif .outcome[data-campaign="overdraft-protection"]', (one) => one.textContent);
    for (const words of ['Never shown when', 'Shown when', 'the average collected balance', '$99.99', 'true', 'false']) assert.ok(told.includes(words), words);
  });

  await check('what if: a request of one’s own is decided, and a broken one is told where', async () => {
    const press = () => page.evaluate(() => [...document.querySelectorAll('#whatif button')].find((one) => one.textContent === 'Use this request').click());
    await page.$eval('#request', (text, value) => { text.value = value; }, JSON.stringify(customers[3].request));
    await press();
    assert.deepEqual(await outcomes(page), reasons(customers[3].request));
    await page.$eval('#request', (text, value) => { text.value = value; }, JSON.stringify({ ...customers[3].request, page: 7 }));
    await press();
    assert.match(await desk.text('whatif'), /REQUEST_INVALID/);
    await page.$eval('#request', (text) => { text.value = '{'; });
    await press();
    assert.match(await desk.text('whatif'), /REQUEST_INVALID/);
  });

  await check('what if: customers of no shape are refused by the engine, and the page stands', async () => {
    for (const text of ['{"vector":1}', '{"now":1,"features":[]}', '[{"request":{"features":{"accounts":7},"locales":"en"}}]', '[{"request":null}]', '[{"request":1}]', '{"vector":1']) {
      await desk.handIn({ bundle: paper(file('bundle.tsb.json')), root: paper(file('root.json')), customer: { name: 'odd.json', text } });
      assert.match(await desk.text('whatif'), /REQUEST_INVALID|CUSTOMER_UNREADABLE/, text);
      assert.ok((await desk.text('approval')).length > 500, 'what comes after it is there');
    }
  });

  await check('what if: before approval everything stops, unless asked as if signed off', async () => {
    await desk.handIn({ bundle: paper(file('bundles/unapproved.tsb.json')), root: paper(file('root.json')), customer: paper(file('customers.json')) });
    assert.ok((await outcomes(page)).some(([, gate]) => gate === 'shown'), 'as if approved is what one begins with');
    await page.click('#as-if');
    assert.ok((await outcomes(page)).every(([, gate]) => gate !== 'shown'));
  });

  await check('what if: nothing is complained of', () => assert.deepEqual(desk.complaints, []));
  engine.close();
  await desk.close();
}
