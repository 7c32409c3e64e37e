// Which paper a file is, told by what is in it and never by its name. Nothing is trusted for that: the engine judges it later.

/** Most bytes that are read of one file: the engine takes less. */
const MOST = 8 * 1024 * 1024;

/** The papers of a review, in the order in which the page asks for them. */
export const PAPERS = {
  __proto__: null,
  bundle: { title: 'The release', file: 'bundle.tsb.json', says: 'the bundle that the vendor sent, signed' },
  root: { title: 'The trust root', file: 'root.json', says: 'the keys that your bank trusts, from your own records and never from the vendor' },
  last: { title: 'The release approved last', file: '*.tsb.json', says: 'to read only what has changed since' },
  roots: { title: 'The chain of roots', file: 'roots.json', says: 'where your bank has changed its keys' },
  policy: { title: "The page's policy", file: 'policy.json', says: 'the version floor, and campaigns that are denied' },
  customer: { title: 'A customer to try', file: 'vector, request or list of requests, JSON', says: 'invented or real: it stays in this page' },
  module: { title: 'The module that your bank serves', file: 'tellerside.wasm', says: 'its digest and what it asks of its host' },
  picture: { title: 'Pictures', file: 'PNG, JPEG, WebP or AVIF', says: 'those of the banners, to see them in their places' },
  digests: { title: 'The published digests', file: 'sri.json', says: 'to hold the module against' },
};

/** Papers that are bytes, and known by the first of them. */
const NO_TEXTS = ['module', 'picture'];

/**
 * Reads a file. Rejects with a typed fault where it is none of the papers, or one that must not be here.
 *
 * @param wanted the paper that was asked for, which a text is that says nothing of itself
 * @returns `{ paper, name, size, sha256, text or bytes }`
 */
export async function readPaper(file, wanted) {
  if (file.size > MOST) throw new PaperFault('TOO_LARGE', `the file ${file.name} has ${file.size} bytes; no paper of a review has more than ${MOST}`, 'look whether this is the right file');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const known = { name: file.name, size: bytes.length, sha256: await sha256(bytes) };
  if (isModule(bytes)) return { ...known, paper: 'module', bytes };
  const type = pictureType(bytes);
  if (type !== null) return { ...known, paper: 'picture', bytes, type };
  const text = textOf(bytes, file.name);
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    throw new PaperFault('PRIVATE_KEY', `the file ${file.name} is a private key; it was not kept`, 'keep it where signatures are made: this page never needs it');
  }
  const paper = paperOf(text) ?? wanted;
  if (NO_TEXTS.includes(paper)) throw new PaperFault('UNKNOWN_PAPER', `the file ${file.name} is none of ${PAPERS[paper].file}`, 'look whether this is the right file');
  // Digests that say nothing of themselves are none; all other texts are for the engine to judge.
  if (paper === 'digests' && paperOf(text) !== 'digests') throw new PaperFault('UNKNOWN_PAPER', `the file ${file.name} names no digest of a module`, 'hand in the sri.json of the package');
  return { ...known, paper, text };
}

/** SHA-256 in hexadecimal; null in a page that the browser does not call secure. */
export async function sha256(bytes) {
  if (globalThis.crypto?.subtle === undefined) return null;
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A fault of a file, in the manner of the package's own errors. */
export class PaperFault extends Error {
  constructor(code, message, help) {
    super(message);
    this.name = 'PaperFault';
    this.code = code;
    this.help = help;
    this.path = '$';
  }
}

function isModule([zero, a, s, m]) {
  return zero === 0 && a === 0x61 && s === 0x73 && m === 0x6d;
}

/** By the first bytes; null for what is no picture that banners may have. */
function pictureType(bytes) {
  const begins = (text, at = 0) => [...text].every((letter, place) => bytes[at + place] === letter.charCodeAt(0));
  if (begins('\x89PNG')) return 'image/png';
  if (begins('\xff\xd8\xff')) return 'image/jpeg';
  if (begins('RIFF') && begins('WEBP', 8)) return 'image/webp';
  return begins('ftypavif', 4) ? 'image/avif' : null;
}

function textOf(bytes, name) {
  try {
    // What a file begins with stays there: the engine reads the very text.
    return new TextDecoder('utf-8', { __proto__: null, fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new PaperFault('NO_TEXT', `the file ${name} is neither a text in UTF-8 nor a module`, 'give the JSON file, not an archive or a document');
  }
}

/** By its top fields; null for what says nothing of itself, as broken JSON. */
function paperOf(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const has = (...names) => names.every((name) => Object.hasOwn(value, name));
  if (has('tellerside_bundle')) return 'bundle';
  if (has('tellerside_roots')) return 'roots';
  if (has('roles', 'keys')) return 'root';
  if (has('policy', 'floor')) return 'policy';
  if (has('vector') || has('now', 'features')) return 'customer';
  if (Array.isArray(value) && value.length > 0 && value.every((entry) => Object.hasOwn(Object(entry), 'request'))) return 'customer';
  if (Object.keys(value).some((name) => name.endsWith('.wasm'))) return 'digests';
  return null;
}
