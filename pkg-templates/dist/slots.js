// What frameworks share: one decision for all slots of a page or an answer, the history beside it, and who is told of a change.
//
// Asking for a slot counts nothing. What counts is what the host observes.

import { InputError } from './errors.js';
import { frozen, isObject, known, refused } from './options.js';

const { stringify } = JSON;
const { isArray } = Array;

/** After these an offer is gone until the next decision. */
const CLOSING = ['dismiss', 'not_interested'];

/** Half of it for a second: what counts as seen. */
const SEEN_SHARE = 0.5;
const SEEN_MILLISECONDS = 1000;

class Slots {
  #engine;
  #request;
  #store;
  #now;
  /** The history as this page knows it; undefined for none yet. */
  #history;
  /** How long the store keeps it; undefined where there is no store and the request says it. */
  #storage;
  #reading = null;
  #isRead = false;
  /** Whether it was decided before the store was read: then as if nothing were kept. */
  #isEarly = false;
  #starting = null;
  #context;
  /** What was last asked for, without features and history. */
  #asked = null;
  #decision = null;
  #gates = '';
  #release = null;
  #campaigns = [];
  #error = null;
  #placements = new Map();
  #listeners = new Set();
  /** A write at a time; what is known when it begins is what it writes. */
  #writing = null;
  #isUnwritten = false;

  constructor(options) {
    const { engine, request, history, now } = known(options, ['engine', 'request', 'history', 'now']);
    if (typeof engine?.decide !== 'function') throw refused('engine', 'give the engine that decides');
    if (typeof request !== 'function' && !isObject(request)) throw refused('request', 'give the request, or a function that gives it');
    if (now !== undefined && typeof now !== 'function') throw refused('now', 'give a function that says what time it is');
    for (const method of history === undefined ? [] : ['read', 'write']) {
      if (typeof history?.[method] !== 'function') throw refused('history', `the store has no ${method}()`);
    }
    this.#engine = engine;
    this.#request = request;
    this.#store = history ?? null;
    this.#now = now;
    // Handed on bare, as React's hooks and event handlers are.
    this.subscribe = this.subscribe.bind(this);
    this.observe = this.observe.bind(this);
    this.placement = this.placement.bind(this);
  }

  get engine() {
    return this.#engine;
  }

  get decision() {
    return this.#decision;
  }

  get error() {
    return this.#error;
  }

  get release() {
    return this.#release;
  }

  /** The names of the slots that the last request asked for. */
  get names() {
    const names = this.#asked?.slots;
    return isArray(names) ? names : [];
  }

  get history() {
    return this.#history;
  }

  placement(slot) {
    return this.#placements.get(slot) ?? null;
  }

  /** The gates of the campaigns that could stand in a slot, one character each. */
  gatesOf(slot) {
    return this.#campaigns.map(({ slots }, place) => (slots.includes(slot) ? this.#gates.charAt(place) : '')).join('');
  }

  subscribe(listener) {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  }

  /** Decides at once where no store must be read first, and writes nothing: fit for a framework that renders twice. */
  prepare(context) {
    if (this.#store === null && this.#decision === null && this.#error === null) this.#decide(context);
  }

  /** Reads the store, decides unless that is done, and keeps the history. Once, however often it is called. */
  start(context) {
    this.#starting ??= this.#start(context);
    return this.#starting;
  }

  async #start(context) {
    await this.open(context);
    if (this.#isEarly || (this.#decision === null && this.#error === null)) {
      this.#decide(this.#isEarly ? this.#context : context);
      this.#tell();
    }
    this.#keep();
  }

