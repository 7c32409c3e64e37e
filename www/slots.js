// The offer slots of the bank's page, each the package's own element with the bank's evergreen in it.

import { define } from 'tellerside/element';

/** What the element tells, in the page's words. */
const ANSWERS = new Map([['select', 'click'], ['dismiss', 'dismiss'], ['not-interested', 'not_interested'], ['refuse', 'refuse']]);

/** Defines the element: what stands in the page becomes slots. */
export function defineSlots() {
  define();
}

export class Slot {
  #element;
  #holds = '';

  /**
   * @param element the element in the page
   * @param answer called with what the customer did with the offer, as the history calls it, and with what was refused
   * @param seen called when the offer was visible long enough
   */
  constructor(element, answer, seen) {
    this.#element = element;
    element.addEventListener('view', () => seen(this));
    for (const [type, kind] of ANSWERS) element.addEventListener(type, ({ detail }) => answer(this, kind, detail.refused));
  }

  /** The page of the bank that it is on. */
  get view() {
    return this.#element.closest('[data-view]').dataset.view;
  }

  get name() {
    return this.#element.dataset.slot;
  }

  /** Whether the offer came later than a page may wait for it, so that the evergreen stays. */
  get isLate() {
    return this.#element.status === 'late';
  }

  /** From here on another offer may take the slot: another visit, or something that the customer did. */
  restart(isVisit) {
    this.#element.restart();
    if (isVisit) this.#holds = '';
  }

  /** Addresses of the pictures that placements name, by digest. */
  set images(images) {
    this.#element.images = images;
  }

  /**
   * Shows `placement`, or the bank's evergreen for null. Where the customer would notice no difference, nothing is touched.
   *
   * @param refusals what the customer may refuse for good there
   * @param own what the bank's own content is called, before its headline: so that two slots are told apart
   */
  show(placement, refusals, own) {
    const holds = placement === null ? '' : JSON.stringify(offerOf(placement));
    if (holds !== '' && holds === this.#holds && this.#element.status === 'shown') return;
    this.#holds = holds;
    this.#element.setAttribute('refusals', refusals.join(' '));
    if (placement === null) this.#element.setAttribute('label', `${own}: ${this.#element.querySelector('.headline').textContent}`);
    else this.#element.removeAttribute('label');
    this.#element.show(placement);
    // The evergreen is no longer held back: it is what was decided.
    this.#element.classList.add('settled');
  }
}

/** What makes two placements the same offer to the customer: all but the id. */
function offerOf({ id, ...offer }) {
  return offer;
}
