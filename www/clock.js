// The page's clock. It starts at the moment that the bank's server rendered and only ever runs forward, so a customer who
// sets the device's clock back or ahead changes nothing.

const MINUTE = 60_000;

/** `moment` (RFC 3339) moved forward by `elapsed` milliseconds, written with the same offset. */
export function advance(moment, elapsed) {
  const { minutes, written } = offsetOf(moment);
  return local(Date.parse(moment) + Math.round(elapsed), minutes) + written;
}

/** The time of day of `at` (milliseconds since 1970) where `moment` was written: `09:30:00`. */
export function timeOf(at, moment) {
  return local(at, offsetOf(moment).minutes).slice(11, 19);
}

/** Hour of day, 0 to 23, in the moment's own offset. */
export function hourOf(moment) {
  return Number(moment.slice(11, 13));
}

/** The moment's civil day as words: `Monday, November 23, 2026`. */
export function dayInWords(moment, locale) {
  const day = new Date(`${moment.slice(0, 10)}T00:00:00Z`);
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(day);
}

/** The offset at the end of a moment: minutes east of UTC, and as written. */
function offsetOf(moment) {
  const [written, sign, hours, minutes] = /(?:Z|([+-])(\d\d):(\d\d))$/i.exec(moment);
  return { minutes: sign === undefined ? 0 : Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)), written };
}

function local(at, offset) {
  return new Date(at + offset * MINUTE).toISOString().slice(0, -1);
}
