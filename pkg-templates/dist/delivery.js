// What a page does around the engine: fetches bundle, policy and roots of the bank's own origin, looks at them anew every few minutes, and
// keeps the last good release. What is fetched and when depends on no customer and on no decision.

import { LoadError, TellersideError } from './errors.js';
import { known, refused } from './options.js';
import { pageClock } from './page-clock.js';

const { parse, stringify } = JSON;

const MOST_OF_A_BUNDLE = 4 * 1024 * 1024;
const MOST_OF_A_POLICY = 256 * 1024;
const MOST_OF_A_CHAIN = 512 * 1024;
const EVERY = 300_000;
/** How long a policy holds from when it was asked for. With a look that fails at the end of it, a kill still takes less than 15 minutes. */
const HOLDS = 840_000;
/** After a look that did not read the policy. */
const AGAIN = 15_000;
/** A look that has not ended by then is given up. */
const LOST = 12_000;
/** How long a customer may wait for a decision, as in `tellerside/element`. */
const DEADLINE = 300;

const PATH = /^\/(?:[\w.~-]+\/)*[\w.~-]+$/;
/** When a page that slept wakes. */
const WAKING = ['pageshow', 'visibilitychange', 'online'];

/** A page's sleep counts too, which the time since its start leaves out, and no clock that was set back makes anything younger. */
const wallClock = { ...pageClock, __proto__: null, now: () => Date.now() };

class Delivery {
  #options;
  #engine = null;
  /** Who is updated: the engine, or what stands before it. */
  #target = null;
  #bundle = null;
  #roots = null;
  #policy = null;
  #confirmed = null;
  #isSilenced = false;
  #lookedAt = null;
  #looking = null;
  #starting = null;
  #stopped = new AbortController();
  #cancel = () => {};
  #listeners = new Set();
  #wake = () => { this.#woken(); };

  constructor(options) {
    this.#options = options;
  }

  get engine() {
    return this.#engine;
  }

  start() {
    this.#starting ??= this.#begin();
    return this.#starting;
  }

  to(target) {
    if (typeof target?.update !== 'function') throw refused('target', 'give what has an update(bundle, options)');
    this.#target = target;
  }

  subscribe(listener) {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  }

