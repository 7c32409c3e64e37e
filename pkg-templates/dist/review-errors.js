// What only reviewing throws, beside the errors of the engine.

import { BundleError, TellersideError, refusal } from './errors.js';

/** What to do about a code. */
const HELP = {
  __proto__: null,

  ALREADY_SIGNED: 'hand the bundle on to another approver; one key counts once',
  EVIDENCE_MISMATCH: 'nobody should sign this sheet: release again, or use the version of this package that the evidence was made with',
  KEY_INVALID: 'give the public key as PEM or as its SPKI DER: an Ed25519 key, or an uncompressed P-256 point',
  LAST_IS_LATER: 'name the release that was approved before this one',
  NOT_AN_APPROVER: 'sign with the private key of an approver that the root names',
  SIGNATURE_INVALID: 'sign the bytes of toSign() themselves, with the private half of the key that is given, for the same verdicts',
  TEXT_NOT_COMPOSED: 'release again with texts in composed form (Unicode NFC)',
};

const { getOwnPropertyDescriptor } = Object;

/** Why nothing is put up for signature, or no approval was made. */
class ApprovalError extends TellersideError {
  name = 'ApprovalError';

  constructor(code, message, path) {
    super(code, message, path);
    this.help = HELP[code] ?? '';
  }
}

/** The error that the module refused with; null where `thrown` is no refusal but a trap. */
function refused(thrown) {
  const own = (name) => getOwnPropertyDescriptor(thrown, name)?.value;
  if (!(thrown instanceof Error) || own('name') !== 'ApprovalError') return refusal(thrown);
  return new ApprovalError(own('code'), own('message'), own('path'));
}

/** How to mend what `code` says. */
function helpOf(code) {
  return HELP[code] ?? new BundleError(code, '').help;
}

export { ApprovalError, helpOf, refused };
