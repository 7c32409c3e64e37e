// The accounts overview of the bank's page.

import { accountName, accountNotes, words } from './bank-words.js';
import { byId, element } from './element.js';
import { asDecimal, asMoney, available, averageIn, monthBefore, monthInWords } from './vector.js';

/** Shows the accounts of `vector`. */
export function showAccounts(vector, locale) {
  const accounts = Object.hasOwn(vector, 'accounts') ? vector.accounts : [];
  const rows = accounts.map((account) => row(account, vector, locale));
  byId('account-list').replaceChildren(...(rows.length > 0 ? rows : [element('li', { class: 'account' }, words(locale, 'noAccounts'))]));
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${vector.as_of}T00:00:00Z`));
  byId('accounts-note').textContent = words(locale, 'accountsNote', new Map([['day', day]]));
}

function row(account, vector, locale) {
  const currency = Object.hasOwn(account, 'currency') ? account.currency : vector.currency;
  const money = (decimal) => asMoney(decimal, currency, locale);

  const balance = available(account);
  const lastMonth = monthBefore(vector, 1);
  const average = averageIn(account, lastMonth);
  const averageLabel = words(locale, 'average', new Map([['month', monthInWords(lastMonth, locale)]]));

  return element('li', { class: 'account' },
    element('div', { class: 'account-name' },
      element('h3', {}, accountName(account, locale)),
      element('p', { class: 'account-notes' }, accountNotes(account, locale))),
    element('dl', { class: 'balances' },
      element('div', { class: 'balance' },
        element('dt', {}, words(locale, 'available')),
        element('dd', { class: 'amount' }, balance === null ? words(locale, 'unknownBalance') : money(balance))),
      average === null ? null : element('div', { class: 'balance' },
        element('dt', {}, averageLabel),
        element('dd', { class: 'amount amount-small' }, money(asDecimal(average, currency))))));
}
