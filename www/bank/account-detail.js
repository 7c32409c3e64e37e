// The page of one account: its balances and its movements.

import { byId, element } from '../element.js';
import { asMoney } from '../vector.js';
import { accountName, movementName } from './account-words.js';
import { accountsOf, balancesOf, notesOf } from './accounts.js';
import { dayBefore } from './ledger.js';
import { words } from './words.js';

const MONTHS = 2;

/** Shows the account at `place` of `vector`. Whether there is one. */
export function showAccount(vector, place, ledger, locale) {
  const account = accountsOf(vector)[place];
  if (account === undefined) return false;
  byId('account-heading').textContent = accountName(account, locale);
  byId('account-line').textContent = notesOf(account, ledger, locale);
  byId('account-balances').replaceChildren(balancesOf(account, vector, ledger, locale, MONTHS));
  byId('account-pending').hidden = ledger.pending.length === 0;

  const rows = [
    ...ledger.pending.map((movement) => row(movement, true, vector, locale)),
    ...ledger.posted.map((movement) => row(movement, false, vector, locale)),
  ];
  byId('movements').replaceChildren(...rows);
  byId('movements-table').hidden = rows.length === 0;
  byId('movements-none').hidden = rows.length > 0;
  return true;
}

function row({ amount, days, kind, who }, isPending, { as_of: asOf, currency }, locale) {
  const date = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(dayBefore(asOf, days));
  const state = isPending ? ` · ${words(locale, 'pending')}` : '';
  return element('tr', isPending ? { class: 'pending' } : {},
    element('td', {}, date),
    element('th', { scope: 'row' }, element('span', { class: 'who' }, who), element('span', { class: 'kind' }, movementName(kind, locale) + state)),
    element('td', { class: 'amount amount-small' }, asMoney(amount, currency, locale)));
}
