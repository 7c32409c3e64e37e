// The sample of the demo: what each section says of it, held against the command line and the engine in Node.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { assert, check } from '../page/checks.mjs';
import { tellerside } from './command.mjs';
import { Desk, paper } from './page.mjs';

export async function checkSample(browser, url, folder) {
  const desk = await Desk.open(browser, url);
  const { page } = desk;
  await desk.sample();
  const file = (name) => join(folder, name);
  const bundle = JSON.parse(readFileSync(file('bundle.tsb.json'), 'utf8'));
  const index = JSON.parse(bundle.index);
  const ids = index.campaigns.map(({ id }) => id);

  await check('sample: the verdict stands first, and says that the page accepts', async () => {
    const { state, code, words } = await desk.verdict();
    assert.deepEqual([state, code], ['open', 'ok']);
    assert.match(words, /would accept this release now, and all its 7 campaigns may run/);
    const first = await page.$eval('.part', (part) => part.id);
    assert.equal(first, 'summary');
  });

  await check('sample: every section of the contents is there, with a heading', async () => {
    const [links, sections] = await page.evaluate(() => [
      [...document.querySelectorAll('.contents a')].map((link) => link.hash),
      [...document.querySelectorAll('.part')].map((part) => [`#${part.id}`, part.querySelector('h2').textContent.length > 3]),
    ]);
    assert.equal(links.length, 12);
    assert.deepEqual(sections, links.map((hash) => [hash, true]));
  });

  await check('sample: signatures, keys and dates are those of the bundle and the root', async () => {
    const text = await desk.text('signatures');
    const root = JSON.parse(readFileSync(file('root.json'), 'utf8'));
    for (const { keyid } of [...bundle.release.signatures, ...bundle.approvals.flatMap(({ signatures }) => signatures)]) assert.ok(text.includes(keyid), keyid);
    for (const key of Object.keys(root.keys)) assert.ok(text.includes(key), key);
    for (const whole of [bundle.sheet, bundle.index]) assert.ok(text.includes(createHash('sha256').update(whole).digest('hex')));
    assert.match(text, /2 approvers of the bank signed this very sheet; 2 are needed/);
  });

  await check('sample: each campaign is told as the command line tells it, in English and Spanish', async () => {
    for (const [language, label] of [['en', 'English'], ['es', 'Español']]) {
      await page.evaluate((name) => [...document.querySelectorAll('#campaigns button')].find((button) => button.textContent === name).click(), label);
      for (const id of ids) {
        const said = await page.$eval(`[data-campaign="${id}"] .sentences`, (sentences) => [...sentences.querySelectorAll('p, li')].map((line) => line.firstChild.textContent));
        const [, ...lines] = tellerside('explain', '--bundle', file('bundle.tsb.json'), '--root', file('root.json'), '--campaign', id, '--language', language).split('\n').map((line) => line.trim().replace(/^- /, '')).filter((line) => line !== '');
        assert.deepEqual(said, lines, `${id} in ${language}`);
      }
    }
  });

  await check('sample: the rendering of each locale is the text whose digest the sheet binds', async () => {
    await page.evaluate(() => { for (const one of document.querySelectorAll('#campaigns details')) one.open = true; });
    await page.waitForFunction(() => [...document.querySelectorAll('#campaigns details')].every((one) => one.childElementCount > 1));
    for (const entry of JSON.parse(bundle.sheet).campaigns) {
      const [standings, text] = await page.$eval(`[data-campaign="${entry.campaign}"]`, (article) => [[...article.querySelectorAll('table tbody tr')].map((row) => row.innerText), article.textContent]);
      for (const [locale, stated] of Object.entries(entry.evidence.renderings)) {
        const rendering = tellerside('explain', '--bundle', file('bundle.tsb.json'), '--root', file('root.json'), '--campaign', entry.campaign, '--locale', locale);
        assert.equal(createHash('sha256').update(rendering).digest('hex'), stated, 'the command line gives the bound text');
        const row = standings.find((line) => line.includes(`Rendering in ${locale}`));
        assert.ok(row.includes(stated) && row.includes('Made again here, the same'), row);
        for (const line of rendering.split('\n').map((one) => one.trim().replace(/^- /, ''))) assert.ok(text.includes(line), line);
      }
    }
  });

  await check('sample: each creative is drawn by the element of the package, and leads nowhere', async () => {
    const slots = await page.$$eval('#campaigns tellerside-slot', (some) => some.map((slot) => ({ status: slot.status, inert: slot.inert, lang: slot.lang, height: slot.getBoundingClientRect().height })));
    const creatives = ids.flatMap((id) => {
      const definition = JSON.parse(bundle.files[index.campaigns.find((one) => one.id === id).digest]);
      return [definition, ...(definition.variants ?? [])].flatMap(({ creatives: some }) => Object.keys(some));
    });
    assert.equal(slots.length, creatives.length);
    for (const slot of slots) assert.ok(slot.status === 'shown' && slot.inert && slot.height > 100, JSON.stringify(slot));
    assert.deepEqual(slots.map(({ lang }) => lang), creatives);
    const links = await page.$$eval('a[href]', (some) => some.map((link) => link.getAttribute('href')).filter((href) => !href.startsWith('#')));
    assert.deepEqual(links, [], 'no link of the page leads out of it');
  });

  await check('sample: features stand with purpose, basis, sensitivity, age and who reads them', async () => {
    const needed = tellerside('features-needed', file('bundle.tsb.json'), '--root', file('root.json'), '--format', 'json').trim().split('\n').map((line) => JSON.parse(line));
    const rows = await page.$$eval('#features tbody tr', (some) => some.map((row) => [row.querySelector('code').textContent, [...row.querySelectorAll('td')].map((cell) => cell.textContent)]));
    const catalogue = new Map(JSON.parse(bundle.files[index.catalogue.digest]).features.map((feature) => [feature.id, feature]));
    assert.deepEqual(rows.map(([id]) => id).sort(), needed.map(({ feature }) => feature).filter((one) => one !== undefined).sort());
    for (const [id, [purpose, basis, sensitivity]] of rows) {
      const feature = catalogue.get(id);
      assert.equal(purpose, feature.purpose.replaceAll('_', ' '), id);
      assert.equal(basis, feature.basis.join(', ') || 'none', id);
      assert.ok(sensitivity.startsWith(String(feature.sensitivity)), id);
    }
  });

  await check('sample: the features are saved as CSV, one line each, and no cell begins a formula', async () => {
    const csv = await page.evaluate(async () => {
      const { createObjectURL } = URL;
      let kept;
      URL.createObjectURL = (blob) => { kept = blob; return createObjectURL.call(URL, blob); };
      [...document.querySelectorAll('#features button')].find((one) => one.textContent.includes('CSV')).click();
      URL.createObjectURL = createObjectURL;
      return kept.text();
    });
    const lines = csv.trim().split('\r\n');
    assert.match(lines[0], /^"id","version","type"/);
    assert.deepEqual(lines.slice(1).map((line) => /^"([^"]+)"/.exec(line)[1]), JSON.parse(bundle.files[index.catalogue.digest]).features.map(({ id }) => id));
    assert.doesNotMatch(csv, /"[=+@-]/);
  });

  await check('sample: links and offer codes are those of the signed texts', async () => {
    const text = await desk.text('outside');
    for (const { digest } of index.campaigns) {
      for (const creative of Object.values(JSON.parse(bundle.files[digest]).creatives)) {
        assert.ok(text.includes(creative.action.url) && text.includes(creative.action.offer), creative.action.url);
      }
    }
  });

  await check('sample: the module is the published one, and a digest that is typed is compared', async () => {
    const wasm = readFileSync(file('node_modules/tellerside/dist/tellerside.wasm'));
    const sha256 = createHash('sha256').update(wasm).digest('hex');
    const sri = JSON.parse(readFileSync(file('node_modules/tellerside/sri.json'), 'utf8'))['dist/tellerside.wasm'];
    const text = await desk.text('module');
    assert.ok(text.includes(sha256) && text.includes(sri) && text.includes('Published digestThe same'), text.slice(0, 600));
    const names = WebAssembly.Module.imports(new WebAssembly.Module(wasm)).map(({ name }) => name);
    assert.deepEqual(await page.$$eval('#module tbody th', (some) => some.map((cell) => cell.textContent)), names);
    assert.doesNotMatch(text, /Not known/);
    for (const [typed, isIts] of [[sha256, true], [sha256.toUpperCase(), true], [sri, true], [`sha256:${sha256}`, true], [`f${sha256.slice(1)}`, false], ['sha384-', false]]) {
      await page.$eval('#digest-given', (input, value) => { input.value = value; input.dispatchEvent(new Event('input')); }, typed);
      assert.equal((await page.$eval('#digest-answer', (answer) => answer.textContent)).includes('is not'), !isIts, typed);
    }
  });

  await check('sample: a module with another import is told apart, and by its name', async () => {
    // (module (import "env" "fetch" (func)))
    const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 2, 13, 1, 3, 101, 110, 118, 5, 102, 101, 116, 99, 104, 0, 0];
    await desk.handIn({ bundle: paper(file('bundle.tsb.json')), root: paper(file('root.json')), module: { name: 'odd.wasm', bytes } });
    const text = await desk.text('module');
    assert.match(text, /1 of its 1 imports are none that this page knows/);
    assert.match(text, /fetch.*Not known/s);
    assert.match(text, /Other bytes/);
  });

  await check('sample: nothing is complained of', () => assert.deepEqual(desk.complaints, []));
  await desk.close();
}
