// What both OpenFeature providers share: what a slot answers, which code an error has, and events. Of the SDKs nothing is imported.

import { EngineError, InputError } from './errors.js';
import { refused } from './options.js';

const { hasOwn } = Object;

/** Names of tracking events that are observations. Refusing and allowing are no tracking: the host says them by `observe`. */
const TRACKED = ['impression', 'click', 'dismiss', 'not_interested', 'start'];

/** By the word of an error of this package: the code of OpenFeature. */
const CODES = {
  __proto__: null,
  REQUEST_INVALID: 'INVALID_CONTEXT',
  HISTORY_INVALID: 'INVALID_CONTEXT',
  NOT_INITIALISED: 'PROVIDER_NOT_READY',
  WASM_LOAD: 'PROVIDER_NOT_READY',
};
const CLASSES = { __proto__: null, BundleError: 'PARSE_ERROR', TrustError: 'PARSE_ERROR', InputError: 'GENERAL', EngineError: 'GENERAL' };

/** An error's code and what may be said of it. Of what a host's own function throws, nothing is repeated: hooks may hand it on. */
function failureOf(error) {
  if (error instanceof Failure) return error;
  const own = typeof error?.code === 'string' && typeof error.help === 'string';
  if (!own) return new Failure('GENERAL', "the host's own function threw", error);
  // A request that is too large is a malformed one; a bundle's own class says PARSE_ERROR.
  const code = error.code === 'TOO_LARGE' && error.name === 'InputError' ? 'INVALID_CONTEXT' : CODES[error.code] ?? CLASSES[error.name] ?? 'GENERAL';
  return new Failure(code, `${error.code} at ${error.path}: ${error.message}; ${error.help}`, error);
}

/** An error as the SDK wants it: it reads `code` and `message`. */
class Failure extends Error {
  name = 'OpenFeatureError';
  code;

  constructor(code, message, cause) {
    super(message, cause === undefined ? undefined : { __proto__: null, cause });
    this.code = code;
  }
}

/** The same for a host that called the provider itself: an error of this package. */
function forHost(failure) {
  return failure.cause ?? new EngineError('NOT_INITIALISED', failure.message);
}

function failed(value, { code, message }) {
  return { value, reason: 'ERROR', errorCode: code, errorMessage: message };
}

/** What a flag answers; `type` is the one that was asked for, `isLastGood` whether a later bundle was refused. */
function resolved(slots, type, key, value, isLastGood) {
  if (slots.error !== null) return failed(value, failureOf(slots.error));
  if (!slots.names.includes(key)) {
    return failed(value, new Failure('FLAG_NOT_FOUND', 'the request asks for no slot of this name: name it in `slots`'));
  }
  if (type !== 'object') {
    return failed(value, new Failure('TYPE_MISMATCH', 'a slot is an object flag: ask for an object, and whether one came'));
  }
  const { decision, release } = slots;
  if (decision.statuses.includes('engine_reset')) return failed(value, trapped());
  const flagMetadata = { bundleId: release.index, bundleVersion: release.version, semantics: release.semantics };
  const placement = slots.placement(key);
  if (placement === null) return { value, reason: reasonOfNothing(slots, key), flagMetadata };
  const { campaign } = placement;
  const experiment = hasOwn(placement, 'experiment') ? placement.experiment : null;
  const isCounted = experiment !== null && experiment.enrolled;
  return {
    value: placement,
    variant: isCounted ? `${campaign}/${experiment.arm}` : campaign,
    reason: isLastGood ? 'STALE' : isCounted ? 'SPLIT' : 'TARGETING_MATCH',
    flagMetadata,
  };
}

/** DISABLED only where nobody is told anything about the customer by it: all campaigns of the slot are denied, or the visit is quiet. */
function reasonOfNothing(slots, key) {
  if (isOutOfDate(slots.decision)) return 'STALE';
  const gates = slots.gatesOf(key);
  return /^[xp]+$/.test(gates) ? 'DISABLED' : 'DEFAULT';
}

/** Whether the release does not hold at the moment of the request. */
function isOutOfDate(decision) {
  return decision.statuses.some((status) => status === 'release_expired' || status === 'clock_behind');
}

function trapped() {
  return new Failure('GENERAL', 'ENGINE_RESET: the module trapped and is started anew; the next decision is right');
}

/** The context that the host's request function sees. A product that knows no person takes no key of one. */
function contextWithoutKey(context = {}, targetingKey) {
  if (context.targetingKey === undefined || context.targetingKey === '') return context;
  if (targetingKey === 'refuse') {
    throw new Failure(
      'INVALID_CONTEXT',
      'the context has a targetingKey: nothing here needs one, and it would name a person to whatever reads the context; leave it out, or say `targetingKey: "ignore"`',
    );
  }
  const { targetingKey: _, ...rest } = context;
  return rest;
}

/** The event that a tracking call observes; null for one that is not for a banner. */
function observationOf(name, details) {
  if (!TRACKED.includes(name)) return null;
  const { slot, placement } = { __proto__: null, ...details };
  if (typeof slot !== 'string' && typeof placement !== 'string') {
    throw new InputError('EVENT_INVALID', 'say of which slot or placement', 'slot');
  }
  return typeof placement === 'string' ? { kind: name, placement } : { kind: name, slot };
}

function keyRule(targetingKey = 'refuse') {
  if (targetingKey === 'refuse' || targetingKey === 'ignore') return targetingKey;
  throw refused('targetingKey', 'it is `refuse` or `ignore`');
}

/** The events of a provider, in the form that the SDK asks for. */
class Events {
  #handlers = new Map();
  #logger;

  addHandler(type, handler) {
    this.#handlers.set(type, [...this.getHandlers(type), handler]);
  }

  removeHandler(type, handler) {
    this.#handlers.set(type, this.getHandlers(type).filter((known) => known !== handler));
  }

  removeAllHandlers(type) {
    if (type === undefined) this.#handlers.clear();
    else this.#handlers.delete(type);
  }

  getHandlers(type) {
    return this.#handlers.get(type) ?? [];
  }

  emit(type, details) {
    for (const handler of this.getHandlers(type)) this.#run(handler, details);
  }

  async #run(handler, details) {
    try {
      await handler(details);
    } catch (error) {
      this.#logger?.error('an event handler failed', error);
    }
  }

  setLogger(logger) {
    this.#logger = logger;
    return this;
  }
}

/** Says once how it stands: ready, stale or in error. The SDK says itself that it became ready, the first time. */
class Standing {
  #events;
  #said = 'PROVIDER_READY';

  constructor(events) {
    this.#events = events;
  }

  /** The SDK has just called it ready, whatever was said before. */
  isReady() {
    this.#said = 'PROVIDER_READY';
  }

  say({ decision, error }, refusal) {
    const failure = refusal ?? (error !== null ? failureOf(error) : decision.statuses.includes('engine_reset') ? trapped() : null);
    if (failure !== null) this.#say('PROVIDER_ERROR', { message: failure.message, errorCode: failure.code });
    else if (isOutOfDate(decision)) this.#say('PROVIDER_STALE', { message: `nothing is shown: ${decision.statuses.join(', ')}` });
    else this.#say('PROVIDER_READY', {});
  }

  #say(type, details) {
    if (type === this.#said && type !== 'PROVIDER_ERROR') return;
    this.#said = type;
    this.#events.emit(type, details);
  }
}

export { Events, Failure, Standing, contextWithoutKey, failed, failureOf, forHost, keyRule, observationOf, resolved };
