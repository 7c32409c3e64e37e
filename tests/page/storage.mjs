// The places for a history in a real browser: its own localStorage, its own cryptography, two tabs.

import { assert, check } from './checks.mjs';

const NAME = /^[\w-]{43}$/;

/** A tab with a store over the pilot's bundle. */
async function openTab(context, url) {
  const tab = await context.newPage();
  await tab.goto(url);
  await tab.evaluate(async () => {
    const [{ Engine, init }, { aes, local, session }] = await Promise.all([
      import('/tellerside/dist/index.js'), import('/tellerside/dist/storage.js'),
    ]);
    const text = async (path) => (await fetch(path)).text();
    const [bundle, root, customers] = await Promise.all([
      text('/pilot/bundle.tsb.json'), text('/pilot/root.json'), text('/pilot/customers.json'),
    ]);
    await init();
    const engine = Engine.load(bundle, root, { now: JSON.parse(customers)[0].request.now });
    const key = new Uint8Array(32).fill(1);
    globalThis.stores = {
      local: local({ engine, key, ...aes(new Uint8Array(32).fill(2)) }),
      session: session({ engine, key }),
    };
    globalThis.historyOf = (...ids) => ({ events: ids.map((id) => ({ at: 1_795_357_800_000, campaign: 'offer', id, kind: 'click' })), history: 1 });
    globalThis.told = ({ history, status, storage }) => `${status} ${storage} ${history.events.map(({ id }) => id).join()}`.trimEnd();
  });
  return tab;
}

export async function checkStorage(browser, url) {
  const context = await browser.createBrowserContext();
  try {
    const [one, other] = [await openTab(context, url), await openTab(context, url)];
    const write = (tab, place, ...ids) => tab.evaluate(
      async (where, which) => globalThis.told(await globalThis.stores[where].write(globalThis.historyOf(...which))), place, ids,
    );
    const read = (tab, place) => tab.evaluate(async (where) => globalThis.told(await globalThis.stores[where].read()), place);

    await check('storage: two tabs of a browser write into one history, and its name and value say nothing', async () => {
      assert.equal(await read(one, 'local'), 'empty durable');
      assert.equal(await write(one, 'local', 'a'), 'kept durable a');
      assert.equal(await write(other, 'local', 'b'), 'kept durable a,b');
      assert.equal(await read(one, 'local'), 'kept durable a,b');
      const items = await one.evaluate(() => Object.entries(localStorage).filter(([, value]) => value.startsWith('th1.')));
      assert.equal(items.length, 1);
      assert.match(items[0][0], NAME);
      assert.doesNotMatch(items[0][1], /offer|click|event|history/);
    });

    await check('storage: tabs that write at the same moment know everything once each wrote again', async () => {
      const ids = (tab) => Array.from({ length: 12 }, (_, n) => `${tab}${n}`);
      await Promise.all(['x', 'y'].map((name, n) => Promise.all(ids(name).map((id) => write([one, other][n], 'local', id)))));
      // As a page does, which hands in all that it knows.
      await write(one, 'local', ...ids('x'));
      const told = await write(other, 'local', ...ids('y'));
      for (const id of ['a', 'b', ...ids('x'), ...ids('y')]) assert.match(told, new RegExp(`[ ,]${id}(,|$)`));
    });

    await check('storage: the session of a tab is its own', async () => {
      assert.equal(await write(one, 'session', 's'), 'kept session s');
      assert.equal(await read(other, 'session'), 'empty session');
    });

    await check('storage: what one tab clears is not brought back by the other', async () => {
      assert.match(await read(other, 'local'), /^kept/);
      await one.evaluate(() => globalThis.stores.local.clear());
      assert.equal(await write(other, 'local', 'b'), 'cleared memory');
      assert.equal(await read(one, 'local'), 'empty durable');
    });
  } finally {
    await context.close();
  }
}
