// The page: loads the module and the bank's bundle, decides at every change, and puts each decision where it belongs.

import { showAccounts } from './accounts.js';
import { LOCALES, speak, words } from './bank-words.js';
import { clearAnswer, showBundles } from './bundles.js';
import { clearCampaigns, showCampaigns } from './campaigns.js';
import { advance, dayInWords, hourOf } from './clock.js';
import { byId, element } from './element.js';
import { codeOf, sentenceOf } from './faults.js';
import { showHistory } from './history-list.js';
import { hangPictures } from './images.js';
import { Release } from './release.js';
import { countRequests } from './requests-counter.js';
import { Scenario } from './scenario.js';
import { Slot, defineSlots } from './slots.js';
import { fetchEssentials, fetchPrepared } from './start.js';
import { Visit } from './visits.js';

class Page {
  #essentials;
  #release;
  #slots;
  #scenario;
  #origin = performance.now();
  #customer;
  #locales;
  #visits = new Map();
  /** The placements of the last decision. */
  #placements = [];

  constructor(essentials) {
    this.#essentials = essentials;
    this.#release = new Release(essentials.trust, () => ({ now: this.#advance(essentials.served), policy: essentials.policy }));
    this.#slots = [...document.querySelectorAll('[data-slot]')].map((region) =>
      new Slot(region, (slot, said) => this.#answered(slot, said), (slot) => this.#seen(slot)));
    this.#scenario = new Scenario(byId('scenario'), () => this.#decide(), (id) => this.#signIn(id));
    this.#connect();
  }

  /** Opens the bank's bundle and signs the first customer in. */
  open() {
    const refusal = this.#release.open(this.#essentials.bundle);
    if (refusal !== null) say(`The bundle was refused (${codeOf(refusal)}): ${sentenceOf(refusal)} The bank's own banners stay.`);
    this.#signIn(this.#essentials.customers[0].id, { isFirst: true });
    // A banner that the customer may have begun to read is not swapped.
    if (this.#slots.some((slot) => slot.isLate)) say("The module was ready later than a page may wait for it: the bank's own banners stay until the next visit.");
  }

  /** Makes the buttons of the prepared bundles. */
  offer(prepared) {
    const hand = (bundle) => {
      const refusal = byId('no-last-good').checked ? this.#release.open(bundle) : this.#release.renew(bundle);
      this.#decide();
      return refusal;
    };
    showBundles(byId('bundle-buttons'), byId('bundle-answer'), prepared, hand, () => this.#running());
  }

  get #visit() {
    return this.#visits.get(this.#customer.id);
  }

  get #locale() {
    return this.#locales.find((locale) => LOCALES.includes(locale)) ?? LOCALES[0];
  }

  /** `moment` moved on by the time that the page has been open. */
  #advance(moment) {
    return advance(moment, performance.now() - this.#origin);
  }

  #now() {
    return this.#advance(this.#customer.request.now);
  }

  // -- customers and visits

