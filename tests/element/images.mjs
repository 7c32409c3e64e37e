// The pictures of all offers: fetched before anything is decided, by everybody alike, and shown by what the bank signed alone.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { assert, check } from '../page/checks.mjs';
import { PICTURED, SPANISH } from './placements.mjs';

const fixture = (name) => readFileSync(new URL(`../it/pictures/${name}`, import.meta.url));
const digestOf = (bytes) => createHash('sha256').update(bytes).digest('hex');

const PNG = fixture('plain.png');
const WEBP = fixture('lossy.webp');
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>');
const CUT = PNG.subarray(0, 900);
const ENDINGS = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp', 'image/avif': 'avif' };
const LIST = '/offers/images/images.json';

const listOf = (files) => JSON.stringify({ files, images: 1 });
const entry = (bytes, type = 'image/png', more = {}) => ({ bytes: bytes.length, name: 'a', sha256: digestOf(bytes), type, ...more });

/** Puts a list and its files on the server: each entry with what is answered for it. */
function serveList(server, rows, list = listOf(rows.map(([one]) => one))) {
  server.files.clear();
  server.files.set(LIST, list);
  for (const [{ sha256, type }, answer] of rows) server.files.set(`/offers/images/${sha256}.${ENDINGS[type]}`, answer);
}

/** What a fetch of the list gives in a page: which digests, of which type, and whether each is shown. */
async function fetched(page, list, options = {}) {
  return page.evaluate(async (address, given) => {
    const { prefetchImages } = await import('/dist/images.js');
    const { images, status, leftOut } = await prefetchImages(address, given);
    const shown = [];
    for (const [sha256, url] of images) {
      const image = new Image();
      image.src = url;
      await image.decode();
      shown.push([sha256, url.startsWith(`blob:${location.origin}/`), image.naturalWidth]);
    }
    return { status, leftOut: leftOut.map((one) => [one.sha256, one.status]), shown };
  }, list, options);
}

