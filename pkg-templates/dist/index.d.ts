/// <reference lib="esnext.disposable" />
/**
 * Bank-approved campaigns, decided in the page or at the edge. `await init()` once, `Engine.load` the signed bundle, `decide` often.
 *
 * @example
 * import { Engine, init } from 'tellerside';
 *
 * await init();
 * const engine = Engine.load(bundleText, rootText, { now, policy });
 * const { placements, history } = engine.decide({
 *   features, history: kept, locales: ['es-US', 'en-US'], now, page: 'home', slots: ['hero', 'card'],
 *   storage: 'durable', visit: 'own_session',
 * });
 *
 * @module tellerside
 */

/** A moment, RFC 3339 with seconds: `2026-11-23T09:30:00-05:00`. In requests with the bank's offset, from the server. */
export type MomentText = string;

/** A day, `2026-11-22`. */
export type DayText = string;

/** Milliseconds since 1970-01-01T00:00:00Z, an integer. */
export type Milliseconds = number;

/** 64 bits as 16 lower-case hexadecimal digits. */
export type Hex64 = string;

/** SHA-256 as 64 lower-case hexadecimal digits. */
export type DigestText = string;

/** How and from where the WebAssembly file is loaded. */
export interface InitOptions {
  /** Where `tellerside.wasm` lies, if not beside this package's own files. In Node, Deno and Bun a path or a `file:` URL. */
  url?: string | URL;
  /** The module itself, compiled or as its bytes: then nothing is loaded. */
  module?: WebAssembly.Module | ArrayBuffer | ArrayBufferView<ArrayBuffer>;
  /** Subresource integrity that a fetched file must have, if it is not this package's own file. */
  integrity?: string;
  /** Ends the waiting of this caller, with the signal's reason; the loading goes on for others. */
  signal?: AbortSignal;
}

/**
 * Loads and compiles the module once, however often it is called; later options do not matter then.
 *
 * @throws {LoadError} `WASM_LOAD`: not found, other bytes than published, or not allowed by the page's Content-Security-Policy.
 *   It is not remembered: the next call tries again.
 * @throws {InputError} `OPTIONS_INVALID`: an unknown option.
 */
export declare function init(options?: InitOptions): Promise<void>;

/** What the bank's page says beside the bundle, from its own origin: the kill switch. */
export interface PagePolicy {
  /** Campaigns that are not shown whatever is signed. Ids that no bundle has are harmless. */
  deny: string[];
  /** The lowest release that is accepted; 0 accepts all. */
  floor: number;
  /** Format version. */
  policy: 1;
  /**
   * The version of the trust root for which `floor` is meant; absent for every root. Older roots are refused, and under newer ones the
   * floor does not hold.
   */
  root?: number;
}

/** With what a bundle is judged. */
export interface LoadOptions {
  /** What time it is: decides whether release, approvals and root hold. */
  now: MomentText;
  /** The page's policy as an object or as its JSON text; absent for no floor and no denied campaign, in `update` for the last one. */
  policy?: PagePolicy | string;
  /** The text of the bank's chain of roots, `roots.json`: the newest root that it leads to vouches. Absent in `update` for the last one. */
  roots?: string;
}

/**
 * A verified bundle, ready to decide. One long-lived engine a page or worker is meant.
 *
 * Requests and histories are objects, read by their own enumerable properties, or JSON texts, which is somewhat faster.
 * Results are plain objects. Nothing is kept between calls but the bundle.
 */
export declare class Engine {
  protected constructor();

  /**
   * The engine of a bundle that the bank's trust root vouches for.
   *
   * @param bundle The text of the `.tsb.json` file, exactly as released. At most 4 Mi characters.
   * @param trust The text of the trust root, exactly as the bank published it and the page pins it.
   * @throws {TrustError} The root is unfit or has expired.
   * @throws {BundleError} The bundle is not what vendor and bank signed, or not for here and now.
   * @throws {InputError} `OPTIONS_INVALID`.
   * @throws {EngineError} `NOT_INITIALISED`: `init()` has not finished.
   * @throws {LoadError} `WASM_LOAD`: the page's Content-Security-Policy forbids the module, which WebKit says now only.
   */
  static load(bundle: string, trust: string, options: LoadOptions): Engine;

