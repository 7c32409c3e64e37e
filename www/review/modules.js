// The WebAssembly modules of a review: what they ask of their host, and the digests of their bytes.

import { hex, sha256 } from './papers.js';

/** Why each name may be asked for. wasm-bindgen ends some with 16 digits, which change with every version of a crate. */
const ASKED = {
  __proto__: null,
  __wbg_new: 'makes an empty error to throw',
  __wbg_Error: 'makes an error with a message',
  __wbg_create: 'an object without a prototype, to describe a property of an error',
  __wbg_set: 'puts the value into that description',
  __wbg_defineProperty: 'defines name, code and path of an error',
  __wbg___wbindgen_throw: 'throws that error',
  __wbg_parse: 'reads a result by JSON.parse',
  __wbindgen_init_externref_table: 'makes its table of values ready',
  __wbindgen_generic: 'gives one of its own strings or numbers back',
};

/** What may be asked for at all, beside the names above: names that wasm-bindgen gives to plain access to values. */
const PLAIN = /^__wb(g|indgen)_/;

/**
 * What is known of the bytes of a module.
 *
 * @returns `{ size, sha256, sha384, imports }`, each import with `why`, which is null for a name that this page does not know
 */
export async function factsOf(bytes) {
  const imports = WebAssembly.Module.imports(await WebAssembly.compile(bytes));
  return {
    size: bytes.byteLength,
    sha256: await sha256(bytes),
    sha384: await integrity(bytes),
    imports: imports.map(({ module, name, kind }) => ({ module, name, kind, why: kind === 'function' && PLAIN.test(name) ? ASKED[stem(name)] ?? null : null })),
  };
}

/** As in `sri.json` and in the attribute `integrity`; null in a page that the browser does not call secure. */
async function integrity(bytes) {
  if (globalThis.crypto?.subtle === undefined) return null;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-384', bytes));
  return `sha384-${btoa(String.fromCharCode(...digest))}`;
}

function stem(name) {
  return name.replace(/_[0-9a-f]{16}$/, '');
}

/** Whether `text`, in any of the usual spellings, is one of the digests. */
export function isDigestOf(text, { sha256: hex256, sha384 }) {
  const given = text.trim();
  const plain = given.replace(/^sha-?256[:-]/i, '').replaceAll(/[\s:]/g, '').toLowerCase();
  return plain === hex256 || given === sha384 || given === sha384?.slice('sha384-'.length) || plain === hexOf(sha384);
}

function hexOf(sha384) {
  return sha384 === null ? null : hex(Uint8Array.from(atob(sha384.slice('sha384-'.length)), (letter) => letter.charCodeAt(0)));
}
