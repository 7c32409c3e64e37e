// "What if the balance were…": changes to the chosen customer's vector, as the bank's own systems would make them.

import { button, element } from '../element.js';
import { asDecimal, asMoney, averageIn, checkingOf, monthBefore, monthInWords, withAverages } from '../vector.js';

const PROTECTION = 'own.overdraft_protection';

/** Top of a slider, in minor units: fine steps for a low balance, room for a high one. */
const LOW_TOP = 20_000;
const HIGH_TOP = 500_000;

/** The steps of the five-minute demo: whose page it is, and what is changed in it. Minor units. */
const STEPS = [
  { name: '$100.00', customer: 'c01', changes: { last: 10_000 } },
  { name: '$99.99', customer: 'c01', changes: { last: 9_999 } },
  { name: '$99.99, protected', customer: 'c01', changes: { last: 9_999, protection: true } },
  { name: 'Two months at $3,000', customer: 'c04', changes: { last: 300_000, before: 300_000 } },
];

export class Scenario {
  #vector;
  #changes = {};
  #changed;
  #parts;

  /**
   * @param root where the controls go
   * @param changed called after every change
   * @param chooseCustomer called with the customer id of a step, before its changes are made
   */
  constructor(root, changed, chooseCustomer) {
    this.#changed = changed;
    const steps = STEPS.map((step) => button(step.name, { class: 'preset' }, () => {
      chooseCustomer(step.customer);
      this.#set({ ...step.changes });
    }));
    this.#parts = {
      last: slider('balance-last', (minor) => this.#set({ ...this.#changes, last: minor })),
      before: slider('balance-before', (minor) => this.#set({ ...this.#changes, before: minor })),
      protection: element('input', { type: 'checkbox', id: 'protection', role: 'switch' }),
      asIs: button('As it was', { class: 'quiet' }, () => this.#set({})),
      none: element('p', { class: 'aside-note' }, 'This customer owns no open checking account.'),
    };
    const { last, before, protection, asIs, none } = this.#parts;
    protection.addEventListener('change', () => this.#set({ ...this.#changes, protection: protection.checked }));
    root.replaceChildren(
      element('div', { class: 'presets', role: 'group', 'aria-label': 'Steps of the demo' }, ...steps),
      last.row, before.row,
      element('p', { class: 'switch-row' }, protection, element('label', { for: 'protection' }, 'Has overdraft protection'), asIs),
      none);
  }

  /** Starts from the vector of another customer, unchanged. */
  start(vector) {
    this.#vector = vector;
    this.#changes = {};
    this.#show(true);
  }

  /** Goes on with the vector of another day of the same customer, and with the changes made. */
  rebase(vector) {
    this.#vector = vector;
    this.#show(false);
  }

  /** The customer's vector with the changes made. */
  vector() {
    return changed(this.#vector, this.#changes);
  }

  #set(changes) {
    const fits = Object.keys(changes).every((name) => Object.hasOwn(this.#changes, name));
    this.#changes = changes;
    this.#show(!fits);
    this.#changed();
  }

  /** Writes the state into the controls; `rescale` also chooses the sliders' top anew. */
  #show(rescale) {
    const vector = this.vector();
    const place = checkingOf(vector);
    const { last, before, protection, asIs, none } = this.#parts;
    none.hidden = place >= 0;
    asIs.disabled = Object.keys(this.#changes).length === 0;
    protection.checked = Object.hasOwn(vector.features, PROTECTION) && vector.features[PROTECTION] === true;
    [last, before].forEach((control, index) => {
      const label = monthBefore(vector, index + 1);
      const minor = place >= 0 ? averageIn(vector.accounts[place], label) : null;
      control.show(minor, `Average collected balance, ${monthInWords(label, 'en-US', 'short')}`, vector.currency, place >= 0, rescale);
    });
  }
}

function changed(vector, changes) {
  const next = { ...vector, features: { ...vector.features } };
  if (Object.hasOwn(changes, 'protection')) next.features[PROTECTION] = changes.protection;

  const place = checkingOf(vector);
  const months = new Map();
  if (Object.hasOwn(changes, 'last')) months.set(monthBefore(vector, 1), changes.last);
  if (Object.hasOwn(changes, 'before')) months.set(monthBefore(vector, 2), changes.before);
  if (place >= 0 && months.size > 0) {
    next.accounts = vector.accounts.with(place, withAverages(vector.accounts[place], months));
  }
  return next;
}

/** A labelled slider over an amount; `moved` gets minor units. */
function slider(id, moved) {
  const label = element('label', { for: id });
  const value = element('output', { for: id, class: 'amount' });
  const range = element('input', { type: 'range', id, min: '0', step: '1' });
  range.addEventListener('input', () => moved(Number(range.value)));
  return {
    row: element('div', { class: 'slider' }, element('div', { class: 'slider-label' }, label, value), range),
    show(minor, text, currency, possible, rescale) {
      label.textContent = text;
      range.disabled = !possible;
      if (rescale) range.max = String(minor !== null && minor > LOW_TOP ? HIGH_TOP : LOW_TOP);
      // A balance outside the slider's reach is written out all the same; the thumb rests at the end.
      range.value = String(minor ?? 0);
      value.value = minor === null ? 'unknown' : asMoney(asDecimal(minor, currency), currency, 'en-US');
      range.setAttribute('aria-valuetext', value.value);
    },
  };
}