  /** Reads the store, for a host that observes what another decision placed. */
  async open(context) {
    if (this.#store !== null) {
      this.#reading ??= this.#read();
      await this.#reading;
    }
    if (this.#asked === null && this.#error === null) this.#ask(context);
  }

  /** Decides anew: another visit, another vector. Without a context in the last one. */
  decide(context = this.#context) {
    this.#decide(context);
    this.#keep();
    this.#tell();
  }

  /**
   * Goes over to another bundle and decides anew. Where it is refused, this throws, and the last good one goes on; there, and where it is
   * the same as before, what the page's policy denies is taken away and all else stays where it is, under the eyes of who reads it.
   */
  update(bundle, options) {
    const { index, version } = this.#engine.info;
    try {
      this.#engine.update(bundle, options);
      const { info } = this.#engine;
      if (info.index !== index || info.version !== version) this.#decide(this.#context);
      else this.#withdraw();
    } catch (error) {
      this.#withdraw();
      throw error;
    } finally {
      this.#keep();
      this.#tell();
    }
  }

  observe(event) {
    const { kind, slot, placement, target } = known(event, ['kind', 'slot', 'placement', 'target']);
    const shown = placement === undefined ? this.placement(slot) : this.#ofId(placement);
    if (slot !== undefined && shown === null) throw new InputError('EVENT_INVALID', 'nothing is placed in this slot', 'slot');
    const observed = { __proto__: null, at: this.#moment(), kind };
    if (placement !== undefined) observed.placement = placement;
    if (shown !== null) Object.assign(observed, { placement: shown.id, campaign: shown.campaign, slot: shown.slot });
    if (target !== undefined) observed.target = target;
    this.#history = this.#engine.observe(this.#history, observed);
    this.#keep();
    if (shown !== null && CLOSING.includes(kind)) {
      this.#placements.delete(shown.slot);
      this.#tell();
    }
  }

  /** Resolves when all that is known is written, or could not be. */
  async settled() {
    await this.#starting;
    while (this.#writing !== null) await this.#writing;
  }

  #ofId(id) {
    for (const placement of this.#placements.values()) if (placement.id === id) return placement;
    return null;
  }

  /** The request as the engine is to see it, or null, and then `error` says why. */
  #ask(context) {
    this.#context = context;
    try {
      const given = typeof this.#request === 'function' ? this.#request(context) : this.#request;
      if (!isObject(given)) throw new InputError('REQUEST_INVALID', 'the request is no object');
      // By its own properties, whatever was planted on the prototype of objects.
      const asked = { __proto__: null, ...given };
      this.#join(asked.history);
      if (this.#now !== undefined) asked.now ??= this.#now();
      if (this.#store !== null) asked.storage = this.#storage ?? 'memory';
      this.#asked = { ...asked, features: null, history: null };
      if (this.#history !== undefined) asked.history = this.#history;
      return asked;
    } catch (error) {
      this.#error = error;
      return null;
    }
  }

  /** Never throws: what went wrong is `error`, and then no slot has a placement. What stood there belonged to another request. */
  #decide(context) {
    this.#isEarly = this.#store !== null && !this.#isRead;
    this.#error = null;
    this.#decision = null;
    this.#placements = new Map();
    const request = this.#ask(context);
    if (request === null) return;
    try {
      const decision = this.#engine.decide(request);
      if (decision instanceof Promise) throw refused('engine', 'give the synchronous Engine: one in a worker decides later than a page is drawn');
      this.#history = decision.history;
      this.#release = this.#engine.info;
      this.#campaigns = this.#engine.campaigns;
      this.#decision = decision;
      this.#gates = decision.gates;
      for (const placement of decision.placements) this.#placements.set(placement.slot, frozen(placement));
    } catch (error) {
      this.#error = error;
    }
  }

  /** Takes away what is denied meanwhile, by the engine's word on the same request; and whatever it says no word of. */
  #withdraw() {
    if (this.#placements.size === 0) return;
    let gates = '';
    const request = this.#ask(this.#context);
    try {
      if (request !== null) gates = this.#engine.decide({ ...request, dry_run: true }).gates;
    } catch (error) {
      this.#error = error;
    }
    if (this.#error !== null) this.#decision = null;
    this.#gates = gates;
    for (const { campaign: shown, slot } of [...this.#placements.values()]) {
      const gate = gates.charAt(this.#campaigns.findIndex(({ campaign }) => campaign === shown));
      if (gate === 'x' || gate === '') this.#placements.delete(slot);
    }
  }

  /** When something is observed: by the host's clock, else by that of the last request. */
  #moment() {
    return this.#now === undefined ? this.#asked?.now : this.#now();
  }

  async #read() {
    try {
      this.#take(await this.#store.read());
    } catch {
      this.#storage = 'memory';
    }
    this.#isRead = true;
  }

  /** What a store answers: its history joins this page's, and it says for how long it keeps. */
  #take(answer) {
    if (!isObject(answer)) return;
    if (answer.status === 'cleared') {
      this.#history = undefined;
      this.#placements = new Map();
      this.#tell();
    }
    this.#join(answer.history);
    this.#storage = answer.storage ?? this.#storage ?? 'memory';
  }

  #join(history) {
    if (history !== undefined && history !== null) this.#history = this.#history === undefined ? history : this.#engine.merge(this.#history, history);
  }

  #keep() {
    if (this.#store === null || this.#history === undefined) return;
    this.#isUnwritten = true;
    this.#writing ??= this.#write();
  }

  async #write() {
    // A decision and what follows it at once are one write.
    await null;
    while (this.#isUnwritten) {
      this.#isUnwritten = false;
      try {
        this.#take(await this.#store.write(this.#history, this.#moment()));
      } catch {
        this.#storage = 'memory';
      }
    }
    this.#writing = null;
  }

  #tell() {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Whether two placements read the same to a customer. Ids differ from decision to decision. */
function isAlike(one, other) {
  return textOf(one) === textOf(other);
}

function textOf(placement) {
  return stringify(placement === null ? null : { ...placement, id: '' });
}

/** Calls `seen` once, when half of `element` was visible for a second without a break. Returns how to stop. */
function whenSeen(element, seen) {
  const { ownerDocument } = element;
  let isInView = false;
  let timer = 0;
  const stop = () => {
    observer.disconnect();
    ownerDocument.removeEventListener('visibilitychange', watch);
    clearTimeout(timer);
  };
  const watch = () => {
    clearTimeout(timer);
    // Nobody sees a tab in the background.
    if (!isInView || ownerDocument.visibilityState === 'hidden') return;
    timer = setTimeout(() => {
      stop();
      seen();
    }, SEEN_MILLISECONDS);
  };
  const observer = new IntersectionObserver((entries) => {
    isInView = entries.at(-1).intersectionRatio >= SEEN_SHARE;
    watch();
  }, { __proto__: null, threshold: [SEEN_SHARE] });
  observer.observe(element);
  ownerDocument.addEventListener('visibilitychange', watch);
  return stop;
}

export { Slots, isAlike, whenSeen };