  /** The release that decides. The same frozen object until `update`. */
  readonly info: Release;

  /** The campaigns of the release, ascending by id: the order of `gates`. The same frozen array until `update`. */
  readonly campaigns: readonly Campaign[];

  /**
   * Decides what is shown, in microseconds, without any effect: no request, no storage, no clock.
   *
   * Should the module ever trap, nothing is shown this once: no placements, empty `gates`, the history that was handed in, and the
   * status `engine_reset`. The next call runs in a fresh instance.
   *
   * @throws {InputError} `REQUEST_INVALID` or `HISTORY_INVALID` with the path to the fault; `TOO_LARGE` above 2 Mi characters of JSON.
   */
  decide(request: DecisionRequest | string): Decision;

  /** Why each campaign is shown or not, in the order of `campaigns`: the same evaluation as `decide`, in words, for people. */
  reasons(request: DecisionRequest | string): Reason[];

  /** The record of the decision on `request`: digests and gates, nothing about the customer. The same request gives the same bytes. */
  record(request: DecisionRequest | string): DecisionRecord;

  /**
   * The history with something that the host observed. Idempotent: two copies of one observation are one event.
   *
   * @param history What the last decision returned; `null` or `undefined` for none yet.
   * @throws {InputError} `HISTORY_INVALID` or `EVENT_INVALID`.
   */
  observe(history: History | string | null | undefined, event: ObservedEvent | string): History;

  /**
   * Everything that two copies of one history know: the union of their events by id. In whatever order copies are merged, and however
   * often, the same comes out. Of two events with one id the earlier stays; of one time the refusal, and else the first by content.
   *
   * @throws {InputError} `HISTORY_INVALID`, also where both have more than 20,000 events together.
   */
  merge(a: History | string | null | undefined, b: History | string | null | undefined): History;

  /**
   * The history without what can change no decision at `now` or later. What the bundle's longest window holds, what was refused or allowed
   * last, and enrolments are never dropped; beyond them it keeps what is younger than 90 days, up to 2,000 events and 512 KiB.
   *
   * @throws {InputError} `HISTORY_INVALID`, or `OPTIONS_INVALID` where `now` is no moment.
   */
  prune(history: History | string | null | undefined, now: MomentText): History;

  /** What the customer refuses now, for a page of "your choices". Each is undone by `observe` with the kind `allow` and its target. */
  choices(history: History | string | null | undefined): Choice[];

  /**
   * Goes over to another bundle under the same trust root. Where it is refused, this throws and the last good one goes on.
   *
   * What the policy denies is denied at once, also where the rest is refused.
   *
   * @throws As `load`.
   */
  update(bundle: string, options: LoadOptions): void;

  /** Lets go of the module's memory. Any later call throws `NOT_INITIALISED`. */
  close(): void;

  /** As `close`, for `using engine = Engine.load(…)`, where the host has `Symbol.dispose`. */
  [Symbol.dispose](): void;
}

/** The release that decides. */
export interface Release {
  readonly bank: string;
  readonly environment: 'pilot' | 'test' | 'production';
  /** When it stops deciding: the first end of release, approvals and root. */
  readonly expires: MomentText;
  /** Digest of the index, and so of every file of the bundle. */
  readonly index: DigestText;
  readonly issued: MomentText;
  /** Version of the trust root that vouches for it. A host that keeps a high-water mark keeps `root` and `version`, in this order. */
  readonly root: number;
  /** Version of the rules by which it decides. */
  readonly semantics: number;
  /** Digest of the sheet that the bank's approvers signed. */
  readonly sheet: DigestText;
  readonly version: number;
}

