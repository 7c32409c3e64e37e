/**
 * As `tellerside`, with explanations: the same decisions by a larger module, for reviewers and never for the bank's page.
 * `Review` opens what the vendor signed before the bank has approved it, and is no `Engine`.
 *
 * @example
 * import { Review, init } from 'tellerside/review';
 *
 * await init();
 * const review = Review.open(bundleText, rootText, { now });
 * console.log(review.facts.accepted, review.describe('overdraft-protection', 'es'));
 * const { bytes } = review.toSign({ verdicts: { 'overdraft-protection': 'approved' } });
 *
 * @module tellerside/review
 */
import { Engine as Decider, TellersideError } from './index.js';
import type {
  Campaign, DecisionRequest, DigestText, ErrorCode, LoadOptions, MomentText, Placement, Reason, Status,
} from './index.js';

export * from './index.js';

/** The language of an explanation. */
export type Language = 'en' | 'es';

/** An engine that says in words what its campaigns mean, and why it decides as it does. */
export declare class Engine extends Decider {
  private constructor();

  /** As `Engine.load` of `tellerside`. */
  static load(bundle: string, trust: string, options: LoadOptions): Engine;

  /**
   * A campaign in sentences, made of its signed definition: to whom, when, never when, how often, how long and where.
   *
   * @param campaign Its id, or its place in `campaigns`.
   * @throws {InputError} `OPTIONS_INVALID`: no such campaign, or no such language.
   */
  describe(campaign: string | number, language?: Language): string;

  /**
   * A campaign as approvers read it for the customers of exactly one locale: in their language, with every word that they see, and the
   * codes that it carries. The approval sheet binds the SHA-256 of this text, as `evidence.renderings`.
   *
   * @param campaign Its id, or its place in `campaigns`.
   * @throws {InputError} `OPTIONS_INVALID`: no such campaign, or it has no words for the locale.
   */
  rendering(campaign: string | number, locale: string): string;

  /**
   * Why each campaign is shown or not: its gate, and of each clause of suppressions and trigger whether it is TRUE, FALSE or UNKNOWN,
   * with the values that were read; and the score by which it is ranked, factor by factor, where the policy ranks by scores. The text holds values of the customer: it is for the bank's own reviewers.
   *
   * @throws {InputError} As `decide`, and `OPTIONS_INVALID`: no such language.
   */
  explain(request: DecisionRequest | string, language?: Language): string;
}

/** What approvers say of a campaign. Only an approved one may run. */
export type Verdict = 'approved' | 'rejected' | 'held';

/** What a door says: it lets in, or why it does not. */
export type Answer =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: ErrorCode; readonly path: string; readonly help: string; readonly message: string };

/**
 * A release as its reviewers and approvers read it: what the vendor signed, whether the bank has approved it or not. Nothing that a page
 * could show comes out of it but the preview of `decide`, which says that it is one.
 *
 * Everything is computed in the module from the texts that were handed in: no request, no storage, no clock.
 */
export declare class Review {
  private constructor();

  /**
   * Opens a release that a vendor of the root signed, whole and well-formed. Whether it holds now, is approved and would run is told in
   * `facts.accepted` and does not matter for opening it.
   *
   * @throws {TrustError} The root, or its chain, is unfit.
   * @throws {BundleError} Not signed by the vendor, not for this bank and environment, altered, or malformed.
   * @throws {InputError} `OPTIONS_INVALID`.
   * @throws {EngineError} `NOT_INITIALISED`: `init()` has not finished.
   */
  static open(bundle: string, trust: string, options: LoadOptions): Review;

  /** What it is, who signed it, and what the page's own door says of it now. Frozen. */
  readonly facts: ReviewFacts;

  /** Its campaigns, ascending by id. Frozen. */
  readonly campaigns: readonly CampaignFacts[];

  /** Its catalogue of features, ascending by id; those that nothing reads have an empty `read_by` and no `holdout`. Frozen. */
  readonly features: readonly FeatureFacts[];

  /** The policy for all campaigns in sentences, as `tellerside approve` shows it. */
  policy(language?: Language): string;

  /** The policy, a campaign or the catalogue exactly as it is signed: canonical JSON, whose SHA-256 the index names. */
  text(file: 'policy' | 'catalogue' | 'goldens' | 'index' | 'sheet' | { readonly campaign: string }): string;

