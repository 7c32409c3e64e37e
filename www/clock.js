// The page's clock. It starts at the moment that the bank's server rendered and only ever runs forward, so a customer who
// sets the device's clock back or ahead changes nothing.

const MINUTE = 60_000;

/** The bank's clock: its server's moments, moved on by the time that the page has been open, and by what was travelled. */
export class BankClock {
  #opened = performance.now();
  #ahead;

  /** @param ahead milliseconds that another tab has travelled already */
  constructor(ahead) {
    this.#ahead = ahead;
  }

  /** How far was travelled, in milliseconds. */
  get ahead() {
    return this.#ahead;
  }

  /** Travels on. A clock that went back would free nothing: what is dated in the future counts. */
  travel(milliseconds) {
    this.#ahead += Math.max(0, Math.round(milliseconds));
  }

  /** To the bank's own today, for a page that forgets everything with it. */
  reset() {
    this.#ahead = 0;
  }

  /** What time it is where the server said `moment`. */
  now(moment) {
    return advance(moment, performance.now() - this.#opened + this.#ahead);
  }
}

/** `moment` (RFC 3339) moved forward by `elapsed` milliseconds, written with the same offset. */
function advance(moment, elapsed) {
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

/** Date and time of `at` (milliseconds since 1970) in words, where `moment` was written. */
export function momentInWords(at, moment, locale, dateStyle = 'long') {
  const there = new Date(at + offsetOf(moment).minutes * MINUTE);
  return new Intl.DateTimeFormat(locale, { dateStyle, timeStyle: 'short', timeZone: 'UTC' }).format(there);
}

/** How long it is from `moment` to the next first day of a month, at the same time of day. */
export function toNextMonth(moment) {
  const [year, month, day] = moment.slice(0, 10).split('-').map(Number);
  return Date.UTC(year, month, 1) - Date.UTC(year, month - 1, day);
}

/** How many civil days lie between two moments, each in its own offset. */
export function daysBetween(from, to) {
  return (Date.parse(`${to.slice(0, 10)}T00:00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) / 86_400_000;
}

/** The offset at the end of a moment: minutes east of UTC, and as written. */
function offsetOf(moment) {
  const [written, sign, hours, minutes] = /(?:Z|([+-])(\d\d):(\d\d))$/i.exec(moment);
  return { minutes: sign === undefined ? 0 : Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)), written };
}

function local(at, offset) {
  return new Date(at + offset * MINUTE).toISOString().slice(0, -1);
}
