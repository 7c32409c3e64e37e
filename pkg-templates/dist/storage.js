// Where a host may keep a history: in memory, for the session, on the device, or in the key-value store of an edge. Nothing here is
// loaded unless the host asks for it, and nothing else in this package stores anything.
//
// read() and write() never reject: storage that is blocked, full, foreign or broken is told as a status, and nothing of it is believed.

import { known, refused } from './options.js';

const { parse, stringify } = JSON;
const { create, freeze, hasOwn, keys, setPrototypeOf } = Object;
const { isArray } = Array;

const DAY = 86_400_000;
/** Browsers keep nothing longer. */
const MOST_DAYS = 400;
/** How often a write is begun anew because another tab wrote meanwhile. */
const ATTEMPTS = 8;
/** A name: HMAC-SHA-256 in 43 characters of base64url. */
const NAME = /^[\w-]{43}$/;
/** A key in words: base64url of RFC 4648, with its padding or without. */
const KEY_TEXT = /^[\w-]+={0,2}$/;
/** A value: a mark, until when it holds in milliseconds to the base of 36, and the history's text, sealed where the host seals. */
const VALUE = /^th1\.([0-9a-z]{1,11})\.([^]*)$/;

/** All that this package ever writes, for those who review what it keeps: one value a customer and store, under a name that says nothing. */
const writes = freeze([
  ['session', 'sessionStorage'], ['local', 'localStorage'], ['kv', 'the key-value store that the host hands in'],
].map(([by, area]) => freeze({ by, area, name: NAME.source, value: VALUE.source, mostDays: MOST_DAYS })));

const empty = () => ({ events: [], history: 1 });

/** What lasts as long as this object: for pages that may store nothing, and for tests. */
function memory(options) {
  const { engine } = known(options, ['engine']);
  let kept = null;
  /** Counts clear(), so that a write that is under way brings nothing back. */
  let cleared = 0;
  return {
    read: async () => answer(kept ?? empty(), kept === null ? 'empty' : 'kept', 'memory'),
    write: async (history, now) => {
      if (engine === undefined) {
        kept = history;
        return answer(kept, 'kept', 'memory');
      }
      try {
        // Another write may come between, where the engine is in a worker: then once more, upon what that one kept.
        const started = cleared;
        let before;
        let merged;
        do {
          before = kept;
          merged = await pruned(engine, engine.merge(before, history), now);
          if (started !== cleared) return answer(empty(), 'cleared', 'memory');
        } while (before !== kept);
        kept = merged;
        return answer(kept, 'kept', 'memory');
      } catch (error) {
        return answer(kept ?? empty(), refusedAs(error), 'memory', error);
      }
    },
    clear: async () => {
      kept = null;
      cleared += 1;
      return answer(empty(), 'empty', 'memory');
    },
    ttlDays: null,
  };
}

/** The tab's own storage, which ends with it. */
function session(options) {
  const own = inArea(options);
  return new Store(own, 'session', ofArea(own.area ?? (() => globalThis.sessionStorage))).face();
}

/** The device's storage, which all tabs of the origin share. */
function local(options) {
  const own = inArea(options);
  return new Store(own, 'durable', ofArea(own.area ?? (() => globalThis.localStorage))).face();
}

/** A key-value store of an edge: `get(name)`, `put(name, text, { expirationTtl })` and `delete(name)`, as in Cloudflare Workers. */
function kv(namespace, options) {
  const own = known(options, ['engine', 'key', 'name', 'ttlDays', 'seal', 'open']);
  for (const method of ['get', 'put', 'delete']) {
    if (typeof namespace?.[method] !== 'function') throw refused('namespace', `the store has no ${method}()`);
  }
  return new Store(own, 'durable', {
    get: async (name) => (await namespace.get(name)) ?? null,
    set: (name, text, seconds) => namespace.put(name, text, { __proto__: null, expirationTtl: seconds }),
    remove: (name) => namespace.delete(name),
    // Reading again what such a store may tell a minute late proves nothing.
    isShared: false,
  }).face();
}

/** `seal` and `open` by AES-256-GCM under a key of 32 bytes, as such or as base64url text, or under a CryptoKey for it. */
function aes(key) {
  const bytes = keyBytes(key);
  if (bytes === null ? !isSecret(key) : bytes.length !== 32) {
    throw refused('key', 'a key of AES-256 is 32 bytes, or base64url text of 32 bytes, or a CryptoKey');
  }
  let importing = null;
  const imported = () => {
    importing ??= bytes === null ? key : crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
    return importing;
  };
  const cipher = (iv) => ({ __proto__: null, name: 'AES-GCM', iv });
  return {
    async seal(text) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = new Uint8Array(await crypto.subtle.encrypt(cipher(iv), await imported(), new TextEncoder().encode(text)));
      return `${base64url(iv)}.${base64url(sealed)}`;
    },
    async open(text) {
      const [iv, sealed] = text.split('.').map(fromBase64url);
      return new TextDecoder().decode(await crypto.subtle.decrypt(cipher(iv), await imported(), sealed));
    },
  };
}

