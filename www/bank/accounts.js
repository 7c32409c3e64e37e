// The accounts overview of the bank's home page.

import { byId, element } from '../element.js';
import { asDecimal, asMoney, available, averageIn, monthBefore, monthInWords } from '../vector.js';
import { accountName, accountNotes } from './account-words.js';
import { currentBalance } from './ledger.js';
import { words } from './words.js';

/** Shows the accounts of `vector`. `ledgerOf` gives what the bank's core has of the account at a place. */
export function showAccounts(vector, ledgerOf, locale) {
  const rows = accountsOf(vector).map((account, place) => row(account, place, vector, ledgerOf(place), locale));
  byId('account-list').replaceChildren(...(rows.length > 0 ? rows : [element('li', { class: 'account' }, words(locale, 'noAccounts'))]));
  byId('accounts-note').textContent = words(locale, 'accountsNote', new Map([['day', dayOf(vector, locale)]]));
}

/** The accounts of a vector; none where they are not known. */
export function accountsOf(vector) {
  return Object.hasOwn(vector, 'accounts') ? vector.accounts : [];
}

/** Role, class and state of the account, and the end of its number. */
export function notesOf(account, { ending }, locale) {
  const digits = ending === null ? '' : words(locale, 'ending', new Map([['digits', ending]]));
  return [accountNotes(account, locale), digits].filter((note) => note !== '').join(' · ');
}

/** The balances of an account as a list: available, current, and averages of as many months back as are asked for. */
export function balancesOf(account, vector, ledger, locale, months) {
  const currency = Object.hasOwn(account, 'currency') ? account.currency : vector.currency;
  const money = (decimal) => asMoney(decimal, currency, locale);
  const line = (label, amount, isSmall) => element('div', { class: 'balance' },
    element('dt', {}, label),
    element('dd', { class: isSmall ? 'amount amount-small' : 'amount' }, amount));

  const balance = available(account);
  const averages = Array.from({ length: months }, (_, back) => monthBefore(vector, back + 1)).flatMap((month) => {
    const average = averageIn(account, month);
    const label = words(locale, 'average', new Map([['month', monthInWords(month, locale)]]));
    return average === null ? [] : [line(label, money(asDecimal(average, currency)), true)];
  });
  const current = balance === null || ledger.ending === null ? [] : [
    line(words(locale, 'current'), money(asDecimal(currentBalance(balance, ledger), currency)), true),
  ];
  return element('dl', { class: 'balances' },
    line(words(locale, 'available'), balance === null ? words(locale, 'unknownBalance') : money(balance), false), ...current, ...averages);
}

function row(account, place, vector, ledger, locale) {
  return element('li', { class: 'account' },
    element('div', { class: 'account-name' },
      element('h3', {}, element('a', { href: `#/accounts/${place + 1}` }, accountName(account, locale))),
      element('p', { class: 'account-notes' }, notesOf(account, ledger, locale))),
    balancesOf(account, vector, ledger, locale, 0));
}

function dayOf(vector, locale) {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${vector.as_of}T00:00:00Z`));
}
