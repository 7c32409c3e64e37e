// An OpenFeature provider for the page: decided when the context is known, answered at once.

import { Events, Failure, Standing, contextWithoutKey, failed, failureOf, forHost, keyRule, observationOf, resolved } from './openfeature.js';
import { known, refused } from './options.js';
import { Slots, isAlike } from './slots.js';

class TellersideWebProvider {
  metadata = { name: 'tellerside' };
  runsOn = 'client';
  /** It holds the decision of one context. */
  domainScoped = true;
  events = new Events();
  #options;
  #targetingKey;
  #slots = null;
  #loading = null;
  #standing = new Standing(this.events);
  /** Why there is no engine. */
  #fault = new Failure('PROVIDER_NOT_READY', 'nothing is decided yet');
  /** Why the last bundle was refused. */
  #refusal = null;
  /** What each slot held when it was last told. */
  #shown = new Map();
  /** Whether a change is told by who made it. */
  #isTold = false;

  constructor(options) {
    this.#options = known(options, ['engine', 'request', 'history', 'now', 'targetingKey']);
    this.#targetingKey = keyRule(this.#options.targetingKey);
    const { engine, request } = this.#options;
    if (typeof engine !== 'function') this.#make(engine);
    else if (request === undefined) throw refused('request', 'give the request, or a function that gives it');
  }

  get slots() {
    return this.#slots;
  }

  initialize(context) {
    const starting = this.#start(context);
    this.#sayAfterTheSdk(starting);
    return starting;
  }

  /** Only a promise that is rejected is an error to the SDK: it miscounts what is thrown at once. */
  onContextChange(_, context) {
    if (this.#slots === null || this.#fault !== null) return this.initialize(context);
    try {
      const allowed = contextWithoutKey(context, this.#targetingKey);
      if (typeof this.#options.request === 'function' || this.#slots.error !== null) this.#telling(() => this.#slots.decide(allowed));
    } catch (error) {
      return Promise.reject(failureOf(error));
    }
    if (this.#slots.error !== null) return Promise.reject(failureOf(this.#slots.error));
    this.#remember();
    this.#sayAfterTheSdk(Promise.resolve());
    return undefined;
  }

  refresh() {
    const slots = this.#open();
    this.#telling(() => slots.decide());
    this.#tell(false);
  }

  update(bundle, options) {
    const slots = this.#open();
    const { release } = slots;
    try {
      this.#telling(() => slots.update(bundle, options));
      this.#refusal = null;
    } catch (error) {
      this.#refusal = failureOf(error);
      throw error;
    } finally {
      this.#tell(slots.release !== release);
    }
  }

  resolveBooleanEvaluation(key, value, context) {
    return this.#resolve('boolean', key, value, context);
  }

  resolveStringEvaluation(key, value, context) {
    return this.#resolve('string', key, value, context);
  }

  resolveNumberEvaluation(key, value, context) {
    return this.#resolve('number', key, value, context);
  }

  resolveObjectEvaluation(key, value, context) {
    return this.#resolve('object', key, value, context);
  }

  track(name, context, details) {
    contextWithoutKey(context, this.#targetingKey);
    const event = observationOf(name, details);
    if (event !== null) this.#open().observe(event);
  }

  /** Waits for what is being written. An engine that this provider loaded is closed. */
  async onClose() {
    await this.#slots?.settled();
    if (typeof this.#options.engine === 'function') this.#slots?.engine.close();
  }

  #resolve(type, key, value, context) {
    try {
      contextWithoutKey(context, this.#targetingKey);
      return resolved(this.#ready(), type, key, value, this.#refusal !== null);
    } catch (error) {
      return failed(value, failureOf(error));
    }
  }

  #ready() {
    if (this.#fault !== null) throw this.#fault;
    return this.#slots;
  }

  #open() {
    if (this.#fault !== null) throw forHost(this.#fault);
    return this.#slots;
  }

  async #start(context) {
    const allowed = contextWithoutKey(context, this.#targetingKey);
    this.#loading ??= this.#load();
    await this.#loading;
    // What it finds at first is no change; an engine that comes while the context changes decides in the last one.
    this.#isTold = true;
    await this.#slots.start(allowed);
    if (this.#fault === null) this.#slots.decide(allowed);
    this.#isTold = false;
    this.#fault = null;
    this.#remember();
    if (this.#slots.error !== null) throw failureOf(this.#slots.error);
  }

  /** Once, unless it fails. */
  async #load() {
    if (this.#slots !== null) return;
    try {
      this.#make(await this.#options.engine());
    } catch (error) {
      this.#loading = null;
      this.#fault = failureOf(error);
      throw this.#fault;
    }
  }

  #make(engine) {
    const { request, history, now } = this.#options;
    const options = { engine, request };
    if (history !== undefined) options.history = history;
    if (now !== undefined) options.now = now;
    this.#slots = new Slots(options);
    this.#slots.subscribe(() => { if (!this.#isTold) this.#tellChanges(false); });
  }

  #telling(work) {
    this.#isTold = true;
    try {
      work();
    } finally {
      this.#isTold = false;
    }
  }

  /** The SDK says by itself that it is ready, once `settled` is. What is otherwise is said after that. */
  #sayAfterTheSdk(settled) {
    const say = () => {
      this.#standing.isReady();
      this.#standing.say(this.#slots, this.#refusal);
    };
    Promise.resolve().then(() => settled.then(say, () => {}));
  }

  #tell(isOtherRelease) {
    this.#standing.say(this.#slots, this.#refusal);
    this.#tellChanges(isOtherRelease);
  }

  #tellChanges(isOtherRelease) {
    const before = this.#shown;
    this.#remember();
    const flagsChanged = [...this.#shown.keys()].filter((name) => !isAlike(before.get(name) ?? null, this.#shown.get(name)));
    if (isOtherRelease || flagsChanged.length > 0) this.events.emit('PROVIDER_CONFIGURATION_CHANGED', { flagsChanged });
  }

  #remember() {
    this.#shown = new Map(this.#slots.names.map((name) => [name, this.#slots.placement(name)]));
  }
}

export { TellersideWebProvider };
