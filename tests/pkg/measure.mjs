// The queue of measurements: its requests say neither by time nor by size what was shown, and nothing is lost or counted twice.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { assert, check } from '../page/checks.mjs';
import { tellerside } from './cases.mjs';
import { run } from './process.mjs';

const NOW = '2026-11-23T23:30:00-05:00';
const LONG = 'x'.repeat(64);

/** A clock that stands still until it is moved, and notes when something was due. */
class Clock {
  now = 0;
  works = new Set();

  timer = (work, ms) => {
    const entry = { work, ms, next: this.now + ms };
    this.works.add(entry);
    return () => this.works.delete(entry);
  };

  async move(ms) {
    const until = this.now + ms;
    for (;;) {
      const due = [...this.works].filter(({ next }) => next <= until).sort((a, b) => a.next - b.next)[0];
      if (due === undefined) break;
      this.now = due.next;
      due.next += due.ms;
      due.work();
      await settled();
    }
    this.now = until;
  }
}

const settled = () => new Promise((resolve) => { setImmediate(resolve); });

/** Numbers that are the same in every run: xorshift. */
function chances(state) {
  return (end) => {
    for (const [shift, left] of [[13, true], [7, false], [17, true]]) {
      state ^= left ? BigInt.asUintN(64, state << BigInt(shift)) : state >> BigInt(shift);
    }
    return Number(state % BigInt(end));
  };
}

/** Ids that count. */
const counter = (n = 0) => () => (n += 1).toString(16).padStart(16, '0');

const placement = (n, more = {}) => ({ action: { label: 'a', offer: `O-${n}`, url: '/o' }, campaign: `c${n}`, id: `p${n}`, slot: 'hero', ...more });
const decision = (placements, events = [], statuses = []) => ({ placements, statuses, history: { events, history: 1 } });
const impression = (n) => ({ at: NOW, kind: 'impression', placement: `p${n}` });
const eventsOf = (bodies) => bodies.flatMap((body) => JSON.parse(body).events);

export async function checkMeasure({ esm, cjs }, { bundle, trust, options, requests }) {
  const installed = join(esm, 'node_modules', 'tellerside', 'dist');
  const { measurements } = await import(pathToFileURL(join(installed, 'measure.js')));
  await checkQueue(measurements);

  await check('the queue is one and the same for import and require', () => {
    assert.deepEqual(Object.keys(createRequire(join(cjs, 'main.js'))('tellerside/measure')), ['measurements']);
    for (const name of ['measure.js', 'measure.cjs']) {
      const text = readFileSync(join(installed, name), 'utf8').replace(/\/\/.*$/gm, '');
      assert.doesNotMatch(text, /fetch|Date|performance|document|window|navigator/, name);
    }
  });

  await check('what the engine decides and observes is what the queue measures', async () => {
    const { Engine, init } = createRequire(join(cjs, 'main.js'))('tellerside');
    await init();
    const engine = Engine.load(bundle, trust, options);
    const clock = new Clock();
    const bodies = [];
    const queue = measurements({ send: (body) => { bodies.push(body); }, timer: clock.timer });
    queue.start();
    let shown = 0;
    for (const text of requests) {
      const request = typeof text === 'string' ? JSON.parse(text) : text;
      const decided = engine.decide(request);
      queue.decided(decided, request.history);
      for (const { id } of decided.placements) {
        const event = { at: request.now, kind: 'impression', placement: id };
        engine.observe(decided.history, event);
        shown += queue.observed(event) ? 1 : 0;
      }
      await clock.move(60_000);
    }
    assert.ok(shown > 0);
    assert.equal(eventsOf(bodies).length, shown);
    for (const { campaign, day, offer, slot } of eventsOf(bodies)) {
      assert.ok(engine.campaigns.some((one) => one.campaign === campaign && one.slots.includes(slot)), campaign);
      assert.match(`${day} ${offer}`, /^\d{4}-\d{2}-\d{2} [\w-]+$/);
    }
    // The command line reads what was sent, twice as once.
    const counted = run(tellerside(), ['measure', '--format', 'json', '-'], { input: [...bodies, ...bodies].join('\n') });
    const rows = counted.trim().split('\n').map((line) => JSON.parse(line));
    const impressions = rows.filter(({ campaign, arm }) => campaign !== undefined && arm === undefined).map((row) => row.shown.impression);
    assert.equal(impressions.reduce((sum, count) => sum + count, 0), shown);
    assert.deepEqual(rows.at(-1), { dropped: 0, repeated: shown });
    engine.close?.();
  });
}

