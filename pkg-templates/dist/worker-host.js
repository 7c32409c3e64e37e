// The worker's side of `tellerside/worker`: an engine in a realm of its own, asked by texts and answering by texts, one after another.

import { ask } from './engine.js';
import { TellersideError } from './errors.js';
import { Engine, init } from './index.js';

const { parse, stringify } = JSON;

let engine = null;

/** What each call answers, as the text of a JSON value. */
const CALLS = {
  __proto__: null,
  async load({ bundle, trust, now, policy, roots, denied, wasm, integrity }) {
    await init({ url: wasm, integrity });
    engine = Engine.load(bundle, trust, { now, policy, roots });
    if (denied !== undefined) deny({ now, policy: denied, roots });
    return release();
  },
  update({ bundle, now, policy, roots }) {
    engine.update(bundle, { now, policy, roots });
    return release();
  },
  decide: ({ request }) => ask(engine, (module) => module.decide(request)),
  reasons: ({ request }) => ask(engine, (module) => module.reasons(request)),
  record: ({ request }) => ask(engine, (module) => module.record(request)),
  observe: ({ history, event }) => ask(engine, (module) => module.history('observe', history, event)),
  merge: ({ history, other }) => ask(engine, (module) => module.history('merge', history, other)),
  prune: ({ history, now }) => ask(engine, (module) => module.history('prune', history, now)),
  choices: ({ history }) => ask(engine, (module) => module.history('choices', history, '')),
};

/** In the place of a worker that was lost: what the policy of a refused update denied is denied here too. */
function deny(options) {
  try {
    engine.update('', options);
  } catch {
    // Refused, as the bundle was; the deny list holds all the same.
  }
}

function release() {
  return stringify({ info: engine.info, campaigns: engine.campaigns });
}

async function answerTo(data) {
  const { id, call, ...given } = parse(data);
  try {
    postMessage(`{"id":${id},"error":null,"answer":${await CALLS[call](given)}}`);
  } catch (thrown) {
    // What is no refusal is a fault of this file: the page replaces the worker.
    if (!(thrown instanceof TellersideError)) throw thrown;
    const { name, code, message, path } = thrown;
    postMessage(stringify({ id, error: { name, code, message, path }, answer: null }));
  }
}

let last = Promise.resolve();
addEventListener('message', ({ data }) => {
  // Only loading takes time, and whatever was asked meanwhile waits for it.
  last = last.then(() => answerTo(data));
  // Nothing is answered after a fault. In a task of its own the page hears of it, as an error of the worker.
  last.catch((fault) => { setTimeout(() => { throw fault; }); });
});
