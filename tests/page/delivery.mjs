// How the page arrives and what it asks for: late, broken, tampered with; and nothing once it is ready.

import { setTimeout as wait } from 'node:timers/promises';

import { Watched, gatesOf, slotsFrom, slotsOf } from './browser.mjs';
import { assert, check } from './checks.mjs';
import { goTo, viewOf } from './steps.mjs';

const BOTH_OWN = { hero: null, card: null };

/** A page that decided all along: it asked for nothing, and nothing complained. */
export async function checkSilence(watched, url) {
  const { page } = watched;

  await check('network: nothing was asked for by deciding, neither by the browser\'s books nor by the page\'s', async () => {
    assert.deepEqual(watched.requests, []);
    assert.equal(await page.$eval('#request-count', (count) => count.textContent), '0');
    // The counter counts: a request that a test makes is on it.
    await page.evaluate(() => fetch('/pilot/policy.json').then((answer) => answer.text()));
    await page.waitForFunction(() => document.getElementById('request-count').textContent === '1');
    assert.deepEqual(watched.requests, [`${url}pilot/policy.json`]);
  });

  await check('console: no error, no warning, no violation of the security policy', async () => {
    assert.deepEqual(watched.complaints, []);
  });
}

export async function checkArrival(browser, url) {
  await check('arrival: every request of the whole load goes to the page\'s own server', async () => {
    const watched = await Watched.open(browser);
    assert.equal(await watched.goto(url), 'yes');
    assert.ok(watched.requests.length > 10);
    for (const address of watched.requests) assert.ok(address.startsWith(url), address);
    const wasm = watched.requests.filter((address) => address.endsWith('.wasm'));
    assert.equal(wasm.length, 1, 'the module is fetched once');
    await watched.close();
  });

  await check('arrival: scripts cannot make code from text, nor run inline', async () => {
    const watched = await Watched.open(browser);
    await watched.goto(url);
    const outcome = await watched.page.evaluate(() => new Promise((resolve) => {
      const violated = [];
      document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective));
      // The browser lets a debugger evaluate: as a task of its own, it is the page that tries.
      setTimeout(() => {
        let evaluated;
        try { evaluated = Function('return 1')(); } catch (error) { evaluated = error.name; }
        const inline = document.createElement('script');
        inline.textContent = 'document.title = "inline ran"';
        document.body.append(inline);
        setTimeout(() => resolve({ evaluated, violated, title: document.title }), 100);
      });
    }));
    assert.deepEqual(outcome.violated, ['script-src', 'script-src-elem']);
    assert.equal(outcome.evaluated, 'EvalError');
    assert.notEqual(outcome.title, 'inline ran');
    await watched.close();
  });
}

export async function checkPollution(browser, url, engine, customers) {
  await check('pollution: properties planted on Object.prototype change no decision', async () => {
    const watched = await Watched.open(browser, {
      before: ({ page }) => page.evaluateOnNewDocument(() => {
        const planted = {
          'own.overdraft_protection': true, 'bal.avail': '1.00', 'bal.acb': [], accounts: [], history: { events: [], history: 1 },
          notifications: true, unit: 'ffffffffffffffff', nonce: '0000000000000000', policy: { deny: [], floor: 0, policy: 1 },
          currency: 'EUR', product: 'checking_noninterest', campaign: 'planted', placement: 'planted', target: 'all', seed: '0000000000000000',
          deny: ['overdraft-protection'], storage: 'memory', visit: 'delegate', image: { alt: '', asset: 'planted', sha256: '' },
        };
        for (const [key, value] of Object.entries(planted)) {
          Object.defineProperty(Object.prototype, key, { value, enumerable: true, configurable: true, writable: true });
        }
      }),
    });
    const { page } = watched;
    assert.equal(await watched.goto(url), 'yes');
    assert.equal(await page.evaluate(() => ({}).visit), 'delegate', 'the prototype is polluted');
    for (const { id, name, request } of customers) {
      await page.select('#customer', id);
      assert.deepEqual(await slotsOf(page), slotsFrom(engine.decide(request), request.slots), name);
      assert.deepEqual(await gatesOf(page), engine.reasons(request).map(({ campaign, gate }) => [campaign, gate]), name);
    }
    assert.deepEqual(watched.complaints, []);
    await watched.close();
  });
}

