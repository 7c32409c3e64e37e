/**
 * A slot of the page as a custom element, and the HTML of it for a page that is put together at an edge. Nothing in here is loaded or
 * defined unless the host asks for it.
 *
 * @example
 * import { define } from 'tellerside/element';
 *
 * define();
 * const slot = document.querySelector('tellerside-slot[name="hero"]');
 * slot.placement = decision.placements.find(({ slot }) => slot === 'hero') ?? null;
 * document.addEventListener('view', ({ detail }) => keep({ kind: 'impression', placement: detail.placement }));
 *
 * @module tellerside/element
 */
import type { InputError, Placement } from './index.js';

/**
 * What is in the slot.
 *
 * - `waiting`: the bank's own content; nothing was decided yet.
 * - `shown`: an offer.
 * - `evergreen`: the bank's own content, by decision.
 * - `late`: the bank's own content, since the offer came after the deadline.
 * - `invalid`: the bank's own content, since what came was no placement for this slot; `error` says why.
 * - `dismissed`, `refused`: the bank's own content, since the customer closed the offer, or refused it. No other takes its place
 *   before `restart()`.
 */
export type SlotStatus = 'waiting' | 'shown' | 'evergreen' | 'late' | 'invalid' | 'dismissed' | 'refused';

/** What a customer refuses for good: this offer (its campaign), its product, its topic, or all promotions. */
export type Refused = 'offer' | 'product' | 'topic' | 'all';

/** What an event says: which placement, by its id, and nothing else. */
export interface SlotDetail {
  readonly placement: string;
}

/** What `refuse` says. */
export interface RefuseDetail extends SlotDetail {
  readonly refused: Refused;
}

/** The events of a slot. They bubble, out of shadow trees too. `select` alone can be cancelled: then the page follows the link itself. */
export interface SlotEvents {
  /** At least half of the offer was visible for a second, in a page that was not hidden. Once a placement. */
  view: CustomEvent<SlotDetail>;
  /** The customer follows the link. */
  select: CustomEvent<SlotDetail>;
  /** The customer closed the offer: about the moment. */
  dismiss: CustomEvent<SlotDetail>;
  /** The customer is not interested: about the offer. */
  'not-interested': CustomEvent<SlotDetail>;
  /** The customer refuses: until it is taken back. */
  refuse: CustomEvent<RefuseDetail>;
}

