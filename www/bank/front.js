// What the customer reads beside the offers: every page of the bank, in the language of its pages.

import { dayInWords, hourOf, momentInWords } from '../clock.js';
import { byId } from '../element.js';
import { showAccount } from './account-detail.js';
import { accountsOf, showAccounts } from './accounts.js';
import { Choices } from './choices.js';
import { Payment } from './payment.js';
import { LOCALES, speak, words } from './words.js';

export class Front {
  #ledger;
  #choices;
  #payment;

  /**
   * @param ledger what the bank's core has beside the vector
   * @param acts `{ go, say, signIn, signOut, speak }`: opens a page, takes the customer's word on offers, and so on
   */
  constructor(ledger, { go, say, signIn, signOut, speak: spoken }) {
    this.#ledger = ledger;
    this.#choices = new Choices(say);
    this.#payment = new Payment(() => go('#/pay/sent'));
    byId('sign-out').addEventListener('click', signOut);
    byId('sign-in').addEventListener('click', signIn);
    for (const choice of document.querySelectorAll('[data-locale]')) {
      choice.addEventListener('click', () => spoken([choice.dataset.locale, ...LOCALES.filter((locale) => locale !== choice.dataset.locale)]));
    }
  }

  /** Where a customer who asks for a page must go instead; null where it may be opened. */
  detour({ name }, item, vector, isSignedIn) {
    if (name === 'signed-out') return isSignedIn ? '#/' : null;
    if (!isSignedIn) return '#/signed-out';
    if (name === 'sent' && !this.#payment.isSent) return '#/pay';
    return name === 'account' && accountsOf(vector)[item] === undefined ? '#/' : null;
  }

  /** Another customer comes. */
  forget() {
    this.#payment.forget();
    this.arrive();
  }

  /** A page was opened: what was said on the one before is gone. */
  arrive() {
    this.#choices.hush();
    for (const line of document.querySelectorAll('.choices-said')) line.dataset.words = 'choicesAsk';
  }

  /** The customer refused an offer: the line below it says so. */
  noted() {
    for (const line of document.querySelectorAll('.choices-said')) line.dataset.words = 'choicesNoted';
  }

  /**
   * @param view the page that is open, and `item` which of its things
   * @param customer who is signed in
   * @param vector what the module is given
   * @param kept `{ choices, count, offers, place }`: what the customer refuses, and where the history is
   */
  show({ customer, item, kept, locale, now, vector, view }) {
    document.documentElement.lang = locale;
    document.title = `${words(locale, view.title)} · First Sample Bank`;
    byId('bank').lang = locale;
    const [name] = customer.name.split(',');
    speak(document, locale, new Map([['name', name]]));
    const hour = hourOf(now);
    const greeting = hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
    byId('greeting').textContent = words(locale, greeting, new Map([['name', name]]));
    byId('today').textContent = dayInWords(now, locale);
    for (const choice of document.querySelectorAll('[data-locale]')) {
      choice.setAttribute('aria-pressed', String(choice.dataset.locale === locale));
    }
    byId('sign-out').hidden = view.name === 'signed-out';

    const ledgerOf = (place) => this.#ledger.account(customer.id, place);
    showAccounts(vector, ledgerOf, locale);
    showAccount(vector, item, ledgerOf(item), locale);
    this.#payment.show(vector, ledgerOf, now, locale);
    this.#choices.show(kept.choices, kept.offers, { when: (at) => momentInWords(at, now, locale) }, kept, locale);
  }
}
