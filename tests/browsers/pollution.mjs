// Thirty names planted on Object.prototype before any script of the page runs: no decision, in either place, is another one.

import { assert, check } from '../page/checks.mjs';
import { HOSTS } from './browsers.mjs';

/** Names of documents and options, of what passes between page and worker, and of what JavaScript and the browser look up by themselves. */
const NAMES = [
  'accounts', 'answer', 'bal.avail', 'bundle', 'call', 'campaigns', 'code', 'currency', 'deadline', 'denied', 'deny', 'error', 'events', 'features',
  'floor', 'history', 'id', 'info', 'integrity', 'notifications', 'once', 'own.card', 'patience', 'policy', 'seed', 'signal', 'then', 'toJSON', 'unit', 'visit',
];
const KINDS = ['value', 'function', 'getter', 'setter'];

export async function checkPollution({ name, open, server, engine, customers, material }) {
  const requests = customers.map(({ request }) => request);
  const expected = requests.map((request) => JSON.stringify([engine.decide(request), engine.reasons(request), engine.record(request)]));
  const refused = '["InputError","REQUEST_INVALID","page","mend the request at the path; the README describes it"]';

  for (const { host, policy } of HOSTS) {
    for (const kind of KINDS) {
      await check(`${name}, engine in the ${host}: ${NAMES.length} names planted before loading as ${kind} change nothing`, async () => {
        const { page, goto, close } = await open();
        await goto(`${server.url}/empty?policy=${policy}`);
        const answers = await page.evaluate(answersWith, { host, kind, names: NAMES, material, requests });
        assert.deepEqual(answers.slice(0, -1), expected);
        assert.equal(answers.at(-1), refused);
        await close();
      });
    }
  }
}

/** Runs in the page: plants, loads, decides, clears, and says what it was told. */
async function answersWith({ host, kind, names, material, requests }) {
  const { Engine, init, load } = globalThis.tests;
  const { defineProperty } = Object;
  const { now } = requests[0];
  const planted = {
    value: { value: 'planted', writable: true }, function: { value: () => 'planted', writable: true },
    getter: { get: () => 'planted' }, setter: { get: () => undefined, set: () => {} },
  }[kind];
  // The browser's own promise of a fetch asks the response for a `then`, which nothing of this package could help: so the module of the engine
  // in the page is there beforehand.
  if (host === 'page') await init();
  for (const name of names) defineProperty(Object.prototype, name, { __proto__: null, ...planted, configurable: true, enumerable: true });
  const answers = new Map();
  const keep = (answer) => { answers.set(answers.size, answer); };
  let engine;
  const failure = await (async () => {
    try {
      const options = { __proto__: null, now, policy: material.policy };
      if (host === 'page') engine = Engine.load(material.bundle, material.root, options);
      else await load(host, material.bundle, material.root, options).then((made) => { engine = made; });
      for (const request of requests) {
        for (const call of ['decide', 'reasons', 'record']) {
          const said = engine[call](request);
          // Not by `await`, which asks what the engine in the page gives at once for a `then`.
          if (said instanceof Promise) await said.then(keep);
          else keep(said);
        }
      }
      try {
        await engine.decide({ ...requests[0], page: 7 });
      } catch (error) {
        keep(error);
      }
      return null;
    } catch (error) {
      return error;
    }
  })();
  for (const name of names) delete Object.prototype[name];
  if (failure !== null) throw failure;
  const all = [...answers.values()];
  const { name, code, path, help } = all.pop();
  const told = requests.map((_, place) => JSON.stringify(all.slice(3 * place, 3 * place + 3)));
  return [...told, JSON.stringify([name, code, path, help])];
}
