// Moves the bank's clock. The module has none: all that it knows of time is `request.now`, which the page says with each decision.

import { momentInWords, toNextMonth } from '../clock.js';
import { button, byId, element } from '../element.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How far each button goes, from the moment that the bank has now. */
const JUMPS = [
  ['1 hour', () => HOUR],
  ['1 day', () => DAY],
  ['7 days', () => 7 * DAY],
  ['Next month', toNextMonth],
  ['Release ends', (now, expires) => Math.max(0, Date.parse(expires) - Date.parse(now) + 60_000)],
];

export class TimeTravel {
  #now = '';
  #expires = null;
  #toTheEnd;

  /**
   * @param travel called with milliseconds to move on
   * @param changed called when the switch was turned: whether the customer's data travels along
   */
  constructor(travel, changed) {
    const jumps = JUMPS.map(([name, far]) => button(name, { class: 'preset', 'data-jump': name }, () => travel(far(this.#now, this.#expires))));
    this.#toTheEnd = jumps.at(-1);
    byId('jumps').replaceChildren(...jumps);
    byId('nightly').addEventListener('change', changed);
  }

  /** Whether the bank computes the customer's data anew each night. */
  get isNightly() {
    return byId('nightly').checked;
  }

  reset() {
    byId('nightly').checked = false;
  }

  /**
   * @param now the bank's moment
   * @param engine the live engine, or null
   * @param age `{ day, days }`: the day of the customer's data, and how many days ago it is
   * @param ages how old features may be, by feature, from the live bundle
   */
  show(now, engine, { day, days }, ages) {
    this.#now = now;
    this.#expires = engine?.info.expires ?? null;
    this.#toTheEnd.disabled = this.#expires === null;
    byId('bank-time').textContent = momentInWords(Date.parse(now), now, 'en-US', 'medium');
    byId('release-end').textContent = releaseWords(this.#expires, now);
    byId('data-age').textContent = `The customer's data is of ${day}, ${days === 1 ? '1 day' : `${days} days`} old. What is older than its age below counts as unknown, and unknown means no.`;
    byId('ages').replaceChildren(...groupsOf(ages).flatMap(([age, features]) => [element('dt', {}, age), element('dd', {}, features.join(', '))]));
  }
}

function releaseWords(expires, now) {
  if (expires === null) return 'There is no release.';
  const end = momentInWords(Date.parse(expires), now, 'en-US');
  return Date.parse(now) < Date.parse(expires)
    ? `The release decides until ${end}.`
    : `The release ended ${end}: nothing is promoted until the bank hands over a fresh one.`;
}

/** Features of one age together, the shortest-lived first. */
function groupsOf(ages) {
  const groups = new Map();
  for (const [feature, age] of ages) {
    const [[unit, count]] = Object.entries(age);
    const words = `${count} ${unit.replaceAll('_', ' ')}`;
    groups.set(words, [...(groups.get(words) ?? []), feature]);
  }
  return [...groups].sort(([one], [other]) => Number.parseInt(one, 10) - Number.parseInt(other, 10));
}