  /** A campaign in sentences, as `tellerside explain` prints it. @throws {InputError} As `Engine.describe`. */
  describe(campaign: string | number, language?: Language): string;

  /** A campaign as approvers read it for one locale: the text whose SHA-256 the sheet binds. @throws {InputError} As `Engine.rendering`. */
  rendering(campaign: string | number, locale: string): string;

  /** A feature in sentences: what it is, where it comes from, what it may be used for, how sensitive it is. */
  describeFeature(feature: string, language?: Language): string;

  /**
   * What becomes of each campaign on `request`. Only campaigns that are signed off can be shown, so that before approval all of them stop
   * at `not_signed_off`, unless `as_if_approved` is said.
   *
   * @throws {InputError} `REQUEST_INVALID`, `HISTORY_INVALID` or `OPTIONS_INVALID` with the path to the fault.
   * @throws {BundleError} The release has no meaning under its own catalogue; `facts.if_approved` says the same.
   */
  reasons(request: DecisionRequest | string, whatIf?: WhatIf): Reason[];

  /** Why, clause by clause with the values that were read, as `tellerside explain --decision` prints it. @throws As `reasons`. */
  explain(request: DecisionRequest | string, language?: Language, whatIf?: WhatIf): string;

  /** The same as data, for pages that show it their own way. @throws As `reasons`. */
  explanations(request: DecisionRequest | string, language?: Language, whatIf?: WhatIf): Explanation[];

  /** What would be shown, for a preview: no history, no measurement, and nothing that a page takes for a decision. @throws As `reasons`. */
  decide(request: DecisionRequest | string, whatIf?: WhatIf): Preview;

  /**
   * What changed since `other`, usually the release that was approved last, and which verdicts carry forward.
   *
   * `other` is read again under the root of this review. @throws {BundleError} It is nothing that this root's vendor signed.
   */
  changes(other: Review, language?: Language): Changes;

  /**
   * The sheet as `tellerside approve` would put it: the verdicts of `last` on what has not changed, what `last` turned down, and then those
   * of `verdicts`; of campaigns that neither judges, what the bundle's own sheet proposes.
   *
   * @throws {ApprovalError} `LAST_IS_LATER`.
   * @throws {BundleError} `last` was not approved under this root.
   * @throws {InputError} `OPTIONS_INVALID`: a campaign that the release has not, or no verdict.
   */
  sheet(judgement?: Judgement): SheetText;

  /**
   * What an approver signs for that sheet. Refused wherever `tellerside approve` would refuse to sign at the moment `now` of `open`.
   *
   * @throws {ApprovalError} `EVIDENCE_MISMATCH`, `TEXT_NOT_COMPOSED`.
   * @throws {BundleError} The release does not hold now, or its sheet breaks a rule of the root.
   */
  toSign(judgement?: Judgement): ToSign;

  /**
   * The bundle with an approval in it, byte for byte as `tellerside approve --signature-in` writes it.
   *
   * @param judgement As it was given to `toSign`.
   * @param key The public key of the approver: PEM (`-----BEGIN PUBLIC KEY-----`) or SPKI DER.
   * @param signature Over `ToSign.bytes`: raw or DER bytes, or either in base64; of WebCrypto's ECDSA as it is.
   * @throws {ApprovalError} `NOT_AN_APPROVER`, `KEY_INVALID`, `ALREADY_SIGNED`, or `SIGNATURE_INVALID`, whose message names the usual slip
   *   (the statement, the digest or its hexadecimal letters were signed). @throws As `toSign`.
   */
  signed(judgement: Judgement | undefined, key: string | Uint8Array | ArrayBuffer, signature: string | Uint8Array | ArrayBuffer): Approved;

  /** Lets go of the module's memory. Any later call throws `NOT_INITIALISED`. */
  close(): void;

  /** As `close`, for `using`. */
  [Symbol.dispose](): void;
}

/**
 * Why nothing is put up for signature, or no approval was made: `EVIDENCE_MISMATCH`, `TEXT_NOT_COMPOSED`, `LAST_IS_LATER`, `KEY_INVALID`,
 * `NOT_AN_APPROVER`, `ALREADY_SIGNED`, `SIGNATURE_INVALID`.
 */
export declare class ApprovalError extends TellersideError {}

