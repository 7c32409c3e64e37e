// The bundle that decides, and the policy that may stop it. Both are looked at anew every few minutes; what is refused changes nothing.
//
// No request waits for the work of another: a host may let that die with the other's connection. Who finds that it is time looks, and
// who finds nothing to decide with shows evergreens meanwhile.

import { momentOf } from './moment.js';
import { served } from './origin.js';

const MOST_OF_A_BUNDLE = 4 * 1024 * 1024;
const MOST_OF_A_POLICY = 256 * 1024;
const MOST_OF_A_CHAIN = 512 * 1024;
/** After a look that did not come to its end. */
const AGAIN = 15_000;
/** A look that has not ended by then never will. */
const LOST = 12_000;

class Release {
  #configuration;
  #root;
  #tellerside;
  #report;
  #engine = null;
  /** The text of the bundle that runs, or the one to begin with. */
  #bundle;
  /** When the policy that holds was asked for. */
  #confirmed = -Infinity;
  #lookedAt = -Infinity;
  #next = -Infinity;
  #isLooking = false;

  constructor({ configuration, root, bundle, tellerside, report }) {
    this.#configuration = configuration;
    this.#root = root;
    this.#bundle = bundle ?? null;
    this.#tellerside = tellerside;
    this.#report = report;
  }

  /** The engine at `now`; null where there is none, or where the last word of the bank is too old to show anything. */
  async engine(now, waitUntil) {
    const isAbandoned = now - this.#lookedAt > LOST;
    const look = now >= this.#next && (!this.#isLooking || isAbandoned) ? this.#look(now) : null;
    if (look !== null) waitUntil(look);
    if (!this.#isUsable(now) && look !== null) await look;
    return this.#isUsable(now) ? this.#engine : null;
  }

  #isUsable(now) {
    return this.#engine !== null && now - this.#confirmed < this.#configuration.release.holds;
  }

  /** Never rejects. */
  async #look(now) {
    const { every } = this.#configuration.release;
    this.#isLooking = true;
    this.#lookedAt = now;
    let isRead = false;
    try {
      isRead = await this.#refresh(now);
    } catch (error) {
      this.#report(codeOf(error));
    } finally {
      if (this.#lookedAt === now) this.#isLooking = false;
      if (isRead) this.#confirmed = Math.max(this.#confirmed, now);
      this.#next = now + (isRead ? every : Math.min(AGAIN, every));
    }
  }

  /** Whether the bank's policy was read, and so whether what it denies is denied. */
  async #refresh(now) {
    const { origin, release, timeZone } = this.#configuration;
    const optional = (path, most) => (path === null ? null : served(origin, path, most).catch(() => null));
    const [, policy, bundle, roots] = await Promise.all([
      this.#tellerside.init(),
      served(origin, release.policy, MOST_OF_A_POLICY).catch(() => null),
      optional(release.bundle, MOST_OF_A_BUNDLE),
      optional(release.roots, MOST_OF_A_CHAIN),
    ]);
    if (policy === null) {
      this.#report('POLICY_UNAVAILABLE');
      return false;
    }
    if (bundle === null) this.#report('BUNDLE_UNAVAILABLE');
    const options = { now: momentOf(now, timeZone), policy, ...(roots !== null && { roots }) };
    if (this.#engine === null) return this.#start(bundle, options);
    try {
      const next = bundle ?? this.#bundle;
      this.#engine.update(next, options);
      this.#bundle = next;
    } catch (error) {
      this.#report(codeOf(error));
      // What the policy denies is denied though the rest be refused, unless it is the policy that cannot be read.
      return error.name === 'BundleError' || error.name === 'TrustError';
    }
    return true;
  }

  /** The first engine: of the bundle that the origin gives, or else of the one that the Worker came with. */
  #start(bundle, options) {
    for (const text of new Set([bundle, this.#bundle])) {
      if (text === null) continue;
      try {
        this.#engine = this.#tellerside.Engine.load(text, this.#root, options);
        this.#bundle = text;
        return true;
      } catch (error) {
        this.#report(codeOf(error));
      }
    }
    return false;
  }
}

function codeOf(error) {
  return typeof error?.code === 'string' ? error.code : 'RELEASE_FAILED';
}

export { Release };
