// The verdict line for each prepared bundle of the demo, what would mend it, and what changed since the release approved last.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { assert, check } from '../page/checks.mjs';
import { Desk, paper } from './page.mjs';

export async function checkVerdicts(browser, url, folder) {
  const file = (name) => paper(join(folder, name));
  const [root, policy] = [file('root.json'), file('policy.json')];
  const desk = await Desk.open(browser, url);
  const { page } = desk;

  for (const { file: name, title, expect } of JSON.parse(readFileSync(join(folder, 'bundles', 'index.json'), 'utf8'))) {
    await check(`verdict: ${title}: ${expect}`, async () => {
      await desk.handIn({ bundle: file(`bundles/${name}`), root, policy });
      const { code, words, state } = await desk.verdict();
      assert.equal(code, expect);
      assert.match(words, expect === 'ok' ? /would accept this release now/ : /would refuse this/);
      if (expect === 'APPROVALS_MISSING') assert.match(words, /With \d more approvals? of this sheet it would accept it/);
      if (state === 'refused') assert.equal(await page.$('#campaigns'), null, 'nothing of it is shown');
    });
  }

  await check('verdict: a refusal is told at its paper, with the mend', async () => {
    for (const [papers, wrong, text] of [
      [{ bundle: file('bundles/one-byte-changed.tsb.json'), root }, 'The release', /To mend it/],
      [{ bundle: file('bundle.tsb.json'), root: { name: 'root.json', text: '{}' } }, 'The trust root', /ROOT_INVALID/],
      [{ bundle: file('bundle.tsb.json'), root, policy: { name: 'policy.json', text: '{"policy":1,"floor":-1,"deny":[]}' } }, 'The page\'s policy', /OPTIONS_INVALID/],
    ]) {
      await desk.handIn(papers);
      const said = await page.$eval('.fault', (fault) => fault.textContent);
      assert.ok(said.startsWith(wrong), said);
      assert.match(said, text);
      assert.deepEqual(await page.$$eval('.place.wrong h3', (some) => some.map((one) => one.textContent)), [wrong], 'its place is marked');
    }
  });

  await check('changes: two releases are compared in sentences, and what did not change is said to be unchanged', async () => {
    await desk.handIn({ bundle: file('bundles/second-signs.tsb.json'), root, last: file('bundle.tsb.json') });
    const text = await desk.text('changes');
    assert.match(text, /Compared with release 7/);
    const standings = await page.$$eval('#changes table:first-of-type tbody tr', (rows) => rows.map((row) => row.querySelector('.badge')?.textContent));
    assert.ok(standings.length >= 9, `${standings.length} rows`);
    assert.ok(standings.every((word) => ['new', 'changed', 'unchanged', 'removed'].includes(word)), standings.join());
  });

  await check('changes: a release that the root does not know is not compared, and why is said', async () => {
    await desk.handIn({ bundle: file('bundle.tsb.json'), root, last: file('bundles/one-byte-changed.tsb.json') });
    assert.match(await desk.text('changes'), /was refused, so nothing was compared/);
    assert.match(await desk.text('changes'), /DIGEST_MISMATCH/);
  });

  await check('verdict: another moment, another answer', async () => {
    await desk.handIn({ bundle: file('bundle.tsb.json'), root }, '2031-01-01T00:00:00Z');
    assert.match((await desk.verdict()).code, /EXPIRED/);
    await desk.handIn({ bundle: file('bundle.tsb.json'), root });
    assert.equal((await desk.verdict()).code, 'ok');
  });

  await check('verdicts: nothing is complained of', () => assert.deepEqual(desk.complaints, []));
  await desk.close();
}
