// The release as a page keeps it current, on a clock that the test moves; the server and its answers are real. When it looks, what is refused,
// and that a kill takes less than 15 minutes whatever fails. A browser's own clock runs in tests/browsers.

import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { assert, check } from '../page/checks.mjs';

const MINUTE = 60_000;
/** By this timer a look is given up: while it runs, one is under way. */
const LOST = 12_000;
/** The origin of a page, which Node's own fetch has none of. */
const ORIGIN = Symbol.for('undici.globalOrigin.1');

/** A clock that stands still until it is moved. */
class Clock {
  time = 1_000_000;
  works = new Set();

  now = () => this.time;

  after = (ms, work) => {
    const entry = { work, ms, at: this.time + ms };
    this.works.add(entry);
    return () => this.works.delete(entry);
  };

  painted = () => null;

  /** The server that is asked, where it may keep somebody waiting. */
  server = null;

  get isLooking() {
    return [...this.works].some(({ ms }) => ms === LOST);
  }

  /** Lets everything end that is under way; but for what the server never answers. */
  async idle() {
    do await wait(2); while (this.isLooking && !(this.server?.isStuck() ?? false));
    // What was answered is read.
    if (this.isLooking) for (let turn = 0; turn < 8; turn += 1) await wait(5);
  }

  async move(ms) {
    const until = this.time + ms;
    for (;;) {
      const due = [...this.works].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.time = Math.max(this.time, due.at);
      this.works.delete(due);
      due.work();
      await this.idle();
    }
    this.time = until;
  }

  /** As a page that sleeps: time passes, and no timer runs. */
  sleep(ms) {
    this.time += ms;
  }
}

