// Who is signed in, the customer's visits, and what is remembered of each customer, in this tab and in others.

import { byId, element } from './element.js';
import { HistoryKeeper } from './history-keeper.js';
import { Visit } from './visits.js';

export class Customers {
  #all;
  #keys;
  #release;
  #told;
  #one;
  #keepers = new Map();
  #visits = new Map();
  isSignedIn = true;

  /**
   * @param essentials customers, and the keys that the bank gave with the sign-in
   * @param release merges histories by the live engine
   * @param first id of who is signed in; the first customer where it is none
   * @param told `{ learnt, left, written }`: called with the number of entries of another tab and whether a choice was among them, when
   *   another tab signed out, and when something was kept
   */
  constructor({ customers, keys }, release, first, told) {
    this.#all = customers;
    this.#keys = keys;
    this.#release = release;
    this.#told = told;
    this.#one = customers.find(({ id }) => id === first) ?? customers[0];
    addEventListener('storage', () => this.#readAgain());
  }

  /** Who is signed in, or was last. */
  get one() {
    return this.#one;
  }

  get visit() {
    return this.#visits.get(this.#one.id);
  }

  get keeper() {
    return this.#keepers.get(this.#one.id);
  }

  /** Keeps the histories at `place` from now on, and nothing anywhere else. What this page knows goes along, pruned at `now`. */
  async keep(place, now = undefined) {
    const old = [...this.#keepers.values()];
    for (const { id } of this.#all) {
      this.#keepers.set(id, new HistoryKeeper(place, Object.hasOwn(this.#keys, id) ? this.#keys[id] : null, this.#release));
    }
    await Promise.all(old.map((keeper) => keeper.clear()));
    await Promise.all([...this.#keepers.values()].map((keeper) => keeper.read()));
    if (now !== undefined) await Promise.all([...this.#visits].map(([id, { history }]) => this.#keepers.get(id).write(history, now)));
  }

  /** A visit begins. */
  signIn(id) {
    this.#one = this.#all.find((customer) => customer.id === id);
    this.isSignedIn = true;
    this.comeBack();
  }

  /** The next visit of who is signed in. */
  comeBack() {
    const { id } = this.#one;
    this.#visits.set(id, this.#visits.get(id)?.next() ?? new Visit(this.#keepers.get(id).history));
  }

  /** The customer leaves, and what is remembered goes. */
  signOut() {
    this.forget();
    this.comeBack();
    this.isSignedIn = false;
  }

  /** Forgets the customer's history. */
  forget() {
    this.keeper.clear();
    this.#visits.delete(this.#one.id);
  }

  forgetAll() {
    for (const keeper of this.#keepers.values()) keeper.clear();
    this.#visits.clear();
  }

  /** Keeps what the visit knows. Nothing waits for it. */
  async remember(now) {
    const { id } = this.#one;
    this.#take(id, await this.#keepers.get(id).write(this.visit.history, now));
    this.#told.written();
  }

  /** Another tab wrote or cleared something, whose it may be. */
  async #readAgain() {
    if (this.#release.engine === null) return;
    for (const [id, keeper] of this.#keepers) this.#take(id, await keeper.read());
  }

  #take(id, answer) {
    if (answer === null) return;
    const isOne = id === this.#one.id && this.isSignedIn;
    if (answer.isCleared) {
      if (isOne) this.#told.left();
      else this.#visits.delete(id);
      return;
    }
    const visit = this.#visits.get(id);
    const { engine } = this.#release;
    if (visit === undefined || engine === null) return;
    const [known, chosen] = [visit.history.events.length, chosenIn(engine, visit)];
    visit.join(engine, answer.history);
    const count = visit.history.events.length - known;
    if (isOne && count > 0) this.#told.learnt(count, chosenIn(engine, visit) !== chosen);
  }

  /** The chooser behind the counter. */
  connect(signIn) {
    const chooser = byId('customer');
    chooser.replaceChildren(...this.#all.map(({ id, name }) => element('option', { value: id }, name)));
    chooser.addEventListener('change', () => signIn(chooser.value));
    const step = (by) => () => signIn(this.#all.at((this.#all.indexOf(this.#one) + by) % this.#all.length).id);
    byId('previous-customer').addEventListener('click', step(-1));
    byId('next-customer').addEventListener('click', step(1));
  }
}

/** What the customer refuses, as a text to compare. */
function chosenIn(engine, { history }) {
  return JSON.stringify(engine.choices(history));
}