/** One history under one opaque name. */
class Store {
  #engine;
  #durability;
  #place;
  #days;
  #seal;
  #open;
  #naming;
  /** The last value seen at the name, to tell that somebody cleared it. */
  #seen = null;
  /** Counts clear(), so that a write that is under way brings nothing back. */
  #cleared = 0;

  constructor({ engine, key, name = 'history', ttlDays = 90, seal, open }, durability, place) {
    if (typeof engine?.merge !== 'function') throw refused('engine', 'give the engine: it merges and checks what is read');
    if (typeof name !== 'string') throw refused('name', 'a name is a text');
    if (!Number.isInteger(ttlDays) || ttlDays < 1 || ttlDays > MOST_DAYS) throw refused('ttlDays', `write 1 to ${MOST_DAYS} days`);
    for (const [option, hook, other] of [['seal', seal, open], ['open', open, seal]]) {
      if (hook === undefined ? other !== undefined : typeof hook !== 'function') throw refused(option, 'give both seal and open');
    }
    this.#engine = engine;
    this.#durability = durability;
    this.#place = place;
    this.#days = ttlDays;
    this.#seal = seal;
    this.#open = open;
    this.#naming = naming(key, name);
  }

  /** The three functions, usable without the object, and for how long it keeps. */
  face() {
    return {
      read: () => this.#told(() => this.#read()),
      write: (history, now) => this.#told(() => this.#write(history, now), history),
      clear: () => this.#told(() => this.#clear()),
      ttlDays: this.#days,
    };
  }

  /** What `work` answers, or that the storage is out of reach: then what the host handed in is all there is. */
  async #told(work, handed) {
    try {
      return await work();
    } catch (error) {
      return answer(await this.#valid(handed), 'unavailable', 'memory', error);
    }
  }

  async #read() {
    const name = await this.#naming();
    const raw = await this.#place.get(name);
    this.#seen = raw;
    const { history, status, error } = await this.#contents(raw);
    return answer(history, status, trusted(status) ? this.#durability : 'memory', error);
  }

