// The page's own script in Chromium, under a strict policy: what is seen and answered gets into the history, and what goes out does not say
// whether there was anything to tell.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { launch } from '../page/browser.mjs';
import { assert, check } from '../page/checks.mjs';
import { answerFor } from './customers.mjs';
import { ask, wait } from './http.mjs';
import { startTap } from './tap.mjs';

const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Home</title><link rel="icon" href="data:,"></head><body>
<tellerside-slot name="hero"><div>Know the moment your balance moves</div></tellerside-slot>
<script type="module" src="/offers/page.js"></script></body></html>`;

export async function checkBrowser(host, bank, folder) {
  const page = bank.page;
  Object.assign(bank, { page: PAGE, script: readFileSync(join(folder, 'page.js'), 'utf8'), headers: { 'content-security-policy': POLICY } });
  const tap = await startTap(host);
  const browser = await launch();

  /** What a customer's browser sends and complains of, when `act` is done in the page and the page is left. */
  const visit = async (of, label, act = async () => {}) => {
    const session = `browser-${label}`;
    bank.sessions.set(session, answerFor(bank.sessions.get(of), session));
    const context = await browser.createBrowserContext();
    await context.setCookie({ name: 'session', value: session, domain: new URL(tap.url).hostname, path: '/', httpOnly: true });
    const tab = await context.newPage();
    const complaints = [];
    tab.on('console', (message) => complaints.push(message.text()));
    tab.on('pageerror', (error) => complaints.push(String(error)));
    await tab.goto(`${tap.url}/home`);
    await wait(1300);
    const seen = await act(tab);
    await tab.goto('about:blank');
    await wait(400);
    await context.close();
    const { text } = await ask(host, '/offers/observe', { session, method: 'POST', headers: { 'content-type': 'application/json' }, body: { history: null } });
    const kinds = JSON.parse(text).history.events.map(({ kind }) => kind);
    const sent = tap.sent.filter((line) => line.session === session).map(({ length, method, path }) => `${method} ${path} ${length}`);
    return { complaints, kinds, seen, sent };
  };

  try {
    await check(`${host.name}, Chromium: an offer that was seen counts, and the browser sends what it sends for a customer without one`, async () => {
      const shown = await visit('c01', 'shown');
      assert.deepEqual(shown.kinds, ['placed', 'impression']);
      assert.deepEqual(shown.complaints, []);
      const nothing = await visit('c02', 'nothing');
      assert.deepEqual(nothing.kinds, []);
      assert.deepEqual(nothing.sent, shown.sent);
      assert.deepEqual(shown.sent.filter((line) => line.startsWith('POST')), ['POST /offers/observe 4096']);
    });
    await check(`${host.name}, Chromium: closing an offer is told at once, and the bank's own content takes its place`, async () => {
      const closed = await visit('c01', 'closed', async (tab) => {
        assert.equal(await tab.$eval('tellerside-slot > div[hidden]', (evergreen) => evergreen.checkVisibility()), false);
        await tab.click('[data-answer="dismiss"]');
        return tab.$eval('tellerside-slot', (slot) => [slot.innerText.trim(), slot.contains(document.activeElement), slot.querySelector('section')]);
      });
      assert.deepEqual(closed.seen, ['Know the moment your balance moves', true, null]);
      assert.ok(closed.kinds.includes('dismiss'), closed.kinds.join());
      assert.deepEqual(closed.complaints, []);
    });
  } finally {
    await browser.close();
    await tap.stop();
    Object.assign(bank, { page, headers: {} });
  }
}
