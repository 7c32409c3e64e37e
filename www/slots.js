// The offer slots of the bank's page. A slot keeps its place from the first paint on: it holds the bank's own evergreen,
// and an offer takes its place in one step. Offer text is set as text, its link is a plain link, and nothing in the
// markup tells other scripts which campaign is shown.

import { words } from './bank-words.js';
import { button, element } from './element.js';

/** A banner counts as seen when this share of it was visible without a break for this many milliseconds. */
const SEEN_SHARE = 0.5;
const SEEN_AFTER = 1000;

export class Slot {
  #region;
  #evergreen;
  #answer;
  #seen;
  #visible = false;
  #timer = 0;
  #holds = '';

  /**
   * @param region the section in the page
   * @param answer called with what the customer did with the offer: `close`, `notInterested`, `stop`, `follow`
   * @param seen called when what the slot holds was visible long enough
   */
  constructor(region, answer, seen) {
    this.#region = region;
    this.#evergreen = region.querySelector('.evergreen');
    this.#answer = answer;
    this.#seen = seen;
    const observer = new IntersectionObserver(([...entries]) => {
      this.#visible = entries.at(-1).intersectionRatio >= SEEN_SHARE;
      this.#watch();
    }, { threshold: [SEEN_SHARE] });
    observer.observe(region);
  }

  get name() {
    return this.#region.dataset.slot;
  }

  /** Whether an offer is in the slot. */
  get holdsOffer() {
    return this.#region.querySelector('.offer') !== null;
  }

  /** Whether the evergreen has come into view: the style sheet reveals it once a page has waited long enough. */
  get isRevealed() {
    return getComputedStyle(this.#evergreen).visibility === 'visible';
  }

  /**
   * Shows `placement`, or the bank's evergreen for null, and waits anew for it to be seen. Where the customer would notice
   * no difference, nothing is touched.
   */
  show(placement, locale) {
    const holds = JSON.stringify(placement === null ? [locale] : [locale, offerOf(placement)]);
    if (holds !== this.#holds) this.#replace(placement, locale);
    this.#holds = holds;
    this.#watch();
  }

  #replace(placement, locale) {
    const hadFocus = this.#region.contains(document.activeElement);
    this.#region.querySelector('.offer')?.remove();
    this.#evergreen.hidden = placement !== null;
    this.#region.classList.add('settled');
    this.#region.setAttribute('aria-label', words(locale, placement === null ? 'fromBank' : 'offerRegion'));
    if (placement !== null) this.#region.append(this.#offer(placement, locale));
    // Removing what had the focus would drop it to the top of the page.
    if (hadFocus && !this.#region.contains(document.activeElement)) this.#region.focus({ preventScroll: true });
  }

  #watch() {
    clearTimeout(this.#timer);
    if (!this.#visible) return;
    this.#timer = setTimeout(() => {
      if (document.visibilityState === 'visible') this.#seen(this);
    }, SEEN_AFTER);
  }

  #offer(placement, locale) {
    const answer = (what) => () => this.#answer(this, what);
    const { action } = placement;
    const follow = element('a', {
      class: 'action',
      href: `${action.url}?offer=${encodeURIComponent(action.offer)}`,
      rel: 'noopener noreferrer',
      referrerpolicy: 'no-referrer',
    }, action.label);
    follow.addEventListener('click', answer('follow'));

    const ownWords = { lang: placement.locale };
    return element('div', { class: 'banner offer' },
      element('p', { class: 'eyebrow' }, words(locale, 'offer')),
      element('h2', { class: 'headline', ...ownWords }, placement.headline),
      element('p', { class: 'body', ...ownWords }, placement.body),
      element('p', { class: 'act', ...ownWords }, follow),
      ...placement.disclosures.map((text) => element('p', { class: 'disclosure', ...ownWords }, text)),
      element('div', { class: 'answers' },
        element('details', { class: 'why' },
          element('summary', {}, words(locale, 'why')),
          element('p', { ...ownWords }, placement.why),
          button(words(locale, 'stop'), { class: 'plain' }, answer('stop'))),
        button(words(locale, 'notInterested'), { class: 'plain not-interested' }, answer('notInterested'))),
      button('×', { class: 'close', 'aria-label': words(locale, 'close') }, answer('close')));
  }
}

/** What makes two placements the same offer to the customer: all but the id. */
function offerOf({ id, ...offer }) {
  return offer;
}