  async #write(handed, now) {
    const started = this.#cleared;
    const name = await this.#naming();
    for (let attempt = 1; ; attempt += 1) {
      const raw = await this.#place.get(name);
      // Gone though it was there: another tab logged out. What this one still holds is not to come back.
      if (started !== this.#cleared || (raw === null && this.#seen !== null && this.#place.isShared)) {
        this.#seen = null;
        return answer(empty(), 'cleared', 'memory');
      }
      const { history, status, error } = await this.#contents(raw);
      if (status === 'newer') return answer(await this.#valid(handed), status, 'memory', error);
      let merged;
      try {
        merged = await pruned(this.#engine, this.#engine.merge(history, handed ?? empty()), now);
      } catch (cause) {
        return answer(history, refusedAs(cause), 'memory', cause);
      }
      const text = written(merged);
      const payload = this.#seal === undefined ? text : await this.#seal(text);
      if (typeof payload !== 'string') throw new TypeError('seal gives no text');
      if (started !== this.#cleared) continue;
      // Nothing waits from here to the setting, so that in this tab nothing comes between.
      if (this.#place.isShared && attempt < ATTEMPTS && this.#place.get(name) !== raw) continue;
      const value = `th1.${(Date.now() + this.#days * DAY).toString(36)}.${payload}`;
      try {
        await this.#place.set(name, value, this.#days * 86_400);
      } catch (cause) {
        return answer(merged, isQuota(cause) ? 'full' : 'unavailable', 'memory', cause);
      }
      this.#seen = value;
      this.#place.sweep?.();
      return answer(merged, 'kept', this.#durability);
    }
  }

  async #clear() {
    this.#cleared += 1;
    this.#seen = null;
    await this.#place.remove(await this.#naming());
    this.#place.sweep?.();
    return answer(empty(), 'empty', this.#durability);
  }

  /** The history in the value `raw`; an empty one, and why, where there is none. */
  async #contents(raw) {
    if (raw === null) return { history: empty(), status: 'empty' };
    const found = typeof raw === 'string' ? VALUE.exec(raw) : null;
    if (found === null) return { history: empty(), status: 'unreadable' };
    if (Number.parseInt(found[1], 36) <= Date.now()) return { history: empty(), status: 'expired' };
    let text = found[2];
    try {
      if (this.#open !== undefined) text = await this.#open(text);
      return { history: await this.#engine.merge(String(text), empty()), status: 'kept' };
    } catch (error) {
      // An engine that is closed or just reset says nothing of what lies there.
      if (error?.code === 'NOT_INITIALISED' || error?.code === 'ENGINE_RESET') throw error;
      return { history: empty(), status: isNewer(text) ? 'newer' : 'unreadable', error };
    }
  }

  async #valid(handed) {
    try {
      return handed === undefined ? empty() : await this.#engine.merge(handed, empty());
    } catch {
      return empty();
    }
  }
}

/** A Web Storage, asked for anew at each use: where the browser blocks it, asking throws. */
function ofArea(area) {
  return {
    get: (name) => area().getItem(name),
    set: (name, text) => area().setItem(name, text),
    remove: (name) => area().removeItem(name),
    isShared: true,
    /** Takes away what has expired under names that nobody has the key of any more. */
    sweep() {
      try {
        const storage = area();
        const names = Array.from({ length: storage.length }, (_, place) => storage.key(place));
        for (const name of names) {
          const found = NAME.test(name) ? VALUE.exec(storage.getItem(name)) : null;
          if (found !== null && Number.parseInt(found[1], 36) <= Date.now()) storage.removeItem(name);
        }
      } catch {
        // It was kept; what is left over waits for the next time.
      }
    },
  };
}

/** A function that gives the opaque name, once made: only who has the key can tell whose it is, or what for. */
function naming(key, name) {
  const bytes = keyBytes(key);
  if (bytes === null ? !isSecret(key) : bytes.length < 16) {
    throw refused('key', 'a key is bytes, or base64url text of at least 16 bytes, or a CryptoKey of HMAC-SHA-256, from the bank after login');
  }
  const hmac = { __proto__: null, name: 'HMAC', hash: 'SHA-256' };
  const made = async () => {
    const signing = bytes === null ? key : await crypto.subtle.importKey('raw', bytes, hmac, false, ['sign']);
    return base64url(new Uint8Array(await crypto.subtle.sign('HMAC', signing, new TextEncoder().encode(`tellerside history\0${name}`))));
  };
  let making = null;
  return () => {
    making ??= made();
    return making;
  };
}

/** The bytes of a key that comes as bytes or as base64url text; null for whatever is neither. */
function keyBytes(key) {
  if (key instanceof Uint8Array || key instanceof ArrayBuffer) return new Uint8Array(key);
  return typeof key === 'string' && KEY_TEXT.test(key) ? strictBytes(key) : null;
}

/** Of each key there is one text, with padding or without: bits left over would be a typing error that still opens something. */
function strictBytes(text) {
  const bare = text.replaceAll('=', '');
  if (bare.length % 4 === 1 || (bare !== text && text.length % 4 !== 0)) return null;
  const bytes = fromBase64url(bare);
  return base64url(bytes) === bare ? bytes : null;
}

function isSecret(key) {
  return typeof key === 'object' && key?.type === 'secret';
}

function answer(history, status, storage, error) {
  return error === undefined ? { history, status, storage } : { history, status, storage, error };
}

/** Whether what was read is all that there is to know. */
function trusted(status) {
  return status === 'kept' || status === 'empty' || status === 'expired';
}

/** `merging` without what is too old: a history, or the promise of one. The engine in a worker answers by promises. */
async function pruned(engine, merging, now) {
  const history = await merging;
  return now === undefined ? history : engine.prune(history, now);
}

/** The status of a write whose history or moment the engine refuses; any other fault is not the host's. */
function refusedAs(error) {
  return error?.name === 'InputError' ? 'invalid' : 'unavailable';
}

function isNewer(text) {
  try {
    const { history } = parse(text);
    return Number.isInteger(history) && history > 1;
  } catch {
    return false;
  }
}

function isQuota(error) {
  return error?.name === 'QuotaExceededError' || error?.name === 'NS_ERROR_DOM_QUOTA_REACHED';
}

/** The JSON of a history, whatever was planted on the prototypes of objects and lists. */
function written(value) {
  return stringify(bare(value));
}

function bare(value) {
  if (typeof value !== 'object' || value === null) return value;
  const copy = isArray(value) ? setPrototypeOf([], null) : create(null);
  if (isArray(value)) copy.length = value.length;
  for (const name of keys(value)) copy[name] = bare(value[name]);
  return copy;
}

function base64url(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64url(text) {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (unit) => unit.charCodeAt(0));
}

/** The options of a store in an area of the browser. */
function inArea(options) {
  const own = known(options, ['engine', 'key', 'name', 'ttlDays', 'seal', 'open', 'area']);
  if (hasOwn(own, 'area') && typeof own.area !== 'function') throw refused('area', 'an area is a function that gives a Storage');
  return own;
}

export { memory, session, local, kv, aes, writes };
