// Offers for native screens, by the OpenFeature Remote Evaluation Protocol: a slot is a flag. The context says nothing of who asks, and
// nothing that it says is decided by: the session is the customer's, as in a page.

import { offersFor } from './offers.js';
import { isOwn } from './own.js';
import { ascii, json } from './private.js';
import { textOf } from './read.js';

const PREFIX = '/ofrep/v1/evaluate/flags';
const MOST = 64 * 1024;

/** Whether `path` is one of these. */
function isScreen(path) {
  return path === PREFIX || path.startsWith(`${PREFIX}/`);
}

async function evaluate(request, path, parts, host) {
  const { configuration: { screens, slots } } = parts;
  const key = path === PREFIX ? null : path.slice(PREFIX.length + 1);
  const refuse = (status, errorCode, errorDetails) => json({ ...(key !== null && { key }), errorCode, errorDetails }, 0, status);
  if (request.method !== 'POST') return refuse(405, 'GENERAL', 'POST');
  if (!isOwn(request)) return refuse(403, 'GENERAL', 'from this origin alone');
  if (screens === null || (key !== null && !screens.slots.includes(key))) return refuse(404, 'FLAG_NOT_FOUND', 'no such slot');
  let body;
  try {
    body = JSON.parse(await textOf(request, MOST) || '{}');
  } catch {
    return refuse(400, 'PARSE_ERROR', 'the body is no JSON, or too long');
  }
  const context = body?.context ?? {};
  if (typeof context !== 'object' || Array.isArray(context)) return refuse(400, 'INVALID_CONTEXT', 'a context is an object');
  if (Object.hasOwn(context, 'targetingKey')) return refuse(400, 'INVALID_CONTEXT', 'a context names nobody: leave out targetingKey');

  const asked = key === null ? screens.slots : [key];
  const { placements, keep } = await offersFor(request, screens, asked, parts, host);
  host.waitUntil(keep());
  const flags = asked.map((slot) => flagOf(slot, placements.find((placement) => placement.slot === slot), slots.get(slot).bytes));
  const bytes = asked.reduce((sum, slot) => sum + slots.get(slot).bytes, 0);
  return key === null ? json({ flags }, bytes + 64) : json(flags[0], bytes);
}

/** What a stock provider understands. Without a value it takes the default of the app's own code: the evergreen. */
function flagOf(key, placement, bytes) {
  if (placement !== undefined) {
    const { action, body, disclosures, headline, id, locale, why } = placement;
    const flag = { key, reason: 'TARGETING_MATCH', value: { action, body, disclosures, headline, id, locale, why }, variant: 'offer' };
    if (ascii(flag).length < bytes) return flag;
  }
  return { key, reason: 'DEFAULT' };
}

export { evaluate, isScreen };
