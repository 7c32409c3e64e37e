// The page of the tests: defines the element as the address asks for it, and keeps what it is told.

import { define } from '/dist/element.js';

const asked = new URLSearchParams(location.search);

/** A clock that stands until it is moved, where the address asks for one. */
class Hands {
  time = 0;
  #waiting = new Set();

  now() { return this.time; }

  painted() { return this.time; }

  after(milliseconds, work) {
    const one = { at: this.time + milliseconds, work };
    this.#waiting.add(one);
    return () => this.#waiting.delete(one);
  }

  move(milliseconds) {
    this.time += milliseconds;
    for (const one of [...this.#waiting]) {
      if (one.at <= this.time && this.#waiting.delete(one)) one.work();
    }
  }
}

const hands = new Hands();
const told = [];
for (const type of ['view', 'select', 'dismiss', 'not-interested', 'refuse']) {
  document.addEventListener(type, (event) => {
    const { bubbles, cancelable, composed, detail } = event;
    told.push({ type, detail: { ...detail }, bubbles, cancelable, composed, from: event.target.getAttribute('name') });
    // The page stays where it is.
    if (type === 'select') event.preventDefault();
  });
}
const violations = [];
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, sample }) => violations.push(`${effectiveDirective} ${sample}`));

const shifts = [];
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput } of list.getEntries()) shifts.push({ value, hadRecentInput });
}).observe({ type: 'layout-shift', buffered: true });

/** A picture of one pixel that the page holds. */
const pixel = () => {
  const bytes = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='), (one) => one.charCodeAt(0));
  return URL.createObjectURL(new Blob([bytes], { type: 'image/png' }));
};

const mode = asked.get('mode') ?? 'open';
const defineAsAsked = () => define(asked.get('element') ?? undefined, asked.has('hands') ? { mode, clock: hands } : { mode });
globalThis.test = { pixel, asked, define, defineAsAsked, hands, shifts, told, violations, slot: (name = 'hero') => document.querySelector(`[name="${name}"]`) };
if (!asked.has('later')) defineAsAsked();
document.documentElement.dataset.ready = 'yes';
