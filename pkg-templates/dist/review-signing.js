// What approvers hand in and are handed: keys, signatures, and texts that look like nothing else.

import { InputError } from './errors.js';
import { ApprovalError } from './review-errors.js';

const { parse } = JSON;
const { entries } = Object;

/** No key and no signature is longer, in whatever form. */
const MOST = 16 * 1024;

const PEM = /^-----BEGIN PUBLIC KEY-----\s+([A-Za-z0-9+/=\s]+?)-----END PUBLIC KEY-----\s*$/;

/** The SPKI DER of a public key that is given as PEM or as its bytes. */
function spkiOf(key) {
  if (typeof key !== 'string') return bytesOf(key, 'key');
  try {
    if (key.length > MOST) throw new RangeError('too long');
    return Uint8Array.from(atob(PEM.exec(key.trimStart())[1].replace(/\s+/g, '')), (sign) => sign.charCodeAt(0));
  } catch {
    throw new ApprovalError('KEY_INVALID', 'this is not a public key in PEM: the first line must be `-----BEGIN PUBLIC KEY-----`');
  }
}

/** The bytes of what is given as bytes or as a text. */
function bytesOf(value, name) {
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value)
    : ArrayBuffer.isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice()
      : value instanceof ArrayBuffer ? new Uint8Array(value).slice() : null;
  if (bytes === null || bytes.length > MOST) {
    throw new InputError('OPTIONS_INVALID', `the ${name} is given as bytes or as a text, at most ${MOST} of them`, name);
  }
  return bytes;
}

/** Refuses a bundle with a text that could be spelt otherwise and look the same, which the module has no tables to tell. */
function composed(bundle) {
  for (const [digest, text] of entries(parse(bundle).files)) {
    const composedText = text.normalize('NFC');
    if (composedText === text) continue;
    const [signs, formed] = [[...text], [...composedText]];
    const start = signs.findIndex((sign, place) => sign !== formed[place]);
    const end = signs.findIndex((sign, place) => place > start && sign < '\x80');
    const found = signs.slice(start, end < 0 ? undefined : end).map((sign) => `\\u{${sign.codePointAt(0).toString(16)}}`).join('');
    const said = `the file ${digest} has \`${found}\`, which is not in composed form (Unicode NFC): type it as one sign`;
    throw new ApprovalError('TEXT_NOT_COMPOSED', said, '$');
  }
}

export { bytesOf, composed, spkiOf };
