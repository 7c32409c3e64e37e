// A worker is lost in every way there is, and no call hangs: the one under way shows nothing, the others are answered by the next worker.

import { assert, check } from '../page/checks.mjs';

export async function checkLost({ name, open, server, engine, customers, refused }) {
  const requests = customers.map(({ request }) => request);
  const expected = requests.map((request) => JSON.stringify(engine.decide(request)));

  /** Runs `body` in a page with `tests.start(options)`, which loads an engine whose workers are kept in `tests.workers`. */
  const inPage = async (body, ...given) => {
    const { page, complaints, goto, close } = await open();
    await goto(`${server.url}/empty?policy=worker-page`);
    await page.evaluate(() => {
      const { given: { bundle, root, now, policy }, load, url } = globalThis.tests;
      globalThis.tests.workers = [];
      globalThis.tests.start = (options = {}) => load('worker', bundle, root, { now, policy }, {
        worker() {
          const worker = new Worker(url, { type: 'module' });
          globalThis.tests.workers.push(worker);
          return worker;
        },
        ...options,
      });
      globalThis.tests.outcome = (promise) => promise.then((value) => JSON.stringify(value), (error) => `${error.name} ${error.code}`);
    });
    try {
      return await page.evaluate(body, ...given);
    } finally {
      assert.deepEqual(complaints, []);
      await close();
    }
  };
  const isReset = (text) => {
    const { gates, placements, statuses } = JSON.parse(text);
    return gates === '' && placements.length === 0 && statuses.join() === 'engine_reset';
  };

  await check(`${name}, worker: answers come in the order of the calls, the errors are the engine's own`, async () => {
    const { order, answers, errors, names, info } = await inPage(async (all) => {
      const { outcome, start } = globalThis.tests;
      const engine = await start();
      const order = [];
      const asked = all.map((request, place) => outcome(engine.decide(request)).then((text) => { order.push(place); return text; }));
      const answers = await Promise.all(asked);
      const [first] = all;
      const { history } = await engine.decide(first);
      const [placement] = (await engine.decide(first)).placements;
      const seen = await engine.observe(history, { at: first.now, kind: 'impression', placement: placement.id });
      const refusing = await engine.observe(seen, { at: first.now, kind: 'refuse', target: { topic: 'lending' } });
      return {
        order, answers,
        errors: await Promise.all([
          outcome(engine.decide({ ...first, page: 7 })), outcome(engine.decide()), outcome(engine.merge(null, '{')), outcome(engine.prune(null, 'soon')),
          outcome(engine.observe(null, { kind: 'placed' })), outcome(engine.update('{}', { now: first.now })), outcome(engine.update('{}', {})),
          outcome(engine.decide(first, { late: 1 })), outcome(engine.decide(first, { deadline: -1 })),
        ]),
        names: [refusing.events.map(({ kind }) => kind).join(), (await engine.choices(refusing)).length, (await engine.merge(seen, refusing)).events.length,
          (await engine.prune(refusing, first.now)).events.length, (await engine.reasons(first)).length, (await engine.record(first)).record],
        info: [engine.info.version, Object.isFrozen(engine.campaigns[0].slots), engine.campaigns.length],
      };
    }, requests);
    assert.deepEqual(order, requests.map((_, place) => place));
    assert.deepEqual(answers, expected);
    assert.deepEqual(errors, [
      'InputError REQUEST_INVALID', 'InputError REQUEST_INVALID', 'InputError HISTORY_INVALID', 'InputError OPTIONS_INVALID',
      'InputError EVENT_INVALID', 'BundleError MALFORMED', 'InputError OPTIONS_INVALID', 'InputError OPTIONS_INVALID', 'InputError OPTIONS_INVALID',
    ]);
    assert.deepEqual(names, ['placed,impression,refuse', 1, 3, 3, engine.campaigns.length, 1]);
    assert.deepEqual(info, [engine.info.version, true, engine.campaigns.length]);
  });

  const ways = [
    ['is terminated by somebody', 2_000, 'it says nothing of that: patience finds out'],
    ['is told what is no JSON', 20_000, 'it throws, and its error event tells'],
    ['is asked what it does not know', 20_000, 'it throws, and its error event tells'],
    ['says what is no answer', 20_000, 'that is no text of ours'],
    ['answers out of turn', 20_000, 'nobody knows whose answer it is'],
    ['sends what cannot be read', 20_000, 'its messageerror event tells'],
  ];
  for (const [what, patience, because] of ways) {
    await check(`${name}, worker: it ${what}; ${because}`, async () => {
      const { answers, reasons, later, made } = await inPage(async (all, way, patienceOf) => {
        const { outcome, start, workers } = globalThis.tests;
        const engine = await start({ patience: patienceOf });
        const [worker] = workers;
        const says = (data) => worker.dispatchEvent(new MessageEvent('message', { data }));
        // All in one task, so that nothing is answered in between.
        if (way === 'is told what is no JSON') worker.postMessage('{"id":');
        if (way === 'is asked what it does not know') worker.postMessage('{"id":1,"call":"nothing"}');
        const asked = all.map((request) => outcome(engine.decide(request)));
        const reasoned = outcome(engine.reasons(all[0]));
        if (way === 'is terminated by somebody') worker.terminate();
        if (way === 'says what is no answer') says('nonsense');
        if (way === 'answers out of turn') says('{"id":99,"error":null,"answer":{}}');
        if (way === 'sends what cannot be read') worker.dispatchEvent(new MessageEvent('messageerror'));
        const answers = await Promise.all(asked);
        return { answers, reasons: await reasoned, later: await outcome(engine.decide(all[0])), made: workers.length };
      }, requests, what, patience);
      assert.ok(isReset(answers[0]), answers[0]);
      assert.deepEqual(answers.slice(1), expected.slice(1));
      assert.equal(JSON.parse(reasons).length, engine.campaigns.length);
      assert.equal(later, expected[0]);
      assert.equal(made, 2);
    });
  }

  await check(`${name}, worker: a decision that is late shows nothing and keeps the history; the others reject`, async () => {
    const { late, took, history, others, after } = await inPage(async (first) => {
      const { outcome, start, workers } = globalThis.tests;
      const engine = await start({ patience: 1500 });
      const before = (await engine.decide(first)).history;
      workers[0].terminate();
      const asked = performance.now();
      const kept = { ...first, history: before };
      const decision = await engine.decide(kept, { deadline: 300 });
      const took = performance.now() - asked;
      const others = await Promise.all([outcome(engine.reasons(first, { signal: AbortSignal.timeout(100) })), outcome(engine.decide(first, { signal: AbortSignal.abort() }))]);
      return { late: decision, took, history: JSON.stringify(before), others, after: await outcome(engine.decide(first)) };
    }, requests[0]);
    assert.deepEqual([late.gates, late.placements, late.statuses, JSON.stringify(late.history)], ['', [], ['deadline'], history]);
    assert.ok(took >= 299 && took < 1400, `${took} ms`);
    assert.deepEqual(others, ['TimeoutError 23', 'AbortError 20']);
    // It waited behind the two that found the worker lost.
    assert.ok(after === expected[0] || isReset(after), after);
  });

  await check(`${name}, worker: what a refused update denied stays denied in the next one, and an update that was taken stays taken`, async () => {
    const { refusal, denied, again, version, taken } = await inPage(async (first, bad) => {
      const { given, outcome, start, workers } = globalThis.tests;
      const engine = await start();
      const deny = [(await engine.decide(first)).placements[0].campaign];
      const policy = { ...JSON.parse(given.policy), deny };
      const gateOf = async () => (await engine.decide(first)).gates[engine.campaigns.findIndex(({ campaign }) => campaign === deny[0])];
      const lose = () => workers.at(-1).dispatchEvent(new MessageEvent('messageerror'));
      const refusal = await outcome(engine.update(bad, { now: given.now, policy }));
      const denied = await gateOf();
      lose();
      const again = await gateOf();
      await engine.update(given.bundle, { now: given.now, policy: given.policy });
      lose();
      return { refusal, denied, again, version: engine.info.version, taken: await gateOf() };
    }, requests[0], refused);
    assert.match(refusal, /^BundleError [A-Z_]+$/);
    assert.deepEqual([denied, again, taken, version], ['x', 'x', '.', engine.info.version]);
  });

  await check(`${name}, worker: close rejects what is under way, and whatever comes later; so does the end of a block`, async () => {
    const told = await inPage(async (first) => {
      const { outcome, start } = globalThis.tests;
      const engine = await start();
      const under = [outcome(engine.decide(first)), outcome(engine.reasons(first)), outcome(engine.update('{}', { now: first.now }))];
      await engine.close();
      const later = [outcome(engine.decide(first)), outcome(engine.choices(null))];
      const other = await start();
      if (Symbol.asyncDispose) await other[Symbol.asyncDispose](); else await other.close();
      return Promise.all([...under, ...later, outcome(other.decide(first)), outcome(start({ signal: AbortSignal.abort() })), outcome(start({ signal: AbortSignal.timeout(1) }))]);
    }, requests[0]);
    assert.deepEqual(told, [...Array.from({ length: 6 }, () => 'EngineError NOT_INITIALISED'), 'AbortError 20', 'TimeoutError 23']);
  });

  await check(`${name}, worker: where there is no next one, calls reject or show nothing, and the one after tries again`, async () => {
    const told = await inPage(async (first) => {
      const { outcome, start, url, workers } = globalThis.tests;
      let isThere = true;
      const engine = await start({
        worker() {
          if (!isThere) throw new TypeError('no worker today');
          workers.push(new Worker(url, { type: 'module' }));
          return workers.at(-1);
        },
      });
      isThere = false;
      workers[0].dispatchEvent(new MessageEvent('messageerror'));
      const answers = [await outcome(engine.decide(first)), await outcome(engine.reasons(first))];
      isThere = true;
      return [...answers, await outcome(engine.decide(first))];
    }, requests[0]);
    assert.ok(isReset(told[0]));
    assert.equal(told[1], 'EngineError ENGINE_RESET');
    assert.equal(told[2], expected[0]);
  });

  await check(`${name}, worker: a history is kept through it, and two writes at once lose nothing`, async () => {
    const kinds = await inPage(async (first) => {
      const { memory, start } = globalThis.tests;
      const engine = await start();
      const store = memory({ engine });
      const { history, placements: [{ id }] } = await engine.decide(first);
      const [one, other] = await Promise.all(['impression', 'click'].map((kind) => engine.observe(history, { at: first.now, kind, placement: id })));
      await Promise.all([store.write(one, first.now), store.write(other, first.now)]);
      const kept = await store.read();
      await Promise.all([store.write(one, first.now), store.clear()]);
      return [kept.history.events.map(({ kind }) => kind).sort().join(), (await store.read()).status];
    }, requests[0]);
    assert.deepEqual(kinds, ['click,impression,placed', 'empty']);
  });

  await check(`${name}, worker: Slots, which draws at once what is decided, refuses it by name`, async () => {
    const told = await inPage(async (first) => {
      const { Slots, start } = globalThis.tests;
      const slots = new Slots({ engine: await start(), request: first });
      await slots.start();
      return [slots.error.code, slots.error.path, slots.placement('hero')];
    }, requests[0]);
    assert.deepEqual(told, ['OPTIONS_INVALID', 'engine', null]);
  });
}