/** A question about what would be. */
export interface WhatIf {
  /** Takes every campaign, or those that are named, for signed off, whatever the sheet says. What the page denies stays denied. */
  as_if_approved?: boolean | readonly string[];
}

/** With what a sheet is made. */
export interface Judgement {
  /** The approver's own verdicts, by campaign. */
  verdicts?: Readonly<Record<string, Verdict>>;
  /** The release that was approved last, whose verdicts carry forward where nothing has changed. */
  last?: Review;
}

/** What a release is, who signed it, and what the page's own door says of it. */
export interface ReviewFacts {
  readonly release: {
    readonly bank: string;
    readonly environment: 'pilot' | 'test' | 'production';
    readonly version: number;
    readonly issued: MomentText;
    readonly expires: MomentText;
    /** Version of the rules by which it decides. */
    readonly semantics: number;
    /** SHA-256 of the index, and so of every file. */
    readonly index: DigestText;
    readonly sheet: DigestText;
    /** SHA-256 of the text of the bundle as it was handed in. */
    readonly bundle: DigestText;
  };
  readonly root: {
    readonly version: number;
    readonly digest: DigestText;
    readonly expires: MomentText;
    /** The longest that it lets a release hold. */
    readonly lifetime_days: number;
    /** The kinds of evidence that every approval must rest on. */
    readonly evidence: readonly EvidenceKind[];
    readonly roles: Readonly<Record<'vendor' | 'approver' | 'root', RoleFacts>>;
  };
  /** The release's signatures and those of each approval, in the order in which they stand. */
  readonly signatures: readonly SignatureFacts[];
  /** How many of the approvers that it needs have signed this sheet. */
  readonly approvals: { readonly found: number; readonly threshold: number };
  readonly sheet: { readonly digest: DigestText; readonly not_before: MomentText; readonly not_after: MomentText };
  /** What the page's own door says of the bundle now: verified, compiled, golden decisions replayed. */
  readonly accepted: Answer;
  /** What it would say if the approvers had signed this sheet. */
  readonly if_approved: Answer;
  /** Campaigns that the page's policy denies. */
  readonly denied: readonly string[];
  readonly goldens: number;
  /** What it takes of what a module takes. */
  readonly limits: {
    readonly bundle_bytes: Limit;
    readonly content_bytes: Limit;
    readonly campaigns: Limit;
    readonly features: Limit;
    readonly approvals: Limit;
  };
}

/** How much of what is allowed is used. */
export interface Limit {
  readonly used: number;
  readonly most: number;
}

/** Whose signatures a role counts, and how many it needs. */
export interface RoleFacts {
  readonly threshold: number;
  readonly keys: readonly { readonly key: DigestText; readonly algorithm: 'ed25519' | 'ecdsa-p256-sha256' }[];
}

/** One signature in the bundle, and whether it counts. */
export interface SignatureFacts {
  readonly of: 'release' | 'approval';
  /** The key that it names; a hint of whoever wrote it, and no digest where that is none. */
  readonly key: string;
  /** The role of that key in the root; null where the root does not know it. */
  readonly role: 'vendor' | 'approver' | 'root' | null;
  /** Whether it is that key's, over what it must be over: the release, or the approval of this very sheet. */
  readonly holds: boolean;
  /** Of an approval, whether it is about another sheet. */
  readonly elsewhere: boolean;
}

/** The kinds of evidence that an approval may rest on. */
export type EvidenceKind = 'goldens' | 'lint' | 'reach' | 'renderings';

/** A piece of what a verdict rests on. */
export interface EvidenceFacts {
  readonly kind: EvidenceKind;
  /** Of a rendering, its locale. */
  readonly locale: string | null;
  readonly digest: DigestText | null;
  /** `holds`: it was made again from the bundle and is the same. `not_remade`: it cannot be made from the bundle alone. */
  readonly standing: 'holds' | 'differs' | 'not_measured' | 'not_remade';
  /** Where it differs, what came out; null where there is none. */
  readonly found: DigestText | null;
}

/** In which banners of a campaign something stands: its own, those of an arm (`<experiment>@<version>/<arm>`), those of a variant. */
export interface Place {
  readonly of: 'campaign' | 'arm' | 'variant';
  readonly name: string | null;
  readonly locale: string;
}

/** Why a campaign reads a feature. `policy` and `product` are suppressions that it did not write itself. */
export type ReadPart =
  | 'trigger' | 'suppression' | 'policy' | 'product' | 'ranking' | 'contact' | 'experiment' | 'variant' | 'notification' | 'holdout';

