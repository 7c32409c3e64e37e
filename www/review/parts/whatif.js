// What if: a customer, changed by hand, and the gate that each campaign then reaches, clause by clause.

import { button, element, fault, list, paragraph } from '../element.js';
import { preview } from '../preview.js';
import { valueAt, withValue } from '../vector.js';
import { choiceKnob, knobsFor } from '../whatif-knobs.js';
import { thresholdsIn } from '../whatif-scale.js';
import { startsOf } from '../whatif-start.js';

export const id = 'whatif';
export const title = 'What if';

const TRUTHS = { __proto__: null, TRUE: 'true', FALSE: 'false', UNKNOWN: 'not known' };
/** Gates that say no more than that a campaign is not about this customer. */
const QUIET = new Set(['not_triggered', 'not_scheduled']);

export function draw(reading) {
  return new Bench(reading).parts;
}

class Bench {
  #reading;
  #starts;
  #thresholds;
  #request;
  #asIf;
  #knobs = element('div', {});
  #outcomes = element('div', { class: 'outcomes' });
  #text = element('textarea', { rows: '12', spellcheck: 'false', id: 'request' });
  #situation = element('p', { class: 'aside' });
  #wrong = element('div', {});
  #seen = element('div', { class: 'seen' });
  #shown = '';
  /** Which outcomes the reader has unfolded. */
  #open = new Set();

