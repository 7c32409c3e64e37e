// On paper: every section, unfolded, digests whole, and none of the controls. And pictures of the page for those who look.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';

import { assert, check } from '../page/checks.mjs';
import { Desk, paper } from './page.mjs';
import { statesOf } from './states.mjs';

export async function checkPaper(browser, url, folder, artefacts) {
  mkdirSync(artefacts, { recursive: true });
  const pdf = join(artefacts, 'review.pdf');
  const desk = await Desk.open(browser, url);
  const { page } = desk;
  await desk.handIn({ bundle: paper(join(folder, 'bundles/second-signs.tsb.json')), last: paper(join(folder, 'bundle.tsb.json')), root: paper(join(folder, 'root.json')) });

  await check('paper: the page prints, and on screen everything is folded again', async () => {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    const folded = () => page.$$eval('#review details:not([open])', (some) => some.length);
    const before = await folded();
    assert.ok(before > 10);
    const bytes = await page.pdf({ path: pdf, format: 'A4', preferCSSPageSize: true, printBackground: true, outline: true });
    assert.ok(bytes.length > 100_000);
    assert.equal(await folded(), before);
  });

  await check('paper: each section, each digest and each banner stands on it; pages are numbered, and say of which release', async () => {
    const text = onPaper(pdf);
    if (text === null) return console.log('      pdftotext is not here: only that it printed was checked');
    // What runs over from one page to the next is whole again without the lines at top and bottom.
    const lines = text.split(/[\n\f]/).filter((line) => !/^Release \d+ for first-sample, pilot|^\d+ \/ \d+$/.test(line));
    const bare = lines.join('').replaceAll(/\s+/g, '');
    const wanted = await page.evaluate(() => ({
      headings: [...document.querySelectorAll('.part > h2')].map((one) => one.lastChild.textContent),
      digests: [...document.querySelectorAll('#signatures .digest, #campaigns .digest, #module .digest')].map((one) => one.textContent),
      summaries: [...document.querySelectorAll('.campaign > div > .sentences li')].map((one) => one.firstChild.textContent),
    }));
    for (const one of [...wanted.headings, ...wanted.summaries]) assert.ok(bare.includes(one.replaceAll(/\s+/g, '')), one);
    for (const one of wanted.digests) assert.ok(bare.includes(one), one);
    const pages = text.split('\f').length - 1;
    console.log(`      ${pages} pages`);
    assert.ok(text.includes(`${pages} / ${pages}`), 'the last page has its number');
    assert.ok(text.split('\f').slice(0, pages).every((one) => /Release \d+ for first-sample, pilot/.test(one)), 'every page says of which release');
    for (const control of ['Choose a file', 'Take away', 'Save the bytes to sign', 'Print, or save']) assert.ok(!text.includes(control), control);
    const [first] = text.split('\f');
    assert.match(first, /would accept this release now/, 'the first page says the verdict, and is not half empty');
    return undefined;
  });

  await check('paper: a what-if is printed where somebody tried one, and without its controls', async () => {
    await page.emulateMediaType('print');
    const printed = () => page.$eval('#whatif', (part) => part.innerText.replaceAll(/\s+/g, ' '));
    assert.match(await printed(), /What if Nothing was tried here, so no example is printed\.$/);
    await page.emulateMediaType('screen');
    await page.click('#whatif .outcome > summary');
    await page.emulateMediaType('print');
    assert.match(await printed(), /Start from.*What becomes of each campaign/);
    assert.doesNotMatch(await printed(), /Nothing was tried/);
    assert.deepEqual([...new Set(await page.$$eval('#whatif select', (some) => some.map((one) => getComputedStyle(one).appearance)))], ['none']);
  });

  await check('paper: no word of the features’ table is broken, and no table runs out of the page', async () => {
    // A4 without its margins.
    await page.setViewport({ width: 673, height: 980 });
    const { broken, wide } = await page.evaluate(() => ({
      broken: [...document.querySelectorAll('#features tbody td:nth-of-type(-n+4)')].flatMap((cell) => {
        const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        const found = [];
        for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
          for (const { 0: word, index } of text.data.matchAll(/[^\s-]+/g)) {
            const range = document.createRange();
            range.setStart(text, index);
            range.setEnd(text, index + word.length);
            if (range.getClientRects().length > 1) found.push(word);
          }
        }
        return found;
      }),
      wide: [...document.querySelectorAll('table')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.caption.textContent),
    }));
    assert.deepEqual([broken, wide], [[], []]);
  });
  await desk.close();

  for (const [name, bring] of statesOf(folder)) {
    await check(`picture: review, ${name}`, async () => {
      const one = await Desk.open(browser, url);
      await bring(one);
      const shots = [['light', 1440, 'light', false], ['dark', 1440, 'dark', false], ['320', 320, 'light', false]];
      for (const [suffix, width, scheme] of shots) {
        await one.page.setViewport({ width, height: width === 320 ? 800 : 1000 });
        await one.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
        await one.page.evaluate(() => document.querySelector('#summary, #intake').scrollIntoView());
        const bytes = await one.page.screenshot({ path: join(artefacts, `review-${name.replaceAll(/[ ,]+/g, '-')}-${suffix}.png`) });
        assert.ok(bytes.length > 10_000);
      }
      await one.close();
    });
  }
}

/** The text of a PDF; null where there is no pdftotext. */
function onPaper(pdf) {
  const { error, stdout } = spawnSync('pdftotext', [pdf, '-'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return error === undefined ? stdout : null;
}
