// Prepared bundles on a running page: the code of each refusal, and what the page shows after it.

import { givenIn, slotsFrom, slotsOf } from './browser.mjs';
import { assert, check } from './checks.mjs';

const answer = (page) => page.$eval('#bundle-answer', (box) => ({
  code: box.querySelector('.verdict code')?.textContent,
  text: box.textContent,
}));
const release = (page) => page.$eval('#live-release', (line) => line.textContent);
const press = async (page, file) => {
  const button = await page.$(`.bundle[data-file="${file}"]`);
  // Away from the part of the panel that stays on top and would take the click.
  await button.evaluate((one) => one.scrollIntoView({ block: 'center' }));
  await button.click();
};

/** An untouched page: its bundle is the pilot's own. */
export async function checkBundles(watched, engine, prepared) {
  const { page } = watched;
  const refused = prepared.filter(({ expect }) => expect !== 'ok');
  const taken = prepared.filter(({ expect }) => expect === 'ok');

  for (const { file, title, expect } of refused) {
    await check(`bundles: ${title}: ${expect}; the page stays as it is`, async () => {
      const [slots, live] = [await slotsOf(page), await release(page)];
      await press(page, file);
      const { code, text } = await answer(page);
      assert.equal(code, expect);
      assert.match(text, /^Refused/);
      assert.deepEqual(await slotsOf(page), slots);
      assert.equal(await release(page), live);
      const given = await givenIn(page);
      assert.deepEqual(slots, slotsFrom(engine.decide(given), given.slots), 'it decides with the last good release');
      assert.ok(text.includes(`Release ${engine.info.version} is live`), text);
    });
  }

  await check("bundles: with no last good one, a refused bundle leaves the bank's own banners", async () => {
    await page.click('#no-last-good');
    for (const { file, expect } of refused) {
      await press(page, file);
      assert.equal((await answer(page)).code, expect, file);
      assert.deepEqual(await slotsOf(page), { hero: null, card: null }, file);
      assert.equal(await release(page), 'none');
    }
    await page.click('#no-last-good');
  });

  for (const { file, title } of taken) {
    await check(`bundles: ${title}: taken, and live`, async () => {
      await press(page, file);
      const { code, text } = await answer(page);
      assert.equal(code, 'ok');
      assert.match(text, /^Taken/);
      assert.match(await release(page), /^\d+, pilot$/);
      assert.notEqual((await slotsOf(page)).hero, null);
    });
  }

  await check('bundles: a reset brings the first release back', async () => {
    await page.click('#reset');
    assert.equal(await release(page), `${engine.info.version}, ${engine.info.environment}`);
    assert.equal((await answer(page)).text, '');
  });
}
