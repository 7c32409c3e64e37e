// Where the history of a customer lies: on the device, in the tab, or in the page alone. Names and values say nothing without the two
// keys that the bank gives with the sign-in.

import { aes, local, memory, session } from 'tellerside/storage';

/** The places, and what the bank calls them. */
export const PLACES = new Map([
  ['device', 'On this device, sealed, for all tabs'],
  ['tab', 'In this tab, sealed'],
  ['page', 'In this page alone'],
]);

const EMPTY = { events: [], history: 1 };

/** The history of one customer in one place. */
export class HistoryKeeper {
  #store;
  #place;
  #status = 'empty';
  /** Counts what was cleared here, so that answers from before mean nothing. */
  #cleared = 0;
  /** What was there when it was last read or written. */
  history = EMPTY;
  storage = 'memory';

  /**
   * @param place `device`, `tab` or `page`
   * @param keys `{ name, seal }`, 32 bytes each in hexadecimal; null where the bank gave none: then nothing is stored
   * @param engine merges and prunes
   */
  constructor(place, keys, engine) {
    this.#place = keys === null ? 'page' : place;
    this.#store = storeAt(this.#place, keys, engine);
  }

  /** `device`, `tab`, `page`, or `refused` where the browser lets nothing be stored. */
  get place() {
    return this.#status === 'unavailable' || this.#status === 'full' ? 'refused' : this.#place;
  }

  /** How the last reading or writing went, in the package's words. */
  get status() {
    return this.#status;
  }

  read() {
    return this.#take(this.#store.read());
  }

  write(history, now) {
    return this.#take(this.#store.write(history, now));
  }

  clear() {
    this.#cleared += 1;
    this.history = EMPTY;
    return this.#take(this.#store.clear());
  }

  /** Keeps what a store answers. Null for an answer from before it was cleared here; `isCleared` where another tab cleared it. */
  async #take(asked) {
    const [begun, hadSome] = [this.#cleared, this.history.events.length > 0];
    const { history, status, storage } = await asked;
    if (begun !== this.#cleared) return null;
    this.#status = status;
    this.storage = storage;
    this.history = history;
    return { history, isCleared: status === 'cleared' || (status === 'empty' && hadSome && this.#place === 'device') };
  }
}

function storeAt(place, keys, engine) {
  if (place === 'page') return memory({ engine });
  const options = { engine, key: bytesOf(keys.name), ttlDays: 90, ...aes(bytesOf(keys.seal)) };
  return place === 'tab' ? session(options) : local(options);
}

function bytesOf(hexadecimal) {
  return Uint8Array.from(hexadecimal.match(/../g), (digits) => Number.parseInt(digits, 16));
}
