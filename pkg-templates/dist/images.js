// The pictures of all offers, fetched before anything is decided: the same requests for everybody, whatever is shown to whom. What comes
// is kept by its digest, which is what the bank signed, as `blob:` URLs. Nothing in here is loaded unless it is imported.

import { isObject, known, refused } from './options.js';

const { freeze, hasOwn } = Object;
const { isArray } = Array;

const USUAL_TIMEOUT = 3000;
const LONGEST_TIMEOUT = 60_000;
/** As `tellerside assets` allows them: what is more is no picture of an offer. */
const MOST_FILES = 128;
const MOST_BYTES = 150 * 1024;
const MOST_OF_ALL = 2 * 1024 * 1024;
const MOST_OF_LIST = 64 * 1024;

const DIGEST = /^[0-9a-f]{64}$/;
const ENDINGS = { __proto__: null, 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp', 'image/avif': 'avif' };

/** How a fetch is asked for: nothing that tells who asks, and from nowhere but the page's own origin. */
const ASKED = { __proto__: null, mode: 'same-origin', credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer' };

/**
 * Fetches the pictures of the list at the address `list`, all of them. Rejects for wrong options alone.
 *
 * @returns `{ images, status, leftOut, close }`
 */
async function prefetchImages(list, options = undefined) {
  const { signal, timeout = USUAL_TIMEOUT } = known(options, ['signal', 'timeout']);
  const address = ownAddress(list);
  if (!(timeout > 0 && timeout <= LONGEST_TIMEOUT)) throw refused('timeout', `a timeout is a number of milliseconds, up to ${LONGEST_TIMEOUT}`);
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw refused('signal', 'a signal is an AbortSignal');

  const images = new Map();
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort('late'), timeout);
  const aborted = () => stop.abort('aborted');
  signal?.addEventListener('abort', aborted, { __proto__: null, once: true });
  if (signal?.aborted) aborted();
  try {
    const files = await told(() => listed(address, stop.signal), stop);
    if (typeof files === 'string') return answer(files, images, []);
    const blobs = await Promise.all(files.map(({ sha256, type, bytes }) =>
      told(() => picture(new URL(`${sha256}.${ENDINGS[type]}`, address), sha256, bytes, stop.signal), stop)));
    if (signal?.aborted) return answer('aborted', images, []);
    const leftOut = [];
    for (const [n, { sha256 }] of files.entries()) {
      const blob = blobs[n];
      if (typeof blob === 'string') leftOut.push(freeze({ __proto__: null, sha256, status: blob }));
      else images.set(sha256, URL.createObjectURL(blob));
    }
    return answer(leftOut.length === 0 ? 'complete' : 'partial', images, leftOut);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', aborted);
  }
}

/** What was fetched, until it is closed. */
function answer(status, images, leftOut) {
  const close = () => {
    for (const url of images.values()) URL.revokeObjectURL(url);
    images.clear();
  };
  return freeze({ __proto__: null, images, status, leftOut: freeze(leftOut), close });
}

/** What went wrong, in one word. */
class Failure extends Error {
  constructor(status) {
    super(status);
    this.status = status;
  }
}

/** What `work` gives, or the word for what went wrong with it. */
async function told(work, stop) {
  try {
    return await work();
  } catch (error) {
    if (stop.signal.aborted) return stop.signal.reason;
    return error instanceof Failure ? error.status : 'unreachable';
  }
}

/** The address `list` within the page's own origin. */
function ownAddress(list) {
  const { href, origin } = globalThis.location ?? {};
  let address;
  try {
    address = new URL(list, href);
  } catch {
    throw refused('list', 'the list of pictures has an address, as in `/offers/images/images.json`');
  }
  const isFetched = address.protocol === 'https:' || address.protocol === 'http:';
  if (!isFetched || address.origin !== origin) throw refused('list', "pictures come from the page's own origin");
  return address;
}

/** The files of the list, each digest once. */
async function listed(address, signal) {
  let parsed;
  const bytes = await bytesOf(address, MOST_OF_LIST, signal);
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { __proto__: null, fatal: true }).decode(bytes));
  } catch {
    throw new Failure('invalid');
  }
  const given = own(parsed, 'files');
  if (own(parsed, 'images') !== 1 || !isArray(given) || given.length > MOST_FILES) throw new Failure('invalid');
  const files = new Map();
  let all = 0;
  for (const one of given) {
    const file = { __proto__: null, sha256: own(one, 'sha256'), type: own(one, 'type'), bytes: own(one, 'bytes') };
    const isFile = DIGEST.test(file.sha256) && hasOwn(ENDINGS, file.type) && Number.isInteger(file.bytes) && file.bytes > 0;
    if (!isFile || file.bytes > MOST_BYTES) throw new Failure('invalid');
    if (!files.has(file.sha256)) all += file.bytes;
    files.set(file.sha256, file);
  }
  if (all > MOST_OF_ALL) throw new Failure('invalid');
  return [...files.values()];
}

/** The picture with the digest `sha256`, as a blob of the type that its own bytes say. */
async function picture(address, sha256, length, signal) {
  const bytes = await bytesOf(address, length, signal);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  if (Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') !== sha256) throw new Failure('changed');
  const type = typeOf(bytes);
  if (type === null) throw new Failure('refused');
  const blob = new Blob([bytes], { __proto__: null, type });
  try {
    // A picture that cannot be shown leaves no gap in an offer.
    (await createImageBitmap(blob)).close();
  } catch {
    throw new Failure('refused');
  }
  return blob;
}

/** The bytes at `address`, `most` of them at most. */
async function bytesOf(address, most, signal) {
  const response = await fetch(address, { ...ASKED, __proto__: null, signal });
  if (!response.ok || response.body === null) throw new Failure('unreachable');
  const reader = response.body.getReader();
  const bytes = new Uint8Array(most);
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return bytes.subarray(0, length);
    if (length + value.length > most) {
      await reader.cancel();
      throw new Failure('too_large');
    }
    bytes.set(value, length);
    length += value.length;
  }
}

/** What `bytes` are by their first signs; null for what no offer shows, SVG above all. */
function typeOf(bytes) {
  const text = String.fromCharCode(...bytes.subarray(0, 12));
  if (text.startsWith('\x89PNG\r\n\x1A\n')) return 'image/png';
  if (text.startsWith('\xFF\xD8\xFF')) return 'image/jpeg';
  if (text.startsWith('RIFF') && text.endsWith('WEBP')) return 'image/webp';
  return text.slice(4, 8) === 'ftyp' ? 'image/avif' : null;
}

function own(object, name) {
  return isObject(object) && hasOwn(object, name) ? object[name] : undefined;
}

export { prefetchImages };
