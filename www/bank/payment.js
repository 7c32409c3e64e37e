// Paying someone: a form, and the page that confirms it. No money moves, and nothing is sent.

import { dayInWords } from '../clock.js';
import { byId, element } from '../element.js';
import { asMoney } from '../vector.js';
import { accountName } from './account-words.js';
import { accountsOf, notesOf } from './accounts.js';
import { words } from './words.js';

const AMOUNT = /^\d{1,6}(\.\d\d)?$/;

export class Payment {
  #sent = null;

  /** @param sent called when a payment was sent */
  constructor(sent) {
    byId('pay-form').addEventListener('submit', (event) => {
      event.preventDefault();
      const [payee, amount] = [byId('pay-to').value.trim(), byId('pay-amount').value.trim()];
      // The last one that is wrong gets the focus first.
      const isRight = [told('pay-amount', AMOUNT.test(amount)), told('pay-to', payee !== '')].every((fine) => fine);
      if (!isRight) return;
      this.#sent = { account: Number(byId('pay-from').value), amount: amount.includes('.') ? amount : `${amount}.00`, payee };
      byId('pay-form').reset();
      sent();
    });
  }

  /** Whether there is a payment to confirm. */
  get isSent() {
    return this.#sent !== null;
  }

  /** Another customer has sent nothing, and begun nothing. */
  forget() {
    this.#sent = null;
    byId('pay-form').reset();
    for (const id of ['pay-to', 'pay-amount']) told(id, true);
  }

  /** Writes accounts and confirmation in the language of the page. */
  show(vector, ledgerOf, now, locale) {
    const from = byId('pay-from');
    const chosen = from.value;
    from.replaceChildren(...accountsOf(vector).map((account, place) =>
      element('option', { value: String(place) }, `${accountName(account, locale)} · ${notesOf(account, ledgerOf(place), locale)}`)));
    if (chosen !== '' && Number(chosen) < from.length) from.value = chosen;

    if (this.#sent === null) return;
    const { account, amount, payee } = this.#sent;
    byId('sent-text').textContent = words(locale, 'sentText', new Map([
      ['account', accountName(accountsOf(vector)[account], locale)],
      ['amount', asMoney(amount, vector.currency, locale)],
      ['day', dayInWords(now, locale)],
      ['payee', payee],
    ]));
  }
}

/** Says beside the field whether its value will do. */
function told(id, isRight) {
  const field = byId(id);
  field.setAttribute('aria-invalid', String(!isRight));
  byId(`${id}-wrong`).hidden = isRight;
  if (!isRight) field.focus();
  return isRight;
}
