// The page: decides at every change, and puts each decision where it belongs.

import { Front } from './bank/front.js';
import { Ledger } from './bank/ledger.js';
import { Views } from './bank/views.js';
import { LOCALES, words } from './bank/words.js';
import { BankClock, daysBetween, timeOf } from './clock.js';
import { offerLocales, resetLocales, showLocales } from './counter/asked-locales.js';
import { clearAnswer, showBundles } from './counter/bundles.js';
import { say, showReport } from './counter/desk.js';
import { showHistory } from './counter/history-list.js';
import { MemoryRoom } from './counter/memory-room.js';
import { Scenario } from './counter/scenario.js';
import { TimeTravel } from './counter/time-travel.js';
import { Customers } from './customers.js';
import { byId } from './element.js';
import { codeOf, sentenceOf } from './faults.js';
import { vectorAfter } from './nightly.js';
import { Release } from './release.js';
import { Slot } from './slots.js';

export class Page {
  #essentials;
  #release;
  #clock;
  #customers;
  #slots;
  #views;
  #front;
  #scenario;
  #time;
  #memory;
  #locales = LOCALES;
  /** The placements of the last decision. */
  #placements = [];

  constructor(essentials) {
    this.#essentials = essentials;
    const asked = new URLSearchParams(location.search);
    const ahead = asked.get('ahead') ?? '';
    this.#clock = new BankClock(/^\d{1,12}$/.test(ahead) ? Number(ahead) : 0);
    this.#release = new Release(essentials.trust, () => ({ now: this.#now, policy: essentials.policy }));
    this.#customers = new Customers(essentials, this.#release, asked.get('customer'), {
      learnt: (count, at) => this.#learnt(count, at), left: () => this.#signOut(), written: () => this.#reportHistory(),
    });
    this.#slots = [...document.querySelectorAll('[data-slot]')].map((region) =>
      new Slot(region, (slot, kind, refused) => this.#answered(slot, kind, refused), (slot) => this.#seen(slot)));
    for (const slot of this.#slots) slot.images = essentials.images;

    this.#front = new Front(new Ledger(essentials.ledger), {
      go: (path) => this.#views.go(path),
      say: (kind, target) => this.#word(kind, target),
      signIn: () => this.#signIn(this.#customers.one.id),
      signOut: () => this.#signOut(),
      speak: (locales) => this.#speak(locales),
    });
    this.#views = new Views(() => this.#opened());
    this.#scenario = new Scenario(byId('scenario'), () => this.#decide(), (id) => this.#signIn(id));
    this.#time = new TimeTravel((milliseconds) => this.#travel(milliseconds), () => this.#rebase());
    this.#memory = new MemoryRoom((place) => this.#moveMemory(place));
    this.#memory.place = asked.get('place');
    offerLocales((locales) => this.#ask(locales ?? this.#customers.one.request.locales));
    this.#connect();
  }

  /** Opens the bank's bundle, reads what is remembered, and signs the customer in. Whether the module runs. */
  async open() {
    const { bundle, fault } = this.#essentials;
    const refusal = fault ?? this.#release.open(bundle);
    await this.#customers.keep(this.#memory.place);
    this.#signIn(this.#customers.one.id, { isFirst: true });
    if (fault !== null) say(`The page runs without offers (${codeOf(fault)}): ${sentenceOf(fault)}`);
    else if (refusal !== null) say(`The bundle was refused (${codeOf(refusal)}): ${sentenceOf(refusal)} The bank's own banners stay.`);
    // A banner that the customer may have begun to read is not swapped.
    else if (this.#slots.some((slot) => slot.isLate)) say("The module was ready later than a page may wait for it: the bank's own banners stay until the next visit. “Sign in again” begins one.");
    return fault === null;
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

  get #now() {
    return this.#clock.now(this.#customers.one.request.now);
  }

  // -- customers, pages of the bank, time

  /** A new visit of the customer; the same customer anew where it is the one signed in. */
  #signIn(id, { isFirst = false } = {}) {
    this.#customers.signIn(id);
    const { request, situation } = this.#customers.one;
    this.#locales = request.locales;
    resetLocales();
    byId('customer').value = id;
    byId('situation').textContent = situation;
    this.#scenario.start(this.#base());
    this.#front.forget();
    this.#memory.tell('');
    say('');
    const detour = isFirst ? this.#detour() : '#/';
    if (detour === null || !this.#views.go(detour)) this.#decide({ isVisit: true, isFirst });
  }

  #signOut() {
    this.#customers.signOut();
    this.#memory.tell('');
    this.#views.go('#/signed-out');
  }

  #detour() {
    return this.#front.detour(this.#views.open, this.#views.item, this.#base(), this.#customers.isSignedIn);
  }

  /** Another page of the bank, and with it another decision. */
  #opened() {
    this.#front.arrive();
    const detour = this.#detour();
    if (detour === null) this.#decide({ isVisit: true });
    else this.#views.go(detour);
  }

  /** The customer comes back later. */
  #travel(milliseconds) {
    this.#clock.travel(milliseconds);
    this.#customers.comeBack();
    this.#rebase();
  }

  #rebase() {
    this.#scenario.rebase(this.#base());
    this.#decide({ isVisit: true });
  }

  /** The customer's vector: of its own day, or of last night where the bank computes it each night. */
  #base() {
    const { features, now } = this.#customers.one.request;
    return this.#time.isNightly ? vectorAfter(features, daysBetween(now, this.#now)) : features;
  }

  /** Everything as it was when the page was ready, and nothing remembered. */
  #reset() {
    this.#customers.forgetAll();
    this.#clock.reset();
    this.#time.reset();
    this.#release.open(this.#essentials.bundle);
    byId('no-last-good').checked = false;
    clearAnswer(byId('bundle-buttons'), byId('bundle-answer'));
    this.#signIn(this.#essentials.customers[0].id);
  }

  // -- deciding

  /**
   * Decides anew and fills the slots. What the first decision of the page finds standing too long stays. After an answer the slots wait
   * for the next decision: only what the customer refuses goes.
   */
  #decide({ isVisit = false, isFirst = false, isAnswer = false } = {}) {
    const { engine } = this.#release;
    const { page, slots } = this.#views.open;
    const features = this.#scenario.vector();
    const asked = !this.#customers.isSignedIn ? null : {
      ...this.#customers.one.request,
      features,
      history: this.#customers.visit.history,
      locales: this.#locales,
      now: this.#now,
      page,
      slots,
      storage: this.#customers.keeper.storage,
    };
    const outcome = engine === null || asked === null ? null : this.#outcome(engine, asked);
    if (isAnswer) this.#withdraw(outcome);
    else this.#place(outcome);
    this.#show(features);
    const open = this.#slots.filter(({ view }) => view === this.#views.open.name);
    if (!isFirst && !isAnswer) for (const slot of open) slot.restart(isVisit);
    for (const slot of open) this.#fill(slot);
    this.#report(engine, asked, outcome);
  }

  /** The decision and the reasons for it; null where the module cannot answer. */
  #outcome(engine, request) {
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

  #place(outcome) {
    this.#placements = outcome === null ? [] : outcome.decision.placements;
    if (outcome !== null) this.#customers.visit.decided(outcome.decision);
  }

  #withdraw(outcome) {
    const refused = new Set(outcome?.reasons.filter(({ gate }) => gate === 'refused').map(({ campaign }) => campaign));
    this.#placements = outcome === null ? [] : this.#placements.filter(({ campaign }) => !refused.has(campaign));
  }

  #fill(slot) {
    const placement = this.#placementIn(slot);
    const refusals = placement === null ? [] : this.#release.offers.refusals(placement.campaign);
    slot.show(placement, refusals, words(this.#locale, 'ownSlot'));
  }

  #placementIn(slot) {
    const placement = this.#placements.find((one) => one.slot === slot.name);
    return placement === undefined || this.#customers.visit.closed.has(placement.campaign) ? null : placement;
  }

  // -- what the customer sees and does

  #seen(slot) {
    const { visit } = this.#customers;
    visit.keep();
    const placement = this.#placementIn(slot);
    if (placement !== null && visit.isFirstSight(this.#views.open.name, placement)) this.#observe('impression', placement);
    else this.#customers.remember(this.#now);
    this.#reportHistory();
  }

  #answered(slot, kind, refused) {
    const placement = this.#placementIn(slot);
    if (placement === null) return;
    if (kind === 'refuse') {
      this.#front.noted();
      this.#word('refuse', this.#release.offers.target(placement.campaign, refused));
      return;
    }
    this.#observe(kind, placement);
    if (kind === 'click') return;
    this.#customers.visit.closed.add(placement.campaign);
    this.#decide({ isAnswer: true });
  }

  #observe(kind, { campaign, id, slot }) {
    this.#tell({ at: this.#now, campaign, kind, placement: id, slot });
  }

  /** The customer's word on offers: `refuse` or `allow`. */
  #word(kind, target) {
    this.#tell({ at: this.#now, kind, target });
    this.#decide({ isAnswer: kind === 'refuse' });
  }

  #tell(event) {
    this.#customers.visit.observe(this.#release.engine, event);
    this.#customers.remember(this.#now);
  }

  /** Another tab of the customer wrote; what was refused or allowed there holds here too. */
  #learnt(count, isChoice) {
    if (isChoice) this.#decide({ isAnswer: true });
    else this.#reportHistory();
    this.#memory.tell(`${count === 1 ? '1 entry' : `${count} entries`} came from another tab at ${timeOf(Date.parse(this.#now), this.#now)} and joined what this one knows.`);
  }

  // -- showing

  get #locale() {
    return this.#locales.find((locale) => LOCALES.includes(locale)) ?? LOCALES[0];
  }

  #speak(locales) {
    resetLocales();
    this.#ask(locales);
  }

  #ask(locales) {
    this.#locales = locales;
    this.#decide();
  }

  #show(vector) {
    const { history } = this.#customers.visit;
    const { engine, offers } = this.#release;
    this.#front.show({
      customer: this.#customers.one,
      item: this.#views.item,
      kept: { choices: engine?.choices(history) ?? null, count: history.events.length, offers, place: this.#customers.keeper.place },
      locale: this.#locale,
      now: this.#now,
      vector,
      view: this.#views.open,
    });
  }

  #report(engine, asked, outcome) {
    const { visit } = this.#customers;
    const late = this.#slots.filter((slot) => slot.isLate && slot.view === this.#views.open.name).map(({ name }) => name);
    showReport(engine, asked, outcome, { closed: visit.closed, late });
    showLocales(this.#locales, this.#placements);
    byId('visit-count').textContent = `Visit ${visit.number}`;
    const day = this.#scenario.vector().as_of;
    this.#time.show(this.#now, engine, { day, days: daysBetween(day, this.#now) }, this.#release.offers.ages);
    this.#reportHistory();
  }

  #reportHistory() {
    const names = new Map(this.#release.engine?.campaigns.map(({ campaign, name }) => [campaign, name]));
    showHistory(this.#customers.visit.history, this.#now, names, (target) => this.#word('allow', target));
    this.#memory.show(this.#customers.keeper.place, this.#address());
  }

  /** The address of the same page for the same customer, at the same time. */
  #address() {
    return `/?${new URLSearchParams({ customer: this.#customers.one.id, ahead: String(this.#clock.ahead), place: this.#memory.place })}`;
  }

  #running() {
    const { engine } = this.#release;
    return engine === null
      ? "There is no bundle to run on: the page shows the bank's own banners."
      : `Release ${engine.info.version} is live.`;
  }

  // -- controls

  async #moveMemory(place) {
    await this.#customers.keep(place, this.#now);
    this.#decide({ isVisit: true });
  }

  #connect() {
    this.#customers.connect((id) => this.#signIn(id));
    byId('next-visit').addEventListener('click', () => this.#signIn(this.#customers.one.id));
    byId('reset').addEventListener('click', () => this.#reset());
    byId('forget').addEventListener('click', () => {
      this.#customers.forget();
      this.#signIn(this.#customers.one.id);
    });
  }
}
