// The hand-written face over the module: one wasm instance an engine, objects or JSON texts in, plain objects out.
//
// A page may run beside scripts that plant things on Object.prototype. So what goes in is text (`texts.js`), and results come back
// through the JSON.parse of the moment this file was loaded.

import { EngineError, LoadError, TellersideError, refusal } from './errors.js';
import { gateName } from './gates.js';
import { glue } from './glue.js';
import { frozen, known } from './options.js';
import { bundleOf, defaultDecision, eventOf, historyOf, loadOptions, loadTexts, momentOf, requestOf, toldOfPages } from './texts.js';

const { parse } = JSON;

/** What to do where a host has the bytes and does not compile them. */
const TO_COMPILE = "allow it by CSP (script-src 'wasm-unsafe-eval'); at an edge build with the condition of the host (workerd, edge-light), "
  + 'whose entry takes the compiled module; and look whether the bytes are those of the module';

/** The compiled module, once there is one, and the promise of it. */
let compiled = null;
let compiling = null;

/**
 * Compiles the module once, however often it is called, by `compile(options)`; the entry of each host says how.
 *
 * A failure is not remembered: the next call tries again. `signal` ends the waiting of this caller, not the compiling.
 */
async function start(options, compile) {
  const own = known(options, ['url', 'module', 'integrity', 'signal']);
  own.signal?.throwIfAborted();
  if (compiled !== null) return;
  if (compiling === null) {
    compiling = compileOnce(own, compile);
    const forget = () => { compiling = null; };
    compiling.then(forget, forget);
  }
  await (own.signal === undefined ? compiling : unlessAborted(compiling, own.signal));
}

/** Resolves with nothing: a promise that resolves with an object asks it for a `then`, which anyone may have planted. */
async function compileOnce(options, compile) {
  try {
    const found = options.module === undefined ? compile(options) : compileGiven(options.module);
    compiled = isModule(found) ? found : await found;
  } catch (cause) {
    if (cause instanceof TellersideError) throw cause;
    throw unloaded(cause);
  }
}

function unloaded(cause) {
  const help = cause?.name === 'CompileError' ? TO_COMPILE : undefined;
  return new LoadError('WASM_LOAD', `the module could not be loaded: ${cause?.message ?? cause}`, '$', cause, help);
}

function compileGiven(module) {
  return isModule(module) ? module : WebAssembly.compile(module);
}

/** By what it can do and not by its constructor, which is another one for a module of another realm. */
function isModule(value) {
  try {
    WebAssembly.Module.customSections(value, 'name');
    return true;
  } catch {
    return false;
  }
}

function unlessAborted(promise, signal) {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { __proto__: null, once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** What `work` gives of the module's own engine, for the faces of this package that ask it more. */
let ask;

/** The bundle that runs, and what it was loaded with, from which an instance that trapped is replaced. */
class Engine {
  #trust;
  #bundle;
  #options;
  /** The module's own engine; null after a trap until it is replaced, and after close(). */
  #module = null;
  #info = null;
  #campaigns = null;
  #closed = false;
  /** The policy of an update that was refused: what it denies stays denied, in a fresh instance too. */
  #denied = null;

  /** Use Engine.load. */
  constructor(bundle, trust, options) {
    ({ bundle: this.#bundle, trust: this.#trust, options: this.#options } = loadTexts(bundle, trust, options));
    try {
      this.#module = this.#load();
    } catch (thrown) {
      const refused = refusal(thrown);
      throw refused === null ? trapped(thrown) : toldOfPages(refused, { __proto__: null, bundle: this.#bundle, trust: this.#trust, ...this.#options });
    }
  }

  static load(bundle, trust, options) {
    return new this(bundle, trust, options);
  }

  static {
    ask = (engine, work) => engine.#call(work);
  }

  get info() {
    this.#info ??= frozen(parse(this.#call((module) => module.info())));
    return this.#info;
  }

  get campaigns() {
    this.#campaigns ??= frozen(parse(this.#call((module) => module.campaigns())));
    return this.#campaigns;
  }

  decide(request) {
    const text = requestOf(request);
    try {
      return parse(this.#call((module) => module.decide(text)));
    } catch (error) {
      if (error.code !== 'ENGINE_RESET') throw error;
      return defaultDecision(text);
    }
  }

  reasons(request) {
    const text = requestOf(request);
    return parse(this.#call((module) => module.reasons(text)));
  }

  record(request) {
    const text = requestOf(request);
    return parse(this.#call((module) => module.record(text)));
  }

  observe(history, event) {
    const before = historyOf(history);
    const text = eventOf(event);
    return parse(this.#call((module) => module.history('observe', before, text)));
  }

  merge(a, b) {
    const one = historyOf(a);
    const other = historyOf(b);
    return parse(this.#call((module) => module.history('merge', one, other)));
  }

  prune(history, now) {
    const kept = historyOf(history);
    const moment = momentOf(now);
    return parse(this.#call((module) => module.history('prune', kept, moment)));
  }

  choices(history) {
    const kept = historyOf(history);
    return parse(this.#call((module) => module.history('choices', kept, '')));
  }

  update(bundle, options) {
    const text = bundleOf(bundle);
    const given = loadOptions(options);
    // A root that was reached stays, though a later call may leave the chain out; a fresh instance must reach it again. So does the
    // page's last word: a policy that is not said anew is not taken back.
    given.roots ??= this.#options.roots;
    given.policy ??= this.#options.policy;
    this.#denied = given.policy;
    try {
      this.#call((module) => module.update(text, given.now, given.policy, given.roots));
    } catch (error) {
      throw toldOfPages(error, { __proto__: null, bundle: text, ...given });
    }
    this.#bundle = text;
    this.#options = given;
    this.#denied = null;
    this.#info = null;
    this.#campaigns = null;
  }

  close() {
    this.#closed = true;
    this.#module = null;
    this.#info = null;
    this.#campaigns = null;
  }

  #load() {
    const { Engine: ModuleEngine } = instance();
    const { now, policy, roots } = this.#options;
    const engine = ModuleEngine.load(this.#bundle, this.#trust, now, policy, roots);
    if (this.#denied !== null) {
      try {
        engine.update('', now, this.#denied, roots);
      } catch {
        // Refused as it was before; its deny list holds all the same.
      }
    }
    return engine;
  }

  /** What `work` gives. A trap leaves the instance in an unknown state: it is thrown away, and the next call gets a new one. */
  #call(work) {
    if (this.#closed) throw new EngineError('NOT_INITIALISED', 'the engine is closed');
    try {
      this.#module ??= this.#load();
      return work(this.#module);
    } catch (thrown) {
      const refused = refusal(thrown);
      if (refused !== null) throw refused;
      this.#module = null;
      throw trapped(thrown);
    }
  }
}
if (Symbol.dispose) Engine.prototype[Symbol.dispose] = Engine.prototype.close;

/** The classes of a fresh instance of the module. */
function instance() {
  if (compiled === null) throw new EngineError('NOT_INITIALISED', 'there is no module yet');
  const { start: instantiate, ...classes } = glue();
  try {
    instantiate(compiled);
  } catch (cause) {
    // What WebKit says where the page's policy forbids the module: it is compiled by then.
    throw cause?.name === 'CompileError' ? unloaded(cause) : cause;
  }
  return classes;
}

function trapped(cause) {
  if (cause instanceof TellersideError) return cause;
  return new EngineError('ENGINE_RESET', 'the module trapped and is started anew', '$', cause);
}

export { Engine, ask, gateName, instance, start, trapped };
