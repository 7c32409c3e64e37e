// Every good and hostile bundle of tests/bundles, handed in by a drop: the page says of each what the case says, and shows nothing of what
// its vendor did not sign.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { assert, check } from '../page/checks.mjs';
import { Desk, ROOT, papersIn } from './page.mjs';

/** Where the page says another code than the case, and why that is right. All of these are refused whole. */
const OTHERWISE = [
  [/^page-policy-/, 'MALFORMED', 'OPTIONS_INVALID', 'the package calls a page policy one of its options'],
  [/^mixed-sheet$/, 'APPROVALS_MISSING', 'SHEET_MISMATCH', 'a sheet is read before it is approved'],
  [/^unproven-sheet-of-no-json$/, 'APPROVALS_MISSING', 'MALFORMED', 'a sheet is read before it is approved'],
];

const MARKUP = 'markup-in-a-text';

export async function checkHostile(browser, url) {
  const desk = await Desk.open(browser, url);
  for (const kind of ['good', 'hostile']) {
    const folder = join(ROOT, 'tests', 'bundles', kind);
    const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
    await check(`${kind}: the verdict of all ${names.length} bundles is the one of their case`, async () => {
      assert.ok(names.length > 30, `${names.length} cases`);
      const wrong = [];
      const counts = { open: 0, refused: 0 };
      for (const name of names) {
        const { expect, now, padded } = JSON.parse(readFileSync(join(folder, name, 'case.json'), 'utf8'));
        await desk.handIn(papersIn(join(folder, name), padded), now);
        const { state, code } = await desk.verdict();
        counts[state] += 1;
        const otherwise = OTHERWISE.find(([which, said]) => which.test(name) && said === expect);
        if (code !== (otherwise === undefined || state === 'open' ? expect : otherwise[2])) wrong.push(`${name}: ${state} ${code} instead of ${expect}`);
      }
      console.log(`      ${counts.open} read, ${counts.refused} refused whole`);
      assert.deepEqual(wrong, []);
    });
  }

  await check('hostile: no bundle made the page complain, ask for anything or end', async () => {
    assert.deepEqual(desk.complaints, []);
    assert.equal(await desk.page.$eval('html', (html) => html.dataset.ready), 'yes');
  });
  await desk.close();

  await check('good: evidence that is not what this release says is told, and nobody is asked to sign on it', async () => {
    const other = await Desk.open(browser, url);
    const folder = join(ROOT, 'tests', 'bundles', 'good', 'evidence-of-every-kind');
    const { now } = JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8'));
    await other.handIn(papersIn(folder), now);
    assert.equal((await other.verdict()).code, 'ok', 'the page takes digests of evidence as they are');
    assert.match(await other.text('summary'), /What the sheet rests on is not what this release says/);
    assert.match(await other.text('campaigns'), /Differs/);
    assert.match(await other.text('approval'), /Nothing is put up for signature.*EVIDENCE_MISMATCH/s);
    await other.close();
  });

  await check('hostile: markup in a text is text, in every section', async () => {
    const other = await Desk.open(browser, url);
    const folder = join(ROOT, 'tests', 'bundles', 'good', MARKUP);
    const { now } = JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8'));
    await other.handIn(papersIn(folder), now);
    await other.page.evaluate(() => {
      for (const one of document.querySelectorAll('#review details')) one.open = true;
      return new Promise((resolve) => { setTimeout(resolve, 200); });
    });
    const found = await other.page.evaluate(() => ({
      text: document.querySelector('#campaigns').textContent.includes('<'),
      foreign: [...document.querySelectorAll('#review img, #review script, #review iframe, #review style, #review object, #review svg')].length,
      handlers: [...document.querySelectorAll('#review *')].filter((part) => part.getAttributeNames().some((name) => name.startsWith('on'))).length,
    }));
    assert.deepEqual(found, { text: true, foreign: 0, handlers: 0 });
    await other.close();
  });
}
