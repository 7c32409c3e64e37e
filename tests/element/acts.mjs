// What the customer does: seen, followed, closed, not interested, refused; by mouse and by keyboard alone.

import { setTimeout as wait } from 'node:timers/promises';

import { assert, check } from '../page/checks.mjs';
import { ENGLISH, SPANISH } from './placements.mjs';

const told = (page) => page.evaluate(() => globalThis.test.told.map(({ type, detail }) => [type, detail]));
const show = (page, placement) => page.evaluate((one) => globalThis.test.slot().show(one), placement);
/** What has the focus, through the shadow of the slot. */
const focused = (page) => page.evaluate(() => {
  const host = document.activeElement;
  const inner = host?.shadowRoot?.activeElement;
  return inner ? inner.className : host?.id || host?.className || host?.localName;
});

export async function checkActs(open) {
  const id = { placement: ENGLISH.id };
  for (const [because, control, event] of [
    ['the link', '.action', ['select', id]],
    ['closed', '.dismiss', ['dismiss', id]],
    ['not interested', '.not-interested', ['not-interested', id]],
    ...['offer', 'product', 'topic', 'all'].map((refused) => [`refused: ${refused}`, `[data-refused="${refused}"]`, ['refuse', { ...id, refused }]]),
  ]) {
    await check(`events: ${because}: ${JSON.stringify(event)}, once, out of the shadow`, async () => {
      const { page, close } = await open('/?hands');
      await show(page, ENGLISH);
      await page.evaluate((selector) => {
        const root = globalThis.test.slot().shadowRoot;
        if (selector.startsWith('[')) root.querySelector('summary').click();
        root.querySelector(selector).click();
      }, control);
      const [one, ...more] = await page.evaluate(() => globalThis.test.told);
      assert.deepEqual(one, { type: event[0], detail: event[1], bubbles: true, composed: true, cancelable: event[0] === 'select', from: 'hero' });
      assert.deepEqual(more, []);
      const { status, line } = await page.evaluate(() => {
        const slot = globalThis.test.slot();
        return { status: slot.status, line: slot.shadowRoot.querySelector('[role="status"]').textContent };
      });
      const ends = { select: ['shown', ''], dismiss: ['dismissed', 'Offer closed.'], 'not-interested': ['dismissed', 'Thank you. We noted that you are not interested.'], refuse: ['refused', 'Thank you. We will keep to your choice.'] };
      assert.deepEqual([status, line], ends[event[0]]);
      await close();
    });
  }

  await check('events: what a host does not let refuse is not offered; not interested and close always are', async () => {
    const { page, close } = await open('/?hands');
    const found = await page.evaluate((one) => {
      const slot = globalThis.test.slot();
      return ['topic all', '', 'everything'].map((refusals, n) => {
        slot.setAttribute('refusals', refusals);
        slot.show({ ...one, id: `p${n}` });
        return [...slot.shadowRoot.querySelectorAll('button')].map((button) => button.dataset.refused ?? button.dataset.does).join(' ');
      });
    }, ENGLISH);
    assert.deepEqual(found, ['not-interested topic all dismiss', 'not-interested dismiss', 'not-interested dismiss']);
    await close();
  });

  await check('view: after a second at half or more, once; not before, not after leaving, not hidden', async () => {
    const { page, close } = await open('/?hands', { viewport: { width: 800, height: 700 } });
    const move = async (milliseconds) => {
      // The observer tells of what is painted: two frames and a little.
      await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50))); }));
      await page.evaluate((by) => globalThis.test.hands.move(by), milliseconds);
    };
    await show(page, ENGLISH);
    await move(999);
    assert.deepEqual(await told(page), [], '999 ms');
    await move(1);
    assert.deepEqual(await told(page), [['view', id]], '1000 ms');
    await move(5000);
    assert.equal((await told(page)).length, 1, 'once');

    await page.evaluate((one) => { globalThis.test.slot().restart(); globalThis.test.slot().show(one); }, SPANISH);
    await move(900);
    const far = async (share) => page.evaluate((part) => {
      const slot = globalThis.test.slot();
      document.querySelector('.pad')?.remove();
      const pad = document.createElement('div');
      pad.className = 'pad';
      document.querySelector('main').prepend(pad);
      const { top, height } = slot.getBoundingClientRect();
      pad.style.setProperty('height', `${innerHeight - top - scrollY - height * part}px`);
    }, share);
    await far(0.45);
    await move(5000);
    assert.equal((await told(page)).length, 1, 'less than half: the second begins anew');
    await far(0.55);
    await move(999);
    assert.equal((await told(page)).length, 1, '55 %, 999 ms');
    await move(1);
    assert.deepEqual((await told(page)).slice(1), [['view', { placement: SPANISH.id }]], '55 %, 1000 ms');
    await close();
  });

  await check('view: not while the page is hidden; the second begins anew when it is back', async () => {
    const { page, close } = await open('/?hands');
    const hide = (state) => page.evaluate((what) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => what });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
    await show(page, ENGLISH);
    await wait(100);
    await page.evaluate(() => globalThis.test.hands.move(900));
    await hide('hidden');
    await page.evaluate(() => globalThis.test.hands.move(5000));
    assert.deepEqual(await told(page), []);
    await hide('visible');
    await page.evaluate(() => globalThis.test.hands.move(999));
    assert.deepEqual(await told(page), []);
    await page.evaluate(() => globalThis.test.hands.move(1));
    assert.deepEqual(await told(page), [['view', id]]);
    await close();
  });

  await check('view: by the clock of the page, a second; taken out of the page, never', async () => {
    const { page, close } = await open('/');
    await page.evaluate((one) => { globalThis.test.slot().restart(); globalThis.test.slot().show(one); }, ENGLISH);
    await wait(500);
    assert.deepEqual(await told(page), []);
    await page.waitForFunction(() => globalThis.test.told.length > 0, { timeout: 5000 });
    assert.deepEqual(await told(page), [['view', id]]);
    await page.evaluate((one) => { globalThis.test.slot().restart(); globalThis.test.slot().show(one); globalThis.test.slot().remove(); }, SPANISH);
    await wait(1500);
    assert.equal((await told(page)).length, 1);
    await close();
  });

  await check('keyboard: in order through every control, and on', async () => {
    const { page, close } = await open('/?hands');
    await show(page, ENGLISH);
    await page.focus('#before');
    const order = [];
    for (let press = 0; press < 5; press += 1) {
      await page.keyboard.press('Tab');
      order.push(await focused(page));
      const ring = await page.evaluate(() => {
        const inner = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(inner);
        return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
      });
      assert.ok(ring, `focus of ${order.at(-1)} is seen`);
    }
    assert.deepEqual(order, ['action', 'not-interested', 'why-ask', 'dismiss', 'after']);
    await close();
  });

  await check('keyboard: why opens by Enter and Space, its answers come next, Escape closes it and goes back', async () => {
    const { page, close } = await open('/?hands');
    await show(page, ENGLISH);
    await page.focus('#before');
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Tab');
    const isOpen = () => page.evaluate(() => globalThis.test.slot().shadowRoot.querySelector('details').open);
    await page.keyboard.press('Enter');
    assert.equal(await isOpen(), true);
    assert.equal(await page.evaluate(() => globalThis.test.slot().shadowRoot.querySelector('.why-text').textContent), ENGLISH.why);
    await page.keyboard.press('Space');
    assert.equal(await isOpen(), false);
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'refusal');
    await page.keyboard.press('Escape');
    assert.deepEqual([await isOpen(), await focused(page)], [false, 'why-ask']);
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => globalThis.test.slot().status), 'shown', 'Escape closes no offer');
    await close();
  });

  for (const [control, presses, key] of [['.dismiss', 4, 'Enter'], ['.not-interested', 2, 'Space'], ['refusal', 4, 'Enter']]) {
    await check(`keyboard: ${control} by ${key}: the focus stays with the slot, and the next Tab leads to the bank's own link`, async () => {
      const { page, close } = await open('/?hands');
      await show(page, ENGLISH);
      if (control === 'refusal') await page.evaluate(() => globalThis.test.slot().shadowRoot.querySelector('summary').click());
      await page.focus('#before');
      for (let press = 0; press < presses; press += 1) await page.keyboard.press('Tab');
      await page.keyboard.press(key);
      assert.equal(await focused(page), 'region');
      await page.keyboard.press('Tab');
      assert.equal(await focused(page), 'own');
      await close();
    });
  }

  await check('keyboard: the link follows by Enter; a page that takes it upon itself stays', async () => {
    const { page, close } = await open('/?hands');
    await show(page, ENGLISH);
    await page.focus('#before');
    await page.keyboard.press('Tab');
    const before = page.url();
    await page.keyboard.press('Enter');
    await wait(100);
    assert.deepEqual(await told(page), [['select', id]]);
    assert.equal(page.url(), before);
    await page.evaluate(() => document.addEventListener('select', (event) => event.stopImmediatePropagation(), true));
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, `${ENGLISH.action.url}?offer=${ENGLISH.action.offer}`);
    assert.equal(await page.evaluate(() => document.referrer), '');
    await close();
  });

  await check('focus: an offer that goes while it has the focus leaves it with the slot; elsewhere it stays where it is', async () => {
    const { page, close } = await open('/?hands');
    await show(page, ENGLISH);
    await page.focus('#before');
    await page.keyboard.press('Tab');
    await show(page, null);
    assert.equal(await focused(page), 'region');
    await page.evaluate(() => globalThis.test.slot().restart());
    await page.focus('#after');
    await show(page, SPANISH);
    assert.equal(await focused(page), 'after');
    await close();
  });
}
