// The bank's nightly run, as the demo plays it when time is travelled: the vector of a later day, for a customer whose balances stay what
// they are on average. What happened on a day stays on that day.

const AVERAGE_COLLECTED = 'bal.acb';

/** `vector` as the bank would compute it `days` later. */
export function vectorAfter(vector, days) {
  const asOf = new Date(Date.parse(`${vector.as_of}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  const months = monthNumber(asOf) - monthNumber(vector.as_of);
  const accounts = Object.hasOwn(vector, 'accounts') ? { accounts: vector.accounts.map((account) => accountAfter(account, months)) } : {};
  return { ...vector, ...accounts, as_of: asOf };
}

function accountAfter(account, months) {
  if (months === 0 || !Object.hasOwn(account.features, AVERAGE_COLLECTED)) return account;
  const series = account.features[AVERAGE_COLLECTED].map((entry) => entryAfter(entry, months));
  return { ...account, features: { ...account.features, [AVERAGE_COLLECTED]: series } };
}

/** The same average in a later month, over all of its days. */
function entryAfter({ days, full, period, sum }, months) {
  const number = monthNumber(period) + months;
  const [year, month] = [Math.floor(number / 12), number % 12];
  const daysThen = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const whole = full ? daysThen : Math.min(days, daysThen);
  return {
    days: whole,
    full,
    period: `${year}-${String(month + 1).padStart(2, '0')}`,
    sum: String(BigInt(sum) * BigInt(whole) / BigInt(days)),
  };
}

/** Months since the year 0, of a day or month. */
function monthNumber(text) {
  const [year, month] = text.split('-').map(Number);
  return year * 12 + month - 1;
}
