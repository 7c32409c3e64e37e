/**
 * What a page does around the engine: fetches bundle, policy and chain of roots of the bank's own origin, all three each time, looks again
 * at a fixed period, and keeps the last good release. What is fetched and when depends on no customer and on no decision.
 *
 * @example
 * import { Engine, init } from 'tellerside';
 * import { delivery, inTime } from 'tellerside/delivery';
 *
 * const offers = delivery({
 *   now, load: async (bundle, options) => { await init(); return Engine.load(bundle, root, options); }, report: ({ code }) => report(code),
 * });
 * await inTime(offers.start());
 * const decision = offers.engine?.decide(request);
 *
 * @module tellerside/delivery
 */
import type { Campaign, LoadOptions, MomentText, TellersideError } from './index.js';

/** `Engine` or `WorkerEngine`. */
export interface Delivered {
  readonly campaigns: readonly Campaign[];
  /** As `Engine.update`. */
  update(bundle: string, options: LoadOptions): void | Promise<void>;
}

/** What goes over to another release: an engine, or what stands before it. */
export interface DeliveryTarget {
  /** As `Slots.update`. */
  update(bundle: string, options: LoadOptions): unknown;
}

/** What is fetched from where, and what is made of it. */
export interface DeliveryOptions<E extends Delivered> {
  /** The first engine, of a bundle that was fetched; `options` have `now`, `policy` and `roots`. Called again until one is taken. */
  load(bundle: string, options: LoadOptions): E | Promise<E>;
  /** What time it is, as the bank's server said it and the page moved it on. */
  now(): MomentText;
  /** Path on the page's own origin; `/offers/bundle.tsb.json` unless said. */
  bundle?: string;
  /** Path on the page's own origin; `/offers/policy.json` unless said. */
  policy?: string;
  /** Path on the page's own origin; `/offers/roots.json` unless said, and null where the bank has no chain. */
  roots?: string | null;
  /** Milliseconds from one look to the next; 300,000 unless said, and at most. After one that failed at most 15,000. */
  every?: number;
  /** For how many milliseconds a policy holds; 840,000 unless said, and at most. Where it cannot be read for longer, nothing is shown. */
  holds?: number;
  /** Hears what was refused, or could not be fetched. The last good release goes on. */
  report?(error: TellersideError): void;
  /** For tests. */
  clock?: DeliveryClock;
}

/** The clock by which the period runs, for tests. */
export interface DeliveryClock {
  /** Milliseconds that only grow. */
  now(): number;
  /** Calls `work` later, and returns how to cancel it. */
  after(milliseconds: number, work: () => void): () => void;
}

/** What keeps a page's release current. */
export interface Delivery<E extends Delivered> {
  /** The engine; null until a bundle was taken. */
  readonly engine: E | null;
  /** Looks, and goes on looking. Resolves when the first look ended, however it ended; once, however often it is called. */
  start(): Promise<void>;
  /** From now on `target` is updated in the engine's place: `Slots`, or a provider of OpenFeature, which then go over themselves. */
  to(target: DeliveryTarget): void;
  /** Calls `listener` after release or policy changed, or became too old. Returns how to stop that. */
  subscribe(listener: () => void): () => void;
  /** Ends it. The engine is the host's to close. */
  stop(): void;
}

/**
 * What keeps a page's engine current. Nothing happens before `start()`.
 *
 * @throws {InputError} `OPTIONS_INVALID`.
 */
export declare function delivery<E extends Delivered>(options: DeliveryOptions<E>): Delivery<E>;

/**
 * What `work` gives if it is there `deadline` milliseconds (300) after the page was first painted, or after this call where it was not
 * yet; else null, also where it fails. For pages without `tellerside/element`, which has its own deadline. Never rejects.
 */
export declare function inTime<T>(work: T | Promise<T>, deadline?: number): Promise<T | null>;
