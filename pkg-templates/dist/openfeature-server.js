// An OpenFeature provider for a server or an edge worker: one decision for all that is evaluated for one request object.

import { Events, Failure, Standing, contextWithoutKey, failed, failureOf, forHost, keyRule, observationOf, resolved } from './openfeature.js';
import { isObject, known, refused } from './options.js';
import { Slots } from './slots.js';

class TellersideServerProvider {
  metadata = { name: 'tellerside' };
  runsOn = 'server';
  events = new Events();
  #options;
  #targetingKey;
  #engine = null;
  #loading = null;
  #standing = new Standing(this.events);
  /** Why there is no engine. */
  #fault = new Failure('PROVIDER_NOT_READY', 'the engine is not loaded yet');
  /** Why the last bundle was refused. */
  #refusal = null;
  /** By the request object, so that nothing of a customer outlives what the host holds. */
  #made = new WeakMap();
  /** Whose decisions were looked at for how the provider stands. */
  #said = new WeakSet();
  /** What is being observed and written. */
  #underWay = new Set();

  constructor(options) {
    this.#options = known(options, ['engine', 'request', 'history', 'now', 'targetingKey', 'report']);
    this.#targetingKey = keyRule(this.#options.targetingKey);
    const { engine, request, history, now, report } = this.#options;
    for (const [name, hook] of [['request', request], ['history', history ?? request], ['now', now ?? request], ['report', report ?? request]]) {
      if (typeof hook !== 'function') throw refused(name, 'give a function');
    }
    if (typeof engine === 'function') return;
    if (typeof engine?.decide !== 'function') throw refused('engine', 'give the engine, or a function that loads it');
    this.#engine = engine;
    this.#fault = null;
  }

  async initialize() {
    if (this.#engine === null) this.#loading ??= this.#load();
    await this.#loading;
  }

  /** Once, unless it fails. */
  async #load() {
    try {
      this.#engine = await this.#options.engine();
      this.#fault = null;
    } catch (error) {
      this.#loading = null;
      this.#fault = failureOf(error);
      throw this.#fault;
    }
  }

  update(bundle, options) {
    if (this.#fault !== null) throw forHost(this.#fault);
    const { index, version } = this.#engine.info;
    try {
      this.#engine.update(bundle, options);
    } catch (error) {
      this.#refusal = failureOf(error);
      this.#standing.say({}, this.#refusal);
      throw error;
    }
    this.#refusal = null;
    const { info } = this.#engine;
    this.#standing.say({ decision: { statuses: [] }, error: null }, null);
    // Whose slots change by it, each request will tell.
    if (info.index !== index || info.version !== version) this.events.emit('PROVIDER_CONFIGURATION_CHANGED', {});
  }

  resolveBooleanEvaluation(key, value, context, logger) {
    return this.#resolve('boolean', key, value, context, logger);
  }

  resolveStringEvaluation(key, value, context, logger) {
    return this.#resolve('string', key, value, context, logger);
  }

  resolveNumberEvaluation(key, value, context, logger) {
    return this.#resolve('number', key, value, context, logger);
  }

  resolveObjectEvaluation(key, value, context, logger) {
    return this.#resolve('object', key, value, context, logger);
  }

  track(name, context, details) {
    const allowed = contextWithoutKey(context, this.#targetingKey);
    const event = observationOf(name, details);
    if (event === null) return;
    this.#await(this.#observe(event, allowed).catch((error) => this.#options.report?.(error)));
  }

  /** Resolves when all histories are written, or could not be: for `waitUntil` of an edge worker. */
  async settled() {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /** Waits for what is being written. An engine that this provider loaded is closed. */
  async onClose() {
    await this.settled();
    if (typeof this.#options.engine === 'function') this.#engine?.close();
  }

  async #resolve(type, key, value, context, logger) {
    try {
      const slots = await this.#slotsOf(contextWithoutKey(context, this.#targetingKey));
      await slots.start();
      this.#say(slots);
      return resolved(slots, type, key, value, this.#refusal !== null);
    } catch (error) {
      const failure = failureOf(error);
      // The host's own log may say what the host's own function threw; what hooks are told does not.
      if (failure.code === 'GENERAL') logger?.error(failure.message, failure.cause);
      return failed(value, failure);
    }
  }

  /** A request with a fault is not the provider's; an update that was refused counts until one is taken. */
  #say(slots) {
    if (this.#said.has(slots)) return;
    this.#said.add(slots);
    this.#await(slots.settled());
    if (slots.error === null && this.#refusal === null) this.#standing.say(slots, null);
  }

  #await(work) {
    this.#underWay.add(work);
    work.finally(() => this.#underWay.delete(work));
  }

  async #observe(event, context) {
    const slots = await this.#slotsOf(context);
    await slots.open();
    if (slots.error !== null) throw slots.error;
    slots.observe(event);
    await slots.settled();
  }

  /** What was begun for the request object that the host gives for `context`. */
  async #slotsOf(context) {
    if (this.#fault !== null) throw this.#fault;
    const request = await this.#options.request(context);
    const begun = isObject(request) ? this.#made.get(request) : undefined;
    if (begun !== undefined) return begun;
    const { history, now } = this.#options;
    const options = { engine: this.#engine, request: isObject(request) ? request : () => request };
    const store = history?.(context);
    if (store !== undefined) options.history = store;
    if (now !== undefined) options.now = now;
    const slots = new Slots(options);
    if (isObject(request)) this.#made.set(request, slots);
    return slots;
  }
}

export { TellersideServerProvider };
