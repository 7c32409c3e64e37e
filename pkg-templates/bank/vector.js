// `GET /offers/vector`: what is known of who is signed in, for the page to decide with; and for an edge the same at a path of its own.
// README.md says what it may hold and why.

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** All answers have the length of the next multiple: their size tells nothing about the customer. */
const SIZE = 16_384;
/** Beside `features`. Whatever else the bank knows of a customer stays where it is. */
const FIELDS = ['visit', 'unit', 'locales'];

const HEADERS = {
  // Nothing on the way may keep it, nor compress it: then its length would tell of what is in it.
  'cache-control': 'private, no-store, no-transform',
  'content-type': 'application/json',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'vary': 'Cookie, Sec-Fetch-Site',
  'x-content-type-options': 'nosniff',
};

function vectorFor(request, response, { query, customers, secret, customer }) {
  const { 'sec-fetch-site': site } = request.headers;
  // Browsers say who asks; a script of another site, an image or a frame gets nothing, whatever cookies came with it.
  const isOwn = ['same-origin', undefined].includes(site);
  const stranger = isOwn ? null : [403, { code: 'CROSS_SITE', help: "ask from the bank's own pages" }];
  return answer(response, refusalOf(request, query, stranger, customer), { customers, secret, customer });
}

/** For the edge, which forwards the customer's cookie and says a secret that no page has. */
function vectorForEdge(request, response, { query, customers, secret, edgeSecret, customer }) {
  const said = request.headers['tellerside-edge'];
  const stranger = typeof said === 'string' && isSame(said, edgeSecret) ? null : [403, { code: 'NOT_THE_EDGE', help: 'say the secret of the edge: Tellerside-Edge' }];
  return answer(response, refusalOf(request, query, stranger, customer), { customers, secret, customer });
}

/** In a time that tells nothing of where they differ, nor of how long they are. */
function isSame(said, secret) {
  const [one, other] = [said, secret].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(one, other);
}

function answer(response, refusal, { customers, secret, customer }) {
  if (refusal !== null) return say(response, ...refusal);
  const known = customers.get(customer);
  const vector = { features: known.features };
  for (const field of FIELDS) if (known[field] !== undefined) vector[field] = known[field];
  // Under which name a history is kept: opaque, the same on all of the customer's devices, and nobody's but this bank's to make.
  vector.history_key = createHmac('sha256', secret).update(`history ${customer}`).digest('base64url');
  return say(response, 200, vector);
}

/** Status and body for who gets nothing, else null; `stranger` is that of who may not ask. It tells not whether somebody is a customer. */
function refusalOf({ method }, query, stranger, customer) {
  if (method !== 'GET') return [405, { code: 'METHOD_NOT_ALLOWED', help: 'ask by GET' }, { allow: 'GET' }];
  // Whose vector it is, the cookie alone says.
  if (query !== undefined) return [400, { code: 'QUERY_REFUSED', help: 'ask without a query: the session says for whom' }];
  if (stranger !== null) return stranger;
  if (customer === null) return [401, { code: 'NO_SESSION', help: 'sign in first' }];
  return null;
}

function say(response, status, body, more = {}) {
  const text = JSON.stringify(body);
  const length = Math.ceil(Buffer.byteLength(text) / SIZE) * SIZE;
  const padded = text + ' '.repeat(length - Buffer.byteLength(text));
  response.writeHead(status, { ...HEADERS, ...more, 'content-length': length });
  response.end(padded);
}

export { vectorFor, vectorForEdge };
