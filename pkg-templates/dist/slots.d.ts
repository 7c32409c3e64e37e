/**
 * What frameworks need: one decision for all slots of a page, the history beside it, and who is told when it changes. The React entry and
 * the OpenFeature providers stand on it; Angular and Vue need no more (README).
 *
 * @example
 * import { Slots, whenSeen } from 'tellerside/slots';
 *
 * const slots = new Slots({ engine, request, now });
 * await slots.start();
 * const placement = slots.placement('hero');
 * if (placement !== null) whenSeen(element, () => slots.observe({ kind: 'impression', placement: placement.id }));
 *
 * @module tellerside/slots
 */
import type {
  Decision, DecisionRequest, Engine, History, LoadOptions, MomentText, ObservedKind, Placement, Release, Target,
} from './index.js';
import type { Stored } from './storage.js';

/** A request for all slots of the page. `now` may be left to the option of that name, and `storage` to the store. */
export type SlotsRequest = Omit<DecisionRequest, 'now' | 'storage'> & Partial<Pick<DecisionRequest, 'now' | 'storage'>>;

/** Where the history is kept: a store of `tellerside/storage`, or the host's own two functions. */
export interface HistoryPlace {
  /** What is kept of the customer whose page this is. */
  read(): Promise<HistoryAnswer> | HistoryAnswer;
  /** What is written is merged with what comes back. Where this rejects, later decisions are told that the history is kept in `memory`. */
  write(history: History, now?: MomentText): Promise<HistoryAnswer | void> | HistoryAnswer | void;
}

/** What is used of a store's answer. */
export type HistoryAnswer = Partial<Pick<Stored, 'history' | 'storage' | 'status'>>;

/**
 * Whose slots they are, and from what they are filled.
 *
 * @typeParam Context What `decide` hands on to `request`.
 */
export interface SlotsOptions<Context = undefined> {
  engine: Engine;
  /** The request, or what gives it, for each decision anew. `slots` of it names all slots that may be asked for. */
  request: SlotsRequest | ((context: Context) => SlotsRequest);
  /** Without it the history lives as long as this object, and the request says `storage`. */
  history?: HistoryPlace;
  /** What time it is, for observations and for requests that do not say it. Without it, the `now` of the last request. */
  now?: () => MomentText;
}

/** What was observed. One of `slot` and `placement` says of what; `target` is that of `refuse` and `allow`. */
export interface SlotEvent {
  kind: ObservedKind;
  placement?: string;
  slot?: string;
  target?: Target;
}

/**
 * One decision for all slots, of one customer. Another customer has another object.
 *
 * Asking for a placement counts nothing; an impression is what the host observes, and two of one placement are one.
 */
export declare class Slots<Context = undefined> {
  /** @throws {InputError} `OPTIONS_INVALID` */
  constructor(options: SlotsOptions<Context>);

  readonly engine: Engine;
  /** Null before the first decision, and where it could not be made. */
  readonly decision: Decision | null;
  /** Why there is no decision: an `InputError`, or what the host's own `request` threw. */
  readonly error: unknown;
  /** As this page knows it, with all that was observed. */
  readonly history: History | undefined;
  /** The slots that the last request asked for. */
  readonly names: readonly string[];
  /** The release that decided. */
  readonly release: Release | null;

  /** What stands in a slot, the same frozen object until that changes; null for the bank's own content. */
  readonly placement: (slot: string) => Placement | null;
  /** The gates of the campaigns that name the slot, one character each. */
  gatesOf(slot: string): string;
  /** Calls `listener` after each change. Returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void;

  /** Decides at once, unless a store must be read first, and writes nothing. */
  prepare(context?: Context): void;
  /** Reads the store, decides unless that is done, and keeps the history. Once, however often it is called; never rejects. */
  start(context?: Context): Promise<void>;
  /** Reads the store and decides nothing: for a host that observes what another decision placed. */
  open(context?: Context): Promise<void>;
  /** Decides anew, in the last context unless another is given. Never throws: see `error`. */
  decide(context?: Context): void;
  /**
   * Goes over to another bundle, and decides anew. Where it is refused, or the same as before, only what the page's policy denies is taken
   * away: nothing else moves while somebody reads it.
   *
   * @throws As `Engine.update`; the last good bundle goes on.
   */
  update(bundle: string, options: LoadOptions): void;
  /**
   * Writes into the history. After `dismiss` and `not_interested` the slot is empty until the next decision.
   *
   * @throws {InputError} `EVENT_INVALID`: not an event, or nothing is placed in the slot.
   */
  readonly observe: (event: SlotEvent) => void;
  /** Resolves when all that is known is written, or could not be. */
  settled(): Promise<void>;
}

/** Whether two placements read the same to a customer; their ids may differ. */
export declare function isAlike(one: Placement | null, other: Placement | null): boolean;

/** Calls `seen` once half of `element` was visible for a second without a break: an impression. Returns how to stop. */
export declare function whenSeen(element: Element, seen: () => void): () => void;
