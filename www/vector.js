// Reading a customer's feature vector for display, and the account that a scenario changes. Amounts stay exact: text and
// whole minor units, never floating point.

const AVERAGE_COLLECTED = 'bal.acb';
const AVAILABLE = 'bal.avail';

/** The label of the `back`-th full month before the vector's day: 1 is last month. */
export function monthBefore(vector, back) {
  const [year, month] = vector.as_of.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7);
}

/** How many days the month `label` (`2026-10`) has. */
export function daysIn(label) {
  const [year, month] = label.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The account's available balance as decimal text; null where it is not known. */
export function available(account) {
  const value = feature(account, AVAILABLE);
  return typeof value === 'string' ? value : null;
}

/** The average collected balance of the month `label` in minor units, rounded to the nearest; null where it is not known. */
export function averageIn(account, label) {
  const month = seriesOf(account).find((entry) => entry.period === label);
  if (month === undefined || !(month.days > 0) || !/^-?\d+$/.test(month.sum)) return null;
  const [sum, days] = [BigInt(month.sum), BigInt(month.days)];
  return Number((2n * sum + (sum < 0n ? -days : days)) / (2n * days));
}

/** `vector` with the average collected balance of `account` set to `minor` units in each month of `labels`. */
export function withAverages(account, minorByLabel) {
  const others = seriesOf(account).filter((entry) => !minorByLabel.has(entry.period));
  const set = [...minorByLabel].map(([period, minor]) => {
    const days = daysIn(period);
    return { days, full: true, period, sum: String(minor * days) };
  });
  const series = [...others, ...set].sort((a, b) => (a.period < b.period ? -1 : 1));
  return { ...account, features: { ...account.features, [AVERAGE_COLLECTED]: series } };
}

/** The place of the first open consumer checking account that the customer owns; -1 where there is none. */
export function checkingOf(vector) {
  const accounts = Object.hasOwn(vector, 'accounts') ? vector.accounts : [];
  const owns = ({ role }) => role === 'owner' || role === 'joint_owner';
  return accounts.findIndex((account) =>
    account.kind === 'checking' && account.class === 'consumer' && account.status === 'open' && owns(account));
}

/** Minor units as decimal text with the currency's digits: 9999 is `99.99`. */
export function asDecimal(minor, currency) {
  const { maximumFractionDigits: digits } = money(currency, 'en-US').resolvedOptions();
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return (minor < 0 ? '-' : '') + (digits === 0 ? whole : `${whole}.${text.slice(-digits)}`);
}

/** Decimal text as an amount of money: `99.99` is `$99.99`. */
export function asMoney(decimal, currency, locale) {
  return money(currency, locale).format(decimal);
}

/** The month `label` in words: `October 2026`, or `Oct 2026` where `month` is `short`. */
export function monthInWords(label, locale, month = 'long') {
  return new Intl.DateTimeFormat(locale, { month, year: 'numeric', timeZone: 'UTC' }).format(new Date(`${label}-01T00:00:00Z`));
}

function money(currency, locale) {
  // Without a prototype: the formatter reads options that it finds there too.
  return new Intl.NumberFormat(locale, { __proto__: null, style: 'currency', currency });
}

function feature(account, id) {
  return Object.hasOwn(account.features, id) ? account.features[id] : undefined;
}

function seriesOf(account) {
  const series = feature(account, AVERAGE_COLLECTED);
  return Array.isArray(series) ? series : [];
}