  /** A new visit of the customer; the same customer anew where it is the one signed in. */
  #signIn(id, { isFirst = false } = {}) {
    this.#customer = this.#essentials.customers.find((customer) => customer.id === id);
    this.#visits.set(id, this.#visits.get(id)?.next() ?? new Visit());
    this.#locales = this.#customer.request.locales;
    byId('customer').value = id;
    byId('situation').textContent = this.#customer.situation;
    this.#scenario.start(this.#customer.request.features);
    say('');
    this.#decide({ isVisit: true, isFirst });
  }

  /** Everything as it was when the page was ready. */
  #reset() {
    this.#visits.clear();
    this.#release.open(this.#essentials.bundle);
    byId('no-last-good').checked = false;
    clearAnswer(byId('bundle-buttons'), byId('bundle-answer'));
    this.#signIn(this.#essentials.customers[0].id);
  }

  // -- deciding

  /**
   * Decides anew and fills the slots. What the first decision of the page finds standing too long stays, and so does what stands where
   * the customer has just answered.
   */
  #decide({ isVisit = false, isFirst = false, isAnswer = false } = {}) {
    const { engine } = this.#release;
    const { request } = this.#customer;
    const asked = {
      ...request,
      features: this.#scenario.vector(),
      history: this.#visit.history,
      locales: this.#locales,
      now: this.#now(),
    };
    const outcome = engine === null ? null : this.#ask(engine, asked);
    this.#placements = outcome === null ? [] : outcome.decision.placements;

    if (outcome !== null) this.#visit.decided(outcome.decision);
    this.#speak(asked.features);
    if (!isFirst && !isAnswer) for (const slot of this.#slots) slot.restart(isVisit);
    this.#fillSlots();
    this.#report(asked, outcome);
  }

  /** The decision and the reasons for it; null where the module cannot answer. */
  #ask(engine, request) {
    try {
      const started = performance.now();
      const decision = engine.decide(request);
      const took = performance.now() - started;
      return { decision, took, reasons: engine.reasons(request), record: engine.record(request) };
    } catch (error) {
      say(`The module gave no decision (${codeOf(error)}): ${sentenceOf(error)} The bank's own banners are shown.`);
      return null;
    }
  }

  #placementIn(slot) {
    const placement = this.#placements.find((one) => one.slot === slot.name);
    return placement === undefined || this.#visit.closed.has(placement.campaign) ? null : placement;
  }

  #fillSlots() {
    for (const slot of this.#slots) slot.show(this.#placementIn(slot));
  }

  // -- what the customer sees and does

  #seen(slot) {
    this.#visit.keep();
    const placement = this.#placementIn(slot);
    if (placement !== null && this.#visit.isFirstSight(placement)) this.#observe('impression', placement);
    this.#reportHistory();
  }

  #answered(slot, kind) {
    const placement = this.#placementIn(slot);
    if (placement === null) return;
    if (kind === 'refuse') this.#word('refuse', placement.campaign);
    else this.#observe(kind, placement);
    if (kind === 'click') return;
    if (kind !== 'refuse') this.#visit.closed.add(placement.campaign);
    this.#decide({ isAnswer: true });
  }

  #observe(kind, { campaign, id, slot }) {
    this.#visit.observe(this.#release.engine, { at: this.#now(), campaign, kind, placement: id, slot });
  }

  /** The customer's word on a campaign: `refuse` or `allow`. */
  #word(kind, campaign) {
    this.#visit.observe(this.#release.engine, { at: this.#now(), kind, target: { campaign } });
  }

  // -- showing

  #speak(features) {
    const locale = this.#locale;
    const now = this.#now();
    document.documentElement.lang = locale;
    document.title = words(locale, 'title');
    byId('bank').lang = locale;
    speak(document, locale);
    const hour = hourOf(now);
    const greeting = hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
    const [name] = this.#customer.name.split(',');
    byId('greeting').textContent = words(locale, greeting, new Map([['name', name]]));
    byId('today').textContent = dayInWords(now, locale);
    for (const choice of document.querySelectorAll('[data-locale]')) {
      choice.setAttribute('aria-pressed', String(choice.dataset.locale === locale));
    }
    showAccounts(features, locale);
  }

  #report(asked, outcome) {
    const { engine } = this.#release;
    byId('live-release').textContent = engine === null ? 'none' : `${engine.info.version}, ${engine.info.environment}`;
    byId('visit-count').textContent = `Visit ${this.#visit.number}`;
    byId('given').textContent = JSON.stringify(asked, null, 2);
    this.#reportHistory();
    if (outcome === null) {
      byId('decision-time').textContent = 'none';
      byId('record').textContent = '';
      clearCampaigns();
      return;
    }
    byId('decision-time').textContent = outcome.took < 0.1 ? '< 0.1 ms' : `${outcome.took.toFixed(1)} ms`;
    byId('record').textContent = JSON.stringify(outcome.record, null, 2);
    showCampaigns(engine.campaigns, outcome.reasons, outcome.decision, this.#visit.closed);
  }

  #reportHistory() {
    const names = new Map(this.#release.engine?.campaigns.map(({ campaign, name }) => [campaign, name]));
    showHistory(this.#visit.history, this.#now(), names, (campaign) => {
      this.#word('allow', campaign);
      this.#decide();
    });
  }

  #running() {
    const { engine } = this.#release;
    return engine === null
      ? "There is no bundle to run on: the page shows the bank's own banners."
      : `Release ${engine.info.version} is live.`;
  }

  // -- controls

  #connect() {
    const { customers } = this.#essentials;
    const chooser = byId('customer');
    chooser.replaceChildren(...customers.map(({ id, name }) => element('option', { value: id }, name)));
    chooser.addEventListener('change', () => this.#signIn(chooser.value));
    const step = (by) => () => {
      const place = customers.indexOf(this.#customer) + by;
      this.#signIn(customers.at(place % customers.length).id);
    };
    byId('previous-customer').addEventListener('click', step(-1));
    byId('next-customer').addEventListener('click', step(1));
    byId('next-visit').addEventListener('click', () => this.#signIn(this.#customer.id));
    byId('reset').addEventListener('click', () => this.#reset());
    byId('forget').addEventListener('click', () => {
      this.#visits.delete(this.#customer.id);
      this.#signIn(this.#customer.id);
    });
    for (const choice of document.querySelectorAll('[data-locale]')) {
      choice.addEventListener('click', () => {
        const chosen = choice.dataset.locale;
        this.#locales = [chosen, ...LOCALES.filter((locale) => locale !== chosen)];
        this.#decide();
      });
    }
  }
}

/** A notice behind the counter; an empty one goes away. */
function say(text) {
  const notice = byId('notice');
  notice.textContent = text;
  notice.hidden = text === '';
}

try {
  defineSlots();
  const [essentials] = await Promise.all([fetchEssentials(), hangPictures()]);
  const page = new Page(essentials);
  page.open();
  page.offer(await fetchPrepared());
  countRequests((count) => { byId('request-count').textContent = String(count); });
  document.documentElement.dataset.ready = 'yes';
} catch (error) {
  // The bank's own banners are in the page as it was served, and stay.
  say(`The page runs without offers (${codeOf(error)}): ${sentenceOf(error)}`);
  document.documentElement.dataset.ready = 'failed';
}
