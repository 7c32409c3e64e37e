// The customer's vector: asked of one path of the bank's origin with the visitor's own session, and of nothing else. What a visitor writes
// into a URL or a body never comes near it.

import { textOf } from './read.js';

const MOST = 2 * 1024 * 1024;
const FIELDS = ['features', 'visit', 'unit', 'history_key', 'locales'];
const KEY = /^[\w-]{43}$/;

/** What the origin answers; null for a visitor without a session. Throws where the answer is not what was agreed. */
async function vectorOf(request, { origin, vector, session, locales }, secret, signal) {
  const headers = sessionOf(request, session);
  if (headers === null) return null;
  headers.set('accept', 'application/json');
  headers.set('cache-control', 'no-cache');
  if (secret !== undefined) headers.set('tellerside-edge', secret);
  const response = await fetch(`${origin}${vector}`, { headers, redirect: 'manual', signal });
  if (response.status !== 200) throw new Error('no vector');
  const answer = JSON.parse(await textOf(response, MOST));
  // A field more could be an identifier: then nothing of the answer is used.
  if (Object.keys(answer).some((name) => !FIELDS.includes(name))) throw new Error('another field');
  const { features, visit, unit, history_key: key } = answer;
  if (key !== undefined && !(typeof key === 'string' && KEY.test(key))) throw new Error('no key');
  return { features, visit, unit, key, locales: answer.locales ?? locales };
}

/** Who is signed in, as the visitor's browser said it; null where it said nothing. */
function sessionOf(request, { cookies, authorization }) {
  const headers = new Headers();
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  const wanted = pairs.filter((pair) => cookies.includes(pair.split('=', 1)[0]));
  const token = authorization ? request.headers.get('authorization') : null;
  if (wanted.length > 0) headers.set('cookie', wanted.join('; '));
  if (token !== null) headers.set('authorization', token);
  return wanted.length > 0 || token !== null ? headers : null;
}

export { vectorOf };
