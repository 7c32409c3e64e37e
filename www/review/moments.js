// Moments and spans for people. The moment itself stands beside, as it is signed.

/** `25 November 2026, 17:05 UTC`. */
export function inWords(moment) {
  return `${new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(moment)).replace(' at ', ', ')} UTC`;
}

/** How many days lie between two moments, rounded down; below zero where `until` has passed. */
export function daysUntil(now, until) {
  return Math.floor((Date.parse(until) - Date.parse(now)) / 86_400_000);
}

/** `in 9 days`, `in less than a day`, `3 days ago`. */
export function fromNow(now, moment) {
  const days = daysUntil(now, moment);
  if (days > 0) return `in ${days} ${days === 1 ? 'day' : 'days'}`;
  if (days === 0) return 'in less than a day';
  return days === -1 ? 'within the last day' : `${-days - 1} ${days === -2 ? 'day' : 'days'} ago`;
}
