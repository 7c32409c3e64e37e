// The table for the curious: every campaign of the live release and the gate it reached.

import { byId, element } from '../element.js';
import { asWords, gateInWords, reasonInWords, statusInWords } from '../gate-words.js';

/** Gates that end in the customer's sight, gates that hold a campaign back for the customer's sake, and the rest. */
const MOODS = new Map([['shown', 'mood-shown'], ['suppressed', 'mood-held'], ['suppressed_unknown', 'mood-held'], ['refused', 'mood-held'], ['capped', 'mood-held']]);

/**
 * @param campaigns of the engine, in gate order
 * @param reasons of the engine, in the same order
 * @param placements of the decision; a campaign may have more than one slot
 * @param seen `{ closed, late }`: campaigns whose offer the customer closed in this visit, and slots whose offer came too late
 */
export function showCampaigns(campaigns, reasons, { placements, statuses }, { closed, late }) {
  const names = new Map(campaigns.map(({ campaign, name }) => [campaign, name]));
  byId('gates').replaceChildren(...reasons.map((reason) => {
    const slots = placements.filter(({ campaign }) => campaign === reason.campaign).map(({ slot }) => slot);
    return row(reason, names.get(reason.campaign) ?? asWords(reason.campaign), slots, {
      isClosed: closed.has(reason.campaign), isLate: slots.length > 0 && slots.every((slot) => late.includes(slot)),
    });
  }));
  const line = byId('statuses');
  line.hidden = statuses.length === 0;
  line.textContent = statuses.map(statusInWords).join(' ');
}

/** Empties the table, and says why nothing was decided. */
export function clearCampaigns(why) {
  byId('gates').replaceChildren(element('tr', {}, element('td', { colspan: '2' }, why)));
  byId('statuses').hidden = true;
}

function row(reason, name, slots, { isClosed, isLate }) {
  const where = slots.length > 0 ? ` in ${slots.join(' and ')}` : '';
  let outcome = gateInWords(reason.gate) + where;
  if (isClosed && slots.length > 0) outcome = 'Closed by the customer until the next visit';
  else if (isLate) outcome = `Decided${where}, too late to be shown`;
  const behind = reasonInWords(reason);
  return element('tr', { class: MOODS.get(reason.gate) ?? 'mood-quiet', 'data-campaign': reason.campaign, 'data-gate': reason.gate },
    element('th', { scope: 'row' }, name),
    element('td', {}, element('span', { class: 'outcome' }, outcome), behind === null ? null : element('span', { class: 'behind' }, behind)));
}
