// From papers to a reading: what the package says of the release on the desk. It holds no rule of its own.

import { Review } from 'tellerside/review';

/** Without these there is nothing to read. */
const NEEDED = ['bundle', 'root'];

/**
 * Reads what lies on the desk, as of the moment `now`.
 *
 * @returns `{ state: 'waiting' }` while something is missing; `{ state: 'refused', error, paper }` with the paper at fault; or
 *   `{ state: 'open', review, changes, last, customers, … }`
 */
export function read(desk, now) {
  if (NEEDED.some((name) => desk.paper(name) === null)) return { state: 'waiting' };
  const texts = Object.fromEntries(['bundle', 'root', 'roots', 'policy', 'last', 'customer'].map((name) => [name, desk.paper(name)?.text ?? null]));
  const options = { now, ...given('roots', texts.roots), ...given('policy', texts.policy) };
  let review;
  try {
    review = Review.open(texts.bundle, texts.root, options);
  } catch (error) {
    return { state: 'refused', error, paper: paperAtFault(error, texts) };
  }
  const before = attempt(texts.last, () => Review.open(texts.last, texts.root, { now, ...given('roots', texts.roots) }));
  const compared = before.value === null ? before : attempt(before.value, (last) => review.changes(last, 'en'));
  const customers = attempt(texts.customer, customersIn);
  return {
    state: 'open',
    now,
    review,
    documents: documentsOf(review),
    last: before.value,
    changes: compared.value,
    lastFault: before.error ?? compared.error,
    customers: customers.value ?? [],
    customerFault: customers.error,
  };
}

/** Lets go of what a reading holds of the module. */
export function close(reading) {
  if (reading?.state !== 'open') return;
  reading.review.close();
  reading.last?.close();
}

/** The signed texts, parsed: they were verified before they came here. */
function documentsOf(review) {
  const parsed = (file) => JSON.parse(review.text(file));
  return {
    campaigns: new Map(review.campaigns.map(({ campaign }) => [campaign, parsed({ campaign })])),
    goldens: parsed('goldens').goldens,
  };
}

/** A vector, a request, or a list of customers with requests: as `{ name, request }`. */
function customersIn(text) {
  const value = JSON.parse(text);
  const entries = Array.isArray(value) ? value : [value];
  return entries.map((entry, place) => {
    const given = Object(entry);
    const request = Object.hasOwn(given, 'request') ? given.request : Object.hasOwn(given, 'vector') ? { features: given } : entry;
    if (typeof request !== 'object' || request === null) throw new TypeError(`customer ${place + 1} is no vector and no request`);
    return { name: given.name ?? (entries.length === 1 ? 'The customer that was handed in' : `Customer ${place + 1}`), situation: given.situation ?? null, request };
  });
}

function given(name, text) {
  return text === null ? {} : { [name]: text };
}

function attempt(subject, work) {
  if (subject === null) return { value: null, error: null };
  try {
    return { value: work(subject), error: null };
  } catch (error) {
    return { value: null, error };
  }
}

/** Whose fault a refusal is, so that it is told there. */
function paperAtFault({ name, path = '$' }, { roots }) {
  if (name === 'InputError') return 'policy';
  if (name !== 'TrustError') return 'bundle';
  return roots !== null && path.startsWith('roots') ? 'roots' : 'root';
}
