// How it stands in a page: nothing moves, nothing is too small or too weak, nothing needs scrolling sideways. And the pictures.

import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { assert, check } from '../page/checks.mjs';
import { ARABIC, ENGLISH, PICTURED, SPANISH, inCard } from './placements.mjs';
import { slotTag } from './server.mjs';

const tools = createRequire(new URL('../npm/package.json', import.meta.url));
const AXE = readFileSync(tools.resolve('axe-core/axe.min.js'), 'utf8');

/** Every state that a slot can be in: what is shown in it, and what is pressed then. */
const STATES = [
  ['waiting', undefined, []], ['evergreen', null, []], ['shown', ENGLISH, []], ['shown in Spanish', SPANISH, []], ['shown from right to left', ARABIC, []],
  ['why is open', ENGLISH, ['summary']], ['dismissed', ENGLISH, ['.dismiss']], ['not interested', SPANISH, ['.not-interested']], ['refused', ENGLISH, ['summary', '[data-refused="all"]']],
  ['invalid', {}, []], ['with a picture', PICTURED, []],
];

async function bring(page, [, placement, presses]) {
  await page.evaluate(async (one, selectors) => {
    const slot = globalThis.test.slot();
    slot.images = new Map([['a'.repeat(64), globalThis.test.pixel()]]);
    if (one !== undefined) slot.show(one);
    for (const selector of selectors) slot.shadowRoot.querySelector(selector).click();
    await new Promise((resolve) => { setTimeout(resolve, 250); });
  }, placement, presses);
}