  stop() {
    this.#stopped.abort();
    this.#cancel();
    for (const kind of WAKING) globalThis.removeEventListener?.(kind, this.#wake);
  }

  async #begin() {
    for (const kind of WAKING) globalThis.addEventListener?.(kind, this.#wake);
    await this.#look();
  }

  #look() {
    if (this.#stopped.signal.aborted) return undefined;
    this.#looking ??= this.#lookOnce().finally(() => { this.#looking = null; });
    return this.#looking;
  }

  /** Never rejects. */
  async #lookOnce() {
    const { clock, every } = this.#options;
    const asked = clock.now();
    this.#lookedAt = asked;
    this.#cancel();
    const giveUp = new AbortController();
    const cancel = clock.after(LOST, () => giveUp.abort());
    const abort = () => giveUp.abort();
    this.#stopped.signal.addEventListener('abort', abort, { __proto__: null, once: true });
    let isRead = false;
    try {
      isRead = await this.#refresh(giveUp.signal);
    } catch (error) {
      this.#report(error);
    }
    cancel();
    this.#stopped.signal.removeEventListener('abort', abort);
    if (this.#stopped.signal.aborted) return;
    if (isRead) this.#confirmed = asked;
    else await this.#judge();
    // From one asking to the next, however long the answer took.
    this.#cancel = clock.after(Math.max(0, (isRead ? every : Math.min(AGAIN, every)) - this.#since(asked)), () => { this.#look(); });
  }

  /** Whether the bank's policy was read, and so whether what it denies is denied. */
  async #refresh(signal) {
    const { paths, now, load } = this.#options;
    const fetched = async (name, most) => {
      try {
        return paths[name] === null ? null : await served(paths[name], most, signal);
      } catch (error) {
        if (this.#stopped.signal.aborted) return null;
        this.#report(new LoadError(`${name.toUpperCase()}_UNAVAILABLE`, `${paths[name]} could not be read: ${error?.message ?? error}`, '$', error));
        return null;
      }
    };
    const [policy, bundle, roots] = await Promise.all([
      fetched('policy', MOST_OF_A_POLICY), fetched('bundle', MOST_OF_A_BUNDLE), fetched('roots', MOST_OF_A_CHAIN),
    ]);
    if (policy === null || this.#stopped.signal.aborted) return false;
    const options = { now: now(), policy };
    if (roots !== null) options.roots = roots;
    const next = bundle ?? this.#bundle;
    if (next === null) return false;
    const isNew = policy !== this.#policy || next !== this.#bundle || roots !== this.#roots || this.#isSilenced;
    try {
      if (this.#engine === null) {
        const loading = load(next, options);
        this.#engine = loading instanceof Promise ? await loading : loading;
        this.#target ??= this.#engine;
      } else {
        await this.#target.update(next, options);
      }
      this.#bundle = next;
      this.#roots = roots;
    } catch (error) {
      this.#report(error);
      // What the policy denies is denied though the rest be refused, unless it is the policy that cannot be read.
      if (this.#engine === null || !['BundleError', 'TrustError'].includes(error?.name)) return false;
    }
    this.#policy = policy;
    this.#isSilenced = false;
    if (isNew) this.#tell();
    return true;
  }

  /** Where the bank's last word is too old to show anything, everything is denied until there is another. */
  async #judge() {
    const { holds, now } = this.#options;
    if (this.#engine === null || this.#isSilenced || this.#since(this.#confirmed) < holds) return;
    this.#isSilenced = true;
    const deny = this.#engine.campaigns.map(({ campaign }) => campaign).sort();
    try {
      const policy = stringify({ ...parse(this.#policy), deny });
      await this.#target.update(this.#bundle, { now: now(), policy });
    } catch (error) {
      this.#report(error);
    }
    this.#tell();
  }

  #woken() {
    this.#judge();
    if (this.#lookedAt !== null && this.#since(this.#lookedAt) >= this.#options.every) this.#look();
  }

  #since(moment) {
    return Math.abs(this.#options.clock.now() - moment);
  }

  #report(error) {
    // Also of another copy of this package.
    const typed = error instanceof TellersideError || typeof error?.help === 'string'
      ? error
      : new LoadError('BUNDLE_UNAVAILABLE', `the release could not be taken: ${error?.message ?? error}`, '$', error);
    try {
      this.#options.report(typed);
    } catch {
      // The host's own fault is not the customer's.
    }
  }

  #tell() {
    for (const listener of [...this.#listeners]) {
      try {
        listener();
      } catch (error) {
        // The host hears of its own fault, and what was taken stays taken.
        queueMicrotask(() => { throw error; });
      }
    }
  }
}

/** What keeps a page's engine current. Nothing happens before `start()`. */
function delivery(options) {
  const own = known(options, ['load', 'now', 'bundle', 'policy', 'roots', 'every', 'holds', 'report', 'clock']);
  const { load, now, every = EVERY, holds = HOLDS, report = () => {}, clock = wallClock } = own;
  for (const [name, hook] of [['load', load], ['now', now], ['report', report]]) {
    if (typeof hook !== 'function') throw refused(name, 'give a function');
  }
  for (const [name, value, most] of [['every', every, EVERY], ['holds', holds, HOLDS]]) {
    if (!Number.isInteger(value) || value < 100 || value > most) throw refused(name, `whole milliseconds from 100 to ${most}`);
  }
  const { bundle = '/offers/bundle.tsb.json', policy = '/offers/policy.json', roots = '/offers/roots.json' } = own;
  const paths = { __proto__: null, bundle, policy, roots };
  for (const name of ['bundle', 'policy', 'roots']) {
    if (!(name === 'roots' && roots === null) && !(typeof paths[name] === 'string' && PATH.test(paths[name]))) throw refused(name, "a path on the page's own origin, such as /offers/policy.json");
  }
  return new Delivery({ __proto__: null, load, now, every, holds, report, clock, paths });
}

/** The text at a path of the page's own origin, never from a cache and never redirected; rejects above `most` bytes. */
async function served(path, most, signal) {
  const response = await fetch(path, { __proto__: null, cache: 'no-store', credentials: 'same-origin', mode: 'same-origin', redirect: 'error', signal });
  if (response.status !== 200) throw new Error(`the server answers ${response.status}`);
  const decoder = new TextDecoder('utf-8', { __proto__: null, fatal: true });
  const reader = response.body.getReader();
  let text = '';
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.byteLength;
    if (length > most) {
      await reader.cancel();
      throw new RangeError(`more than ${most} bytes`);
    }
    text += decoder.decode(value, { __proto__: null, stream: true });
  }
}

/**
 * What `work` gives if it is there `deadline` milliseconds after the page was first painted, or after now where it was not yet; else null,
 * also where it fails. What comes later comes too late. Never rejects.
 */
function inTime(work, deadline = DEADLINE, clock = pageClock) {
  const since = clock.painted() ?? clock.now();
  return new Promise((resolve) => {
    const cancel = clock.after(Math.max(0, since + deadline - clock.now()), () => resolve(null));
    const settle = (value) => {
      cancel();
      resolve(value);
    };
    Promise.resolve(work).then(settle, () => settle(null));
  });
}

export { delivery, inTime };