  constructor(reading) {
    this.#reading = reading;
    this.#starts = startsOf(reading);
    this.#thresholds = thresholdsIn([...reading.documents.campaigns.values()]);
    this.#asIf = reading.review.campaigns.some(({ signed_off: runs }) => !runs);
    const start = element('select', { id: 'start' }, this.#starts.map(({ name }, place) => element('option', { value: String(place) }, name)));
    start.addEventListener('change', () => this.#begin(Number(start.value)));
    const asIf = element('input', { type: 'checkbox', id: 'as-if' });
    asIf.checked = this.#asIf;
    asIf.addEventListener('change', () => {
      this.#asIf = asIf.checked;
      this.#decide();
    });
    const bench = element('div', { class: 'bench' },
      element('div', {},
        element('div', { class: 'field' }, element('label', { for: 'start' }, 'Start from'), start),
        this.#situation,
        element('p', { class: 'row screen' }, button('As it was', { class: 'quiet' }, () => this.#begin(Number(start.value))),
          element('span', { class: 'tick' }, asIf, element('label', { for: 'as-if' }, 'As if every campaign were signed off'))),
        this.#knobs,
        element('details', { class: 'screen' }, element('summary', {}, 'The whole request, as JSON'),
          element('div', { class: 'field' }, element('label', { for: 'request' }, 'Vector, visit and history; change anything'), this.#text),
          element('p', { class: 'row' }, button('Use this request', { class: 'quiet' }, () => this.#use())))),
      element('div', {},
        element('h3', {}, 'What becomes of each campaign'),
        this.#wrong, this.#outcomes,
        element('h3', {}, 'What this customer would see'),
        this.#seen));
    // An example that nobody asked for is not worth its paper.
    for (const kind of ['input', 'change', 'click']) {
      bench.addEventListener(kind, ({ target }) => {
        if (kind !== 'click' || target.closest('button, summary') !== null) bench.classList.add('used');
      });
    }
    this.parts = [
      paragraph('Nothing was tried here, so no example is printed.', 'only-print untried'),
      paragraph('The same engine that the page runs decides here for a customer whom you may change. Nothing is remembered, and every figure stays in this page.'),
      reading.customerFault === null ? null : element('div', { class: 'customer-fault' }, fault({ name: 'CUSTOMER_UNREADABLE', message: reading.customerFault.message, help: 'hand in a vector, a request or a list of requests as JSON' })),
      bench,
    ].filter((part) => part !== null);
    this.#begin(0);
  }

  #begin(place) {
    const { request, situation } = this.#starts[place];
    this.#request = request;
    this.#situation.textContent = situation ?? '';
    this.#turn();
  }

  #use() {
    try {
      this.#request = JSON.parse(this.#text.value);
      this.#turn();
    } catch (error) {
      this.#wrong.replaceChildren(fault({ name: 'REQUEST_INVALID', message: error.message, help: 'write it as JSON' }));
    }
  }

  /** Another request: its controls, and what becomes of it. */
  #turn() {
    try {
      this.#drawKnobs();
    } catch {
      // What has no shape to draw controls for, the engine refuses below, and says where.
      this.#knobs.replaceChildren();
    }
    this.#decide();
  }

  #change(request) {
    this.#request = request;
    this.#decide();
  }

  #drawKnobs() {
    const { review } = this.#reading;
    const read = review.features.filter(({ read_by: by, holdout }) => by.length > 0 || holdout);
    const vector = this.#request.features ?? {};
    const group = (legend, place, scope) => {
      const of = read.filter(({ scope: whose }) => whose === scope);
      return element('fieldset', { class: 'knobs' }, element('legend', {}, legend), of.flatMap((feature) => this.#knobsOf(feature, place)));
    };
    const accounts = Array.isArray(vector.accounts) ? vector.accounts : [];
    this.#knobs.replaceChildren(
      ...accounts.map((account, place) => group(`Account ${place + 1}: ${account.kind}${account.product === undefined ? '' : `, ${account.product}`}`, place, 'account')),
      group('The customer', null, 'customer'),
      this.#visit());
  }

  #knobsOf(feature, place) {
    const id = feature.version === 1 ? feature.feature : `${feature.feature}@${feature.version}`;
    return knobsFor(feature, {
      words: this.#wordsFor(feature.feature),
      asOf: this.#request.features.as_of,
      currency: this.#request.features.accounts?.[place]?.currency ?? this.#request.features.currency,
      thresholds: this.#thresholds.get(feature.feature) ?? [],
      current: () => valueAt(this.#request.features, place, id),
      changed: (next) => this.#change({ ...this.#request, features: withValue(this.#request.features, place, id, next) }),
    });
  }

  /** As the package calls the feature: `the average collected balance (bal.acb, version 1): …`. */
  #wordsFor(feature) {
    const [words, ...rest] = this.#reading.review.describeFeature(feature, 'en').trim().replace(/^- /, '').split(` (${feature}, `);
    return rest.length === 0 ? feature : words.charAt(0).toUpperCase() + words.slice(1);
  }

  #visit() {
    const { review } = this.#reading;
    const locales = [...new Set([...this.#request.locales, ...review.campaigns.flatMap(({ locales: some }) => some)])];
    const choice = (label, choices, value, changed) => choiceKnob({ label, words: label, required: true }, choices, value, changed);
    return element('fieldset', { class: 'knobs' }, element('legend', {}, 'The visit'),
      choice('Language', locales.map((locale) => [locale, locale]), this.#request.locales[0], (locale) => this.#change({ ...this.#request, locales: [locale] })),
      choice('Who looks', [['own_session', 'the customer'], ['delegate', 'somebody acting for the customer'], ['co_browse', 'an employee looks on']], this.#request.visit, (visit) => this.#change({ ...this.#request, visit })),
      choice('History is kept', [['durable', 'durably'], ['session', 'for the session'], ['memory', 'in memory']], this.#request.storage, (storage) => this.#change({ ...this.#request, storage })));
  }

  #decide() {
    this.#text.value = JSON.stringify(this.#request, null, 2);
    const { review } = this.#reading;
    try {
      const explained = review.explanations(this.#request, 'en', { as_if_approved: this.#asIf });
      this.#wrong.replaceChildren();
      this.#outcomes.replaceChildren(...explained.map((one) => this.#outcome(one)));
      this.#show(review.decide(this.#request, { as_if_approved: this.#asIf }));
    } catch (error) {
      this.#outcomes.replaceChildren();
      this.#seen.replaceChildren();
      this.#shown = '';
      this.#wrong.replaceChildren(fault(error));
    }
  }

  /** The banners, drawn anew only where there are others. */
  #show({ placements, statuses: all }) {
    // A preview is always decided for show.
    const statuses = all.filter((status) => status !== 'dry_run');
    const now = JSON.stringify([placements.map(({ id: _id, ...offer }) => offer), statuses]);
    if (now === this.#shown) return;
    this.#shown = now;
    this.#seen.replaceChildren(
      ...(placements.length === 0 ? [paragraph('The bank’s own content, in every slot.')] : placements.map((placement) => preview(placement, placement, this.#reading.images))),
      ...(statuses.length === 0 ? [] : [paragraph(`The decision also says: ${statuses.join(', ').replaceAll('_', ' ')}.`, 'aside')]));
  }

  #outcome({ campaign, gate, says, trigger, suppressions = [], arbitration }) {
    const mood = gate === 'shown' ? 'shown' : QUIET.has(gate) ? '' : 'held';
    const details = element('details', { class: 'outcome', 'data-campaign': campaign, 'data-gate': gate, open: this.#open.has(campaign) },
      element('summary', {}, element('span', { class: 'who' }, campaign), element('span', { class: `gate ${mood}` }, says)),
      element('div', { class: 'clauses' },
        element('h4', {}, 'Never shown when'),
        suppressions.length === 0 ? paragraph('no suppression applies') : element('ul', {}, suppressions.map(({ code, tier, clause }) => clauseItem(clause, `${code}, ${tier}`))),
        element('h4', {}, 'Shown when'),
        element('ul', {}, clauseItem(trigger, null)),
        arbitration === undefined ? null : element('h4', {}, 'Ranked by'),
        arbitration === undefined ? null : list(Object.entries(arbitration).map(([factor, value]) => `${factor}: ${value}`))));
    details.addEventListener('toggle', () => (details.open ? this.#open.add(campaign) : this.#open.delete(campaign)));
    return details;
  }
}

function clauseItem({ says, truth, join, parts = [], read = [] }, aside) {
  return element('li', {},
    element('span', { class: `truth ${truth.toLowerCase()}` }, TRUTHS[truth]), ' ', says, aside === null ? null : element('span', { class: 'aside' }, ` (${aside})`),
    join === undefined || parts.length < 2 ? null : element('span', { class: 'hidden-text' }, join === 'and' ? ', all of these' : ', any of these'),
    parts.length === 0 ? null : element('ul', {}, parts.map((part) => clauseItem(part, null))),
    read.length === 0 ? null : element('ul', { class: 'read' }, read.map(({ what, value }) => element('li', {}, `read: ${what}: ${value}`))));
}