/** What a page may want to know of a campaign. */
export interface Campaign {
  readonly campaign: string;
  readonly category:
    'deposit' | 'credit' | 'overdraft' | 'card' | 'mortgage' | 'investment' | 'insurance' | 'service' | 'activation';
  /** `promotional` meets all gates; `servicing` skips marketing opt-outs, contact policy and holdouts. */
  readonly class: 'promotional' | 'servicing';
  readonly name: string;
  /** 0 to 1000, higher first. */
  readonly priority: number;
  /** What it offers, by which a customer may refuse: `refuse` with the target `{ product }`. Absent if it offers none. */
  readonly product?: string;
  readonly slots: readonly string[];
  /** What it is about, by which a customer may refuse: `{ topic }`. Absent if it has none. */
  readonly topic?: string;
}

/** Everything that a decision depends on besides the bundle. An unknown field is refused. */
export interface DecisionRequest {
  /** The device, for campaigns that ask for it; absent where the host does not say, and then such conditions are unknown. */
  device?: 'phone' | 'tablet' | 'desktop';
  /** Decides alike, and the history comes back as it was: for reviewers and simulations. The decision says `dry_run`. */
  dry_run?: boolean;
  features: FeatureVector;
  /** What the last decision or observation returned; absent for none yet. */
  history?: History;
  /** The customer's languages, best first, as BCP 47 tags; at most 32. `navigator.languages` will do. */
  locales: string[];
  /** Sets the placement ids of two hosts apart that decide in the same millisecond. */
  nonce?: Hex64;
  /** Whether notifications to the bank are wanted: in the bank's own replay and stream only, so that a page never sends any. */
  notifications?: boolean;
  /** The only clock of the decision. */
  now: MomentText;
  /** The page that asks. */
  page: string;
  /** The slots to fill, in order of preference, each once; at most 32. */
  slots: string[];
  /** How long the host keeps the history. A campaign with a cap is not shown where the history is shorter-lived than the cap's window. */
  storage: 'memory' | 'session' | 'durable';
  /** The unit of campaign holdouts, from the bank; else the history's seed serves. Without either, such campaigns are not shown. */
  unit?: Hex64;
  /** Who looks. Only in the customer's own session anything is shown. */
  visit: 'own_session' | 'delegate' | 'co_browse';
}

/** One person's features, computed by the bank up to the end of `as_of`. */
export interface FeatureVector {
  /** The person's accounts, at most 256; `[]` if there are none, absent if they are not known. */
  accounts?: Account[];
  as_of: DayText;
  /** ISO 4217, the currency of all amounts that name no other. */
  currency: string;
  /** What is known of the person, by feature id; `id@2` for version 2 of a definition. What is absent is unknown. */
  features: Record<string, FeatureValue>;
  /** Format version. */
  vector: 1;
}

/** One account. */
export interface Account {
  class: 'consumer' | 'business' | 'fiduciary' | 'escrow' | 'retirement' | 'health';
  /** ISO 4217, where it is not the vector's. */
  currency?: string;
  features: Record<string, FeatureValue>;
  /** `checking`, `savings` and so on, as the catalogue's campaigns call them. */
  kind: string;
  product?: string;
  role: 'owner' | 'joint_owner' | 'authorized_user' | 'signer' | 'custodian';
  status: 'open' | 'pending' | 'blocked' | 'dormant' | 'closed' | 'charged_off';
}

/**
 * A feature's value, by its type in the catalogue. Money: decimal text with exactly the currency's minor digits, `"99.99"`. Count and
 * basis points: integer. Flag: boolean. Date: `DayText`, or `never`. Enumeration: its symbol. Average: `AverageValue`. Events:
 * `EventsValue`. A series: a list of `PeriodValue`. A value of another type reads as unknown, and the decision says `feature_malformed`.
 */
