// How far a slider goes: far enough for what the campaigns ask and for what the customer has.

import { minorOf } from './amounts.js';

/** The values that conditions of the definitions hold a feature against, by feature id: texts and numbers, as they are signed. */
export function thresholdsIn(definitions) {
  const found = new Map();
  const walk = (value) => {
    if (typeof value !== 'object' || value === null) return;
    if (typeof value.feature === 'string') {
      for (const given of Object.values(value).flat()) {
        if (typeof given === 'number' || (typeof given === 'string' && /^-?\d/.test(given))) found.set(value.feature, [...(found.get(value.feature) ?? []), given]);
      }
    }
    Object.values(value).forEach(walk);
  };
  definitions.forEach(walk);
  return found;
}

/** The top of a slider over minor units: twice the largest that counts, at least ten whole units. */
export function topOfMoney(thresholds, current, currency) {
  const asked = thresholds.map((given) => minorOf(String(given).replace(/ [A-Z]{3}$/, ''), currency)).filter((minor) => minor !== null);
  return Number([current ?? 0n, ...asked].reduce((most, minor) => (minor > most ? minor : most), 500n) * 2n);
}

/** The top of a slider over a count. */
export function topOfCount(thresholds, current) {
  return 2 * Math.max(5, current ?? 0, ...thresholds.filter((given) => typeof given === 'number'));
}