/** One campaign as a reviewer needs it: its verdict, what it reads, and where it leads. */
export interface CampaignFacts {
  readonly campaign: string;
  readonly name: string;
  readonly class: Campaign['class'];
  readonly category: Campaign['category'];
  readonly product: string | null;
  readonly topic: string | null;
  readonly group: string | null;
  readonly conflict_group: string | null;
  readonly priority: number;
  readonly slots: readonly string[];
  readonly locales: readonly string[];
  readonly default_locale: string;
  /** `from <= now < until`. */
  readonly schedule: { readonly from: MomentText; readonly until: MomentText };
  /** In the sheet; it counts once the sheet is approved. */
  readonly verdict: Verdict;
  /** Whether it may run: approved, by enough approvers, and not denied by the page. */
  readonly signed_off: boolean;
  readonly denied: boolean;
  /** SHA-256 and length of its signed text. */
  readonly digest: DigestText;
  readonly bytes: number;
  readonly evidence: readonly EvidenceFacts[];
  /** The features that it reads, ascending, and in which parts. */
  readonly reads: readonly { readonly feature: string; readonly in: readonly ReadPart[] }[];
  /** Where it leads customers. */
  readonly links: readonly (Place & { readonly url: string; readonly label: string })[];
  /** The codes by which the bank knows the offer. */
  readonly offers: readonly (Place & { readonly offer: string })[];
  readonly pictures: readonly (Place & { readonly asset: string; readonly sha256: DigestText; readonly alt: string })[];
  readonly holdout: { readonly share_bp: number } | null;
  readonly experiments: readonly ExperimentFacts[];
  /** What the bank is told where the trigger is TRUE, and with which values of the customer. */
  readonly notifications: readonly {
    readonly notice: string;
    readonly again: 'day' | 'week' | 'month' | 'once';
    /** Whether more than the trigger must be TRUE. */
    readonly conditional: boolean;
    readonly values: readonly string[];
  }[];
}

/** One experiment of a campaign, without its salt. */
export interface ExperimentFacts {
  /** `<experiment>@<version>`. */
  readonly key: string;
  readonly name: string;
  readonly state: 'running' | 'paused' | 'stopped' | 'shipped';
  readonly coverage_bp: number;
  /** The first arm is the campaign as it stands. `changes` says what an arm does otherwise. */
  readonly arms: readonly {
    readonly arm: string;
    readonly weight: number;
    readonly changes: readonly ('creatives' | 'when' | 'schedule')[];
  }[];
}

/** One feature of the catalogue: what it is, what it may be used for, and who reads it. */
export interface FeatureFacts {
  readonly feature: string;
  readonly version: number;
  readonly type: 'money' | 'count' | 'flag' | 'basis_points' | 'date' | 'enumeration' | 'average' | 'events';
  /** Of an enumeration its values, of events their classes. */
  readonly values: readonly string[];
  readonly unit: 'days' | 'months' | 'years' | 'points' | 'deciles' | null;
  readonly currency: string | null;
  /** The days that a count looks back on, and the date from which on it is whole. */
  readonly window: { readonly days: number; readonly since: string } | null;
  /** The period of its values; null for a single one. */
  readonly series: 'calendar_month' | 'statement_cycle' | 'day' | null;
  readonly scope: 'customer' | 'account';
  readonly max_age: { readonly days: number; readonly of: 'business_days' | 'days' } | null;
  readonly description: string;
  readonly source: string;
  readonly provenance:
    'first_party' | 'affiliate' | 'consumer_report' | 'consumer_permissioned' | 'purchased' | 'declared' | 'inferred';
  /** Prohibited bases that it is, or stands for. */
  readonly basis: readonly string[];
  /** From 0, public, to 4, most sensitive. */
  readonly sensitivity: number;
  readonly purpose: string;
  /** The campaigns that read it, ascending. */
  readonly read_by: readonly string[];
  /** Whether the policy's comparison group reads it. */
  readonly holdout: boolean;
}

/** What would be shown. No decision: it has no history, and no page takes it for one. */
export interface Preview {
  readonly preview: 1;
  readonly as_if_approved: boolean | readonly string[];
  readonly placements: readonly Placement[];
  readonly reasons: readonly Reason[];
  readonly statuses: readonly Status[];
}

