// What this package throws: real errors with a stable code, the place of the fault, and how to mend it.

/** What to do about a code. Each code that the module or this package knows stands here once. */
const HELP = {
  __proto__: null,

  ROOT_INVALID: 'give the text of the trust root exactly as the bank published it; do not parse and write it again',
  ROOT_SIGNATURES_MISSING: 'hand over the chain of roots exactly as the bank published it; old and new root keys must both have signed each step',
  ROOT_VERSION: 'hand over the whole chain of roots; no version may be missing',
  ROOT_ROLLED_BACK: "hand over the bank's chain of roots: the page's policy asks for a newer root",
  ROOT_EXPIRED: "pin the bank's current trust root, and look whether `now` is right",

  MALFORMED: 'give the text of the bundle exactly as it was released; do not parse and write it again',
  NOT_CANONICAL: 'the signed text was written by something else than the release command; release it again',
  TOO_LARGE: 'stay within the limits that the README names',
  UNSUPPORTED: 'update this package: the bundle or root needs a newer one',
  SIGNATURES_MISSING: "the vendor's keys did not sign this release, or the root names other keys; release it again",
  APPROVALS_MISSING: "the bank's approvers did not sign this sheet; have it approved",
  WRONG_BANK: 'load the bundle that was released for the bank of the pinned root',
  WRONG_ENVIRONMENT: 'load the bundle that was released for the environment of the pinned root',
  EXPIRED: 'fetch a renewed release, and look whether `now` is right',
  LIFETIME_TOO_LONG: 'release with an expiry within the days that the root allows',
  ROLLED_BACK: "load a release at or above the floor of the page's policy",
  DIGEST_MISMATCH: 'a byte was changed after signing; fetch the bundle again, and look at what stands between',
  FILE_SET: 'a file was added to or taken from the bundle after signing; fetch it again',
  SHEET_MISMATCH: 'the approvals are about another release; have this one approved',
  EVIDENCE_MISSING: "release again with the evidence that the bank's root demands, and have that approved",
  SHEET_EXPIRED: 'the approval has lapsed; have the release approved again, and look whether `now` is right',
  SHEET_NOT_YET_VALID: 'the approval holds from a later time on; look whether `now` is right',
  CAMPAIGN_INVALID: 'mend the campaign at the path, then release and approve it again',
  POLICY_INVALID: "mend the bank's policy at the path, then release and approve it again",
  GOLDEN_MISMATCH: 'this module decides otherwise than the bank approved; use the version that the release was made with',

  REQUEST_INVALID: 'mend the request at the path; the README describes it',
  HISTORY_INVALID: 'hand back the history exactly as the last decision returned it, or leave it out to begin anew',
  EVENT_INVALID: 'mend the event at the path; the README describes it',
  OPTIONS_INVALID: 'mend the options at the path; the README describes them',
  PLACEMENT_INVALID: 'hand on the placement exactly as the decision has it, to the slot that it names',

  NOT_INITIALISED: 'await init() once before the first engine, and do not use an engine after close()',
  ENGINE_RESET: 'the module trapped and was started anew; go on, and report the input if it happens again',
  BUNDLE_UNAVAILABLE: 'serve the bundle at its path on this origin; meanwhile the last good release goes on',
  POLICY_UNAVAILABLE: "serve the page's policy at its path on this origin; after 14 minutes without one nothing is shown",
  ROOTS_UNAVAILABLE: 'serve the chain of roots at its path on this origin, or say that there is none; meanwhile the last one goes on',
  WORKER_LOAD: "serve dist/worker-host.js beside the files that it imports, allow it by CSP (worker-src 'self'), and under Trusted Types hand a TrustedScriptURL over as `url`",
  WASM_LOAD: "serve dist/tellerside.wasm of this very version unchanged, allow it by CSP (script-src 'wasm-unsafe-eval'), or name its place by init({ url })",
};

/** Anything that this package throws on purpose. Compare `code`: `instanceof` fails across copies of the package and realms. */
class TellersideError extends Error {
  // Fields, so that they are defined and not assigned: a setter planted on Object.prototype gets nothing.
  name = 'TellersideError';
  code;
  path;
  help;

  constructor(code, message, path = '$', cause = undefined) {
    super(message, cause === undefined ? undefined : { __proto__: null, cause });
    this.code = code;
    this.path = path;
    this.help = HELP[code] ?? '';
  }
}

/** The trust root is unfit, has expired, or does not lead on to the one that is wanted: another one must be pinned or reached. */
class TrustError extends TellersideError {
  name = 'TrustError';
}

/** The bundle is not what vendor and bank signed, or is not for here and now. The last good one goes on. */
class BundleError extends TellersideError {
  name = 'BundleError';
}

/** What the host handed in is not what was asked for. */
class InputError extends TellersideError {
  name = 'InputError';
}

/** The engine cannot answer in the state it is in. */
class EngineError extends TellersideError {
  name = 'EngineError';
}

/** Something that is needed could not be fetched, read, started or compiled. */
class LoadError extends TellersideError {
  name = 'LoadError';

  /** `help` mends this very fault, where more is known of it than its code. */
  constructor(code, message, path, cause, help = undefined) {
    super(code, message, path, cause);
    if (help !== undefined) this.help = help;
  }
}

/** What the module refuses with. */
const REFUSALS = { __proto__: null, TrustError, BundleError, InputError };
const CLASSES = { ...REFUSALS, __proto__: null, EngineError, LoadError };
const { getOwnPropertyDescriptor } = Object;

/** The error that the module refused with, as this package throws it; null where `thrown` is no refusal but a trap. */
function refusal(thrown) {
  const own = (name) => getOwnPropertyDescriptor(thrown, name)?.value;
  const Class = thrown instanceof Error ? REFUSALS[own('name')] : undefined;
  return Class === undefined ? null : new Class(own('code'), own('message'), own('path'));
}

/** An error of this package that was thrown in another realm, by what crossed of it. */
function rebuilt({ name, code, message, path }) {
  const Class = CLASSES[name] ?? EngineError;
  return new Class(code, message, path);
}

export { TellersideError, TrustError, BundleError, InputError, EngineError, LoadError, rebuilt, refusal };