export type FeatureValue = boolean | number | string | null | AverageValue | EventsValue | PeriodValue[];

/** An average as sum over days, so that it stays exact. */
export interface AverageValue {
  /** How many days were summed. */
  days: number;
  /** Whether these are all days of the period. */
  full: boolean;
  /** The sum of the daily values in minor units, as an integer text: `"310000"` over 31 days is $100.00. */
  sum: string;
}

/** A period of a series; `period` is a month `2026-10`, a statement cycle `2026-09-17/2026-10-16` or a day `2026-10-16`. */
export type PeriodValue = (AverageValue & { period: string }) | { period: string; value: boolean | number | string };

/** Single events, at most 256. */
export interface EventsValue {
  list: EventValue[];
  /** The day from which on no event is left out; `ever` where there never was anything earlier. */
  since: DayText | 'ever';
}

/** One event, by the classes of its feature in the catalogue. */
export interface EventValue {
  /** Decimal text without sign. */
  amount?: string;
  /** The balance just before it, as decimal text. */
  balance_before?: string;
  class: string;
  date: DayText;
  /** Sets it apart from the others of the list. */
  id: string;
}

/** Something that the bank asked to be told. It says nothing of who the customer is. */
export interface Notice {
  campaign: string;
  notice: string;
  /** The period of the vector's day that it is given for, once: `2026-11-22`, `2026-W47`, `2026-11` or `once`. */
  period: string;
  /** What the campaign lists, as far as it is known, by feature id; an amount with its currency: `99.99 USD`. Absent if there is nothing. */
  values?: Record<string, boolean | number | string>;
}

/** What is shown, and for every campaign the gate that it reached. */
export interface Decision {
  /** Format version. */
  decision: 1;
  /** One character a campaign, in the order of `Engine.campaigns`; `gateName` gives the word. */
  gates: string;
  /** The new history, for the host to keep. */
  history: History;
  /** What the bank asked to be told; absent unless wanted. */
  notifications?: Notice[];
  /** The banners, in the order of the requested slots; a slot without one shows the bank's own content. */
  placements: Placement[];
  /** What the host should know, ascending. */
  statuses: Status[];
  /** Features of the vector that no campaign can read: the bank need not hand them over. Absent if there are none. */
  surplus?: string[];
}

/**
 * `clock_behind`: `now` lies more than five minutes before the release was issued. `release_expired`: it expired. In both nothing is
 * promoted. `history_overflow`: too many events, nothing is promoted. `history_ephemeral`: a campaign needs a history that lasts longer.
 * `dry_run`: the request asked for one, and the history is as it was. `vector_ahead`: `as_of` lies after `now`, nothing of the vector is used. `feature_malformed`: a value is no value of its feature.
 * `engine_reset`: the module trapped and was started anew; nothing is shown this once. `deadline`: a worker did not answer in time; nothing is shown.
 */
export type Status =
  | 'clock_behind'
  | 'deadline'
  | 'dry_run'
  | 'engine_reset'
  | 'feature_malformed'
  | 'history_ephemeral'
  | 'history_overflow'
  | 'release_expired'
  | 'vector_ahead';

/** A banner in a slot. All texts are plain text: set them by `textContent`. */
export interface Placement {
  /** `url` is a path on the bank's own origin or an https URL that the bank signed; `offer` an opaque code for the application form. */
  action: { label: string; offer: string; url: string };
  body: string;
  campaign: string;
  disclosures: string[];
  /** The arm of an experiment that is seen: `key` is `<experiment>@<version>`; the first arm is the campaign as it stands. */
  experiment?: { arm: string; /** Whether the customer counts for the arm. */ enrolled: boolean; key: string };
  headline: string;
  /** By which impressions and answers name it. */
  id: string;
  /** `asset` is what the bank's authors call it, `sha256` the digest by which `prefetchImages` of `tellerside/images` has it. */
  image?: { alt: string; asset: string; sha256: DigestText };
  /** BCP 47, for `lang`. */
  locale: string;
  slot: string;
  /** The variant of the words that is seen by where the customer banks; absent for the campaign's own words. */
  variant?: string;
  /** The approved answer to "why do I see this?". */
  why: string;
}

