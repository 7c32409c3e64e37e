// The release that the page runs on: the engine, and what a newly handed bundle does to it.

import { Engine } from 'tellerside';

export class Release {
  #trust;
  #options;
  #engine = null;

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

  /** As a page just opened: what is refused leaves nothing to run on. Returns the refusal, or null. */
  open(bundle) {
    this.#engine?.close();
    this.#engine = null;
    return refusalOf(() => {
      this.#engine = Engine.load(bundle, this.#trust, this.#options());
    });
  }

  /** A newer bundle for a running page: a refusal keeps the last good one. Returns the refusal, or null. */
  renew(bundle) {
    if (this.#engine === null) return this.open(bundle);
    return refusalOf(() => this.#engine.update(bundle, this.#options()));
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
