// Changes to a customer's vector, as the bank's own systems would make them. A vector is never changed: each change gives a new one.

/** The label of the `back`-th full month before the vector's day: 1 is last month. */
export function monthBefore(asOf, back) {
  const [year, month] = asOf.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7);
}

/** How many days the month `label` (`2026-10`) has. */
export function daysIn(label) {
  const [year, month] = label.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The month in words: `October 2026`. */
export function monthInWords(label) {
  if (!/^\d{4}-\d{2}$/.test(label)) return label;
  return new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${label}-01T00:00:00Z`));
}

/** What is known of a feature at `place`: null is the customer, a number one of the accounts. */
export function valueAt(vector, place, id) {
  const features = place === null ? vector.features : vector.accounts?.[place]?.features;
  return features !== undefined && Object.hasOwn(features, id) ? features[id] : undefined;
}

/** The vector with `value` for a feature; undefined makes it unknown. */
export function withValue(vector, place, id, value) {
  if (place === null) return { ...vector, features: put(vector.features, id, value) };
  const account = vector.accounts[place];
  return { ...vector, accounts: vector.accounts.with(place, { ...account, features: put(account.features, id, value) }) };
}

/** The entry of a series for one period; undefined where there is none. */
export function periodOf(series, period) {
  return Array.isArray(series) ? series.find((entry) => entry.period === period) : undefined;
}

/** A series with `entry` for its period; null takes the period out. An empty series is unknown. */
export function withPeriod(series, period, entry) {
  const others = (Array.isArray(series) ? series : []).filter((one) => one.period !== period);
  const next = entry === null ? others : [...others, { ...entry, period }];
  return next.length === 0 ? undefined : next.sort((a, b) => (a.period < b.period ? -1 : 1));
}

function put(features, id, value) {
  const next = { ...features };
  if (value === undefined) delete next[id];
  else next[id] = value;
  return next;
}
