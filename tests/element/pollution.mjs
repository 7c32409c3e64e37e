// Names planted on prototypes before anything is loaded change nothing of what is shown or told.

import { assert, check } from '../page/checks.mjs';
import { ENGLISH } from './placements.mjs';
import { slotTag } from './server.mjs';

/** What the element, and the browser on its behalf, look for in objects. */
const NAMES = [
  'placement', 'image', 'images', 'words', 'deadline', 'label', 'locale', 'disclosures', 'why', 'action', 'slot', 'id', 'mode', 'clock', 'name',
  'bubbles', 'composed', 'cancelable', 'detail', 'threshold', 'rootMargin', 'root', 'delegatesFocus', 'slotAssignment', 'clonable', 'serializable',
  'customElementRegistry', 'formAssociated', 'observedAttributes', 'disabledFeatures', 'adoptedCallback', 'formAssociatedCallback', 'preventScroll', 'cause',
  'extends', 'refused', 'level', 'refusals', 'picture', 'origin', 'lang', 'fr', 'en',
];

export async function checkPollution(open, server, shadowHtml) {
  server.pages.set('/two', slotTag({ inside: shadowHtml(ENGLISH, { name: 'hero', mode: 'open' }) }) + slotTag({ name: 'card' }));
  const life = async (plant) => {
    const { page, watched, close } = await open('/two?hands', { before: ({ page: one }) => one.evaluateOnNewDocument(plant, NAMES) });
    const found = await page.evaluate(async (placement) => {
      const { slot, told, hands } = globalThis.test;
      const [hero, card] = [slot(), slot('card')];
      const states = [card.show({ ...placement, slot: 'card' }), card.show({ ...placement, slot: 'hero' }), hero.status, card.status];
      card.restart();
      states.push(card.show({ ...placement, id: 'p2', slot: 'card' }));
      await new Promise((resolve) => { setTimeout(resolve, 300); });
      hands.move(1000);
      const text = card.shadowRoot.querySelector('section').outerHTML;
      for (const selector of ['.action', 'summary', '.dismiss']) card.shadowRoot.querySelector(selector).click();
      hero.shadowRoot.querySelector('[data-refused="product"]').click();
      states.push(hero.status, card.status, card.error?.code, document.createElement('tellerside-slot').shadowRoot.mode, hero.shadowRoot.slotAssignment, hero.shadowRoot.delegatesFocus);
      return JSON.stringify([states, text, hero.shadowRoot.querySelector('section').outerHTML, told.map(({ type, detail, bubbles, cancelable, composed, from }) =>
        [type, Object.entries(detail), bubbles, cancelable, composed, from]).sort()]);
    }, ENGLISH);
    assert.deepEqual(watched.complaints, []);
    await close();
    return found;
  };
  const clean = await life(() => {});

  for (const [because, plant] of [
    ['texts', (names) => { for (const name of names) Object.prototype[name] = 'planted'; }],
    ['true', (names) => { for (const name of names) Object.prototype[name] = true; }],
    ['functions', (names) => { for (const name of names) Object.prototype[name] = function planted() { throw new Error('planted'); }; }],
    ['objects', (names) => { for (const name of names) Object.prototype[name] = { planted: 'planted' }; }],
    ['lists', (names) => { for (const name of names) Object.prototype[name] = ['planted']; }],
    ['numbers on lists', () => { for (const n of [0, 1, 2, 16, 17]) Array.prototype[n] = 'planted'; }],
    ['getters and setters', (names) => {
      for (const name of names) Object.defineProperty(Object.prototype, name, { get() { return 'planted'; }, set() { globalThis.leaked = true; }, configurable: true });
    }],
  ]) {
    await check(`pollution: ${NAMES.length} names planted, ${because}: nothing changes`, async () => {
      assert.equal(await life(plant), clean);
    });
  }

  await check('pollution: what a placement inherits is not read', async () => {
    const { page, close } = await open('/?hands');
    const found = await page.evaluate((placement) => {
      const slot = globalThis.test.slot();
      const { headline, ...rest } = placement;
      const status = slot.show(Object.assign(Object.create({ headline }), rest));
      return [status, slot.error.path];
    }, ENGLISH);
    assert.deepEqual(found, ['invalid', 'headline']);
    await close();
  });
}
