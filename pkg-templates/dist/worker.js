// The engine in a dedicated Worker: its own realm, its own Content-Security-Policy. The page hands it texts and gets texts back, and needs no
// 'wasm-unsafe-eval' itself.

import { BundleError, EngineError, InputError, LoadError, TellersideError, TrustError } from './errors.js';
import { gateName } from './gates.js';
import { frozen, known, refused } from './options.js';
import { bundleOf, defaultDecision, eventOf, historyOf, loadOptions, momentOf, requestOf, rootOf, toldOfPages } from './texts.js';
import { Line, thenless } from './worker-line.js';

/** How long a call may be under way before the worker counts as lost. */
const PATIENCE = 10_000;
const OPTIONS = ['now', 'policy', 'roots', 'url', 'worker', 'wasm', 'integrity', 'patience', 'signal'];

class WorkerEngine {
  #line;
  #bundle;
  #trust;
  #options;
  #place;
  /** The policy of an update that was refused: what it denies stays denied, in another worker too. */
  #denied;
  #info;
  #campaigns;

  /** Use WorkerEngine.load. */
  constructor(bundle, trust, options = {}) {
    const { url, worker, wasm, integrity, patience = PATIENCE, signal, ...rest } = known(options, OPTIONS);
    this.#bundle = bundleOf(bundle);
    this.#trust = rootOf(trust);
    this.#options = loadOptions(rest);
    if (worker !== undefined && typeof worker !== 'function') throw refused('worker', 'give a function that makes the Worker: one that is lost is replaced');
    if (!(patience > 0)) throw refused('patience', 'patience is a number of milliseconds');
    this.#place = { __proto__: null, wasm: wasm === undefined ? undefined : addressOf(wasm), integrity };
    this.#line = new Line(worker ?? (() => started(url)), () => this.#kept(), patience);
  }

  static async load(bundle, trust, options) {
    const engine = new WorkerEngine(bundle, trust, options);
    const { signal } = known(options, OPTIONS);
    try {
      engine.#hold(await unlessAborted(() => engine.#line.open(), signal));
    } catch (error) {
      engine.#line.close(closed);
      throw engine.#told(error, engine.#bundle, engine.#options);
    }
    return engine;
  }

  get info() { return this.#info; }

  get campaigns() { return this.#campaigns; }

  async decide(request, options) {
    const { deadline, signal } = known(options, ['deadline', 'signal']);
    if (deadline !== undefined && !(deadline >= 0)) throw refused('deadline', 'a deadline is a number of milliseconds');
    const text = requestOf(request);
    try {
      const answer = unlessAborted(() => this.#line.ask('decide', { __proto__: null, request: text }), signal);
      return await (deadline === undefined ? answer : unlessLate(answer, deadline, () => thenless(defaultDecision(text, 'deadline'))));
    } catch (error) {
      if (!(error instanceof EngineError && error.code === 'ENGINE_RESET')) throw error;
      return thenless(defaultDecision(text));
    }
  }

  async reasons(request, options) {
    return this.#ask('reasons', { __proto__: null, request: requestOf(request) }, options);
  }

  async record(request, options) {
    return this.#ask('record', { __proto__: null, request: requestOf(request) }, options);
  }

  async observe(history, event, options) {
    return this.#ask('observe', { __proto__: null, history: historyOf(history), event: eventOf(event) }, options);
  }

  async merge(a, b, options) {
    return this.#ask('merge', { __proto__: null, history: historyOf(a), other: historyOf(b) }, options);
  }

  async prune(history, now, options) {
    return this.#ask('prune', { __proto__: null, history: historyOf(history), now: momentOf(now) }, options);
  }

  async choices(history, options) {
    return this.#ask('choices', { __proto__: null, history: historyOf(history) }, options);
  }

  async update(bundle, options) {
    const text = bundleOf(bundle);
    const given = loadOptions(options);
    let answer;
    try {
      answer = await this.#line.ask('update', { __proto__: null, bundle: text, ...given });
    } catch (error) {
      this.#denied = given.policy ?? this.#denied;
      throw this.#told(error, text, given);
    }
    // As the engine in the worker does: roots and policy that are not said anew stay.
    given.roots ??= this.#options.roots;
    given.policy ??= this.#options.policy;
    this.#bundle = text;
    this.#options = given;
    this.#denied = undefined;
    this.#hold(answer);
  }

  async close() {
    this.#line.close(closed);
  }

  #ask(call, given, options) {
    const { signal } = known(options, ['signal']);
    return unlessAborted(() => this.#line.ask(call, given), signal);
  }

  /** Of an error only code, path and message cross. */
  #told(error, bundle, options) {
    return error instanceof TellersideError ? toldOfPages(error, { __proto__: null, bundle, trust: this.#trust, ...options }) : error;
  }

  /** What a worker in the place of a lost one loads. */
  #kept() {
    return { __proto__: null, bundle: this.#bundle, trust: this.#trust, ...this.#options, denied: this.#denied, ...this.#place };
  }

  #hold({ info, campaigns }) {
    this.#info = frozen(thenless(info));
    this.#campaigns = frozen(thenless(campaigns));
  }
}
if (Symbol.asyncDispose) WorkerEngine.prototype[Symbol.asyncDispose] = WorkerEngine.prototype.close;
// `load` resolves with an engine, which is asked for a `then`.
thenless(WorkerEngine.prototype);

function started(url) {
  // Bundlers look for this very expression.
  if (url === undefined) return new Worker(new URL('./worker-host.js', import.meta.url), { __proto__: null, type: 'module' });
  return new Worker(url, { __proto__: null, type: 'module' });
}

/** The worker would take it relative to its own script. */
function addressOf(place) {
  try {
    return new URL(place, location.href).href;
  } catch {
    throw refused('wasm', 'give the address of the module');
  }
}

function closed() {
  return new EngineError('NOT_INITIALISED', 'the engine is closed');
}

/** What `work` gives, or the reason of `signal`; what was asked meanwhile is answered to nobody. */
async function unlessAborted(work, signal) {
  if (signal === undefined) return work();
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { __proto__: null, once: true });
    work().then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

function unlessLate(promise, deadline, instead) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(instead()), deadline);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

export { WorkerEngine, gateName };
export { TellersideError, TrustError, BundleError, InputError, EngineError, LoadError };