/** One campaign on one request. */
export interface Explanation extends Reason {
  /** The gate in words. */
  readonly says: string;
  readonly trigger: Clause;
  readonly suppressions?: readonly { readonly code: string; readonly tier: string; readonly clause: Clause }[];
  /** The score by which it is ranked, factor by factor, as decimal texts. */
  readonly arbitration?: Readonly<Record<string, string>>;
}

/** One clause of a condition, in words, with the value that it has on the request. */
export interface Clause {
  readonly says: string;
  readonly truth: 'TRUE' | 'FALSE' | 'UNKNOWN';
  readonly join?: 'and' | 'or';
  readonly parts?: readonly Clause[];
  readonly read?: readonly { readonly what: string; readonly value: string }[];
}

/** What lies between two releases. */
export interface Changes {
  readonly other: { readonly version: number; readonly issued: MomentText; readonly index: DigestText; readonly sheet: DigestText };
  /** Whether `other` may stand as the release that was approved last, so that its verdicts carry forward. */
  readonly last: Answer;
  readonly policy: DocumentChange;
  readonly catalogue: DocumentChange;
  readonly campaigns: readonly CampaignChange[];
  readonly removed: readonly { readonly campaign: string; readonly name: string; readonly was: Verdict }[];
  readonly links: readonly { readonly url: string; readonly campaigns: readonly string[]; readonly known: boolean }[];
  /** The features that no campaign of `other` read. */
  readonly features: readonly { readonly feature: string; readonly campaigns: readonly string[] }[];
}

/** What changed in the policy or in the catalogue. */
export interface DocumentChange {
  readonly standing: 'changed' | 'unchanged';
  readonly difference: Difference | null;
}

/** Why a verdict does not carry forward. */
export type ChangeCause = 'text' | 'policy' | 'features' | 'semantics' | 'goldens' | 'lint' | 'reach' | 'renderings';

/** What became of one campaign since the other release. */
export interface CampaignChange {
  readonly campaign: string;
  readonly standing: 'new' | 'changed' | 'unchanged';
  /** The verdict on it in `other`; null for a new one. */
  readonly was: Verdict | null;
  /** The verdict in the sheet of this release. */
  readonly proposed: Verdict;
  /** The verdict that carries forward; null where it is to be judged. */
  readonly carries: Verdict | null;
  readonly because: readonly ChangeCause[];
  readonly difference: Difference | null;
  readonly goldens: Difference | null;
}

/** What differs between two versions of one document. */
export interface Difference {
  /** As `tellerside approve` prints it; empty where there is none. */
  readonly text: string;
  /** In sentences, section by section, with the lines that they stand below. */
  readonly sections: readonly {
    readonly title: string;
    readonly lines: readonly { readonly mark: 'kept' | 'removed' | 'added'; readonly text: string }[];
  }[];
  /** What no sentence tells, to the byte: JSON texts, null where there is nothing. */
  readonly exact: readonly { readonly path: string; readonly before: string | null; readonly after: string | null }[];
}

/** A sheet that waits for signatures. */
export interface SheetText {
  readonly text: string;
  readonly digest: DigestText;
  readonly verdicts: Readonly<Record<string, Verdict>>;
  /** Whether it is another sheet than the bundle's own; then no approval that was given covers it. */
  readonly changed: boolean;
  /** The approvals that are dropped with the sheet before. */
  readonly dropped: number;
}

/** What an approver signs, and its digests. */
export interface ToSign {
  /** SHA-256 of the sheet. */
  readonly sheet: DigestText;
  /** The statement, for people to read. Not what is signed. */
  readonly statement: string;
  /** The exact bytes to sign: the statement in its DSSE encoding. Ed25519 signs them whole, P-256 over their SHA-256. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** SHA-256 of `bytes`, for a P-256 signer that takes a digest. */
  readonly sha256: DigestText;
  /** The bundle with this sheet, without the new approval: what `tellerside approve --pae-out` leaves. */
  readonly bundle: string;
}

/** The bundle with the approval in it. */
export interface Approved {
  /** The text of the new bundle. */
  readonly bundle: string;
  readonly sheet: DigestText;
  readonly key: DigestText;
  /** How many of the approvers that it needs have signed it now. */
  readonly approvals: { readonly found: number; readonly threshold: number };
}
