// The history in words, newest first, and the customer's way back from a refusal.

import { timeOf } from './clock.js';
import { button, byId, element } from './element.js';
import { asWords } from './gate-words.js';

const KINDS = new Map([
  ['placed', 'Placed'],
  ['impression', 'Seen'],
  ['click', 'Followed'],
  ['dismiss', 'Closed'],
  ['not_interested', 'Not interested'],
  ['start', 'Application started'],
  ['ghost', 'Would have been shown (comparison group)'],
  ['refuse', 'Asked not to see'],
  ['allow', 'Allowed again'],
  ['enrol', 'Enrolled'],
  ['notified', 'Bank notified'],
]);

/** The list shows this many; the engine keeps all. */
const SHOWN = 12;

/**
 * @param now a moment of the bank's, for its offset
 * @param names what each campaign is called
 * @param allow called with the campaign that the customer wants to see again
 */
export function showHistory({ events }, now, names, allow) {
  const newest = events.slice(-SHOWN).reverse();
  const refused = stillRefused(events);
  const rows = newest.map((event) => {
    const campaign = campaignOf(event);
    const undo = event.kind === 'refuse' && refused.get(campaign) === event.id
      ? button('Allow again', { class: 'quiet' }, () => allow(campaign))
      : null;
    const about = campaign === null ? '' : `: ${names.get(campaign) ?? asWords(campaign)}`;
    const place = Object.hasOwn(event, 'slot') ? ` (${event.slot})` : '';
    return element('li', { 'data-kind': event.kind },
      element('time', { datetime: new Date(event.at).toISOString() }, timeOf(event.at, now)),
      element('span', {}, (KINDS.get(event.kind) ?? asWords(event.kind)) + about + place), undo);
  });
  const more = events.length - newest.length;
  if (more > 0) rows.push(element('li', {}, `and ${more} earlier`));
  byId('history').replaceChildren(...(rows.length > 0 ? rows : [element('li', {}, 'Nothing yet.')]));
}

/** The campaigns whose last word is a refusal, each with the id of that event. */
function stillRefused(events) {
  const refused = new Map();
  for (const event of events) {
    if (event.kind === 'refuse') refused.set(campaignOf(event), event.id);
    if (event.kind === 'allow') refused.delete(campaignOf(event));
  }
  return refused;
}

function campaignOf(event) {
  if (Object.hasOwn(event, 'campaign')) return event.campaign;
  const hasTarget = Object.hasOwn(event, 'target') && typeof event.target === 'object';
  return hasTarget && Object.hasOwn(event.target, 'campaign') ? event.target.campaign : null;
}
