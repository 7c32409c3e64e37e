// "Your choices": what the customer asked not to see, since when, the way back, and what is remembered where.

import { button, byId, element } from '../element.js';
import { offeredName } from './account-words.js';
import { words } from './words.js';

/** What is said of each place that the history may have. */
const MEMORY_WORDS = new Map([['device', 'memoryDevice'], ['tab', 'memoryTab'], ['page', 'memoryPage'], ['refused', 'memoryRefused']]);

export class Choices {
  #say;

  /** @param say called with the customer's word: `refuse` or `allow`, and its target */
  constructor(say) {
    this.#say = say;
    byId('refuse-all').addEventListener('click', () => this.#answer('refuse', 'all', 'allStopped'));
  }

  /**
   * @param choices of the engine; null where there is none, and so no offers
   * @param offers what the live bundle says of its campaigns
   * @param clock writes a time of the history in words: `when(since, locale)`
   * @param memory `{ place, count }`: where the history is kept, and how many entries it has
   */
  show(choices, offers, { when }, { count, place }, locale) {
    const rows = (choices ?? []).map(({ since, target }) => element('li', { class: 'choice' },
      element('div', {},
        element('p', { class: 'choice-name' }, nameOf(target, offers, locale)),
        element('p', { class: 'choice-since' }, words(locale, 'since', new Map([['moment', when(since, locale)]])))),
      button(words(locale, 'takeBack'), { class: 'plain', 'aria-label': `${words(locale, 'takeBack')}: ${nameOf(target, offers, locale)}` },
        () => this.#answer('allow', target, 'takenBack'))));
    byId('choice-list').replaceChildren(...rows);
    byId('choices-none').hidden = rows.length > 0;
    byId('choices-none').textContent = words(locale, choices === null ? 'choicesAway' : 'refusedNone');
    byId('refuse-all').hidden = choices === null || choices.some(({ target }) => target === 'all');
    byId('memory-where').textContent = words(locale, MEMORY_WORDS.get(place));
    byId('memory-count').textContent = words(locale, 'memoryCount', new Map([['count', String(count)]]));
  }

  /** Nothing was said on this visit to the page yet. */
  hush() {
    byId('choices-said').removeAttribute('data-words');
    byId('choices-said').textContent = '';
  }

  #answer(kind, target, word) {
    byId('choices-said').dataset.words = word;
    this.#say(kind, target);
    // The button that was pressed is gone; its place in the order of the page is not lost.
    byId('refused-heading').focus();
  }
}

/** What was refused, as the customer knows it: an offer by its headline in the language of the page. */
function nameOf(target, offers, locale) {
  if (target === 'all') return words(locale, 'refusedAll');
  const named = (key, name) => words(locale, key, new Map([['name', name]]));
  if (Object.hasOwn(target, 'product')) return named('refusedProduct', offeredName(target.product, locale));
  if (Object.hasOwn(target, 'topic')) return named('refusedTopic', offeredName(target.topic, locale));
  const headline = offers.headline(target.campaign, locale);
  return headline === null ? words(locale, 'refusedUnknown') : named('refusedOffer', headline);
}
