// The history in words, newest first, and the customer's way back from a refusal.

import { timeOf } from '../clock.js';
import { button, byId, element } from '../element.js';
import { asWords } from '../gate-words.js';

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

/** The list shows this many; the history keeps all. */
const SHOWN = 12;

/**
 * @param now a moment of the bank's, for its offset
 * @param names what each campaign is called
 * @param allow called with the target that the customer wants to see again
 */
export function showHistory({ events }, now, names, allow) {
  const newest = events.slice(-SHOWN).reverse();
  const refused = stillRefused(events);
  const rows = newest.map((event) => {
    const campaign = campaignOf(event);
    const undo = event.kind === 'refuse' && refused.get(keyOf(event)) === event.id
      ? button('Allow again', { class: 'quiet' }, () => allow(event.target))
      : null;
    const about = campaign === null ? aboutOf(event) : `: ${names.get(campaign) ?? asWords(campaign)}`;
    const place = Object.hasOwn(event, 'slot') ? ` (${event.slot})` : '';
    return element('li', { 'data-kind': event.kind },
      element('time', { datetime: new Date(event.at).toISOString() }, timeOf(event.at, now)),
      element('span', {}, (KINDS.get(event.kind) ?? asWords(event.kind)) + about + place), undo);
  });
  const more = events.length - newest.length;
  if (more > 0) rows.push(element('li', {}, `and ${more} earlier`));
  byId('history').replaceChildren(...(rows.length > 0 ? rows : [element('li', {}, 'Nothing yet.')]));
}

/** The targets whose last word is a refusal, each with the id of that event. */
function stillRefused(events) {
  const refused = new Map();
  for (const event of events) {
    if (event.kind === 'refuse') refused.set(keyOf(event), event.id);
    if (event.kind === 'allow') refused.delete(keyOf(event));
  }
  return refused;
}

function keyOf({ target }) {
  return JSON.stringify(target);
}

/** What a word on offers is about, where that is not one campaign. */
function aboutOf(event) {
  if (!Object.hasOwn(event, 'target')) return '';
  if (event.target === 'all') return ': all offers';
  const [[what, id]] = Object.entries(event.target);
  return `: the ${what} ${asWords(id)}`;
}

function campaignOf(event) {
  if (Object.hasOwn(event, 'campaign')) return event.campaign;
  const hasTarget = Object.hasOwn(event, 'target') && typeof event.target === 'object';
  return hasTarget && Object.hasOwn(event.target, 'campaign') ? event.target.campaign : null;
}
