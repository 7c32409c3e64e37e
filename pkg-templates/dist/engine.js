// The hand-written face over the module: one wasm instance an engine, objects or JSON texts in, plain objects out.
//
// A page may run beside scripts that plant things on Object.prototype. So options are read by their own properties, requests
// are written as JSON without planted `toJSON`, and results come back through the JSON.parse of the moment this file was loaded.

import { BundleError, EngineError, InputError, LoadError, TellersideError, TrustError, refusal } from './errors.js';
import { glue } from './glue.js';

const { parse, stringify } = JSON;
const { create, freeze, getPrototypeOf, keys, setPrototypeOf } = Object;
const hasOwn = Object.hasOwn;
const isArray = Array.isArray;
const objectPrototype = Object.prototype;
const arrayPrototype = Array.prototype;

/**
 * The most that is taken of a text, in UTF-16 units, asked before it is copied into the module. Within it the module's 64 MiB of memory
 * suffice for whatever it holds. The module asks again, in bytes.
 */
const MOST_OF_A_BUNDLE = 4 * 1024 * 1024;
const MOST_OF_A_ROOT = 16 * 1024;
const MOST_OF_A_CHAIN = 512 * 1024;
const MOST_OF_A_POLICY = 256 * 1024;
const MOST_OF_AN_INPUT = 2 * 1024 * 1024;

/** The compiled module, once there is one, and the promise of it. */
let compiled = null;
let compiling = null;

/**
 * Compiles the module once, however often it is called, by `compile(options)`; the entry of each host says how.
 *
 * A failure is not remembered: the next call tries again. `signal` ends the waiting of this caller, not the compiling.
 */