/** What one customer was shown and did. The host keeps it; `Engine.merge` unites copies, `tellerside/storage` has places for it. */
export interface History {
  /** Ascending by `at`, then `id`; each id once. Above 2,000 nothing is promoted. */
  events: HistoryEvent[];
  /** Format version. */
  history: 1;
  /** Before it, events may have been dropped. */
  pruned_before?: Milliseconds;
  /** The device's own unit of holdouts, which never leaves it. */
  seed?: Hex64;
}

/** One event. Which of the optional fields it has follows from its kind. */
export interface HistoryEvent {
  arm?: string;
  at: Milliseconds;
  campaign?: string;
  experiment?: string;
  group?: string;
  id: string;
  kind: ObservedKind | 'placed' | 'ghost' | 'enrol' | 'notified';
  notice?: string;
  period?: string;
  placement?: string;
  slot?: string;
  target?: Target;
  /** `placed`: after it the placement is forgotten if nothing confirmed it. */
  until?: Milliseconds;
}

/** `impression`: at least half of it visible for a second. `not_interested` is about the offer, `dismiss` about the moment. */
export type ObservedKind = 'impression' | 'click' | 'dismiss' | 'not_interested' | 'start' | 'refuse' | 'allow';

/** What a customer refuses, or allows again. The last word counts; at the same time the refusal. */
export type Target = 'all' | { campaign: string } | { product: string } | { topic: string };

/** Something that the customer refuses now. */
export interface Choice {
  /** The event of the history that says so. */
  id: string;
  /** When it was last said. */
  since: Milliseconds;
  target: Target;
}

/** Something that the host observed. */
export interface ObservedEvent {
  at: MomentText;
  /** Needed where no placement of the history says it. */
  campaign?: string;
  kind: ObservedKind;
  /** Sets the ids of two hosts apart that observe in the same millisecond. */
  nonce?: Hex64;
  /** The id of the placement, from the decision. */
  placement?: string;
  slot?: string;
  /** Of `refuse` and `allow`. */
  target?: Target;
}

/** Why one campaign is shown or not. */
export interface Reason {
  campaign: string;
  /**
   * What stopped it: the code of the suppression; of `capped` the cap's scope (`cap.campaign`, `cap.group`, `cap.slot`, `cap.global`);
   * of `cooling` the rule (`cooldown.click`, `cooldown.dismiss`, `cooldown.not_interested`, `cooldown.start`, `pause`, `gap`);
   * of `outranked` what another campaign that is shown has in common with it (`same.product`, `same.conflict_group`).
   */
  code?: string;
  /** The first gate that it did not pass, or `shown`. */
  gate: GateName;
  /** The tier of the suppression: T0 law and permission, T1 harm, T2 credit fairness, T3 ownership, T4 bank policy. */
  tier?: 'T0' | 'T1' | 'T2' | 'T3' | 'T4';
}

/** The gates, from first to last. */
export type GateName =
  | 'release_status'
  | 'denied'
  | 'not_scheduled'
  | 'not_signed_off'
  | 'not_permitted'
  | 'suppressed'
  | 'suppressed_unknown'
  | 'not_triggered'
  | 'trigger_unknown'
  | 'history_overflow'
  | 'history_ephemeral'
  | 'refused'
  | 'capped'
  | 'cooling'
  | 'arm_waits'
  | 'outranked'
  | 'held_out'
  | 'holdout_unknown'
  | 'shown';

/** The word of one character of `gates`; `undefined` for a character that no gate has. */
export declare function gateName(byte: string): GateName | undefined;