/** What needs no engine. */
export async function checkQueue(measurements) {
  await check('all bodies have one length and leave at fixed times, over random visits', async () => {
    let [requests, measured] = [0, 0];
    for (let seed = 1n; seed <= 60n; seed += 1n) {
      const chance = chances(seed * 7_919n);
      const [clock, sent, size] = [new Clock(), [], 1024 + chance(4000)];
      const queue = measurements({
        every: 60_000, most: 40, size, random: counter(Number(seed) * 1000), timer: clock.timer,
        send: (body) => {
          sent.push({ at: clock.now, body });
          if (chance(4) === 0) throw new Error('lost on the way');
        },
      });
      queue.start();
      queue.start();
      for (let step = 0; step < 60; step += 1) {
        const n = chance(30);
        const trial = chance(2) === 0 ? { experiment: { arm: 'b'.repeat(1 + chance(64)), enrolled: chance(2) === 0, key: 'e@1' } } : {};
        if (chance(3) > 0) queue.decided(decision([placement(n, { ...trial, campaign: 'c'.repeat(1 + chance(64)) })]));
        const kind = ['impression', 'click', 'dismiss', 'start', 'not_interested'][chance(5)];
        queue.observed({ at: NOW, kind, placement: `p${n}` });
        await clock.move(chance(40_000));
      }
      const ticks = Math.floor(clock.now / 60_000);
      assert.deepEqual(sent.map(({ at }) => at), Array.from({ length: ticks }, (_, n) => (n + 1) * 60_000));
      for (const { body } of sent) {
        assert.equal(body.length, size);
        assert.equal(Buffer.byteLength(body), size);
        measured += JSON.parse(body).events.length;
      }
      requests += sent.length;
    }
    assert.ok(requests > 1000 && measured > 200, `${requests} ${measured}`);
  });

  await check('nothing is lost and nothing has two ids, however requests fail, hang and overtake each other', async () => {
    for (let seed = 1n; seed <= 40n; seed += 1n) {
      const chance = chances(seed * 104_729n);
      const [clock, taken, open] = [new Clock(), [], []];
      const queue = measurements({
        size: 1024, most: 10_000, random: counter(), timer: clock.timer,
        // A request is answered at any later time, in any order; what is refused may have arrived all the same.
        send: (body) => new Promise((resolve, reject) => {
          open.push(() => {
            const fate = chance(4);
            if (fate < 3) taken.push(body);
            if (fate < 2) resolve();
            else reject(new Error('refused'));
          });
        }),
      });
      queue.start();
      let queued = 0;
      for (let n = 0; n < 120; n += 1) {
        queue.decided(decision([placement(n)]));
        queued += queue.observed(impression(n)) ? 1 : 0;
        assert.equal(queue.observed(impression(n)), false, 'the same once more');
        await clock.move(chance(60_000));
        while (open.length > 0 && chance(2) === 0) open.splice(chance(open.length), 1)[0]();
        await settled();
      }
      for (let n = 0; n < 400 && queue.status().waiting > 0; n += 1) {
        await clock.move(60_000);
        while (open.length > 0) open.pop()();
        await settled();
      }
      assert.equal(queue.status().waiting, 0);
      const events = eventsOf(taken);
      const byId = new Map(events.map((event) => [event.id, JSON.stringify(event)]));
      assert.equal(byId.size, queued);
      assert.equal(new Set([...byId.values()].map((text) => JSON.parse(text).campaign)).size, 120);
      for (const event of events) assert.equal(JSON.stringify(event), byId.get(event.id));
      assert.equal(queue.status().sent, queued);
    }
  });

  await check('what does not fit waits for the next, the oldest first, and the longest names fit the smallest body', async () => {
    const [clock, bodies] = [new Clock(), []];
    const queue = measurements({ size: 1024, random: counter(), send: (body) => { bodies.push(body); }, timer: clock.timer });
    const long = { action: { offer: LONG }, campaign: LONG, experiment: { arm: LONG, enrolled: true, key: `${LONG}@65535` }, slot: LONG };
    queue.decided(decision([1, 2, 3].map((n) => placement(n, long))));
    for (const n of [1, 2, 3]) assert.ok(queue.observed(impression(n)));
    queue.start();
    await clock.move(240_000);
    assert.deepEqual(bodies.map((body) => JSON.parse(body).events.map(({ id }) => Number(id))), [[1, 2], [3], [], []]);
    assert.deepEqual(bodies.map((body) => body.length), [1024, 1024, 1024, 1024]);
  });

  await check('an event says the campaign, the slot, the offer code, the arm of who counts for it, and the day alone', async () => {
    const bodies = [];
    const queue = measurements({ random: counter(), send: (body) => { bodies.push(body); } });
    const experiment = { arm: 'benefit', enrolled: true, key: 'headline@1' };
    const ghost = { at: 1, campaign: 'c9', id: 'g9', kind: 'ghost', slot: 'card' };
    const ghosts = queue.decided(
      decision([placement(1, { experiment }), placement(2, { experiment: { ...experiment, enrolled: false } })], [{ ...ghost, id: 'g8' }, ghost]),
      { events: [{ ...ghost, id: 'g8' }], history: 1 },
    );
    assert.deepEqual(ghosts, [{ campaign: 'c9', id: 'g9', slot: 'card' }]);
    for (const [kind, id] of [['impression', 'p1'], ['click', 'p1'], ['start', 'p2'], ['ghost', 'g9']]) {
      assert.equal(queue.observed({ at: NOW, kind, placement: id }), true, `${kind} ${id}`);
    }
    for (const [kind, id] of [['ghost', 'p1'], ['impression', 'g9'], ['not_interested', 'p1'], ['refuse', 'p1'], ['impression', 'p3'], ['ghost', 'g8']]) {
      assert.equal(queue.observed({ at: NOW, kind, placement: id }), false, `${kind} ${id}`);
    }
    queue.decided(decision([placement(5)], [], ['dry_run']));
    assert.equal(queue.observed(impression(5)), false, 'decided for show');
    await queue.drain();
    const day = '2026-11-23';
    const first = { arm: 'benefit', campaign: 'c1', day, experiment: 'headline@1', offer: 'O-1', slot: 'hero' };
    assert.deepEqual(JSON.parse(bodies[0]).events, [
      { ...first, id: '0000000000000001', kind: 'impression' },
      { ...first, id: '0000000000000002', kind: 'click' },
      { campaign: 'c2', day, id: '0000000000000003', kind: 'start', offer: 'O-2', slot: 'hero' },
      { campaign: 'c9', day, id: '0000000000000004', kind: 'ghost', slot: 'card' },
    ]);
  });

  await check('a full queue drops what comes last, and says how much to the host and to the receiver, until it was taken', async () => {
    const bodies = [];
    let fails = true;
    const queue = measurements({
      most: 2, random: counter(),
      send: (body) => {
        bodies.push(body);
        if (fails) throw new Error('refused');
      },
    });
    queue.decided(decision([1, 2, 3, 4].map((n) => placement(n))));
    assert.deepEqual([1, 2, 3, 4].map((n) => queue.observed(impression(n))), [true, true, false, false]);
    await queue.drain();
    fails = false;
    await queue.drain();
    await queue.drain();
    assert.deepEqual(bodies.map((body) => JSON.parse(body).dropped), [2, 2, undefined]);
    assert.deepEqual(bodies.map((body) => JSON.parse(body).events.length), [2, 2, 0]);
    assert.equal(new Set(bodies.map((body) => body.length)).size, 1);
    assert.deepEqual(queue.status(), { waiting: 0, sent: 2, failed: 1, dropped: 2, refused: 0 });
  });

  await check('hostile names are refused and hostile prototypes are not read', async () => {
    const bodies = [];
    const queue = measurements({ random: counter(), send: (body) => { bodies.push(body); } });
    const hostile = ['"},{"kind":"use', 'a\\', 'a\nb', '\u2028', '\ud800', 'é', '', LONG + LONG, 'anna@example.com', 7, null, {}, ['a'], true];
    for (const [n, name] of hostile.entries()) {
      for (const [part, more] of [['campaign', { campaign: name }], ['slot', { slot: name }], ['offer', { action: { offer: name } }],
        ['arm', { experiment: { arm: name, enrolled: true, key: 'e@1' } }], ['key', { experiment: { arm: 'a', enrolled: true, key: name } }]]) {
        const id = `${part}-${n}`;
        queue.decided(decision([placement(n, { ...more, id })]));
        assert.equal(queue.observed({ at: NOW, kind: 'click', placement: id }), false, `${part} ${String(name)}`);
      }
    }
    queue.decided(decision([placement(1)]));
    for (const at of [undefined, 7, '', 'today', '2026-1-1']) assert.equal(queue.observed({ at, kind: 'click', placement: 'p1' }), false);
    const planted = { arm: 'planted', dropped: 9, experiment: { arm: 'planted', enrolled: true, key: 'e@1' }, held_out: true, placement: 'p1', toJSON: () => 'planted' };
    for (const [name, value] of Object.entries(planted)) Object.defineProperty(Object.prototype, name, { value, configurable: true });
    try {
      queue.decided(decision([placement(2)]));
      assert.equal(queue.observed({ at: NOW, kind: 'click' }), false, 'of no placement');
      assert.equal(queue.observed({ at: NOW, kind: 'click', placement: 'p2' }), true);
    } finally {
      for (const name of Object.keys(planted)) delete Object.prototype[name];
    }
    for (const nothing of [undefined, null, 7, 'text', {}, { placements: 'x', history: 7 }]) assert.deepEqual(queue.decided(nothing, nothing), []);
    await queue.drain();
    assert.deepEqual(JSON.parse(bodies[0]).events, [{ campaign: 'c2', day: '2026-11-23', id: '0000000000000001', kind: 'click', offer: 'O-2', slot: 'hero' }]
      .map((event) => ({ ...event, id: JSON.parse(bodies[0]).events[0].id })));
    assert.doesNotMatch(bodies[0], /planted/);
  });

  await check('wrong options are told', () => {
    const send = () => {};
    for (const [options, path] of [
      [undefined, 'send'], [null, '$'], [{}, 'send'], [{ send: 'x' }, 'send'], [{ send, every: 999 }, 'every'], [{ send, every: 1.5 }, 'every'],
      [{ send, size: 1023 }, 'size'], [{ send, size: 65_537 }, 'size'], [{ send, most: 0 }, 'most'], [{ send, timer: 1 }, 'timer'],
      [{ send, random: '0' }, 'random'], [{ send, url: '/m' }, 'url'],
    ]) {
      assert.throws(() => measurements(options), (error) => error.code === 'OPTIONS_INVALID' && error.path === path, path);
    }
  });

  await check('a queue that stopped sends no more, begins anew when told, and keeps no program alive', async () => {
    const [clock, sent] = [new Clock(), []];
    const queue = measurements({ send: () => { sent.push(clock.now); }, timer: clock.timer });
    queue.start();
    await clock.move(130_000);
    queue.stop();
    queue.stop();
    await clock.move(600_000);
    queue.start();
    await clock.move(60_000);
    assert.deepEqual(sent, [60_000, 120_000, 790_000]);
  });
}