/** Answers the request for the module after `delay` milliseconds, or not at all for null. */
function holdModule(delay) {
  return async ({ page }) => {
    await page.setRequestInterception(true);
    page.on('request', async (asked) => {
      if (!asked.url().endsWith('.wasm')) return asked.continue();
      if (delay === null) return asked.abort();
      await wait(delay);
      return asked.continue();
    });
  };
}

export async function checkFallback(browser, url, engine, customers) {
  await check("fallback: a module that is late leaves the bank's own banners until the next visit", async () => {
    const watched = await Watched.open(browser, { before: holdModule(2_000) });
    const { page } = watched;
    assert.equal(await watched.goto(url), 'yes');
    assert.deepEqual(await slotsOf(page), BOTH_OWN);
    assert.match(await page.$eval('#notice', (notice) => notice.textContent), /ready later than a page may wait/);
    await wait(1_500);
    assert.deepEqual(await slotsOf(page), BOTH_OWN, 'it is not swapped later');
    assert.ok(!(await page.$$eval('#history [data-kind]', (rows) => rows.length)), 'what was not shown was not seen');
    await page.click('#next-visit');
    const { request } = customers[0];
    assert.deepEqual(await slotsOf(page), slotsFrom(engine.decide(request), request.slots));
    await watched.close();
  });

  await check("fallback: without the module the bank's own banners stay, and the page works", async () => {
    const watched = await Watched.open(browser, { before: holdModule(null) });
    const { page } = watched;
    assert.equal(await watched.goto(url), 'failed');
    assert.deepEqual(await slotsOf(page), BOTH_OWN);
    assert.match(await page.$eval('#notice', (notice) => notice.textContent), /^The page runs without offers \(WASM_LOAD\): /);
    await page.waitForFunction(() => getComputedStyle(document.querySelector('.evergreen')).visibility === 'visible');
    assert.equal(await page.$$eval('#account-list a', (links) => links.length), customers[0].request.features.accounts.length, 'the bank goes on');
    for (const [path, view] of [['#/accounts/1', 'account'], ['#/choices', 'choices']]) {
      await goTo(page, path);
      assert.equal(await viewOf(page), view);
    }
    assert.equal(await page.$eval('#refuse-all', (button) => button.hidden), true, 'there is nothing to refuse');
    await page.click('#sign-out');
    assert.equal(await viewOf(page), 'signed-out');
    await watched.close();
  });

  await check("fallback: without scripts the bank's own banners are there", async () => {
    const watched = await Watched.open(browser, { before: ({ page }) => page.setJavaScriptEnabled(false) });
    const { page } = watched;
    await page.goto(url);
    await wait(600);
    const text = await page.$eval('[data-slot="hero"]', (slot) => slot.innerText);
    assert.match(text, /Know the moment your balance moves/);
    await watched.close();
  });
}

/** The slots keep their place and size whatever is decided, at several widths and in both languages. */
export async function checkStability(browser, url, customers) {
  for (const width of [1440, 1280, 1024, 768, 390, 320]) {
    await check(`stability: at ${width} px no decision moves the page`, async () => {
      const watched = await Watched.open(browser, { viewport: { width, height: 900 } });
      const { page } = watched;
      await watched.goto(url);
      const shift = await page.evaluate(() => new Promise((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().filter((entry) => !entry.hadRecentInput).reduce((sum, entry) => sum + entry.value, 0)))
          .observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(0), 300);
      }));
      assert.ok(shift < 0.01, `layout shift ${shift}`);
      for (const locale of ['en-US', 'es-US']) {
        const heights = new Set();
        for (const { id } of customers) {
          await page.select('#customer', id);
          await page.click(`[data-locale="${locale}"]`);
          heights.add(JSON.stringify(await page.$$eval('[data-view]:not([hidden]) [data-slot]', (regions) => regions.map((region) => region.offsetHeight))));
        }
        assert.equal(heights.size, 1, `heights of hero and card in ${locale}: ${[...heights].join(' ')}`);
      }
      await watched.close();
    });
  }
}
