// A queue for what was measured. Requests leave at fixed times and have one size, whatever was shown and whether anything was: neither
// says anything about the customer. Nothing is stored, and nothing but the host's own send() reaches a network.

import { known, refused } from './options.js';

const { freeze, hasOwn } = Object;
const { isArray } = Array;

/** What observe() takes and measurements know; what the customer refuses is no measurement. */
const KINDS = ['impression', 'click', 'dismiss', 'start'];
const ID = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const EXPERIMENT = /^[a-z0-9][a-z0-9._-]{0,63}@[1-9][0-9]{0,4}$/;
const OFFER = /^[A-Za-z0-9_-]{1,64}$/;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}/;
/** The grammar of each field, in the order of the text. */
const FIELDS = [['arm', ID], ['campaign', ID], ['day', /^[0-9-]{10}$/], ['experiment', EXPERIMENT], ['id', /^[0-9a-f]{16}$/], ['kind', ID], ['offer', OFFER], ['slot', ID]];
/** Placements and ghosts of which the queue remembers what they are. */
const REMEMBERED = 256;
/** A body without events, with the largest count of drops; an event has at most 520 characters. */
const FRAME = '{"dropped":9007199254740991,"events":[],"measurements":1,"padding":""}'.length;
const LEAST = 1024;

/** The text in quotes, in ASCII alone, so that its characters are its bytes. */
const quoted = (text) => `"${text.replace(/[^ !#-[\]-~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;

/** A queue that sends by `send(body)`. */
function measurements(options) {
  const {
    send, every = 60_000, size = 8192, most = 500, timer = repeated, random = drawn,
  } = known(options, ['every', 'most', 'random', 'send', 'size', 'timer']);
  for (const [name, hook] of [['send', send], ['timer', timer], ['random', random]]) {
    if (typeof hook !== 'function') throw refused(name, 'give a function');
  }
  for (const [name, number, from, to] of [['every', every, 1000, 86_400_000], ['size', size, LEAST, 65_536], ['most', most, 1, 10_000]]) {
    if (!Number.isInteger(number) || number < from || number > to) throw refused(name, `write a whole number from ${from} to ${to}`);
  }
  return new Queue({ send, every, size, most, timer, random }).face();
}

class Queue {
  #options;
  /** What a placement or ghost is, by its id: the oldest first. */
  #shown = new Map();
  /** Texts that wait, the oldest first. */
  #waiting = [];
  /** How many texts were taken from there and may come back. */
  #underWay = 0;
  #drops = 0;
  #told = { sent: 0, failed: 0, dropped: 0, refused: 0 };
  #cancel = null;

  constructor(options) {
    this.#options = options;
  }

  /** The functions, usable without the object. */
  face() {
    return freeze({
      decided: (decision, before) => this.#decided(decision, before),
      observed: (event) => this.#observed(event),
      start: () => this.#start(),
      stop: () => this.#stop(),
      drain: () => this.#tick(),
      status: () => ({ waiting: this.#waiting.length + this.#underWay, ...this.#told }),
    });
  }

  /** Remembers what a decision placed, and tells its ghosts: what the comparison group would have been shown. */
  #decided(decision, before) {
    if (listed(own(decision, 'statuses')).includes('dry_run')) return [];
    for (const placement of listed(own(decision, 'placements'))) {
      const experiment = own(placement, 'experiment');
      // Who sees an arm without counting for it is no part of the experiment.
      const trial = own(experiment, 'enrolled') === true ? experiment : undefined;
      const what = { arm: own(trial, 'arm'), campaign: own(placement, 'campaign'), experiment: own(trial, 'key'), offer: own(own(placement, 'action'), 'offer'), slot: own(placement, 'slot') };
      this.#remember(own(placement, 'id'), what, KINDS);
    }
    const known = new Set(listed(own(before, 'events')).map((event) => own(event, 'id')));
    const events = listed(own(own(decision, 'history'), 'events'));
    const ghosts = events.filter((event) => own(event, 'kind') === 'ghost' && !known.has(own(event, 'id')));
    return ghosts.map((event) => {
      const [id, campaign, slot] = [own(event, 'id'), own(event, 'campaign'), own(event, 'slot')];
      this.#remember(id, { campaign, slot }, ['ghost']);
      return { campaign, id, slot };
    });
  }

  #remember(id, what, kinds) {
    if (typeof id !== 'string' || this.#shown.has(id)) return;
    this.#shown.set(id, { what, open: new Set(kinds) });
    if (this.#shown.size > REMEMBERED) this.#shown.delete(this.#shown.keys().next().value);
  }

  /** Queues an event, the first of its kind of one placement; whether it was queued. */
  #observed(event) {
    const [kind, at, shown] = [own(event, 'kind'), own(event, 'at'), this.#shown.get(own(event, 'placement'))];
    // Refusals and the like are the customer's word, not a measurement.
    if (shown === undefined || !shown.open.has(kind)) return false;
    const day = typeof at === 'string' ? DAY.exec(at)?.[0] : undefined;
    const text = textOf({ __proto__: null, ...shown.what, day, id: this.#options.random(), kind });
    if (text === null) {
      this.#told.refused += 1;
      return false;
    }
    shown.open.delete(kind);
    if (this.#waiting.length + this.#underWay >= this.#options.most) {
      this.#told.dropped += 1;
      this.#drops += 1;
      return false;
    }
    this.#waiting.push(text);
    return true;
  }

  #start() {
    this.#cancel ??= this.#options.timer(() => void this.#tick(), this.#options.every);
  }

  #stop() {
    this.#cancel?.();
    this.#cancel = null;
  }

  /** One body, now, of whatever fits; what is not taken comes back. */
  async #tick() {
    const { send, size } = this.#options;
    let [room, count] = [size - FRAME, 0];
    for (const text of this.#waiting) {
      room -= text.length + 1;
      if (room < 0) break;
      count += 1;
    }
    const events = this.#waiting.splice(0, count);
    const drops = this.#drops;
    this.#underWay += count;
    this.#drops = 0;
    try {
      await send(body(events, drops, size));
      this.#told.sent += count;
    } catch {
      this.#waiting.unshift(...events);
      this.#drops += drops;
      this.#told.failed += 1;
    } finally {
      this.#underWay -= count;
    }
  }
}

/** The text of a batch, which has `size` characters, all of them ASCII. */
function body(events, drops, size) {
  const start = `{${drops > 0 ? `"dropped":${drops},` : ''}"events":[${events.join(',')}],"measurements":1,"padding":"`;
  return `${start}${' '.repeat(size - start.length - 2)}"}`;
}

/** The text of an event; null where a field is missing or is not what it must be. */
function textOf(event) {
  const needed = event.kind === 'ghost' ? ['campaign', 'day', 'slot'] : ['campaign', 'day', 'offer', 'slot'];
  if (needed.some((name) => event[name] === undefined) || (event.arm === undefined) !== (event.experiment === undefined)) return null;
  let text = '';
  for (const [name, grammar] of FIELDS) {
    const value = event[name];
    if (value === undefined) continue;
    if (typeof value !== 'string' || !grammar.test(value)) return null;
    text += `${text === '' ? '{' : ','}"${name}":${quoted(value)}`;
  }
  return `${text}}`;
}

const listed = (list) => (isArray(list) ? list : []);

/** A property that the object itself has: what is planted on a prototype is no event. */
const own = (object, name) => (typeof object === 'object' && object !== null && hasOwn(object, name) ? object[name] : undefined);

/** Calls `work` every `ms` milliseconds; what it returns ends that. */
function repeated(work, ms) {
  const timer = setInterval(work, ms);
  // A program that has nothing else to do need not wait for it.
  timer.unref?.();
  return () => clearInterval(timer);
}

/** 16 hexadecimal digits. */
const drawn = () => Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');

export { measurements };