/** What was decided and from which bytes, replayable, without anything about the customer. */
export interface DecisionRecord {
  bundle: Pick<Release, 'bank' | 'environment' | 'index' | 'sheet' | 'version'>;
  candidates: Reason[];
  /** Of the canonical feature vector. */
  features: DigestText;
  /** Of the canonical history before the decision. */
  history: DigestText;
  /** What the bank was told, without values; absent if nothing. */
  notifications?: Omit<Notice, 'values'>[];
  now: MomentText;
  placements: Pick<Placement, 'campaign' | 'experiment' | 'id' | 'locale' | 'slot' | 'variant'>[];
  /** Format version. */
  record: 1;
  /** Of the canonical request without features and history. */
  request: DigestText;
  semantics: number;
  statuses: Status[];
}

/** Why something was refused. Stable: hosts branch on it. */
export type ErrorCode =
  // TrustError
  | 'ROOT_INVALID'
  | 'ROOT_EXPIRED'
  | 'ROOT_ROLLED_BACK'
  | 'ROOT_SIGNATURES_MISSING'
  | 'ROOT_VERSION'
  // BundleError
  | 'MALFORMED'
  | 'NOT_CANONICAL'
  | 'TOO_LARGE'
  | 'UNSUPPORTED'
  | 'SIGNATURES_MISSING'
  | 'APPROVALS_MISSING'
  | 'WRONG_BANK'
  | 'WRONG_ENVIRONMENT'
  | 'EXPIRED'
  | 'LIFETIME_TOO_LONG'
  | 'ROLLED_BACK'
  | 'EVIDENCE_MISSING'
  | 'DIGEST_MISMATCH'
  | 'FILE_SET'
  | 'SHEET_MISMATCH'
  | 'SHEET_EXPIRED'
  | 'SHEET_NOT_YET_VALID'
  | 'CAMPAIGN_INVALID'
  | 'POLICY_INVALID'
  | 'GOLDEN_MISMATCH'
  // InputError
  | 'REQUEST_INVALID'
  | 'HISTORY_INVALID'
  | 'EVENT_INVALID'
  | 'OPTIONS_INVALID'
  | 'PLACEMENT_INVALID'
  // EngineError
  | 'NOT_INITIALISED'
  | 'ENGINE_RESET'
  // LoadError
  | 'BUNDLE_UNAVAILABLE'
  | 'POLICY_UNAVAILABLE'
  | 'ROOTS_UNAVAILABLE'
  | 'WASM_LOAD'
  | 'WORKER_LOAD'
  // ApprovalError, of `tellerside/review`
  | 'ALREADY_SIGNED'
  | 'EVIDENCE_MISMATCH'
  | 'KEY_INVALID'
  | 'LAST_IS_LATER'
  | 'NOT_AN_APPROVER'
  | 'SIGNATURE_INVALID'
  | 'TEXT_NOT_COMPOSED';

/**
 * Anything that this package throws on purpose; `signal.reason` aside. Compare `code`: `instanceof` fails across realms and across
 * copies of the package. No error repeats the value of a feature.
 */
export declare class TellersideError extends Error {
  protected constructor();
  readonly name: string;
  readonly code: ErrorCode;
  /** Where in the document: `features.accounts[0].role`; `$` for the whole. */
  readonly path: string;
  /** How to mend it, one sentence. */
  readonly help: string;
}

/** The trust root is unfit or has expired: nothing can be trusted until the page pins another. */
export declare class TrustError extends TellersideError {}

/** The bundle is not what vendor and bank signed, or is not for here and now. The last good one goes on. */
export declare class BundleError extends TellersideError {}

/** What the host handed in is not what was asked for. */
export declare class InputError extends TellersideError {}

/** The engine cannot answer in the state it is in: not initialised, closed, or just reset. */
export declare class EngineError extends TellersideError {}

/** Something that is needed could not be fetched, read, started or compiled. */
export declare class LoadError extends TellersideError {}
