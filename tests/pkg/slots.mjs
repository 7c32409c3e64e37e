// One decision for all slots: what it knows of the history, and when.

import { createRequire } from 'node:module';
import { join } from 'node:path';

import { assert, check } from '../page/checks.mjs';

export async function checkSlots({ cjs }, { bundle, trust, options, requests }) {
  const required = createRequire(join(cjs, 'main.js'));
  const { Engine, init } = required('tellerside');
  const { Slots, isAlike } = required('tellerside/slots');
  const { local } = required('tellerside/storage');
  await init();
  const engine = Engine.load(bundle, trust, options);
  const whole = requests.find((one) => engine.decide(one).placements.length === 2);
  const { storage, history, ...request } = whole;
  const [hero] = request.slots;
  const kinds = (kept) => (kept?.events ?? []).map(({ kind }) => kind).sort();

  /** A Web Storage, as small as it can be. */
  const areaOf = (items = new Map()) => ({
    get length() { return items.size; },
    key: (place) => [...items.keys()][place] ?? null,
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, text) => { items.set(name, text); },
    removeItem: (name) => { items.delete(name); },
  });
  const placeOf = (area) => local({ engine, key: new Uint8Array(32).fill(7), area: () => area });

  await check('slots: a store is read before it is decided, and what was placed is written', async () => {
    const store = placeOf(areaOf());
    const slots = new Slots({ engine, request, history: store });
    slots.prepare();
    assert.deepEqual([slots.decision, slots.placement(hero)], [null, null], 'nothing is decided on a history that was not read');
    await slots.start();
    await slots.settled();
    assert.notEqual(slots.placement(hero), null);
    assert.deepEqual(kinds((await store.read()).history), ['placed', 'placed']);
  });

  await check('slots: decided before the store is read, nothing with a cap is shown; then it is decided again', async () => {
    const asked = [];
    const watching = new Proxy(engine, {
      get: (of, name) => (name === 'decide' ? (given) => { asked.push(given.storage); return of.decide(given); } : typeof of[name] === 'function' ? of[name].bind(of) : of[name]),
    });
    const slots = new Slots({ engine: watching, request, history: placeOf(areaOf()) });
    slots.decide();
    await slots.start();
    assert.deepEqual(asked, ['memory', 'durable']);
  });

  await check('slots: what another tab saw is known to the next decision, and what it cleared is gone', async () => {
    const area = areaOf();
    const tabs = [0, 1].map(() => new Slots({ engine, request, history: placeOf(area) }));
    for (const tab of tabs) await tab.start();
    for (const tab of tabs) await tab.settled();
    tabs[0].observe({ kind: 'refuse', target: 'all' });
    await tabs[0].settled();
    tabs[1].observe({ kind: 'click', slot: hero });
    await tabs[1].settled();
    assert.deepEqual(kinds(tabs[1].history).filter((kind) => kind !== 'placed'), ['click', 'refuse']);
    tabs[1].decide();
    assert.equal(tabs[1].placement(hero), null);
    await placeOf(area).clear();
    tabs[1].observe({ kind: 'allow', target: 'all' });
    await tabs[1].settled();
    assert.deepEqual(kinds(tabs[1].history), [], 'somebody logged out');
  });

  await check('slots: the same placement is the same frozen object, and who listens is told once a change', () => {
    const slots = new Slots({ engine, request: whole });
    let told = 0;
    const stop = slots.subscribe(() => { told += 1; });
    slots.prepare();
    const placement = slots.placement(hero);
    assert.ok(Object.isFrozen(placement) && Object.isFrozen(placement.action));
    assert.equal(slots.placement(hero), placement);
    slots.observe({ kind: 'impression', slot: hero });
    assert.deepEqual([slots.placement(hero), told], [placement, 0]);
    slots.decide();
    assert.ok(isAlike(slots.placement(hero), placement) && !isAlike(placement, null));
    slots.observe({ kind: 'dismiss', placement: slots.placement(hero).id });
    assert.deepEqual([slots.placement(hero), told], [null, 2]);
    stop();
    slots.decide();
    assert.equal(told, 2);
  });

  await check('slots: the time of an observation is the page\'s', () => {
    let clock = request.now;
    const { now, ...timeless } = whole;
    const slots = new Slots({ engine, request: timeless, now: () => clock });
    slots.prepare();
    clock = '2036-01-02T03:04:05-05:00';
    slots.observe({ kind: 'click', slot: hero });
    assert.equal(slots.history.events.find(({ kind }) => kind === 'click').at, Date.parse(clock));
  });

  for (const [because, event, code, path] of [
    ['a slot that holds nothing', { kind: 'click', slot: 'nowhere' }, 'EVENT_INVALID', 'slot'],
    ['a kind that nobody observes', { kind: 'placed', slot: hero }, 'EVENT_INVALID', 'kind'],
    ['a typing error', { kind: 'click', slto: hero }, 'OPTIONS_INVALID', 'slto'],
    ['no event', null, 'OPTIONS_INVALID', '$'],
    ['a placement that nobody remembers', { kind: 'click', placement: '1-gone' }, 'EVENT_INVALID', 'placement'],
  ]) {
    await check(`slots: ${because} is told: ${code} at ${path}`, () => {
      const slots = new Slots({ engine, request: whole });
      slots.prepare();
      const before = JSON.stringify(slots.history);
      assert.throws(() => slots.observe(event), (error) => error.code === code && error.path === path && error.help !== '');
      assert.equal(JSON.stringify(slots.history), before);
    });
  }

  await check('slots: the same bundle again moves nothing; where nobody can tell what is denied, nothing stays', () => {
    let page = whole.page;
    const own = Engine.load(bundle, trust, options);
    const slots = new Slots({ engine: own, request: () => ({ ...whole, page }) });
    slots.decide();
    const placement = slots.placement(hero);
    const decided = slots.decision;
    slots.update(bundle, options);
    assert.deepEqual([slots.placement(hero) === placement, slots.decision === decided], [true, true]);
    slots.update(bundle, { now: options.now, policy: { ...options.policy, deny: [placement.campaign] } });
    assert.deepEqual([slots.placement(hero), slots.names.filter((name) => slots.placement(name) !== null).length], [null, 1]);
    page = 7;
    slots.update(bundle, options);
    assert.deepEqual(slots.names.filter((name) => slots.placement(name) !== null), []);
    assert.equal(slots.error.code, 'REQUEST_INVALID');
    own.close();
  });

  await check('slots: a request with a fault shows nothing, says why, and the next one is right', () => {
    let page = 7;
    const slots = new Slots({ engine, request: () => ({ ...whole, page }) });
    slots.decide();
    assert.deepEqual([slots.placement(hero), slots.error.code, slots.error.path], [null, 'REQUEST_INVALID', 'page']);
    page = whole.page;
    slots.decide();
    assert.deepEqual([slots.placement(hero) === null, slots.error], [false, null]);
  });

  engine.close();
}
