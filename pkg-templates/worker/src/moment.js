// The one clock of a request: when it came, written with the bank's offset.

/** `milliseconds` since 1970 as RFC 3339 in `timeZone`. */
function momentOf(milliseconds, timeZone) {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset', hour: 'numeric' }).formatToParts(milliseconds);
  const [, sign = '+', hours = '00', minutes = '00'] = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(parts.find(({ type }) => type === 'timeZoneName').value);
  const offset = (sign === '-' ? -60_000 : 60_000) * (60 * Number(hours) + Number(minutes));
  const local = new Date(milliseconds + offset).toISOString().slice(0, -1);
  return `${local}${sign}${hours}:${minutes}`;
}

export { momentOf };
