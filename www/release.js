// The release that the page runs on: the engine, and what a newly handed bundle does to it.

import { Engine } from 'tellerside';

import { Offers } from './offers.js';

export class Release {
  #trust;
  #options;
  #engine = null;
  #offers = new Offers(null);

  /**
   * @param trust text of the trust root that the page pins
   * @param options gives the moment and the page's policy, asked anew for each bundle
   */
  constructor(trust, options) {
    this.#trust = trust;
    this.#options = options;
  }

  /** The engine of the live release; null where no bundle was taken. */
  get engine() {
    return this.#engine;
  }

  /** What its bundle says of the campaigns. */
  get offers() {
    return this.#offers;
  }

  /** For stores, which outlive an engine: as the live one does it. */
  merge(one, other) {
    return this.#engine.merge(one, other);
  }

  prune(history, now) {
    return this.#engine.prune(history, now);
  }

  /** As a page just opened: what is refused leaves nothing to run on. Returns the refusal, or null. */
  open(bundle) {
    this.#engine?.close();
    this.#engine = null;
    this.#offers = new Offers(null);
    return refusalOf(() => {
      this.#engine = Engine.load(bundle, this.#trust, this.#options());
      this.#offers = new Offers(bundle, this.#engine.campaigns);
    });
  }

  /** A newer bundle for a running page: a refusal keeps the last good one. Returns the refusal, or null. */
  renew(bundle) {
    if (this.#engine === null) return this.open(bundle);
    return refusalOf(() => {
      this.#engine.update(bundle, this.#options());
      this.#offers = new Offers(bundle, this.#engine.campaigns);
    });
  }
}

function refusalOf(take) {
  try {
    take();
    return null;
  } catch (error) {
    return error;
  }
}
