// What a page or screen observed goes into the history, and the page's own history with it: POST, JSON, by the visitor's session.

import { within } from './deadline.js';
import { historyUnder } from './history.js';
import { momentOf } from './moment.js';
import { nonce } from './offers.js';
import { isOwn } from './own.js';
import { json } from './private.js';
import { textOf } from './read.js';
import { vectorOf } from './vector.js';

const MOST = 1024 * 1024;
const MOST_EVENTS = 64;
const FIELDS = ['events', 'history', 'padding'];
const EVENT_FIELDS = ['kind', 'placement', 'target'];
/** Answers are multiples of it. */
const STEP = 8192;
const PATIENCE = 5000;

async function observe(request, parts, host) {
  if (request.method !== 'POST') return refusal(405, 'POST');
  if (!isOwn(request)) return refusal(403, 'from this origin alone');
  if (!/^application\/json\b/.test(request.headers.get('content-type') ?? '')) return refusal(415, 'application/json');
  let body;
  try {
    body = read(JSON.parse(await textOf(request, MOST)));
  } catch {
    return refusal(400, 'an object with `events`, and `history` where the page keeps one');
  }
  const kept = await within(PATIENCE, (signal) => keep(request, body, parts, host, signal));
  const answer = { kept: kept !== null, missed: kept?.missed ?? (body.events ?? []).length };
  return json(Object.hasOwn(body, 'history') ? { ...answer, history: kept?.history ?? null } : answer, STEP);
}

/** The history after it, and how many events were of nothing that it knows; null where none is kept. */
async function keep(request, { events = [], history }, parts, host, signal) {
  const { configuration, release, storage } = parts;
  const now = Date.now();
  const [engine, answer] = await Promise.all([
    release.engine(now, host.waitUntil),
    vectorOf(request, configuration, host.secrets.edge, signal),
  ]);
  // Who acts for a customer, or looks over a shoulder, leaves no trace in the customer's own history.
  if (engine === null || answer === null || answer.visit !== 'own_session') return null;
  const store = await historyUnder(answer.key, host, engine, storage, configuration.historyDays);
  if (!store.isKept) return null;
  const moment = momentOf(now, configuration.timeZone);
  let merged = (await store.read()).history;
  if (history !== undefined && history !== null) merged = attempt(() => engine.merge(merged, history), merged);
  let missed = 0;
  for (const event of events) {
    const next = attempt(() => engine.observe(merged, { ...event, at: moment, nonce: nonce() }), null);
    if (next === null) missed += 1;
    merged = next ?? merged;
  }
  const written = await store.write(merged, moment);
  return written.status === 'kept' ? { history: written.history, missed } : null;
}

/** What `work` gives; `otherwise` where the engine refuses, as for a placement that no history has. */
function attempt(work, otherwise) {
  try {
    return work();
  } catch {
    return otherwise;
  }
}

function read(body) {
  const isRight = Object.keys(body).every((name) => FIELDS.includes(name))
    && (body.events === undefined || (Array.isArray(body.events) && body.events.length <= MOST_EVENTS))
    && (body.events ?? []).every((event) => Object.keys(event).every((name) => EVENT_FIELDS.includes(name)));
  if (!isRight) throw new TypeError('another form');
  return body;
}

function refusal(status, help) {
  return json({ code: 'OBSERVE_REFUSED', help }, 0, status);
}

export { observe };
