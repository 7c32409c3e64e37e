// What the page remembers of each customer: the history document that the engine returns, and what was answered in the
// running visit. A decision's history is kept only once its banners were seen or answered: a banner that flashed by while
// a slider moved leaves no trace.

const EMPTY = { events: [], history: 1 };

export class Visit {
  #committed;
  #pending;
  number = 1;
  /** Campaigns whose offer was closed in this visit: the bank's own banner takes their place until the next one. */
  closed = new Set();
  #seen = new Set();

  constructor(history = EMPTY) {
    this.#committed = history;
    this.#pending = history;
  }

  /** The history to decide with. */
  get history() {
    return this.#committed;
  }

  /** A decision was made; its history counts once something of it was seen or answered. */
  decided(decision) {
    this.#pending = decision.history;
  }

  /** What the slots show was seen for long enough. */
  keep() {
    this.#committed = this.#pending;
  }

  /** Tells the engine of `event` and keeps the history that it returns. */
  observe(engine, event) {
    this.#committed = engine.observe(this.#pending, event);
    this.#pending = this.#committed;
  }

  /** Learns what another tab of the customer's knows, by the engine's union. */
  join(engine, history) {
    this.#committed = engine.merge(this.#committed, history);
    this.#pending = engine.merge(this.#pending, history);
  }

  /** Whether this is the first time in the visit that this offer is seen in this slot of this page. */
  isFirstSight(page, placement) {
    const sight = `${page} ${placement.slot} ${placement.campaign}`;
    if (this.#seen.has(sight)) return false;
    this.#seen.add(sight);
    return true;
  }

  /** The same customer signs in again. */
  next() {
    const next = new Visit(this.#committed);
    next.number = this.number + 1;
    return next;
  }
}