/** `<tellerside-slot>`. Attributes: `name`, `label`, `level`, `refusals`, `deadline`; README has them. */
export interface TellersideSlot extends HTMLElement {
  /** The offer in the slot that the page gave; null for none. Set it to show one: `show` does the same and answers. */
  placement: Placement | null;
  /** How long after the first paint, or after `restart()`, an offer may still take the slot, in milliseconds; 300 where nothing is said. */
  deadline: number;
  /** Pictures by the digest of their bytes, each as a `blob:` URL, as `prefetchImages` gives them. One that is not there is left out. */
  images: ReadonlyMap<string, string>;
  /** Words of the controls, over those of this package. */
  get words(): WordsOfLanguages;
  set words(words: SlotWords | null | undefined);
  readonly status: SlotStatus;
  /** Of `invalid`: `PLACEMENT_INVALID` and where. */
  readonly error: InputError | null;
  /** The id of the offer in the slot, also where an edge put it in; null for none. */
  readonly shown: string | null;
  /**
   * Shows an offer, or the bank's own content for null. Throws nothing. Answers the status, or `late` where another offer stands and stays.
   * The offer whose id is in the slot already is left as it stands.
   */
  show(placement: Placement | null): SlotStatus;
  /** Begins anew, as for another page or after something that the customer did: the deadline runs from now on. What stands, stands. */
  restart(): void;
  addEventListener<Type extends keyof SlotEvents>(
    type: Type, listener: (this: TellersideSlot, event: SlotEvents[Type]) => unknown, options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<Type extends keyof HTMLElementEventMap>(
    type: Type, listener: (this: TellersideSlot, event: HTMLElementEventMap[Type]) => unknown, options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** The words of one language. */
export interface Words {
  /** Label of a slot with the bank's own content: `From your bank`. */
  own: string;
  /** Label of a slot with an offer, before the headline: `Offer from your bank`. */
  offer: string;
  /** What stands above the headline: `Offer`. */
  mark: string;
  why: string;
  notInterested: string;
  dismiss: string;
  refuseOffer: string;
  refuseProduct: string;
  refuseTopic: string;
  refuseAll: string;
  /** What is said once an offer was closed. */
  dismissed: string;
  /** What is said once a customer was not interested. */
  noted: string;
  /** What is said once a customer refused. */
  refused: string;
}

/** By language, as `es` or `es-US`. What is left out is said in that language where this package knows it (`en`, `es`), else in English. */
export type SlotWords = { readonly [language: string]: Partial<Words> };

/** The words in use, complete. */
export type WordsOfLanguages = { readonly [language: string]: Readonly<Words> };

/** The element's own time: the deadline and the second of a view. No decision reads it. */
export interface SlotClock {
  /** Milliseconds, never going back. */
  now(): number;
  /** Calls `work` after so many milliseconds; what it returns calls that off. */
  after(milliseconds: number, work: () => void): () => void;
  /** When the page was first painted, by `now`; null if it was not yet. */
  painted(): number | null;
}

/** What the slots of a page have in common. */
export interface DefineOptions {
  words?: SlotWords;
  clock?: SlotClock;
  /** `open` lets scripts of the page read what is shown: for tests only. */
  mode?: 'closed' | 'open';
}

/**
 * Defines the element and returns its class; the same name again returns the same class.
 *
 * @param name `tellerside-slot` where nothing is said
 * @throws InputError `OPTIONS_INVALID`, also where something else has the name
 */
export declare function define(name?: string, options?: DefineOptions): new () => TellersideSlot;

/** What a slot is told where there is no element yet: at an edge. */
export interface ShadowOptions {
  /** The slot's name: a placement for another is refused. */
  name?: string;
  words?: SlotWords;
  /** The page's language, for the label of a slot without an offer; `en` where nothing is said. */
  language?: string;
  /** As the attributes of the element. */
  label?: string;
  level?: 2 | 3 | 4 | 5 | 6;
  refusals?: readonly Refused[];
  /** As of `define`, and the same as there. */
  mode?: 'closed' | 'open';
}

/**
 * What stands first inside `<tellerside-slot>` where a page is put together at an edge: its shadow as HTML, every text of it escaped. Runs
 * without a page.
 *
 * @throws InputError `PLACEMENT_INVALID`, `OPTIONS_INVALID`
 */
export declare function shadowHtml(placement: Placement | null, options?: ShadowOptions): string;

/** What `style-src` must name for `shadowHtml`, in single quotes: the digest of its style. The element alone needs nothing there. */
export declare const styleHash: string;

/**
 * The events that no element has by nature, as whatever they bubble to hears them. `select` is not among them: text fields have one too, without
 * a `detail`, so a page asks of it `event instanceof CustomEvent`.
 */
export type BubblingSlotEvents = Omit<SlotEvents, 'select'>;

declare global {
  interface DocumentEventMap {
    view: BubblingSlotEvents['view'];
    dismiss: BubblingSlotEvents['dismiss'];
    'not-interested': BubblingSlotEvents['not-interested'];
    refuse: BubblingSlotEvents['refuse'];
  }
  interface HTMLElementEventMap {
    view: BubblingSlotEvents['view'];
    dismiss: BubblingSlotEvents['dismiss'];
    'not-interested': BubblingSlotEvents['not-interested'];
    refuse: BubblingSlotEvents['refuse'];
  }
  interface HTMLElementTagNameMap {
    'tellerside-slot': TellersideSlot;
  }
}