export async function checkImages(open, server) {
  const good = [[entry(PNG), PNG], [entry(WEBP, 'image/webp'), WEBP]];
  const shown = (...all) => all.map((bytes) => [digestOf(bytes), true, 64]);
  const hang = () => {};
  const redirect = (response) => { response.writeHead(302, { location: `/offers/images/${digestOf(PNG)}.png` }).end(); };
  const many = Array.from({ length: 129 }, (_, n) => ({ ...entry(PNG), sha256: digestOf(Buffer.from([n])) }));

  for (const [because, rows, list, status, failed, kept] of [
    ['all of them', good, undefined, 'complete', [], [PNG, WEBP]],
    ['JPEG and AVIF too', ['baseline.jpg', 'plain.avif'].map((name) => [entry(fixture(name), name.endsWith('jpg') ? 'image/jpeg' : 'image/avif'), fixture(name)]), undefined, 'complete', [], [fixture('baseline.jpg'), fixture('plain.avif')]],
    ['no picture at all', [], undefined, 'complete', [], []],
    ['one named twice', [good[0], good[0]], undefined, 'complete', [], [PNG]],
    ['other bytes than the digest says', [good[1], [entry(PNG), Buffer.concat([PNG.subarray(0, -1), Buffer.from([1])])]], undefined, 'partial', [[PNG, 'changed']], [WEBP]],
    ['a whole other picture', [good[1], [entry(PNG, 'image/png', { bytes: WEBP.length }), WEBP]], undefined, 'partial', [[PNG, 'changed']], [WEBP]],
    ['an SVG that says that it is a PNG', [good[1], [entry(SVG), SVG]], undefined, 'partial', [[SVG, 'refused']], [WEBP]],
    ['a GIF that says that it is a PNG', [good[1], [entry(fixture('moving.gif')), fixture('moving.gif')]], undefined, 'partial', [[fixture('moving.gif'), 'refused']], [WEBP]],
    ['one that cannot be shown', [good[1], [entry(CUT.subarray(0, 40)), CUT.subarray(0, 40)]], undefined, 'partial', [[CUT.subarray(0, 40), 'refused']], [WEBP]],
    ['longer than the list says', [good[1], [entry(PNG, 'image/png', { bytes: 900 }), PNG]], undefined, 'partial', [[PNG, 'too_large']], [WEBP]],
    ['not there', [good[1], [entry(PNG), (response) => { response.writeHead(404).end(); }]], undefined, 'partial', [[PNG, 'unreachable']], [WEBP]],
    ['sent elsewhere', [good[1], [entry(CUT), redirect]], undefined, 'partial', [[CUT, 'unreachable']], [WEBP]],
    ['one that never comes', [good[1], [entry(PNG), hang]], undefined, 'partial', [[PNG, 'late']], [WEBP]],
    ['a list that never comes', [], hang, 'late', [], []],
    ['no list', [], (response) => { response.writeHead(404).end(); }, 'unreachable', [], []],
    ['a list that is none', [], 'offers', 'invalid', [], []],
    ['a list of a later version', good, JSON.stringify({ files: [], images: 2 }), 'invalid', [], []],
    ['a path for a digest', [], listOf([entry(PNG, 'image/png', { sha256: `../${'a'.repeat(61)}` })]), 'invalid', [], []],
    ['SVG in the list', [], listOf([entry(SVG, 'image/svg+xml')]), 'invalid', [], []],
    ['a type that objects have', [], listOf([entry(PNG, 'constructor')]), 'invalid', [], []],
    ['too many', [], listOf(many), 'invalid', [], []],
    ['more than all may have', [], listOf(many.slice(0, 20).map((one) => ({ ...one, bytes: 153_600 }))), 'invalid', [], []],
    ['one that is larger than any may be', [], listOf([entry(PNG, 'image/png', { bytes: 153_601 })]), 'invalid', [], []],
    ['a list without end', [], ' '.repeat(70_000), 'too_large', [], []],
  ]) {
    await check(`images: ${because}: ${status}`, async () => {
      serveList(server, rows, list);
      const { page, watched, close } = await open('/?hands');
      const timeout = status === 'late' || failed.some(([, why]) => why === 'late') ? 1500 : 30_000;
      assert.deepEqual(await fetched(page, LIST, { timeout }), {
        status, leftOut: failed.map(([bytes, why]) => [digestOf(bytes), why]), shown: shown(...kept),
      });
      assert.deepEqual(watched.complaints.filter((line) => !/Failed to load resource/.test(line)), [], 'no violation of the policy');
      await close();
    });
  }

  await check('images: what is asked for says nothing of who asks', async () => {
    serveList(server, good);
    server.pages.set('/members', '<p>signed in</p>');
    const { page, asked, close } = await open('/members');
    await page.evaluate(() => { document.cookie = 'session=somebody; path=/'; });
    const already = server.headers.length;
    assert.equal((await fetched(page, LIST)).status, 'complete');
    const told = server.headers.slice(already).filter((_, n) => asked().at(-server.headers.length + already + n)?.startsWith('/offers/'));
    assert.equal(told.length, 3);
    for (const { cookie, referer, 'sec-fetch-mode': mode } of told) assert.deepEqual([cookie, referer, mode], [undefined, undefined, 'same-origin']);
    await close();
  });

  await check('images: the same requests whatever is shown, none by showing, and nothing moves', async () => {
    serveList(server, good);
    const signed = { ...PICTURED, image: { ...PICTURED.image, sha256: digestOf(PNG) } };
    const unsigned = { ...PICTURED, image: { ...PICTURED.image, sha256: 'c'.repeat(64) } };
    const seen = new Map();
    for (const [name, placement, pictures] of [['a picture', signed, 1], ['no picture', SPANISH, 0], ['one that is not there', unsigned, 0], ['another', { ...signed, image: { ...signed.image, sha256: digestOf(WEBP) } }, 1], ['nothing', null, 0]]) {
      const { page, watched, asked, close } = await open('/?hands');
      const found = await page.evaluate(async (one, list) => {
        const { prefetchImages } = await import('/dist/images.js');
        const { images } = await prefetchImages(list, { timeout: 30_000 });
        const hero = globalThis.test.slot();
        const before = hero.offsetHeight;
        hero.images = images;
        hero.show(one);
        const image = hero.shadowRoot.querySelector('img');
        await image?.decode();
        await new Promise((resolve) => { setTimeout(resolve, 250); });
        return { height: hero.offsetHeight - before, shifts: globalThis.test.shifts, violations: globalThis.test.violations, pictures: hero.shadowRoot.querySelectorAll('img').length, width: image?.naturalWidth ?? null };
      }, placement, LIST);
      assert.deepEqual(found, { height: 0, shifts: [], violations: [], pictures, width: pictures === 1 ? 64 : null }, name);
      assert.deepEqual(watched.complaints, [], name);
      seen.set(name, asked());
      await close();
    }
    const [first, ...others] = seen.values();
    assert.equal(first.filter((path) => path.startsWith('/offers/')).length, 3);
    // Files of one list are asked for side by side.
    for (const other of others) assert.deepEqual(other.toSorted(), first.toSorted());
  });

  await check('images: a policy of `img-src blob:` is enough, and lets nothing else be shown', async () => {
    serveList(server, good);
    const { page, close } = await open('/?hands');
    const found = await page.evaluate((path) => new Promise((resolve) => {
      const image = new Image();
      image.onload = () => resolve('shown');
      image.onerror = () => resolve(globalThis.test.violations.map((line) => line.split(' ', 1)[0]));
      image.src = path;
    }), `/offers/images/${digestOf(PNG)}.png`);
    assert.deepEqual(found, ['img-src']);
    await close();
  });

  await check('images: given back by `close`, and by a signal; nothing is kept then', async () => {
    serveList(server, [good[1], [entry(PNG), hang]]);
    const { page, close } = await open('/?hands');
    const found = await page.evaluate(async (list) => {
      const { prefetchImages } = await import('/dist/images.js');
      const isShown = async (url) => {
        const image = new Image();
        image.src = url;
        return image.decode().then(() => true, () => false);
      };
      const some = await prefetchImages(list, { timeout: 1500 });
      const [url] = some.images.values();
      const before = await isShown(url);
      some.close();
      some.close();
      const ending = new AbortController();
      const aborted = prefetchImages(list, { signal: ending.signal, timeout: 30_000 });
      await new Promise((resolve) => { setTimeout(resolve, 500); });
      ending.abort();
      const none = await aborted;
      const already = await prefetchImages(list, { signal: AbortSignal.abort() });
      return [before, await isShown(url), some.images.size, none.status, none.images.size, already.status, already.images.size];
    }, LIST);
    assert.deepEqual(found, [true, false, 0, 'aborted', 0, 'aborted', 0]);
    await close();
  });

  await check('images: wrong options are told, and another origin is one', async () => {
    const { page, close } = await open('/?hands');
    const rows = [
      ['list', 'https://elsewhere.example/images.json', {}], ['list', '//elsewhere.example/images.json', {}], ['list', 'data:application/json,{}', {}], ['list', 'http://', {}], ['list', `blob:${server.url}/a`, {}],
      ['timeout', LIST, { timeout: 0 }], ['timeout', LIST, { timeout: '9x' }], ['timeout', LIST, { timeout: 60_001 }], ['signal', LIST, { signal: {} }], ['timeuot', LIST, { timeuot: 1 }], ['$', LIST, null],
    ];
    const found = await page.evaluate(async (all) => {
      const { prefetchImages } = await import('/dist/images.js');
      return Promise.all(all.map(([, list, options]) => prefetchImages(list, options).then(() => 'taken', ({ name, code, path }) => [name, code, path])));
    }, rows);
    assert.deepEqual(found, rows.map(([path]) => ['InputError', 'OPTIONS_INVALID', path]));
    await close();
  });

  await check('images: names planted on prototypes change nothing', async () => {
    serveList(server, good);
    const { page, close } = await open('/?hands', { before: ({ page: one }) => one.evaluateOnNewDocument(() => {
      const names = ['signal', 'timeout', 'files', 'images', 'method', 'body', 'headers', 'integrity', 'cache', 'mode', 'keepalive', 'type', 'endings', 'fatal', 'ignoreBOM', 'once', 'capture', 'sha256', 'bytes', 'status', 'size'];
      for (const name of names) Object.prototype[name] = 'planted';
    }) });
    assert.deepEqual(await fetched(page, LIST, { timeout: 30_000 }), { status: 'complete', leftOut: [], shown: shown(PNG, WEBP) });
    await close();
  });

}