/** A bank's server whose answers are the texts of `served`; null is 503, undefined never answers. */
async function startServer(served) {
  const asked = [];
  /** What is not answered yet, and whether it ever will be. */
  const open = new Map();
  const server = createServer((request, response) => {
    const name = request.url.slice('/offers/'.length);
    asked.push(name);
    const text = served[name];
    open.set(response, text === undefined || text?.isHeld === true);
    response.on('close', () => open.delete(response));
    if (text === undefined) return;
    if (typeof text === 'function') return void text(response);
    response.writeHead(text === null ? 503 : 200, { 'content-type': 'application/json' }).end(text ?? '');
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  // Looks ask for three things each.
  const isStuck = () => open.size > 0 && asked.length % 3 === 0 && [...open.values()].every((isHeld) => isHeld);
  return { asked, isStuck, origin: `http://127.0.0.1:${server.address().port}`, stop: () => { server.closeAllConnections(); server.close(); } };
}

export async function checkDelivery({ esm }, { bundle, trust, options, requests }) {
  const require = createRequire(join(esm, 'main.mjs'));
  const { Engine, InputError, init } = require('tellerside');
  const { delivery, inTime } = require('tellerside/delivery');
  await init();
  const policy = (more = {}) => JSON.stringify({ deny: [], floor: 0, policy: 1, ...more });
  const roots = '{"roots":[],"tellerside_roots":1}';
  const page = new EventTarget();
  const listening = { addEventListener: page.addEventListener.bind(page), removeEventListener: page.removeEventListener.bind(page) };

  /** Runs `body` over a delivery of its own, with the server's answers at hand. */
  const over = async (body, more = {}) => {
    const served = { 'bundle.tsb.json': bundle, 'policy.json': policy(), 'roots.json': roots };
    const server = await startServer(served);
    const clock = Object.assign(new Clock(), { server });
    const reports = [];
    const loads = [];
    const offers = delivery({
      now: () => options.now, clock, report: ({ code }) => reports.push(code),
      load(text, given) {
        loads.push(given);
        return Engine.load(text, trust, given);
      },
      ...more,
    });
    const shown = () => requests.flatMap((request) => offers.engine.decide(request).placements).length;
    globalThis[ORIGIN] = new URL(server.origin);
    Object.assign(globalThis, listening);
    try {
      await body({ clock, loads, offers, reports, served, server, shown });
    } finally {
      offers.stop();
      server.stop();
      delete globalThis[ORIGIN];
      for (const name of Object.keys(listening)) delete globalThis[name];
    }
  };
  const startAndMove = async ({ clock, offers }, ms) => {
    await offers.start();
    await clock.move(ms);
  };

  await check('delivery: it looks at the start and every 5 minutes from then on, at all three, and at nothing before', () => over(async (all) => {
    const { clock, loads, offers, server } = all;
    await wait(20);
    assert.deepEqual([server.asked.length, offers.engine], [0, null]);
    await Promise.all([offers.start(), offers.start()]);
    assert.equal(server.asked.length, 3);
    for (const [ms, looks, because] of [[299_999, 1, 'not yet'], [1, 2, 'now'], [30 * MINUTE, 8, 'and on']]) {
      await clock.move(ms);
      assert.equal(server.asked.length, 3 * looks, because);
    }
    assert.deepEqual([...new Set(server.asked)].sort(), ['bundle.tsb.json', 'policy.json', 'roots.json']);
    assert.deepEqual(loads, [{ now: options.now, policy: policy(), roots }]);
  }));

  await check('delivery: the period is from one asking to the next, however long the answer takes', () => over(async (all) => {
    const { clock, offers, served, server } = all;
    await offers.start();
    let finish;
    served['policy.json'] = Object.assign((response) => { finish = () => response.end(policy()); }, { isHeld: true });
    await clock.move(5 * MINUTE);
    await clock.move(4_000);
    served['policy.json'] = policy();
    finish();
    while (clock.isLooking) await wait(2);
    await clock.move(5 * MINUTE - 4_001);
    assert.equal(server.asked.length, 6);
    await clock.move(1);
    assert.equal(server.asked.length, 9);
  }));

  const late = [
    ['is not there', null], ['never answers', undefined], ['is no policy', '{"deny":"all"}'], ['is longer than it may be', ' '.repeat(256 * 1024 + 1)],
    ['is not UTF-8', (response) => response.end(Buffer.from([0x22, 0xff, 0x22]))], ['breaks off', (response) => { response.writeHead(200, { 'content-length': '100' }); response.write('{'); setTimeout(() => response.destroy(), 5); }],
    ['leads elsewhere', (response) => response.writeHead(302, { location: '/offers/other.json' }).end()],
  ];
  for (const [what, answer] of late) {
    await check(`delivery: a policy that ${what} is asked for again soon, and after 14 minutes everything is denied until there is one`, () => over(async (all) => {
      const { clock, offers, reports, served, shown } = all;
      let told = 0;
      offers.subscribe(() => { told += 1; });
      await offers.start();
      assert.ok(shown() > 0);
      served['policy.json'] = answer;
      await clock.move(5 * MINUTE);
      const before = told;
      // Real time passes while a look is given up by the clock of the test.
      for (const minutes of [4, 4]) await clock.move(minutes * MINUTE);
      assert.ok(shown() > 0, 'at 13 minutes the last word still holds');
      await clock.move(1.5 * MINUTE);
      assert.deepEqual([shown(), told], [0, before + 1], 'before 15 nothing is shown any more');
      assert.ok(reports.length > 10, 'each look was told of');
      assert.ok(reports.every((code) => code === (what === 'is no policy' ? 'OPTIONS_INVALID' : 'POLICY_UNAVAILABLE')), [...new Set(reports)].join());
      served['policy.json'] = policy();
      await clock.move(30_000);
      assert.ok(shown() > 0, 'and with the next word it goes on');
    }));
  }

  await check('delivery: a kill takes 5 minutes, and is told of once', () => over(async (all) => {
    const { clock, offers, served, shown } = all;
    let told = 0;
    const stop = offers.subscribe(() => { told += 1; });
    await startAndMove(all, 10 * MINUTE);
    assert.deepEqual([told, shown() > 0], [1, true], 'what stays the same is not told');
    served['policy.json'] = policy({ deny: offers.engine.campaigns.map(({ campaign }) => campaign) });
    await clock.move(5 * MINUTE);
    assert.deepEqual([told, shown()], [2, 0]);
    stop();
    served['policy.json'] = policy();
    await clock.move(5 * MINUTE);
    assert.deepEqual([told, shown() > 0], [2, true]);
  }));

  await check('delivery: without any bundle there is no engine; the first good one begins', () => over(async (all) => {
    const { clock, offers, reports, served } = all;
    served['bundle.tsb.json'] = null;
    await offers.start();
    assert.deepEqual([offers.engine, reports.splice(0)], [null, ['BUNDLE_UNAVAILABLE']]);
    served['bundle.tsb.json'] = bundle.slice(0, -1);
    await clock.move(15_000);
    assert.equal(offers.engine, null);
    assert.match(reports.splice(0).join(), /^[A-Z_]+$/);
    served['bundle.tsb.json'] = bundle;
    await clock.move(15_000);
    assert.ok(offers.engine instanceof Engine);
    served['roots.json'] = null;
    await clock.move(5 * MINUTE);
    assert.deepEqual(reports, ['ROOTS_UNAVAILABLE']);
  }));

  await check('delivery: a page that slept past the policy denies all at the moment it wakes, and looks', () => over(async (all) => {
    const { clock, offers, served, server, shown } = all;
    await startAndMove(all, MINUTE);
    for (const [kind, hours, because] of [['pageshow', 2, 'it slept'], ['visibilitychange', -3, 'its clock was set back']]) {
      clock.sleep(hours * 60 * MINUTE);
      served['policy.json'] = undefined;
      const mark = server.asked.length;
      page.dispatchEvent(new Event(kind));
      assert.equal(shown(), 0, `${because}: at once`);
      while (server.asked.length < mark + 3) await wait(5);
      await clock.idle();
      served['policy.json'] = policy();
      await clock.move(30_000);
      assert.ok(shown() > 0, because);
    }
    const mark = server.asked.length;
    page.dispatchEvent(new Event('visibilitychange'));
    await clock.idle();
    assert.equal(server.asked.length, mark, 'who only looked elsewhere for a moment asks for nothing');
  }));

  await check('delivery: a listener that fails is heard of, and the release is taken all the same', () => over(async (all) => {
    const { clock, offers, shown } = all;
    const uncaught = [];
    const hear = (error) => uncaught.push(error.message);
    process.on('uncaughtException', hear);
    try {
      offers.subscribe(() => { throw new Error('the listener'); });
      await startAndMove(all, 5 * MINUTE);
      assert.deepEqual([uncaught, shown() > 0], [['the listener'], true]);
      await clock.move(5 * MINUTE);
      assert.equal(uncaught.length, 1, 'nothing was new');
    } finally {
      process.off('uncaughtException', hear);
    }
  }, { report() { throw new Error('the report'); } }));

  await check('delivery: what stands before the engine is updated in its place', () => over(async (all) => {
    const { clock, offers } = all;
    await offers.start();
    const updates = [];
    offers.to({ update: (text, given) => { updates.push(given.policy); offers.engine.update(text, given); } });
    await clock.move(5 * MINUTE);
    assert.deepEqual(updates, [policy()]);
  }));

  await check('delivery: after stop nothing is asked for, whatever wakes', () => over(async (all) => {
    const { clock, offers, server, served, reports } = all;
    await offers.start();
    served['policy.json'] = undefined;
    await clock.move(5 * MINUTE);
    const mark = server.asked.length;
    offers.stop();
    await clock.idle();
    await clock.move(60 * MINUTE);
    page.dispatchEvent(new Event('pageshow'));
    await wait(20);
    assert.deepEqual([server.asked.length, reports, clock.works.size], [mark, [], 0]);
  }));

  const load = () => {};
  const now = () => '';
  for (const [because, given, path] of [
    ['what is not known', { load, now, evry: 1 }, 'evry'], ['nothing to load with', { now }, 'load'], ['no time', { load }, 'now'],
    ['a longer period', { load, now, every: 300_001 }, 'every'], ['a longer word', { load, now, holds: 840_001 }, 'holds'], ['no number', { load, now, every: '300' }, 'every'],
    ['another origin', { load, now, policy: 'https://cdn.example/policy.json' }, 'policy'], ['a host', { load, now, bundle: '//cdn.example/b' }, 'bundle'],
    ['a query', { load, now, roots: '/offers/roots.json?customer=1' }, 'roots'], ['no policy', { load, now, policy: null }, 'policy'],
  ]) {
    await check(`delivery: refused at \`${path}\`: ${because}`, () => {
      assert.throws(() => delivery(given), (error) => error instanceof InputError && error.code === 'OPTIONS_INVALID' && error.path === path);
    });
  }

  for (const [because, { painted, starts = 0, at, fails = false }, expected] of [
    ['in time', { painted: null, at: 299 }, 'offer'], ['late', { painted: null, at: 301 }, null], ['never', { painted: null, at: Infinity }, null],
    ['in time from the first paint on', { painted: 100, starts: 350, at: 399 }, 'offer'], ['late from the first paint on', { painted: 100, starts: 350, at: 401 }, null],
    ['the time was up before', { painted: 100, starts: 900, at: 901 }, null], ['it fails', { painted: null, at: 10, fails: true }, null],
  ]) {
    await check(`inTime: ${because}`, async () => {
      const clock = new Clock();
      clock.time = starts;
      clock.painted = () => painted;
      const work = new Promise((resolve, reject) => {
        if (at < Infinity) clock.after(at - starts, () => (fails ? reject(new Error('no')) : resolve('offer')));
      });
      const answer = inTime(work, 300, clock);
      await clock.move(2_000);
      assert.equal(await answer, expected);
    });
  }
}
