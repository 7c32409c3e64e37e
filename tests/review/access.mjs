// Can everyone use it: axe in every state, the keyboard alone, headings and landmarks, reflow, motion, forced colours.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { assert, check } from '../page/checks.mjs';
import { Desk } from './page.mjs';
import { statesOf } from './states.mjs';

const tools = createRequire(new URL('../npm/package.json', import.meta.url));
const AXE = readFileSync(tools.resolve('axe-core/axe.min.js'), 'utf8');

/** Windows in which axe looks: 1440 px at 200 % zoom is a window of 720 px. */
const WINDOWS = [
  ['light', { width: 1440, height: 900 }, 'light'],
  ['dark', { width: 1440, height: 900 }, 'dark'],
  ['320 px', { width: 320, height: 700 }, 'light'],
  ['200 %', { width: 720, height: 450, deviceScaleFactor: 2 }, 'dark'],
];

export async function checkAccess(browser, url, folder) {
  for (const [name, bring] of statesOf(folder)) {
    const desk = await Desk.open(browser, url);
    const { page } = desk;
    await bring(desk);
    await page.evaluate(AXE);
    for (const [window, viewport, scheme] of WINDOWS) {
      await check(`axe, ${name}, ${window}: no violation, nothing to scroll sideways`, async () => {
        await page.setViewport(viewport);
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
        const { violations, nodes, wide, out } = await page.evaluate(async () => {
          const found = await globalThis.axe.run(document, { resultTypes: ['violations', 'passes'] });
          const looked = new Set(found.passes.flatMap(({ nodes: passed }) => passed).map(({ target }) => JSON.stringify(target)));
          return {
            violations: found.violations.map(({ id, nodes: failed }) => `${id}: ${failed.slice(0, 4).map(({ html }) => html.slice(0, 160)).join(' | ')}`),
            nodes: looked.size,
            wide: document.documentElement.scrollWidth,
            out: [...document.body.querySelectorAll('*')].filter((part) => part.checkVisibility() && part.getBoundingClientRect().right > innerWidth + 1 && !part.closest('table, pre, textarea, .skip')).map((part) => part.outerHTML.slice(0, 100)),
          };
        });
        console.log(`      ${nodes} nodes looked at`);
        assert.deepEqual(violations, []);
        assert.ok(nodes > (['empty', 'with all places open', 'a wrong file', 'refused'].includes(name) ? 15 : 400), `${nodes} nodes`);
        assert.equal(wide, viewport.width);
        assert.deepEqual(out, []);
      });
    }
    await desk.close();
  }

  const desk = await Desk.open(browser, url);
  const { page } = desk;
  await desk.sample();

  await check('access: one heading of the first level, none is passed over, and every landmark is there', async () => {
    const marks = await page.evaluate(() => ({
      landmarks: ['header', 'nav', 'main', 'footer'].map((name) => document.querySelectorAll(`${name}`).length),
      levels: [...document.querySelectorAll('h1, h2, h3, h4')].filter((one) => one.checkVisibility()).map((one) => Number(one.localName[1])),
      tables: [...document.querySelectorAll('table')].every((one) => one.caption !== null && one.querySelectorAll('thead th[scope="col"]').length > 1 && [...one.querySelectorAll('tbody tr')].every((row) => row.querySelector('th[scope="row"]') !== null)),
    }));
    assert.deepEqual(marks.landmarks, [1, 1, 1, 1]);
    assert.equal(marks.levels.filter((level) => level === 1).length, 1);
    assert.equal(marks.tables, true);
    marks.levels.reduce((before, level) => {
      assert.ok(level <= before + 1, `${before} then ${level}`);
      return level;
    }, 0);
  });

  await check('access: the whole walk by the keyboard reaches every control, and shows where it is', async () => {
    // Where the page scrolls smoothly, what is focused comes into view a little later.
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    const expected = await page.evaluate(() => [...document.querySelectorAll('a[href], button, select, input, summary, textarea, pre[tabindex]')]
      // Of a group of radio buttons, one is in the walk: the chosen one, or the first where none is.
      .filter((control) => control.checkVisibility() && !control.disabled && (control.type !== 'radio' || (document.querySelector(`[name="${control.name}"]:checked`) ?? document.querySelector(`[name="${control.name}"]`)) === control)).length);
    await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); });
    const reached = new Set();
    for (let press = 0; press < expected + 30; press += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const control = document.activeElement;
        if (control === document.body) return null;
        globalThis.places ??= new Map();
        if (!globalThis.places.has(control)) globalThis.places.set(control, globalThis.places.size);
        const shown = control.matches('.file') ? control.nextElementSibling : control;
        const { outlineStyle, outlineWidth } = getComputedStyle(shown);
        const { top, bottom } = shown.getBoundingClientRect();
        return { place: globalThis.places.get(control), outlineStyle, width: parseFloat(outlineWidth), inView: bottom > 0 && top < innerHeight, what: control.outerHTML.slice(0, 90) };
      });
      if (focused === null) continue;
      reached.add(focused.place);
      assert.notEqual(focused.outlineStyle, 'none', focused.what);
      assert.ok(focused.width >= 2 || focused.outlineStyle === 'auto', focused.what);
      assert.ok(focused.inView, focused.what);
    }
    console.log(`      ${reached.size} controls reached`);
    assert.ok(reached.size >= expected, `${reached.size} of ${expected}`);
  });

  await check('access: targets are at least 24 px, also at 320 px', async () => {
    for (const width of [1440, 320]) {
      await page.setViewport({ width, height: 900 });
      const small = await page.evaluate(() => [...document.querySelectorAll('button, select, input:not(.file), summary, .contents a, textarea')]
        .filter((control) => control.checkVisibility() && !control.matches('[type="radio"], [type="checkbox"]'))
        .map((control) => [control.outerHTML.slice(0, 80), control.getBoundingClientRect()])
        .filter(([, { width: wide, height }]) => wide < 24 || height < 24).map(([what]) => what));
      assert.deepEqual(small, []);
    }
  });

  await check('access: who wants less motion gets none, and what was read is said', async () => {
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), 'auto');
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    assert.match(await page.$eval('#spoken', (said) => said.textContent), /Release 7 was read: accepted/);
  });

  await check('access: in forced colours nothing is told by colour alone', async () => {
    await page.setViewport({ width: 1440, height: 900 });
    await desk.watched.session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
    assert.ok(await page.evaluate(() => matchMedia('(forced-colors: active)').matches));
    const plain = await page.evaluate(() => [...document.querySelectorAll('.badge, .truth')].filter((one) => one.textContent.trim() === '' || getComputedStyle(one).borderTopStyle === 'none').length);
    assert.equal(plain, 0);
  });
  await desk.close();
}
