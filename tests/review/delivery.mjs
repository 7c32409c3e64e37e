// How the page comes, and that nothing goes: policy, requests, storage, no network, files opened in every way.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { assert, check } from '../page/checks.mjs';
import { Desk, paper } from './page.mjs';

export async function checkDelivery(browser, url, folder) {
  const file = (name) => join(folder, name);

  await check('delivery: the page and the server name the same strict policy, with the digest of the import map', async () => {
    const answer = await fetch(`${url}review/`);
    const served = answer.headers.get('content-security-policy').split('; ');
    const [, own] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(await answer.text());
    assert.deepEqual(served.filter((one) => !one.startsWith('frame-ancestors')), own.split('; '), 'the digest in the page is that of its import map');
    assert.ok(served.includes("frame-ancestors 'none'"));
    assert.ok(own.startsWith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-"));
    assert.ok(own.endsWith("require-trusted-types-for 'script'; trusted-types 'none'"));
    assert.doesNotMatch(own, /'unsafe-(inline|eval)'|https?:|\*/);
  });

  const desk = await Desk.open(browser, url);
  const { page, watched } = desk;

  await check('delivery: once it is ready the page asks for nothing, whatever is done in it', async () => {
    const origin = new URL(url).origin;
    assert.ok(desk.requests.length > 20, 'its own scripts, among others');
    assert.deepEqual(desk.requests.filter((one) => !one.startsWith(origin) && !/^(blob|data):/.test(one)), [], 'everything came from the one server');
    desk.requests.length = 0;
    await desk.sample();
    await page.evaluate(() => { for (const button of document.querySelectorAll('#review button:not(.print)')) button.click(); });
    await page.evaluate(() => { for (const one of document.querySelectorAll('#review summary')) one.click(); });
    await desk.handIn({ bundle: paper(file('bundles/unapproved.tsb.json')), root: paper(file('root.json')), last: paper(file('bundle.tsb.json')) });
    assert.deepEqual(desk.requests.filter((one) => !/^(blob|data):/.test(one)), []);
  });

  await check('delivery: it has locked itself: the browser refuses whatever a script would send or load', async () => {
    const tried = await page.evaluate(async (origin) => {
      const of = async (work) => { try { await work(); return 'went'; } catch ({ name }) { return name; } };
      const loaded = (name, address) => new Promise((resolve, reject) => {
        const made = document.createElement(name);
        made.onload = resolve;
        made.onerror = () => reject(new TypeError('refused'));
        made.src = address;
        document.body.append(made);
      });
      return {
        fetch: await of(() => fetch(`${origin}/icon.svg`)),
        image: await of(() => loaded('img', `${origin}/icon.svg`)),
        beacon: await of(() => new Promise((resolve, reject) => { document.addEventListener('securitypolicyviolation', reject, { once: true }); navigator.sendBeacon(`${origin}/review/`, 'x'); setTimeout(resolve, 500); })),
        module: await of(() => import(`${origin}/review/save.js?again`)),
        markup: await of(() => { document.createElement('p').innerHTML = '<b>'; }),
        code: await of(() => (0, eval)('1')),
      };
    }, new URL(url).origin);
    assert.equal(tried.fetch, 'TypeError');
    assert.equal(tried.image, 'TypeError');
    assert.notEqual(tried.beacon, 'went');
    assert.equal(tried.module, 'TypeError');
    assert.equal(tried.markup, 'TypeError');
    assert.equal(tried.code, 'EvalError');
    watched.complaints.length = 0;
  });

  await check('delivery: nothing is kept on the device', async () => {
    const kept = await page.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length, (await caches.keys()).length, navigator.serviceWorker.controller]);
    assert.deepEqual(kept, [0, 0, '', 0, 0, null]);
  });
  await desk.close();

  await check('delivery: with the network off everything works', async () => {
    const alone = await Desk.open(browser, url);
    await alone.page.setOfflineMode(true);
    await alone.choose('bundle', file('bundle.tsb.json'));
    await alone.choose('root', file('root.json'));
    await alone.choose('customer', file('customers.json'));
    await alone.choose('last', file('bundles/second-signs.tsb.json'));
    await alone.choose('module', file('node_modules/tellerside/dist/tellerside.wasm'));
    assert.equal((await alone.verdict()).code, 'ok');
    await alone.page.evaluate(() => { const range = document.querySelector('#whatif input[type="range"]'); range.value = '1'; range.dispatchEvent(new Event('input')); });
    assert.ok((await alone.text('whatif')).includes('overdraft-protection'));
    assert.match(await alone.text('module'), /The same bytes/);
    await alone.page.click('#take-over');
    await alone.page.click('#save-bytes');
    assert.deepEqual(alone.complaints, []);
    await alone.close();
  });

  await check('delivery: where the browser makes no digests, as over plain http, the release is read all the same', async () => {
    const plain = await Desk.open(browser, url, { before: ({ page: one }) => one.evaluateOnNewDocument(() => Object.defineProperty(crypto, 'subtle', { value: undefined })) });
    await plain.sample();
    assert.equal((await plain.verdict()).code, 'ok');
    assert.match(await plain.text('module'), /the browser gives no digests in a page without https/);
    assert.match(await plain.text('signatures'), new RegExp(JSON.parse(readFileSync(file('bundle.tsb.json'), 'utf8')).release.signatures[0].keyid));
    assert.deepEqual(plain.complaints, []);
    await plain.close();
  });

  await check('papers: each is known by what is in it, wherever it is dropped, and a drop beside the places is taken too', async () => {
    const one = await Desk.open(browser, url);
    await one.handIn({ bundle: paper(file('root.json')) }).catch(() => {});
    await one.page.waitForFunction(() => document.querySelector('[data-paper="root"]').matches('.held'));
    await one.page.evaluate((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'whatever.txt'));
      document.querySelector('h1').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }, readFileSync(file('bundle.tsb.json'), 'utf8'));
    await one.page.waitForSelector('#verdict[data-code="ok"]');
    await one.close();
  });

  const rows = [
    ['a private key', 'bundle', file('keys/approver-a.pem'), 'PRIVATE_KEY', /[Kk]eep it where signatures are made/],
    ['a file that is no text', 'root', null, 'NO_TEXT', /[Gg]ive the JSON file/],
    ['a text', 'module', file('keys/vendor.pub.pem'), 'UNKNOWN_PAPER', /none of tellerside\.wasm/],
    ['a text', 'digests', file('keys/vendor.pub.pem'), 'UNKNOWN_PAPER', /hand in the sri\.json|Hand in the sri\.json/],
    ['JSON of another kind', 'bundle', file('policy.json'), null, null],
  ];
  for (const [what, place, path, code, mend] of rows) {
    await check(`papers: ${what} in the place of the ${place}`, async () => {
      const one = await Desk.open(browser, url);
      const odd = join(folder, 'odd.bin');
      writeFileSync(odd, Buffer.from([0xff, 0xfe, 0x00]));
      await one.choose(place, path ?? odd);
      const said = await one.page.$eval(`[data-paper="${place}"]`, (box) => [box.matches('.held'), box.textContent]);
      if (code === null) {
        assert.equal(await one.page.$eval('[data-paper="policy"]', (box) => box.matches('.held')), true, 'it lies in its own place');
      } else {
        assert.equal(said[0], false, 'it was not kept');
        assert.ok(said[1].includes(code), said[1]);
        assert.match(said[1], mend);
      }
      await one.close();
    });
  }
}
