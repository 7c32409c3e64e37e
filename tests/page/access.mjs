// Can everyone use it: names, keyboard, targets, contrast, reflow, languages.

import { Watched } from './browser.mjs';
import { assert, check } from './checks.mjs';

export async function checkAccess(browser, url) {
  const watched = await Watched.open(browser);
  const { page } = watched;
  await watched.goto(url);
  await page.click('#next-visit');

  await check('access: landmarks, headings and languages are marked', async () => {
    const marks = await page.evaluate(() => ({
      landmarks: ['header', 'nav', 'main', 'aside', 'footer'].map((name) => document.querySelectorAll(name).length),
      slots: [...document.querySelectorAll('[data-view]:not([hidden]) [data-slot]')].map(({ shadowRoot: { firstElementChild: region } }) => [region.getAttribute('role'), region.getAttribute('aria-label')]),
      h1: document.querySelectorAll('[data-view]:not([hidden]) h1').length,
      levels: globalThis.parts(document.querySelector('main')).filter((heading) => /^h[123]$/.test(heading.localName)).filter((heading) => heading.checkVisibility()).map((heading) => Number(heading.localName[1])),
      langs: [document.documentElement.lang, document.querySelector('aside').lang],
    }));
    assert.deepEqual(marks.landmarks, [1, 1, 1, 1, 1]);
    for (const [role, label] of marks.slots) assert.deepEqual([role, /^(from your bank|offer from your bank): ./i.test(label)], ['region', true], label);
    assert.equal(marks.h1, 1);
    marks.levels.reduce((before, level) => {
      assert.ok(level <= before + 1, `heading levels ${marks.levels}`);
      return level;
    }, 0);
    assert.deepEqual(marks.langs, ['en-US', 'en-US']);
  });

  await check('access: every control has a name', async () => {
    const { nodes } = await watched.session.send('Accessibility.getFullAXTree');
    const controls = nodes.filter(({ ignored, role }) =>
      !ignored && ['button', 'link', 'checkbox', 'switch', 'slider', 'combobox', 'DisclosureTriangle'].includes(role?.value));
    assert.ok(controls.length > 20, `${controls.length} controls`);
    for (const { name, role } of controls) assert.ok(name?.value?.trim(), `a ${role.value} without a name`);
  });

  await check('access: every control can be reached and its focus seen with the keyboard alone', async () => {
    const expected = await page.evaluate(() => globalThis.parts()
      .filter((control) => control.matches('a[href], button, select, input, summary') && control.checkVisibility({ visibilityProperty: true }) && !control.disabled).length);
    await page.evaluate(() => document.activeElement.blur());
    const reached = new Set();
    for (let press = 0; press < expected + 20; press += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        let control = document.activeElement;
        while (control.shadowRoot?.activeElement) control = control.shadowRoot.activeElement;
        if (control === document.body) return null;
        globalThis.places ??= new Map();
        if (!globalThis.places.has(control)) globalThis.places.set(control, globalThis.places.size);
        const { outlineStyle, outlineWidth } = getComputedStyle(control);
        const { left, top, width, height } = control.getBoundingClientRect();
        const onTop = control.getRootNode().elementFromPoint(left + width / 2, top + height / 2);
        const isSeen = control.contains(onTop) || onTop?.contains(control) === true;
        return { place: globalThis.places.get(control), isControl: control.matches('a[href], button, select, input, summary'), outlineStyle, outlineWidth, isSeen, what: control.outerHTML.slice(0, 80) };
      });
      if (focused === null) continue;
      if (focused.isControl) reached.add(focused.place);
      assert.notEqual(focused.outlineStyle, 'none', focused.what);
      assert.ok(parseFloat(focused.outlineWidth) >= 2, focused.what);
      assert.ok(focused.isSeen, `focused out of sight or covered: ${focused.what}`);
    }
    assert.equal(reached.size, expected);
  });

  for (const width of [1440, 320]) {
    await check(`access: targets are at least 24 px at ${width} px`, async () => {
      await page.setViewport({ width, height: 900 });
      const small = await page.evaluate(() => globalThis.parts()
        .filter((control) => control.matches('a[href], button, select, input, summary') && control.checkVisibility() && !control.matches('.skip'))
        .map((control) => [control.outerHTML.slice(0, 80), control.getBoundingClientRect()])
        .filter(([, { width: wide, height }]) => wide < 24 || height < 24)
        .map(([what]) => what));
      assert.deepEqual(small, []);
    });
  }

  for (const scheme of ['light', 'dark']) {
    await check(`access: text has a contrast of 4.5 to 1 or more (${scheme})`, async () => {
      await page.setViewport({ width: 1440, height: 900 });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.click('#no-last-good');
      await page.click('.bundle');
      await page.click('#reset');
      await page.click('.bundle');
      const weak = await page.evaluate(weakTexts);
      assert.deepEqual(weak, []);
    });
  }

  await check('access: at 320 px nothing has to be scrolled sideways', async () => {
    await page.setViewport({ width: 320, height: 700 });
    const { scroll, out } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      out: globalThis.parts(document.body).filter((part) => part.checkVisibility() && part.getBoundingClientRect().right > 321 && !part.closest('pre, svg'))
        .map((part) => part.outerHTML.slice(0, 80)),
    }));
    assert.equal(scroll, 320);
    assert.deepEqual(out, []);
  });

  await check('access: who wants less motion gets none', async () => {
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    const animated = await page.evaluate(() => document.getAnimations().map((animation) => animation.animationName));
    assert.deepEqual(animated, []);
    await page.click('#next-customer');
    assert.deepEqual(await page.evaluate(() => document.getAnimations().map((animation) => animation.animationName)), []);
  });

  await watched.close();
}

/** Runs in the page: every visible text whose contrast with the colour painted below it is too low. */
function weakTexts() {
  const channels = (color) => color.match(/[\d.]+/g).map(Number);
  const luminance = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((channel) => {
      const share = channel / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  /** The colours that may lie behind an element: its own, or all stops of a gradient. */
  const behind = (element) => {
    for (let part = element; part !== null; part = part.assignedSlot ?? part.parentElement ?? part.getRootNode().host ?? null) {
      const { backgroundColor, backgroundImage } = getComputedStyle(part);
      const stops = backgroundImage.match(/rgba?\([^)]*\)/g);
      if (stops !== null) return stops.map(channels);
      const color = channels(backgroundColor);
      if (color.length === 3 || color[3] > 0.5) return [color];
    }
    return [[255, 255, 255]];
  };
  const weak = [];
  for (const element of globalThis.parts(document.body)) {
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '');
    if (!hasText || element.disabled || !element.checkVisibility({ visibilityProperty: true }) || element.matches('.hidden-text, option, .skip, style, .status, .spoken')) continue;
    const color = channels(getComputedStyle(element).color);
    const lowest = Math.min(...behind(element).map((ground) => contrast(color, ground)));
    if (lowest < 4.5) weak.push(`${lowest.toFixed(2)} ${element.className || element.localName}: ${element.textContent.trim().slice(0, 40)}`);
  }
  return weak;
}
