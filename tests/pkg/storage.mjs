// The places for a history: nothing is lost between tabs, nothing can be read from names, and nothing that lies there stops a page.

import { createHmac, webcrypto } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { assert, check } from '../page/checks.mjs';

const KEY = new Uint8Array(32).fill(7);
const OTHER = new Uint8Array(32).fill(8);
const EMPTY = { events: [], history: 1 };
const DAY = 86_400_000;
const NAME = createHmac('sha256', KEY).update('tellerside history\0history').digest('base64url');

/** A Web Storage, as small as it can be. */
class Area {
  #items = new Map();

  get length() { return this.#items.size; }

  key(place) { return [...this.#items.keys()][place] ?? null; }

  getItem(name) { return this.#items.get(String(name)) ?? null; }

  setItem(name, text) { this.#items.set(String(name), String(text)); }

  removeItem(name) { this.#items.delete(String(name)); }
}

/** A store of an edge, which is as slow as it likes. */
class Namespace {
  items = new Map();
  puts = [];

  async get(name) { return this.items.get(name) ?? null; }

  async put(name, text, options) {
    this.puts.push({ ...options });
    this.items.set(name, text);
  }

  async delete(name) { this.items.delete(name); }
}

const click = (n, at = 1_795_357_800_000) => ({ at: at + n, campaign: 'offer', id: `c${n}`, kind: 'click' });
const historyOf = (...numbers) => ({ events: numbers.map((n) => click(n)), history: 1 });
const ids = ({ history }) => history.events.map(({ id }) => id);

/** What `work` gives while the clock is `days` later. */
async function later(days, work) {
  const { now } = Date;
  Date.now = () => now.call(Date) + days * DAY;
  try {
    return await work();
  } finally {
    Date.now = now;
  }
}

export async function checkStorage({ cjs, esm }, { bundle, trust, options, requests }) {
  const required = createRequire(join(cjs, 'main.js'));
  const { Engine, init } = required('tellerside');
  const { aes, kv, local, memory, session, writes } = required('tellerside/storage');
  const [request] = requests.map((one) => (typeof one === 'string' ? JSON.parse(one) : one));
  await init();
  const engine = Engine.load(bundle, trust, options);
  const slow = (text) => new Promise((resolve) => setTimeout(resolve, Math.random() * 4, text));

  await check('storage: both kinds of module have the same names', async () => {
    const { pathToFileURL } = await import('node:url');
    const entry = createRequire(join(esm, 'main.mjs')).resolve('tellerside/storage').replace(/\.cjs$/, '.js');
    const imported = await import(pathToFileURL(entry).href);
    assert.deepEqual(Object.keys(imported).sort(), ['aes', 'kv', 'local', 'memory', 'session', 'writes']);
    assert.deepEqual(Object.keys(required('tellerside/storage')).sort(), ['aes', 'kv', 'local', 'memory', 'session', 'writes']);
  });

  await check('the engine merges, prunes and lists what is refused', () => {
    assert.deepEqual(engine.merge(historyOf(2, 1), historyOf(3, 1)), historyOf(1, 2, 3));
    assert.deepEqual(engine.merge(JSON.stringify(historyOf(1)), null), historyOf(1));
    assert.deepEqual(engine.merge(undefined, undefined), EMPTY);
    const at = '2026-11-23T09:30:00-05:00';
    const refused = engine.observe(historyOf(1), { at, kind: 'refuse', target: { topic: 'lending' } });
    assert.deepEqual(engine.choices(refused), [{ id: '1795444200000-refuse-topic-lending', since: 1_795_444_200_000, target: { topic: 'lending' } }]);
    const allowed = engine.observe(refused, { at, kind: 'allow', target: { topic: 'lending' } });
    assert.deepEqual(engine.choices(allowed), [], 'taken back in the same second');
    assert.deepEqual(engine.choices(null), []);
    const pruned = engine.prune(engine.merge(refused, allowed), '2027-11-23T09:30:00-05:00');
    assert.deepEqual(pruned.events.map(({ kind }) => kind), ['allow']);
  });

  await check('a dry run decides alike and gives the history back as it was', () => {
    const asked = { ...request, history: engine.observe(null, { at: request.now, campaign: 'offer', kind: 'click' }) };
    const wet = engine.decide(asked);
    const dry = engine.decide({ ...asked, dry_run: true });
    assert.deepEqual(dry, { ...wet, history: asked.history, statuses: ['dry_run', ...wet.statuses].sort() });
    assert.notDeepEqual(wet.history, asked.history);
  });

  const places = [
    ['memory', () => { const store = memory({ engine }); return () => store; }, 'memory'],
    ['session', () => { const area = new Area(); return (more) => session({ engine, key: KEY, area: () => area, ...more }); }, 'session'],
    ['local', () => { const area = new Area(); return (more) => local({ engine, key: KEY, area: () => area, ...more }); }, 'durable'],
    ['local, sealed', () => { const area = new Area(); return (more) => local({ engine, key: KEY, area: () => area, ...aes(OTHER), ...more }); }, 'durable'],
    ['kv', () => { const namespace = new Namespace(); return (more) => kv(namespace, { engine, key: KEY, ...more }); }, 'durable'],
  ];
  for (const [place, make, storage] of places) {
    await check(`storage in ${place}: kept, merged, cleared`, async () => {
      const open = make();
      const [one, other] = [open(), open()];
      assert.deepEqual(await one.read(), { history: EMPTY, status: 'empty', storage });
      assert.deepEqual(await one.write(historyOf(1)), { history: historyOf(1), status: 'kept', storage });
      // The other tab began before, and knows nothing of it.
      assert.deepEqual(await other.write(historyOf(2)), { history: historyOf(1, 2), status: 'kept', storage });
      assert.deepEqual(await one.read(), { history: historyOf(1, 2), status: 'kept', storage });
      assert.deepEqual(await one.write(historyOf(2)), { history: historyOf(1, 2), status: 'kept', storage }, 'nothing is taken away');
      const invalid = await one.write({ events: [{}], history: 1 });
      assert.deepEqual([invalid.status, invalid.storage, ids(invalid), invalid.error.code], ['invalid', 'memory', ['c1', 'c2'], 'HISTORY_INVALID']);
      assert.equal((await one.write(historyOf(3), 'today')).status, 'invalid', 'no moment to prune by');
      assert.deepEqual(ids(await one.write(historyOf(4), '2027-11-23T09:30:00-05:00')), [], 'a year later it is all forgotten');
      assert.equal((await one.clear()).status, 'empty');
      assert.deepEqual(await open().read(), { history: EMPTY, status: 'empty', storage });
    });
  }

  await check('storage: without an engine memory keeps what was last written', async () => {
    const store = memory();
    await store.write(historyOf(1));
    assert.deepEqual(await store.read(), { history: historyOf(1), status: 'kept', storage: 'memory' });
  });

  await check('storage: forty writes of two tabs at once, sealed slowly, lose nothing', async () => {
    const area = new Area();
    const hooks = { seal: slow, open: slow };
    const tabs = [0, 1].map(() => local({ engine, key: KEY, area: () => area, ...hooks }));
    for (let round = 0; round < 5; round += 1) {
      const numbers = Array.from({ length: 8 }, (_, n) => round * 8 + n);
      const all = await Promise.all(numbers.map((n) => tabs[n % 2].write(historyOf(n))));
      assert.ok(all.every(({ status }) => status === 'kept'));
    }
    assert.equal((await tabs[0].read()).history.events.length, 40);
  });

  await check('storage: names are HMAC-SHA-256 under the key of the bank, and say nothing', async () => {
    const area = new Area();
    const key = await webcrypto.subtle.importKey('raw', KEY, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    await local({ engine, key, area: () => area }).write(historyOf(1));
    assert.deepEqual([area.length, area.key(0)], [1, NAME]);
    const [, { area: where, name: pattern, value }] = writes;
    assert.deepEqual([where, new RegExp(pattern).test(NAME), new RegExp(value).test(area.getItem(NAME))], ['localStorage', true, true]);
    assert.equal((await local({ engine, key: KEY.buffer, area: () => area }).read()).status, 'kept');
    for (const other of [{ key: OTHER }, { name: 'cards' }]) {
      assert.equal((await local({ engine, key: KEY, area: () => area, ...other }).read()).status, 'empty');
    }
  });

  const textOf = (bytes, by = 'base64url') => Buffer.from(bytes).toString(by);
  for (const [because, key, name] of [
    ["the bank's server writes it so", textOf(KEY), NAME],
    ['other servers pad it', `${textOf(KEY)}=`, NAME],
    ['16 bytes are enough', textOf(KEY.slice(0, 16)), null],
    ['16 bytes are padded by two', `${textOf(KEY.slice(0, 16))}==`, null],
    ['its letters are those of base64url', textOf(new Uint8Array(32).fill(0xfb)), null],
  ]) {
    await check(`storage: a key is base64url text as well as bytes: ${because}`, async () => {
      const area = new Area();
      await local({ engine, key, area: () => area }).write(historyOf(1));
      const bytes = new Uint8Array(Buffer.from(key, 'base64url'));
      assert.equal((await local({ engine, key: bytes, area: () => area }).read()).status, 'kept');
      if (name !== null) assert.equal(area.key(0), name);
    });
  }

  await check('storage: a key of AES as text opens what its bytes sealed, and another does not', async () => {
    const area = new Area();
    await local({ engine, key: KEY, area: () => area, ...aes(OTHER) }).write(historyOf(1));
    assert.deepEqual(ids(await local({ engine, key: KEY, area: () => area, ...aes(textOf(OTHER)) }).read()), ['c1']);
    assert.equal((await local({ engine, key: KEY, area: () => area, ...aes(textOf(KEY)) }).read()).status, 'unreadable');
  });

  await check('storage: what is sealed cannot be read, and is read by its key alone', async () => {
    const area = new Area();
    const store = local({ engine, key: KEY, area: () => area, ...aes(OTHER) });
    await store.write(historyOf(1));
    const first = area.getItem(NAME);
    await store.write(historyOf(1));
    assert.notEqual(area.getItem(NAME), first, 'never twice the same');
    assert.doesNotMatch(first, /offer|click|events|history/);
    assert.match(first, /^th1\.[0-9a-z]+\.[\w-]{16}\.[\w-]+$/);
    const key = await webcrypto.subtle.importKey('raw', OTHER, 'AES-GCM', false, ['encrypt', 'decrypt']);
    assert.deepEqual(ids(await local({ engine, key: KEY, area: () => area, ...aes(key) }).read()), ['c1']);
    for (const hooks of [aes(KEY), {}]) {
      const read = await local({ engine, key: KEY, area: () => area, ...hooks }).read();
      assert.deepEqual([read.history, read.status, read.storage], [EMPTY, 'unreadable', 'memory']);
    }
  });

  await check('storage: it ends after its days, and what is left over under lost keys goes at the next write', async () => {
    const area = new Area();
    const store = (more) => local({ engine, key: KEY, ttlDays: 30, area: () => area, ...more });
    await store().write(historyOf(1));
    await store({ key: OTHER }).write(historyOf(2));
    area.setItem('theme', 'dark');
    area.setItem('A'.repeat(43), 'a name that looks alike');
    assert.equal((await later(29.9, () => store().read())).status, 'kept');
    assert.deepEqual(await later(30.1, () => store().read()), { history: EMPTY, status: 'expired', storage: 'durable' });
    assert.equal(area.length, 4);
    const written = await later(30.1, () => store().write(historyOf(3)));
    assert.deepEqual([ids(written), written.status], [['c3'], 'kept']);
    assert.equal(area.length, 3, 'one expired under another key');
    assert.deepEqual([area.getItem('theme'), area.getItem('A'.repeat(43))], ['dark', 'a name that looks alike']);
  });

  await check('storage: after a logout nothing comes back, from this tab or another', async () => {
    const area = new Area();
    let go;
    const held = new Promise((resolve) => { go = resolve; });
    const seal = async (text) => { await held; return text; };
    const tab = local({ engine, key: KEY, area: () => area });
    const busy = local({ engine, key: KEY, area: () => area, seal, open: (text) => text });
    await tab.write(historyOf(1));
    assert.equal((await busy.read()).status, 'kept');
    const underWay = busy.write(historyOf(2));
    await slow();
    await busy.clear();
    go();
    assert.deepEqual(await underWay, { history: EMPTY, status: 'cleared', storage: 'memory' });
    assert.deepEqual(await tab.write(historyOf(1, 3)), { history: EMPTY, status: 'cleared', storage: 'memory' });
    assert.equal(area.length, 0);
    assert.deepEqual(ids(await tab.write(historyOf(4))), ['c4'], 'and then it begins anew');
  });

  const far = (Date.now() + DAY).toString(36);
  for (const [found, status, name] of [
    ['', 'unreadable', 'nothing at all'],
    ['{"events":[],"history":1}', 'unreadable', 'a history of somebody else'],
    ['th1.zz', 'unreadable', 'half a mark'],
    [`th1.${far}.`, 'unreadable', 'no text'],
    [`th1.${far}.{`, 'unreadable', 'no JSON'],
    [`th1.${far}.[]`, 'unreadable', 'another JSON'],
    [`th1.${far}.{"events":[{"at":1}],"history":1}`, 'unreadable', 'an event with a fault'],
    [`th1.${far}.{"events":[],"history":1,"__proto__":{}}`, 'unreadable', 'a field that none has'],
    [`th1.${far}.${'x'.repeat(3 << 20)}`, 'unreadable', 'three MiB'],
    [`th1.${far}.{"events":[],"history":2}`, 'newer', 'a later format'],
    ['th1.1.{"events":[],"history":1}', 'expired', 'something of 1970'],
  ]) {
    await check(`storage: where ${name} lies, there is an empty history and the status ${status}`, async () => {
      const area = new Area();
      area.setItem(NAME, found);
      const store = local({ engine, key: KEY, area: () => area });
      const read = await store.read();
      assert.deepEqual([read.history, read.status, read.storage], [EMPTY, status, status === 'expired' ? 'durable' : 'memory']);
      engine.decide({ ...request, history: read.history, storage: read.storage });
      const written = await store.write(historyOf(1));
      assert.deepEqual(ids(written), ['c1']);
      assert.deepEqual([written.status, written.storage], status === 'newer' ? ['newer', 'memory'] : ['kept', 'durable']);
      assert.equal(area.getItem(NAME) === found, status === 'newer', 'what is newer is left alone, all else replaced');
    });
  }

  const denied = () => { throw new DOMException('denied', 'SecurityError'); };
  const full = Object.assign(new Area(), { setItem() { throw new DOMException('no room', 'QuotaExceededError'); } });
  const broken = { get: async () => { throw new Error('503'); }, put: async () => { throw new Error('503'); }, delete: async () => { throw new Error('503'); } };
  const closed = Engine.load(bundle, trust, options);
  closed.close();
  const used = new Area();
  await local({ engine, key: KEY, area: () => used }).write(historyOf(9));
  for (const [name, store, read, write, kept] of [
    ['the browser blocks storage', local({ engine, key: KEY, area: denied }), 'unavailable', 'unavailable', ['c1']],
    ['the host has no such storage', session({ engine, key: KEY }), 'unavailable', 'unavailable', ['c1']],
    ['there is no room', local({ engine, key: KEY, area: () => full }), 'empty', 'full', ['c1']],
    ['the edge does not answer', kv(broken, { engine, key: KEY }), 'unavailable', 'unavailable', ['c1']],
    ['sealing fails', local({ engine, key: KEY, area: () => new Area(), seal: denied, open: denied }), 'empty', 'unavailable', ['c1']],
    ['sealing gives no text', local({ engine, key: KEY, area: () => new Area(), seal: () => 1, open: () => 1 }), 'empty', 'unavailable', ['c1']],
    // Last, since clearing needs no engine.
    ['the engine is closed', local({ engine: closed, key: KEY, area: () => used }), 'unavailable', 'unavailable', []],
  ]) {
    await check(`storage: where ${name}, a page goes on with what it has`, async () => {
      assert.deepEqual(await store.read().then(({ history, status }) => [history, status]), [EMPTY, read]);
      const written = await store.write(historyOf(1));
      assert.deepEqual([ids(written), written.status, written.storage], [kept, write, 'memory']);
      assert.ok(written.error instanceof Error);
      assert.notEqual(used.getItem(NAME), null, 'what was kept before is not lost');
      assert.ok(['empty', 'unavailable'].includes((await store.clear()).status));
    });
  }

  for (const [name, work, path] of [
    ['no engine', () => local({ key: KEY }), 'engine'],
    ['no key', () => local({ engine }), 'key'],
    ['a short key', () => local({ engine, key: new Uint8Array(15) }), 'key'],
    ['a key in words', () => local({ engine, key: 'a secret of the bank, longer than 16 bytes' }), 'key'],
    ['a text of 15 bytes', () => local({ engine, key: textOf(KEY.slice(0, 15)) }), 'key'],
    ['a text of base64 in its other letters', () => local({ engine, key: textOf(new Uint8Array(32).fill(0xfb), 'base64') }), 'key'],
    ['a text with a letter too many', () => local({ engine, key: `${textOf(KEY)}AA` }), 'key'],
    ['a text with bits left over', () => local({ engine, key: `${textOf(KEY).slice(0, -1)}d` }), 'key'],
    ['a text padded too much', () => local({ engine, key: `${textOf(KEY)}==` }), 'key'],
    ['a text padded within', () => local({ engine, key: `=${textOf(KEY)}` }), 'key'],
    ['a text with a line break', () => local({ engine, key: `${textOf(KEY)}\n` }), 'key'],
    ['an empty text', () => local({ engine, key: '' }), 'key'],
    ['a key of AES of a text of 16 bytes', () => aes(textOf(KEY.slice(0, 16))), 'key'],
    ['a key of AES in words', () => aes('a secret of the bank, of any length'), 'key'],
    ['no key of AES', () => aes(), 'key'],
    ['days without end', () => local({ engine, key: KEY, ttlDays: Infinity }), 'ttlDays'],
    ['no days', () => local({ engine, key: KEY, ttlDays: 0 }), 'ttlDays'],
    ['sealed and never opened', () => local({ engine, key: KEY, seal: slow }), 'open'],
    ['a typing error', () => session({ engine, key: KEY, ttl: 3 }), 'ttl'],
    ['a store without put', () => kv({ get() {}, delete() {} }, { engine, key: KEY }), 'namespace'],
    ['a key of AES of 16 bytes', () => aes(new Uint8Array(16)), 'key'],
  ]) {
    await check(`storage: ${name} is told when the page is written: OPTIONS_INVALID at ${path}`, () => {
      assert.throws(work, (error) => error.name === 'InputError' && error.code === 'OPTIONS_INVALID' && error.path === path);
    });
  }

  await check('storage: the edge is told how long to keep it', async () => {
    const namespace = new Namespace();
    const shelf = kv(namespace, { engine, key: KEY, ttlDays: 2 });
    assert.deepEqual([shelf.ttlDays, local({ engine, key: KEY }).ttlDays, memory().ttlDays], [2, 90, null], 'a store says how long it keeps');
    await shelf.write(historyOf(1));
    assert.deepEqual(namespace.puts, [{ expirationTtl: 172_800 }]);
    assert.deepEqual([...namespace.items.keys()], [NAME]);
  });

  await check('storage: what is planted on the prototypes of objects is not written', async () => {
    const area = new Area();
    const store = local({ engine, key: KEY, area: () => area });
    Object.prototype.toJSON = () => 'planted';
    Array.prototype.toJSON = () => 'planted';
    try {
      await store.write(historyOf(1));
    } finally {
      delete Object.prototype.toJSON;
      delete Array.prototype.toJSON;
    }
    assert.deepEqual(ids(await store.read()), ['c1']);
  });

  engine.close();
}
