// What goes into the module is text. So options are read by their own properties, what is signed or pinned is taken as it stands, and
// objects are written as JSON without a `toJSON` that another script of the page planted on a prototype.

import { BundleError, InputError, TrustError } from './errors.js';
import { known } from './options.js';

const { parse, stringify } = JSON;
const { create, getPrototypeOf, keys, setPrototypeOf } = Object;
const hasOwn = Object.hasOwn;
const isArray = Array.isArray;
const objectPrototype = Object.prototype;
const arrayPrototype = Array.prototype;

/**
 * The most that is taken of a text, in UTF-16 units, asked before it is copied into the module. Within it the module's 64 MiB of memory
 * suffice for whatever it holds. The module asks again, in bytes.
 */
const MOST_OF_A_BUNDLE = 4 * 1024 * 1024;
const MOST_OF_A_ROOT = 16 * 1024;
const MOST_OF_A_CHAIN = 512 * 1024;
const MOST_OF_A_POLICY = 256 * 1024;
const MOST_OF_AN_INPUT = 2 * 1024 * 1024;

/** The texts and options of a load, as the module takes them. */
function loadTexts(bundle, trust, options) {
  return { bundle: bundleOf(bundle), trust: rootOf(trust), options: loadOptions(options) };
}

/** The options of a load: `now`, and as texts the page's policy and the chain of roots. */
function loadOptions(options) {
  const { now, policy, roots } = known(options, ['now', 'policy', 'roots']);
  return {
    now: momentOf(now),
    policy: policy === undefined ? undefined : jsonOf(policy, 'OPTIONS_INVALID', 'policy', MOST_OF_A_POLICY),
    roots: roots === undefined
      ? undefined
      : textOf(roots, MOST_OF_A_CHAIN, TrustError, 'ROOT_INVALID', 'ROOT_INVALID', 'chain of roots'),
  };
}

function momentOf(now) {
  if (typeof now !== 'string') throw new InputError('OPTIONS_INVALID', 'say what time it is, RFC 3339', 'now');
  return now;
}

function bundleOf(value) {
  return textOf(value, MOST_OF_A_BUNDLE, BundleError, 'MALFORMED', 'TOO_LARGE', 'bundle');
}

function rootOf(value) {
  return textOf(value, MOST_OF_A_ROOT, TrustError, 'ROOT_INVALID', 'ROOT_INVALID', 'trust root');
}

/** `value`, which must be a text of at most `most` units: what is signed or pinned counts byte for byte. */
function textOf(value, most, Class, noText, tooLong, name) {
  if (typeof value !== 'string') throw new Class(noText, `the ${name} is given as its text, not parsed`);
  if (value.length > most) throw toldOf(new Class(tooLong, `the ${name} is longer than ${most} characters`), name, value);
  return value;
}

/**
 * The module's refusal of `texts`, or the reason for it where a server answered with a page in place of one of them. Told only after the
 * module has had them: what a policy denies is denied beside whatever stands in the bundle's place.
 */
function toldOfPages(error, { bundle, trust, policy, roots }) {
  const { code, path } = error;
  if (code === 'MALFORMED') return toldOf(error, 'bundle', bundle);
  if (code === 'ROOT_INVALID') return toldOf(toldOf(error, 'chain of roots', roots), 'trust root', trust);
  return code === 'OPTIONS_INVALID' && path === 'policy' ? toldOf(error, 'page policy', policy) : error;
}

function toldOf(error, name, text) {
  if (typeof text !== 'string' || !/^\s*</.test(text)) return error;
  const told = new error.constructor(error.code, `the ${name} is a page of HTML or XML: it begins with \`<\``, error.path);
  told.help = `the server answered a page instead, such as its sign-in or "not found": serve the ${name} at the address that was asked, without `
    + 'redirects, and look at `response.ok` before you take a text';
  return told;
}

function requestOf(value) {
  return jsonOf(value, 'REQUEST_INVALID', 'request');
}

/** A history's text; an empty one's for null and undefined. */
function historyOf(value) {
  return jsonOf(value ?? { events: [], history: 1 }, 'HISTORY_INVALID', 'history');
}

function eventOf(value) {
  return jsonOf(value, 'EVENT_INVALID', 'event');
}

/** `value` as JSON: a text as it stands, an object by its own enumerable properties. */
function jsonOf(value, code, name, most = MOST_OF_AN_INPUT) {
  let text = value;
  if (typeof value !== 'string') {
    try {
      text = stringify('toJSON' in objectPrototype || 'toJSON' in arrayPrototype ? unplanted(value) : value);
    } catch {
      throw new InputError(code, `the ${name} is no JSON value: it is circular, too deep, or holds a BigInt`);
    }
    if (typeof text !== 'string') throw new InputError(code, `the ${name} is missing`);
  }
  if (text.length > most) throw new InputError('TOO_LARGE', `the ${name} is longer than ${most} characters`);
  return text;
}

/** A copy of a JSON value without prototypes, so that JSON.stringify finds no `toJSON` but an object's own kind's. */
function unplanted(value) {
  if (typeof value === 'bigint') throw new TypeError('a BigInt is no JSON value');
  if (typeof value !== 'object' || value === null) return value;
  for (let owner = value; owner !== null && owner !== objectPrototype && owner !== arrayPrototype; owner = getPrototypeOf(owner)) {
    if (hasOwn(owner, 'toJSON') && typeof owner.toJSON === 'function') return unplanted(value.toJSON());
  }
  const copy = isArray(value) ? setPrototypeOf([], null) : create(null);
  if (isArray(value)) copy.length = value.length;
  for (const key of keys(value)) copy[key] = unplanted(value[key]);
  return copy;
}

/** The decision on the text of a request that was not answered: nothing is shown this once, and the history is as it was. */
function defaultDecision(text, status = 'engine_reset') {
  let history;
  try {
    const request = parse(text);
    if (hasOwn(request, 'history')) ({ history } = request);
  } catch {
    // No history can be read from it.
  }
  return { decision: 1, gates: '', history: history ?? { events: [], history: 1 }, placements: [], statuses: [status] };
}

export { bundleOf, defaultDecision, eventOf, historyOf, jsonOf, loadOptions, loadTexts, momentOf, requestOf, rootOf, toldOfPages };
