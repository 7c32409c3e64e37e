// What stands in a slot and when that may change: the deadline, the bank's own content, what is no placement, what an edge put in.

import { assert, check } from '../page/checks.mjs';
import { ENGLISH, PICTURED, SPANISH } from './placements.mjs';

export async function checkStates(open) {
  await check('define: twice gives one class, another name another; a name that is taken or none is refused', async () => {
    const { page, close } = await open('/?later');
    const found = await page.evaluate(() => {
      const { define } = globalThis.test;
      const before = customElements.get('tellerside-slot') === undefined;
      const [one, two, three] = [define(), define(), define('bank-slot')];
      customElements.define('other-slot', class extends HTMLElement {});
      const refusals = [['other-slot'], ['nodash'], ['x-a', { mod: 'open' }], ['x-b', { mode: 'ajar' }], ['x-c', { clock: {} }], ['x-d', { words: { en: { wy: '' } } }]].map((args) => {
        try { define(...args); return 'taken'; } catch ({ name, code, path }) { return `${name} ${code} ${path}`; }
      });
      return { before, same: one === two, other: one !== three, made: document.createElement('bank-slot') instanceof three, refusals, closed: globalThis.test.slot().shadowRoot };
    });
    assert.deepEqual(found, {
      before: true, same: true, other: true, made: true, closed: null,
      refusals: ['name', 'name', 'mod', 'mode', 'clock', 'words.en.wy'].map((path) => `InputError OPTIONS_INVALID ${path}`),
    });
    await close();
  });

  const rows = [
    ['nothing was decided yet', [], 'waiting', null],
    ['an offer in time', [['show', ENGLISH]], 'shown', ENGLISH.id],
    ['an offer at the deadline', [['move', 300], ['show', ENGLISH]], 'shown', ENGLISH.id],
    ['an offer after the deadline', [['move', 301], ['show', ENGLISH]], 'late', null],
    ['a deadline of the host, in time', [['set', 'deadline', 1000], ['move', 900], ['show', ENGLISH]], 'shown', ENGLISH.id],
    ['a deadline of none', [['set', 'deadline', 0], ['move', 1], ['show', ENGLISH]], 'late', null],
    ['a deadline by attribute', [['attribute', 'deadline', '20'], ['move', 21], ['show', ENGLISH]], 'late', null],
    ['a deadline by attribute that is none', [['attribute', 'deadline', '-1e9'], ['move', 299], ['show', ENGLISH]], 'shown', ENGLISH.id],
    ['no offer, by decision', [['show', null]], 'evergreen', null],
    ['an offer after none was decided, in time', [['show', null], ['show', ENGLISH]], 'shown', ENGLISH.id],
    ['an offer after none was decided, too late', [['show', null], ['move', 301], ['show', ENGLISH]], 'late', null],
    ['an offer that is taken away late', [['show', ENGLISH], ['move', 5000], ['show', null]], 'evergreen', null],
    ['another offer in time', [['show', ENGLISH], ['show', SPANISH]], 'shown', SPANISH.id],
    ['another offer too late: the first stays', [['show', ENGLISH], ['move', 301], ['show', SPANISH]], 'shown', ENGLISH.id],
    ['the same offer again, late', [['show', ENGLISH], ['move', 301], ['show', ENGLISH]], 'shown', ENGLISH.id],
    ['late, then anew', [['move', 301], ['show', ENGLISH], ['restart'], ['show', ENGLISH]], 'shown', ENGLISH.id],
    ['another after beginning anew', [['show', ENGLISH], ['move', 301], ['restart'], ['move', 100], ['show', SPANISH]], 'shown', SPANISH.id],
    ['closed, the same again', [['show', ENGLISH], ['press', '.dismiss'], ['show', ENGLISH]], 'dismissed', null],
    ['closed, then another', [['show', ENGLISH], ['press', '.dismiss'], ['show', SPANISH]], 'dismissed', null],
    ['closed, none, the same again', [['show', ENGLISH], ['press', '.dismiss'], ['show', null], ['show', ENGLISH]], 'dismissed', null],
    ['closed, then anew', [['show', ENGLISH], ['press', '.dismiss'], ['restart'], ['show', SPANISH]], 'shown', SPANISH.id],
    ['refused', [['show', ENGLISH], ['press', '[data-refused="topic"]'], ['show', SPANISH]], 'refused', null],
    ['for another slot', [['show', { ...ENGLISH, slot: 'card' }]], 'invalid', null],
    ['no placement at all', [['show', 'text']], 'invalid', null],
    ['not valid after one that is: nothing is shown', [['show', ENGLISH], ['show', { ...ENGLISH, id: 7 }]], 'invalid', null],
    ['valid after one that is not', [['show', {}], ['show', ENGLISH]], 'shown', ENGLISH.id],
    ['moved about the page, the deadline goes on', [['move', 301], ['reinsert'], ['show', ENGLISH]], 'late', null],
  ];
  for (const [because, steps, status, shown] of rows) {
    await check(`state: ${because}: ${status}`, async () => {
      const { page, close } = await open('/?hands');
      const found = await page.evaluate((todo) => {
        const { hands, slot } = globalThis.test;
        const one = slot();
        for (const [what, ...args] of todo) {
          if (what === 'move') hands.move(args[0]);
          else if (what === 'set') one[args[0]] = args[1];
          else if (what === 'attribute') one.setAttribute(...args);
          else if (what === 'press') one.shadowRoot.querySelector(args[0]).click();
          else if (what === 'reinsert') one.parentNode.append(one);
          else if (what === 'show') one.placement = args[0];
          else one.restart();
        }
        const evergreen = one.querySelector('.own').checkVisibility();
        const banner = one.shadowRoot.querySelectorAll('.banner').length;
        return { status: one.status, shown: one.shown, evergreen, banner, hasPlacement: one.placement !== null, hasError: one.error !== null };
      }, steps);
      const isShown = shown !== null;
      assert.deepEqual(found, { status, shown, evergreen: !isShown, banner: isShown ? 1 : 0, hasPlacement: isShown, hasError: status === 'invalid' });
      await close();
    });
  }

  await check('state: defined late, the deadline ran from the first paint on', async () => {
    const { page, close } = await open('/?later');
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
    const status = await page.evaluate(async (placement) => {
      const one = globalThis.test.slot();
      one.placement = placement;
      await new Promise((resolve) => { setTimeout(resolve, 400); });
      globalThis.test.defineAsAsked();
      return [one.status, Object.hasOwn(one, 'placement')];
    }, ENGLISH);
    assert.deepEqual(status, ['late', false]);
    await close();
  });

  await check('state: what a page set before the element was defined is shown', async () => {
    const { page, close } = await open('/?later&hands');
    const found = await page.evaluate((placement) => {
      const one = globalThis.test.slot();
      one.placement = placement;
      one.words = { en: { mark: 'Advertisement' } };
      globalThis.test.defineAsAsked();
      return [one.status, one.shadowRoot.querySelector('.mark').textContent];
    }, ENGLISH);
    assert.deepEqual(found, ['shown', 'Advertisement']);
    await close();
  });

  await check('refused: what is no placement is told by code and path, and nothing of it repeated', async () => {
    const { page, close } = await open('/?hands');
    const bad = [
      ['$', null, undefined], ['id', 'id', 7], ['slot', 'slot', null], ['slot', 'slot', 'card'], ['locale', 'locale', 'en_US"><b'], ['headline', 'headline', ['canary']],
      ['body', 'body', undefined], ['why', 'why', { canary: 1 }], ['action', 'action', 'canary'], ['action.url', 'action', { ...ENGLISH.action, url: 'javascript:canary' }],
      ['action.offer', 'action', { ...ENGLISH.action, offer: 'a&canary=1' }], ['action.label', 'action', { ...ENGLISH.action, label: 1 }],
      ['disclosures', 'disclosures', 'canary'], ['disclosures.0', 'disclosures', [1]], ['disclosures', 'disclosures', Array(17).fill('a')],
      ['image', 'image', 'canary'], ['image.alt', 'image', { sha256: 'a'.repeat(64) }], ['image.sha256', 'image', { alt: 'a', sha256: 'canary' }],
      ['image.sha256', 'image', { alt: 'a', asset: 'canary' }], ['image.sha256', 'image', { alt: 'a', sha256: 'A'.repeat(64) }],
    ];
    const found = await page.evaluate((placement, rows) => rows.map(([, field, value]) => {
      const one = globalThis.test.slot();
      one.show(field === null ? 7 : { ...placement, [field]: value });
      const { code, name, message, help, path } = one.error;
      return [path, `${name} ${code}`, /canary/.test(message + help), help.length > 0];
    }), ENGLISH, bad);
    assert.deepEqual(found, bad.map(([path]) => [path, 'InputError PLACEMENT_INVALID', false, true]));
    await close();
  });

  await check('pictures: of the map, by the digest that the bank signed, as a blob of the page; anything else leaves the offer without one', async () => {
    const { page, asked, close } = await open('/?hands');
    const found = await page.evaluate(async (placement) => {
      const { slot } = globalThis.test;
      const blob = globalThis.test.pixel();
      const one = slot();
      const seen = [];
      for (const [url, n] of [[blob, 0], ['/offers/pixel.png', 1], ['https://elsewhere.example/a.png', 2], ['//elsewhere.example/a.png', 3], ['data:image/png;base64,AA', 4], [`blob:https://elsewhere.example/${'a'.repeat(36)}`, 5], ['javascript:1', 6], [undefined, 7], [blob, 8], [blob, 9]]) {
        one.images = new Map([[n === 8 ? 'umbrella' : n === 9 ? 'b'.repeat(64) : 'a'.repeat(64), url]]);
        one.show({ ...placement, id: `p${n}` });
        const image = one.shadowRoot.querySelector('img');
        await image?.decode();
        seen.push(image === null ? null : [image.naturalWidth, image.alt, image.getAttribute('src') === url]);
      }
      let refusal;
      try { one.images = { umbrella: blob }; } catch (error) { refusal = error.code; }
      return { seen, refusal, status: one.status };
    }, PICTURED);
    const taken = [1, 'An umbrella', true];
    assert.deepEqual(found, { seen: [taken, null, null, null, null, null, null, null, null, null], refusal: 'OPTIONS_INVALID', status: 'shown' });
    assert.equal(asked().filter((path) => path.startsWith('/offers/')).length, 0, 'nothing is asked for by showing');
    await close();
  });

  await check('languages: offer and controls in the language of the offer, marked where they differ; the label where nothing is shown in that of the page', async () => {
    const { page, close } = await open('/?hands');
    const found = await page.evaluate((one, rows) => rows.map(([locale, words], n) => {
      const slot = globalThis.test.slot();
      if (words) slot.words = words;
      slot.show({ ...one, id: `p${n}`, locale });
      const banner = slot.shadowRoot.querySelector('.banner');
      const ask = banner.querySelector('summary');
      return [banner.lang, banner.dir, ask.textContent, ask.querySelector('[lang]')?.lang ?? '', slot.shadowRoot.querySelector('section').getAttribute('aria-label').split(':')[0], slot.shadowRoot.querySelector('section').lang];
    }), ENGLISH, [
      ['en-US'], ['es-US'], ['es-419'], ['fr-CA'], ['ar'], ['ar-Latn'], ['az-Arab-IR'], ['he-IL'],
      ['fr-CA', { fr: { why: 'Pourquoi ?' } }], ['es-US', { 'es-US': { why: '¿Y esto?' } }], ['es-MX'],
    ]);
    const [en, es] = [['Why am I seeing this?', 'Offer from your bank'], ['¿Por qué veo esto?', 'Oferta de su banco']];
    assert.deepEqual(found, [
      ['en-US', 'ltr', en[0], '', en[1], 'en-US'], ['es-US', 'ltr', es[0], '', es[1], 'es-US'], ['es-419', 'ltr', es[0], '', es[1], 'es-419'],
      ['fr-CA', 'ltr', en[0], 'en', en[1], 'fr-CA'], ['ar', 'rtl', en[0], 'en', en[1], 'ar'], ['ar-Latn', 'ltr', en[0], 'en', en[1], 'ar-Latn'], ['az-Arab-IR', 'rtl', en[0], 'en', en[1], 'az-Arab-IR'],
      ['he-IL', 'rtl', en[0], 'en', en[1], 'he-IL'], ['fr-CA', 'ltr', 'Pourquoi ?', '', en[1], 'fr-CA'], ['es-US', 'ltr', '¿Y esto?', '', es[1], 'es-US'], ['es-MX', 'ltr', es[0], '', es[1], 'es-MX'],
    ]);
    const label = await page.evaluate(() => {
      const slot = document.createElement('tellerside-slot');
      const around = document.createElement('div');
      around.lang = 'es-US';
      around.append(slot);
      document.querySelector('main').append(around);
      const own = slot.shadowRoot.querySelector('section').getAttribute('aria-label');
      around.remove();
      slot.setAttribute('label', 'Ofertas, arriba');
      document.querySelector('main').append(slot);
      return [own, slot.shadowRoot.querySelector('section').getAttribute('aria-label')];
    });
    assert.deepEqual(label, ['De su banco', 'Ofertas, arriba']);
    await close();
  });
}