async function start(options, compile) {
  const own = ownOptions(options, ['url', 'module', 'integrity', 'signal']);
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
    throw new LoadError('WASM_LOAD', `the module could not be loaded: ${cause?.message ?? cause}`, '$', cause);
  }
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
      throw refusal(thrown) ?? trapped(thrown);
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
    const text = jsonOf(request, 'REQUEST_INVALID', 'request');
    try {
      return parse(this.#call((module) => module.decide(text)));
    } catch (error) {
      if (error.code !== 'ENGINE_RESET') throw error;
      // Nothing is shown this once; the caller keeps the history it handed in.
      const history = ownHistory(text) ?? { events: [], history: 1 };
      return { decision: 1, gates: '', history, placements: [], statuses: ['engine_reset'] };
    }
  }

  reasons(request) {
    const text = jsonOf(request, 'REQUEST_INVALID', 'request');
    return parse(this.#call((module) => module.reasons(text)));
  }

  record(request) {
    const text = jsonOf(request, 'REQUEST_INVALID', 'request');
    return parse(this.#call((module) => module.record(text)));
  }

  observe(history, event) {
    const before = jsonOf(history ?? { events: [], history: 1 }, 'HISTORY_INVALID', 'history');
    const text = jsonOf(event, 'EVENT_INVALID', 'event');
    return parse(this.#call((module) => module.history('observe', before, text)));
  }

  merge(a, b) {
    const one = jsonOf(a ?? { events: [], history: 1 }, 'HISTORY_INVALID', 'history');
    const other = jsonOf(b ?? { events: [], history: 1 }, 'HISTORY_INVALID', 'history');
    return parse(this.#call((module) => module.history('merge', one, other)));
  }

  prune(history, now) {
    const kept = jsonOf(history ?? { events: [], history: 1 }, 'HISTORY_INVALID', 'history');
    if (typeof now !== 'string') throw noTime();
    return parse(this.#call((module) => module.history('prune', kept, now)));
  }

  choices(history) {
    const kept = jsonOf(history ?? { events: [], history: 1 }, 'HISTORY_INVALID', 'history');
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
    this.#call((module) => module.update(text, given.now, given.policy, given.roots));
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
  instantiate(compiled);
  return classes;
}

function trapped(cause) {
  if (cause instanceof TellersideError) return cause;
  return new EngineError('ENGINE_RESET', 'the module trapped and is started anew', '$', cause);
}

/** The texts and options of a load, as the module takes them. */
function loadTexts(bundle, trust, options) {
  return {
    bundle: bundleOf(bundle),
    trust: textOf(trust, MOST_OF_A_ROOT, TrustError, 'ROOT_INVALID', 'ROOT_INVALID', 'trust root'),
    options: loadOptions(options),
  };
}

/** The options of a load: `now`, and as texts the page's policy and the chain of roots. */
function loadOptions(options) {
  const { now, policy, roots } = ownOptions(options, ['now', 'policy', 'roots']);
  if (typeof now !== 'string') throw noTime();
  return {
    now,
    policy: policy === undefined ? undefined : jsonOf(policy, 'OPTIONS_INVALID', 'policy', MOST_OF_A_POLICY),
    roots: roots === undefined
      ? undefined
      : textOf(roots, MOST_OF_A_CHAIN, TrustError, 'ROOT_INVALID', 'ROOT_INVALID', 'chain of roots'),
  };
}

function noTime() {
  return new InputError('OPTIONS_INVALID', 'say what time it is, RFC 3339', 'now');
}

/** The own properties of `options` that are among `known`. Any other is refused: it would be a typing error without effect. */
function ownOptions(options = {}, known) {
  const own = create(null);
  if (typeof options !== 'object' || options === null) throw new InputError('OPTIONS_INVALID', 'options are an object');
  for (const name of keys(options)) {
    if (!known.includes(name)) throw new InputError('OPTIONS_INVALID', `unknown option; known are ${known.join(', ')}`, name);
    own[name] = options[name];
  }
  return own;
}

function bundleOf(value) {
  return textOf(value, MOST_OF_A_BUNDLE, BundleError, 'MALFORMED', 'TOO_LARGE', 'bundle');
}

/** `value`, which must be a text of at most `most` units: what is signed or pinned counts byte for byte. */
function textOf(value, most, Class, noText, tooLong, name) {
  if (typeof value !== 'string') throw new Class(noText, `the ${name} is given as its text, not parsed`);
  if (value.length > most) throw new Class(tooLong, `the ${name} is longer than ${most} characters`);
  return value;
}

/** `value` as JSON: a text as it stands, an object by its own enumerable properties. */
function jsonOf(value, code, name, most = MOST_OF_AN_INPUT) {
  let text = value;
  if (typeof value !== 'string') {
    try {
      text = stringify('toJSON' in objectPrototype || 'toJSON' in arrayPrototype ? unplanted(value) : value);
    } catch {
      throw new InputError(code, `the ${name} is no JSON value: it is circular, too deep, or holds a BigInt`);
    }
    if (typeof text !== 'string') throw new InputError(code, `the ${name} is missing`);
  }
  if (text.length > most) throw new InputError('TOO_LARGE', `the ${name} is longer than ${most} characters`);
  return text;
}

/** A copy of a JSON value without prototypes, so that JSON.stringify finds no `toJSON` but an object's own kind's. */
function unplanted(value) {
  if (typeof value === 'bigint') throw new TypeError('a BigInt is no JSON value');
  if (typeof value !== 'object' || value === null) return value;
  for (let owner = value; owner !== null && owner !== objectPrototype && owner !== arrayPrototype; owner = getPrototypeOf(owner)) {
    if (hasOwn(owner, 'toJSON') && typeof owner.toJSON === 'function') return unplanted(value.toJSON());
  }
  const copy = isArray(value) ? setPrototypeOf([], null) : create(null);
  if (isArray(value)) copy.length = value.length;
  for (const key of keys(value)) copy[key] = unplanted(value[key]);
  return copy;
}

/** The history in the text of a request that the module could not answer. */
function ownHistory(text) {
  try {
    const request = parse(text);
    return hasOwn(request, 'history') ? request.history : undefined;
  } catch {
    return undefined;
  }
}

function frozen(value) {
  if (typeof value === 'object') for (const key of keys(value)) frozen(value[key]);
  return freeze(value);
}

/** What the bytes of `gates` mean. */
const GATES = {
  __proto__: null,
  '.': 'shown',
  s: 'release_status',
  x: 'denied',
  d: 'not_scheduled',
  v: 'not_signed_off',
  p: 'not_permitted',
  0: 'suppressed',
  1: 'suppressed',
  2: 'suppressed',
  3: 'suppressed',
  4: 'suppressed',
  A: 'suppressed_unknown',
  B: 'suppressed_unknown',
  C: 'suppressed_unknown',
  D: 'suppressed_unknown',
  E: 'suppressed_unknown',
  n: 'not_triggered',
  u: 'trigger_unknown',
  f: 'history_overflow',
  e: 'history_ephemeral',
  r: 'refused',
  c: 'capped',
  w: 'cooling',
  a: 'arm_waits',
  o: 'outranked',
  h: 'held_out',
  i: 'holdout_unknown',
};

/** The word of a gate's byte; undefined for a byte that no gate has. */
function gateName(byte) {
  return GATES[byte];
}

export { Engine, ask, gateName, instance, jsonOf, loadTexts, start, trapped };
