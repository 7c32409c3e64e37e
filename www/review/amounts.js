// Amounts, exact: decimal text and whole minor units, never floating point.

/** How many digits the minor unit of a currency has. */
export function digitsOf(currency) {
  // Without a prototype: the formatter reads options that it finds there too.
  return new Intl.NumberFormat('en-US', { __proto__: null, style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
}

/** Minor units as decimal text: 9999 is `99.99`. */
export function asDecimal(minor, currency) {
  const digits = digitsOf(currency);
  const text = String(minor < 0n ? -minor : minor).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return (minor < 0n ? '-' : '') + (digits === 0 ? whole : `${whole}.${text.slice(-digits)}`);
}

/** Decimal text as minor units; null where it is no amount with at most the currency's digits. */
export function minorOf(text, currency) {
  const digits = digitsOf(currency);
  const [, sign, whole, , fraction = ''] = /^(-?)(\d{1,15})(\.(\d*))?$/.exec(text.replaceAll(/[ ,$]/g, '')) ?? [];
  if (whole === undefined || fraction.length > digits) return null;
  return BigInt(`${sign}${whole}${fraction.padEnd(digits, '0')}`);
}

/** Decimal text as people write money: `99.99` is `$99.99`. */
export function asMoney(decimal, currency) {
  return new Intl.NumberFormat('en-US', { __proto__: null, style: 'currency', currency }).format(decimal);
}

/** The average of a sum over days in minor units, rounded to the nearest. */
export function averageOf({ sum, days }) {
  const [total, over] = [BigInt(sum), BigInt(days)];
  return (2n * total + (total < 0n ? -over : over)) / (2n * over);
}
