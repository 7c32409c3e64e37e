import type { Engine, init } from 'tellerside';
import type { aes, kv, KeyValues } from 'tellerside/storage';

/** What a bank says of its edge. An unknown field is refused when the Worker starts. */
export interface Configuration {
  /** `https://host` of the bank's origin; `http:` for a loopback address alone. */
  origin: string;
  /** IANA name, for the days of caps and dates. */
  timeZone: string;
  /** Best first, where the vector says none. */
  locales: string[];
  /** By exact path, the page's name for the engine and its slots in order of preference. */
  pages: Record<string, Surface>;
  slots: Record<string, SlotSize>;
  /** Slots of native screens, over OFREP. */
  screens?: Surface;
  session: {
    /** Names of the cookies that say who is signed in. */
    cookies: string[];
    /** Whether `Authorization` is forwarded as well, for native apps; no unless said. */
    authorization?: boolean;
  };
  /** The one path at the origin that gives the vector. From outside it answers 404. */
  vector: string;
  /** The path that takes what a page observed; POST, JSON. */
  observe: string;
  release: {
    /** Paths at the origin. */
    bundle: string;
    policy: string;
    roots?: string;
    /** Milliseconds between two looks at them; 300,000 unless said, and no more. */
    every?: number;
    /** For how many milliseconds a policy that was read holds; 840,000 unless said, and no more: so that a kill takes 15 minutes at most. */
    holds?: number;
  };
  /** Milliseconds for vector, history and decision together; 300 unless said, and no more. */
  deadline?: number;
  /** For how many days a history is kept after the last write; 90 unless said, no shorter than the longest window of the caps. */
  historyDays?: number;
  /** The words around offers, by language; English and Spanish are there. */
  words?: Record<string, Words>;
}

export interface Surface {
  page: string;
  slots: string[];
}

export interface SlotSize {
  /** 1024 to 65,536. */
  bytes: number;
}

export interface Words {
  offer: string;
  why: string;
  notInterested: string;
  close: string;
}

/** What the origin answers at `vector`: JSON, with these fields and no others. An identifier has no place in it. */
export interface VectorAnswer {
  /** As in a `DecisionRequest`. */
  features: object;
  visit: 'own_session' | 'delegate' | 'co_browse';
  /** The opaque unit of holdouts. */
  unit?: string;
  /** 32 bytes of base64url that the bank derives for this customer under a key of its own: without it no history is kept. */
  history_key?: string;
  locales?: string[];
}

/** What a handler is made of. */
export interface Parts {
  configuration: Configuration;
  /** The text of the pinned trust root. */
  root: string;
  /** The text of a bundle to begin with, until the origin gives a newer one. */
  bundle?: string;
  tellerside: { Engine: typeof Engine; init: typeof init };
  storage: { aes: typeof aes; kv: typeof kv };
  /** Puts blocks into the slots of a page. */
  insert(page: Response, blocks: Map<string, Block>): Response;
  /** Told of codes about releases and origin; never of anything about a customer. */
  report?(code: string): void;
}

/** What goes to the beginning and the end of a slot's content: ASCII, of one length whatever is shown. */
export interface Block {
  first: string;
  last: string;
}

/** What a host gives along with each request. */
export interface Host {
  /** The key-value store of histories; without it none is kept. */
  histories?: KeyValues;
  secrets: {
    /** Told to the origin in `Tellerside-Edge`, so that it gives vectors to this Worker alone. */
    edge?: string;
    /** At least 32 characters; without it no history is kept. */
    history?: string;
  };
  /** Lets work go on after the response. */
  waitUntil(work: Promise<unknown>): void;
}

/**
 * The handler of every host. It never rejects, and never answers with an error of its own where the origin has a page.
 *
 * @throws {ConfigurationError} At once, where the configuration is wrong.
 */
export declare function createHandler(parts: Parts): (request: Request, host: Host) => Promise<Response>;

export declare class ConfigurationError extends Error {
  readonly code: 'CONFIGURATION_INVALID';
  readonly path: string;
  readonly help: string;
}
