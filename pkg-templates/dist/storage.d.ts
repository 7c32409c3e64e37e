/**
 * Where a host may keep a history: in memory, for the session, on the device, or in the key-value store of an edge. Nothing in here is
 * loaded unless it is imported.
 *
 * @example
 * import { aes, local } from 'tellerside/storage';
 *
 * const store = local({ engine, key: nameKey, ...aes(sealKey) });   // both keys from the bank, after login
 * const { history, storage } = await store.read();
 * const decision = engine.decide({ ...request, history, storage });
 * await store.write(decision.history, now);
 *
 * @module tellerside/storage
 */
import type { DecisionRequest, History, MomentText } from './index.js';

/**
 * How it went.
 *
 * - `kept`: it is there.
 * - `empty`: there is nothing at that name yet.
 * - `expired`: what was there is older than its days.
 * - `cleared`: it was cleared meanwhile, by this tab or another; nothing was written, and what the page holds must go.
 * - `unreadable`: something foreign or broken is there, or it was sealed under another key. The next write replaces it.
 * - `newer`: a later version of this package wrote it; it is left alone.
 * - `invalid`: the history that was handed in, or the moment, is none; nothing was written.
 * - `full`: there is no room; nothing was written.
 * - `unavailable`: the browser or the network does not let it be reached, or the engine is closed; nothing was written.
 */
export type StorageStatus =
  'kept' | 'empty' | 'expired' | 'cleared' | 'unreadable' | 'newer' | 'invalid' | 'full' | 'unavailable';

/** What a store answers. */
export interface Stored {
  /** The history to go on with: always a valid one. */
  history: History;
  status: StorageStatus;
  /** What a request says of how long the history is kept; `memory` wherever that is in doubt, so that no cap is promised that is not held. */
  storage: DecisionRequest['storage'];
  /** What was caught, for the page's own log. Never thrown. */
  error?: unknown;
}

/** A place for one history. No function of it ever rejects. */
export interface HistoryStore {
  /**
   * For how many days it keeps what was last written; null in memory. A cap or cooldown of a bundle that looks back further than this is
   * held for as long as the customer keeps coming, and forgotten with the rest after so many days without a visit. `tellerside explain`
   * names the windows of every campaign.
   */
  readonly ttlDays: number | null;
  /** What is kept, as far as it can be read; else an empty history, and the status says why. */
  read(): Promise<Stored>;
  /**
   * Merges with what is there, since another tab may have written, and keeps it for its days from now on.
   *
   * @param now Prunes as well, by the moment that the server gave.
   */
  write(history: History, now?: MomentText): Promise<Stored>;
  /** At logout: takes it away, and a write under way brings nothing back. */
  clear(): Promise<Stored>;
}

/** Text in, text out: how a host encrypts what is kept. A text that `open` does not know must be rejected. */
export interface Sealing {
  /** What is written in place of `text`. */
  seal(text: string): Promise<string> | string;
  /** The text of which `seal` made `text`. */
  open(text: string): Promise<string> | string;
}

/** What is asked of an engine, in the page or in a worker. */
export interface StoreEngine {
  /** As `Engine.merge`. */
  merge(a: History | string | null | undefined, b: History | string | null | undefined): History | Promise<History>;
  /** As `Engine.prune`. */
  prune(history: History | string | null | undefined, now: MomentText): History | Promise<History>;
}

/** Whose history a store keeps, and under which name. */
export interface StoreOptions extends Partial<Sealing> {
  /** Merges, and checks what is read: an `Engine`, or a `WorkerEngine`. */
  engine: StoreEngine;
  /**
   * Of the customer, from the bank after login: at least 16 bytes, as such or as base64url text, such as `history_key` of the bank's server;
   * or a CryptoKey of HMAC-SHA-256. Without it nobody can tell from a name whose history it is, or that it is one.
   */
  key: Uint8Array | ArrayBuffer | CryptoKey | string;
  /** Sets histories under one key apart. */
  name?: string;
  /** For how long it is kept after the last write: 1 to 400 days, 90 unless said. No shorter than the longest window of the bundle's caps. */
  ttlDays?: number;
}

/** What is used of a Web Storage. */
export interface StorageArea {
  readonly length: number;
  getItem(name: string): string | null;
  key(place: number): string | null;
  removeItem(name: string): void;
  setItem(name: string, text: string): void;
}

/** As `StoreOptions`. */
export interface AreaOptions extends StoreOptions {
  /** The Web Storage to use, asked for at each use. */
  area?: () => StorageArea;
}

/** Of the key-value stores of edges what is used here, as Cloudflare's `KVNamespace` has it. */
export interface KeyValues {
  get(name: string): Promise<string | null>;
  put(name: string, text: string, options: { expirationTtl: number }): Promise<void>;
  delete(name: string): Promise<void>;
}

/** As long as this object lives. Without an engine it keeps what was last written and merges nothing. */
export declare function memory(options?: { engine?: StoreEngine }): HistoryStore;

/** In the tab's `sessionStorage`: campaigns with caps of days are not shown. */
export declare function session(options: AreaOptions): HistoryStore;

/** In the `localStorage` of the origin, which tabs share and scripts of the origin can read: seal it. */
export declare function local(options: AreaOptions): HistoryStore;

/** In a key-value store of the edge. Where it tells other places a minute late, their last minute is merged late as well. */
export declare function kv(namespace: KeyValues, options: StoreOptions): HistoryStore;

/** `seal` and `open` by AES-256-GCM, with 32 bytes of key, as such or as base64url text, or a CryptoKey for it: another key than that of names. */
export declare function aes(key: Uint8Array | ArrayBuffer | CryptoKey | string): Sealing;

/**
 * All that this package ever writes, for those who review what it keeps. Nothing else of it touches a storage.
 *
 * `name` and `value` are patterns (ECMAScript). A name is an HMAC under the bank's key and says nothing; a value is a mark, when it ends,
 * and the history, sealed where the host seals.
 */
export declare const writes: readonly {
  readonly by: 'session' | 'local' | 'kv';
  readonly area: string;
  readonly name: string;
  readonly value: string;
  readonly mostDays: number;
}[];
