// Steps that a customer takes, by mouse and by keyboard.

import { assert } from './checks.mjs';

const within = (slot, part) => `[data-view]:not([hidden]) [data-slot="${slot}"] >>> ${part}`;

/** Opens a page of the bank by its address. */
export async function goTo(page, path) {
  await page.evaluate((hash) => { location.hash = hash; }, path);
  await page.waitForFunction((hash) => location.hash === hash, { polling: 20 }, path);
  // The page follows after its own event.
  await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve); }));
}

/** The name of the page of the bank that is open. */
export function viewOf(page) {
  return page.$eval('[data-view]:not([hidden])', (view) => view.dataset.view);
}

/** Presses a part of the offer in a slot. */
export async function pressInSlot(page, slot, part) {
  const found = await page.$(within(slot, part));
  assert.notEqual(found, null, `${part} in ${slot}`);
  await found.evaluate((one) => one.scrollIntoView({ block: 'center' }));
  await found.click();
}

/** Refuses the offer in a slot for good: `offer`, `product`, `topic` or `all`. */
export async function refuse(page, slot, what) {
  await pressInSlot(page, slot, 'summary');
  await pressInSlot(page, slot, `[data-refused="${what}"]`);
}

/** What has the focus, inside slots too, and whether that can be seen. Null where nothing has. */
export function focused(page) {
  return page.evaluate(() => {
    let control = document.activeElement;
    while (control.shadowRoot?.activeElement) control = control.shadowRoot.activeElement;
    if (control === document.body) return null;
    const { outlineStyle, outlineWidth } = getComputedStyle(control);
    const { left, top, width, height } = control.getBoundingClientRect();
    const onTop = control.getRootNode().elementFromPoint(left + width / 2, top + height / 2);
    return {
      id: control.id,
      name: (control.getAttribute('aria-label') ?? control.textContent).trim(),
      classes: control.className,
      tag: control.localName,
      refused: control.getAttribute('data-refused'),
      isMarked: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
      isSeen: left >= 0 && left + width <= innerWidth + 1 && (control.contains(onTop) || onTop?.contains(control) === true),
    };
  });
}

/** Presses Tab until `wanted` holds of what has the focus; every stop on the way must be seen and marked. Returns the number of stops. */
export async function tabTo(page, wanted, { back = false } = {}) {
  if (back) await page.keyboard.down('Shift');
  try {
    for (let stops = 1; stops <= 90; stops += 1) {
      await page.keyboard.press('Tab');
      const here = await focused(page);
      if (here === null) continue;
      assert.ok(here.isMarked, `no visible focus: ${JSON.stringify(here)}`);
      assert.ok(here.isSeen, `focused out of sight or covered: ${JSON.stringify(here)}`);
      if (wanted(here)) return stops;
    }
  } finally {
    if (back) await page.keyboard.up('Shift');
  }
  throw new Error('90 stops, and it was not among them');
}

/** Presses a key, and waits until a link within the page has been followed. */
export async function act(page, key) {
  const before = await page.evaluate(() => location.hash);
  const target = await page.evaluate(() => document.activeElement.getAttribute('href'));
  await page.keyboard.press(key);
  if (target?.startsWith('#') && target !== before) await page.waitForFunction((hash) => location.hash === hash, { polling: 20 }, target);
  await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve); }));
}

/** Nothing of the bank's page or the counter lies outside the window sideways, and no text is cut off. */
export async function assertNothingLost(page, because) {
  const lost = await page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    const parts = globalThis.parts(document.body).filter((part) => part.checkVisibility({ visibilityProperty: true }) && !part.closest('pre, svg, .hidden-text, .skip, option'));
    const out = parts.filter((part) => part.getBoundingClientRect().right > innerWidth + 1).map((part) => `out: ${part.outerHTML.slice(0, 80)}`);
    const cut = parts.filter((part) => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflowX !== 'visible' && part.clientWidth > 1 && !part.matches('input, select'))
      .map((part) => `cut: ${part.outerHTML.slice(0, 80)}`);
    return [...(wide > 0 ? [`${wide} pixels to scroll sideways`] : []), ...out, ...cut];
  });
  assert.deepEqual(lost, [], because);
}