export async function checkLooks(open, server, shadowHtml) {
  for (const scheme of ['light', 'dark']) {
    for (const state of STATES) {
      await check(`axe, ${scheme}: ${state[0]}: no violation`, async () => {
        const { page, close } = await open('/?hands');
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        await bring(page, state);
        await page.evaluate(AXE);
        const { violations, incomplete, inside } = await page.evaluate(async () => {
          const found = await globalThis.axe.run(document, { resultTypes: ['violations', 'incomplete', 'passes'] });
          // A node in a shadow is named by the path to it: these were looked into.
          const nodes = new Set(found.passes.flatMap(({ nodes: passed }) => passed).filter(({ target: [path] }) => Array.isArray(path)).map(({ target }) => JSON.stringify(target)));
          const told = (list) => list.map(({ id, nodes: failed }) => `${id}: ${failed.map(({ html }) => html).join(' | ')}`);
          return { violations: told(found.violations), incomplete: told(found.incomplete), inside: nodes.size };
        });
        assert.deepEqual(violations, []);
        assert.deepEqual(incomplete, []);
        const least = ['waiting', 'evergreen', 'invalid', 'dismissed', 'not interested', 'refused'].includes(state[0]) ? 1 : 14;
        console.log(`      ${inside} nodes of the shadow looked at`);
        assert.ok(inside >= least, `${inside} nodes of the shadow were looked at`);
        await close();
      });
    }
  }

  await check('axe: two slots with offers, and one put in at an edge: no violation', async () => {
    server.pages.set('/three', slotTag() + slotTag({ name: 'card', attributes: ' level="3"' }) + slotTag({ name: 'rail', inside: shadowHtml({ ...SPANISH, slot: 'rail' }, { name: 'rail', mode: 'open' }) }));
    const { page, close } = await open('/three?hands');
    await page.evaluate(async (hero, card) => {
      globalThis.test.slot().show(hero);
      globalThis.test.slot('card').show(card);
      await new Promise((resolve) => { setTimeout(resolve, 250); });
    }, ENGLISH, { ...inCard(ARABIC), headline: 'عرض آخر' });
    await page.evaluate(AXE);
    const violations = await page.evaluate(async () => (await globalThis.axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`));
    assert.deepEqual(violations, []);
    await close();
  });

  for (const width of [1280, 768, 390, 320]) {
    await check(`stability: at ${width} px the page never shifts: defined, shown, swapped, closed, late; at an edge`, async () => {
      server.pages.set('/edge/stable', slotTag({ inside: shadowHtml(ENGLISH, { name: 'hero', mode: 'open' }) }));
      server.pages.set('/plain', slotTag({ evergreen: '<p>A paragraph with its margins.</p><p>Another.</p>' }));
      for (const path of ['/?later', '/plain?later', '/edge/stable?later']) {
        const { page, close } = await open(path, { viewport: { width, height: 800 } });
        const heights = await page.evaluate(async (placements) => {
          const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });
          const { slot, defineAsAsked } = globalThis.test;
          const one = slot();
          await pause(150);
          const seen = [one.offsetHeight];
          defineAsAsked();
          for (const placement of [...placements, null, placements[0]]) {
            one.restart();
            one.images = new Map([['a'.repeat(64), globalThis.test.pixel()]]);
            one.show(placement);
            await pause(120);
            seen.push(one.offsetHeight);
          }
          one.shadowRoot.querySelector('.dismiss').click();
          await pause(120);
          seen.push(one.offsetHeight);
          return seen;
        }, [ENGLISH, SPANISH, ARABIC, PICTURED]);
        assert.equal(new Set(heights).size, 1, `heights ${heights}`);
        const shifts = await page.evaluate(() => new Promise((resolve) => { setTimeout(() => resolve(globalThis.test.shifts), 200); }));
        assert.deepEqual(shifts, []);
        await close();
      }
    });
  }

  await check('stability: the test would see a shift', async () => {
    const { page, close } = await open('/');
    await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 100); }));
    await page.evaluate(() => document.querySelector('h1').before('a line more'));
    await page.waitForFunction(() => globalThis.test.shifts.length > 0);
    await close();
  });

  for (const [because, viewport, zoom] of [['320 px', { width: 320, height: 700 }, 1], ['200 % of 1280 px', { width: 1280, height: 800 }, 2], ['400 % of 1280 px', { width: 1280, height: 1024 }, 4]]) {
    await check(`reflow: at ${because} nothing has to be scrolled sideways, nothing is cut off`, async () => {
      const { page, session, close } = await open('/?hands', { viewport });
      // What a browser's zoom does to a page: fewer CSS pixels, each larger.
      if (zoom > 1) await session.send('Emulation.setDeviceMetricsOverride', { width: viewport.width / zoom, height: Math.round(viewport.height / zoom), deviceScaleFactor: zoom, mobile: false });
      for (const placement of [{ ...SPANISH, headline: `${SPANISH.headline} Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft` }, ARABIC]) {
        const found = await page.evaluate((one) => {
          globalThis.test.slot().restart();
          const slot = globalThis.test.slot();
          slot.show(one);
          slot.shadowRoot.querySelector('details').open = true;
          const wide = document.documentElement.clientWidth;
          const out = [...slot.shadowRoot.querySelectorAll('*')].filter((part) => {
            if (part.closest('.spoken') !== null) return false;
            const { left, right } = part.getBoundingClientRect();
            return right > wide + 0.5 || left < -0.5 || (part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 1 && getComputedStyle(part).display !== 'inline');
          }).map((part) => part.className);
          return { sideways: document.documentElement.scrollWidth - wide, out };
        }, placement);
        assert.deepEqual(found, { sideways: 0, out: [] });
      }
      await close();
    });
  }

  await check('spacing: with the wider spacing of text that readers may set, nothing is cut off', async () => {
    const { page, close } = await open('/?hands', { viewport: { width: 390, height: 800 } });
    const out = await page.evaluate((one) => {
      const slot = globalThis.test.slot();
      slot.show(one);
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }');
      slot.shadowRoot.adoptedStyleSheets.push(sheet);
      return [...slot.shadowRoot.querySelectorAll('.banner *')].filter((part) => part.scrollHeight > part.clientHeight + 4 && part.clientHeight > 1 && getComputedStyle(part).overflow !== 'visible').map((part) => part.className);
    }, ENGLISH);
    assert.deepEqual(out, []);
    await close();
  });

  for (const width of [1280, 320]) {
    await check(`targets: at least 24 px at ${width} px, and none over another`, async () => {
      const { page, close } = await open('/?hands', { viewport: { width, height: 800 } });
      const found = await page.evaluate((one) => {
        const slot = globalThis.test.slot();
        slot.show(one);
        slot.shadowRoot.querySelector('details').open = true;
        const boxes = [...slot.shadowRoot.querySelectorAll('a, button, summary')].map((control) => [control.className, control.getBoundingClientRect()]);
        const small = boxes.filter(([, { width: wide, height }]) => wide < 24 || height < 24).map(([name]) => name);
        const over = boxes.flatMap(([name, a], n) => boxes.slice(n + 1).filter(([, b]) => a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5).map(([other]) => `${name} ${other}`));
        return { n: boxes.length, small, over };
      }, SPANISH);
      assert.deepEqual(found, { n: 8, small: [], over: [] });
      await close();
    });
  }

  await check('motion: an offer comes in gently; for who wants less motion, at once', async () => {
    const { page, close } = await open('/?hands');
    const moving = (one) => page.evaluate((placement) => {
      globalThis.test.slot().show(placement);
      return document.getAnimations().length + globalThis.test.slot().shadowRoot.getAnimations().length;
    }, one);
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'no-preference' }]);
    assert.ok(await moving(ENGLISH) > 0);
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    assert.equal(await moving(SPANISH), 0);
    await close();
  });

  await check('forced colours: the link and the button to close have a border, focus a ring', async () => {
    const { page, session, close } = await open('/?hands');
    await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
    const found = await page.evaluate((one) => {
      const slot = globalThis.test.slot();
      slot.show(one);
      const look = (selector) => getComputedStyle(slot.shadowRoot.querySelector(selector));
      const { borderTopWidth: link, borderTopColor: line, backgroundColor: ground } = look('.action');
      slot.shadowRoot.querySelector('.dismiss').focus({ focusVisible: true });
      return { active: matchMedia('(forced-colors: active)').matches, link, differs: line !== ground, close: look('.dismiss').borderTopWidth, ring: look('.dismiss').outlineStyle };
    }, ENGLISH);
    assert.deepEqual(found, { active: true, link: '1px', differs: true, close: '1px', ring: 'solid' });
    await close();
  });

  await check('theme: custom properties and parts reach in; page rules do not', async () => {
    const { page, close } = await open('/?hands');
    const found = await page.evaluate((one) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('tellerside-slot { --tellerside-ground: rgb(1, 2, 3); --tellerside-size: 700px; } tellerside-slot::part(headline) { color: rgb(4, 5, 6); } tellerside-slot::part(own) { display: grid; } h2, .headline, button { font-size: 99px !important; }');
      document.adoptedStyleSheets = [sheet];
      const slot = globalThis.test.slot();
      slot.show(one);
      const look = (selector) => getComputedStyle(slot.shadowRoot.querySelector(selector));
      return [look('.banner').backgroundColor, look('.headline').color, look('.headline').fontSize !== '99px', slot.offsetHeight, slot.querySelector('.own').checkVisibility()];
    }, ENGLISH);
    assert.deepEqual(found, ['rgb(1, 2, 3)', 'rgb(4, 5, 6)', true, 700, false]);
    await close();
  });
}

/** Pictures for those who look. */
export async function takePictures(open, folder) {
  mkdirSync(folder, { recursive: true });
  for (const { name, width, height, scheme = 'light', forced = 'none', placement, why = false } of [
    { name: 'element-light', width: 900, height: 640, placement: ENGLISH },
    { name: 'element-dark', width: 900, height: 640, scheme: 'dark', placement: ENGLISH },
    { name: 'element-es-US', width: 900, height: 640, placement: SPANISH, why: true },
    { name: 'element-320', width: 320, height: 860, placement: ENGLISH },
    { name: 'element-rtl', width: 900, height: 640, placement: ARABIC },
    { name: 'element-forced-colors', width: 900, height: 640, forced: 'active', placement: ENGLISH },
    { name: 'element-evergreen', width: 900, height: 640, placement: null },
  ]) {
    await check(`picture: ${name}.png`, async () => {
      const { page, session, close } = await open('/?hands', { viewport: { width, height } });
      await session.send('Emulation.setEmulatedMedia', { features: [
        { name: 'prefers-color-scheme', value: scheme }, { name: 'prefers-reduced-motion', value: 'reduce' }, { name: 'forced-colors', value: forced },
      ] });
      await page.evaluate((one, isOpen) => {
        globalThis.test.slot().show(one);
        if (isOpen) globalThis.test.slot().shadowRoot.querySelector('summary').click();
      }, placement, why);
      const bytes = await page.screenshot({ path: join(folder, `${name}.png`) });
      assert.ok(bytes.length > 5_000, 'a picture of something');
      await close();
    });
  }
}
