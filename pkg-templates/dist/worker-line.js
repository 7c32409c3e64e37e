// The calls to a worker: answered one after another, each of them sooner or later, also where the worker is lost on the way.
//
// The page may run beside scripts that plant things on Object.prototype. So texts cross and nothing else, what is read of an answer is its
// own, and a Map holds what waits.

import { EngineError, LoadError, rebuilt } from './errors.js';

const { parse, stringify } = JSON;
const { defineProperty } = Object;

class Call {
  text;
  resolve;
  reject;
  constructor(text, resolve, reject) {
    this.text = text;
    this.resolve = resolve;
    this.reject = reject;
  }
}

class Line {
  #make;
  #opening;
  #patience;
  #worker = null;
  #isOpen = false;
  /** The promise of a worker that is ready, as its resolve and reject. */
  #opened = null;
  /** What was asked and not answered, in its order. */
  #waiting = new Map();
  #next = 1;
  #timer;
  #closed = null;

  /** `make()` gives a worker, `opening()` what it loads; a call that has waited longer than `patience` at the head finds it lost. */
  constructor(make, opening, patience) {
    this.#make = make;
    this.#opening = opening;
    this.#patience = patience;
  }

  /** The first worker, ready. Resolves with what it loaded. */
  open() {
    return new Promise((resolve, reject) => {
      this.#opened = new Call('', resolve, reject);
      this.#begin();
    });
  }

  /** What the worker answers to `call` with the texts `given`. */
  ask(call, given) {
    return new Promise((resolve, reject) => {
      if (this.#closed !== null) throw this.#closed();
      const id = this.#next++;
      const asked = new Call(stringify({ __proto__: null, id, call, ...given }), resolve, reject);
      this.#waiting.set(id, asked);
      if (this.#waiting.size === 1) this.#watch();
      if (this.#isOpen) this.#worker.postMessage(asked.text);
      else this.#begin();
    });
  }

  /** Rejects all that waits, and whatever comes later, with what `reason()` gives. */
  close(reason) {
    this.#closed = reason;
    this.#drop();
    this.#failAll(reason());
  }

  #begin() {
    if (this.#worker !== null) return;
    let worker;
    try {
      worker = this.#make();
      worker.addEventListener('message', ({ data }) => { if (worker === this.#worker) this.#hear(data); });
      for (const kind of ['error', 'messageerror']) {
        worker.addEventListener(kind, (event) => {
          event.preventDefault();
          if (worker === this.#worker) this.#lose(event.message);
        });
      }
      worker.postMessage(stringify({ __proto__: null, id: 0, call: 'load', ...this.#opening() }));
    } catch (cause) {
      this.#failOpening(unloaded(cause?.message ?? cause, cause));
      return;
    }
    this.#worker = worker;
  }

  #hear(data) {
    let message;
    try {
      message = parse(data);
    } catch {
      return this.#lose('an answer that is none');
    }
    const { id, error, answer } = message;
    if (id === 0 && !this.#isOpen) return error === null ? this.#isReady(answer) : this.#failOpening(rebuilt(error));
    const [head] = this.#waiting.keys();
    if (id !== head) return this.#lose('an answer out of turn');
    const { resolve, reject } = this.#take();
    if (error === null) resolve(thenless(answer));
    else reject(rebuilt(error));
    return undefined;
  }

  #isReady(answer) {
    this.#isOpen = true;
    this.#opened?.resolve(thenless(answer));
    this.#opened = null;
    for (const { text } of this.#waiting.values()) this.#worker.postMessage(text);
    // Starting took its time; the call under way has its own.
    this.#watch();
  }

  /** There is no worker to be had: nothing that waits can be answered. The next call tries anew. */
  #failOpening(error) {
    this.#drop();
    this.#opened?.reject(error);
    this.#opened = null;
    this.#failAll(reset(error.message, error));
  }

  /** The worker is gone: the call under way fails, and the others are asked of the next one. */
  #lose(message) {
    if (this.#opened !== null) return this.#failOpening(unloaded(message));
    this.#drop();
    if (this.#waiting.size > 0) this.#take().reject(reset(message));
    // Who asked hears of it first: a policy that was refused on the way holds in the next worker too.
    queueMicrotask(() => { if (this.#waiting.size > 0) this.#begin(); });
    return undefined;
  }

  #drop() {
    this.#worker?.terminate();
    this.#worker = null;
    this.#isOpen = false;
  }

  #take() {
    const [id] = this.#waiting.keys();
    const call = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#watch();
    return call;
  }

  #failAll(error) {
    this.#opened?.reject(error);
    this.#opened = null;
    const calls = this.#waiting;
    this.#waiting = new Map();
    this.#watch();
    for (const { reject } of calls.values()) reject(error);
  }

  /** A worker that was terminated says nothing of it. */
  #watch() {
    clearTimeout(this.#timer);
    if (this.#waiting.size > 0) this.#timer = setTimeout(() => this.#lose('no answer'), this.#patience);
  }
}

/** A promise that resolves with an object asks it for a `then`, which anyone may have planted: so the object has one of its own, hidden. */
function thenless(value) {
  return defineProperty(value, 'then', { __proto__: null, value: undefined, configurable: true, writable: true, enumerable: false });
}

function reset(message, cause) {
  return new EngineError('ENGINE_RESET', `the worker was lost and is replaced: ${message ?? 'it says nothing of why'}`, '$', cause);
}

function unloaded(message, cause) {
  return new LoadError('WORKER_LOAD', `the worker could not be started: ${message ?? 'its script was not found or not allowed'}`, '$', cause);
}

export { Line, thenless };
