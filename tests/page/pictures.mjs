// The pictures of offers: asked for by every page alike, before anything is decided, and shown by what the bank signed.

import { Watched } from './browser.mjs';
import { assert, check } from './checks.mjs';

export async function checkPictures(browser, url, engine, customers) {
  const watched = await Watched.open(browser);
  const { page } = watched;
  await watched.goto(url);
  const asked = watched.requests.filter((address) => address.startsWith(`${url}pilot/images/`));
  // A busy machine may have left some out of the first decision: from here on all are there.
  await page.evaluate(async () => {
    const images = await (await import('/images.js')).fetchPictures(30_000);
    for (const slot of document.querySelectorAll('tellerside-slot')) slot.images = images;
  });
  watched.requests.length = 0;

  await check('pictures: the list and all that it names are fetched as the page comes, each once', async () => {
    assert.equal(asked.length, 3);
    assert.equal(new Set(asked).size, 3);
  });

  await check('pictures: each customer sees the one of the offer that was decided, and asks for none', async () => {
    const shown = new Map();
    for (const { id, name, request } of customers) {
      await page.select('#customer', id);
      const expected = engine.decide(request).placements.map(({ slot, image }) => [slot, image?.alt ?? null, image?.sha256 ?? null]);
      const found = await page.evaluate(async (slots) => Promise.all(slots.map(async ([name, , sha256]) => {
        const slot = document.querySelector(`tellerside-slot[name="${name}"]`);
        const image = slot.shadowRoot.querySelector('img');
        await image?.decode();
        const isSigned = image !== null && image.src === slot.images.get(sha256) && image.src.startsWith('blob:') && image.naturalWidth === 960;
        return [name, image?.alt ?? null, isSigned ? sha256 : null];
      })), expected);
      assert.deepEqual(found, expected, name);
      for (const [, alt, sha256] of expected) shown.set(sha256, alt);
    }
    assert.equal(shown.size, 3, 'both pictures, and offers without one');
    assert.deepEqual(watched.requests, []);
    assert.deepEqual(watched.complaints, []);
  });
  await watched.close();

  await check('pictures: one that is not what was pinned is left out, and the offer is complete without', async () => {
    const wrong = await Watched.open(browser, {
      before: async ({ page: one }) => {
        await one.setRequestInterception(true);
        one.on('request', (request) => {
          if (!request.url().endsWith('.png')) return request.continue();
          return request.respond({ status: 200, contentType: 'image/png', body: Buffer.from('another picture') });
        });
      },
    });
    await wrong.goto(url);
    for (const { id, name, request } of customers) {
      const placements = engine.decide(request).placements.filter(({ image }) => image !== undefined);
      if (placements.length === 0) continue;
      await wrong.page.select('#customer', id);
      for (const { headline, slot } of placements) {
        const found = await wrong.page.$eval(`tellerside-slot[name="${slot}"]`, ({ shadowRoot }) => [shadowRoot.querySelector('.headline').textContent, shadowRoot.querySelector('img')]);
        assert.deepEqual(found, [headline, null], name);
      }
    }
    await wrong.close();
  });
}
