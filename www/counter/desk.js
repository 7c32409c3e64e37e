// What the counter says of a decision: its time, the table of campaigns, what went in and what is recorded.

import { byId } from '../element.js';
import { clearCampaigns, showCampaigns } from './campaigns.js';

/** A notice behind the counter; an empty one goes away. */
export function say(text) {
  const notice = byId('notice');
  notice.textContent = text;
  notice.hidden = text === '';
}

/**
 * @param engine the live engine, or null
 * @param asked the request; null where nothing was asked, since nobody is signed in
 * @param outcome `{ decision, took, reasons, record }`; null where nothing was decided
 * @param seen `{ closed, late }`: campaigns whose offer the customer closed in this visit, and slots whose offer came too late
 */
export function showReport(engine, asked, outcome, seen) {
  byId('live-release').textContent = engine === null ? 'none' : `${engine.info.version}, ${engine.info.environment}`;
  byId('given').textContent = asked === null ? '' : JSON.stringify(asked, null, 2);
  if (outcome === null) {
    byId('decision-time').textContent = 'none';
    byId('record').textContent = '';
    clearCampaigns(asked === null ? 'Nobody is signed in, so nothing is decided.' : 'There is no bundle, so there is no campaign.');
    return;
  }
  byId('decision-time').textContent = outcome.took < 0.1 ? '< 0.1 ms' : `${outcome.took.toFixed(1)} ms`;
  byId('record').textContent = JSON.stringify(outcome.record, null, 2);
  showCampaigns(engine.campaigns, outcome.reasons, outcome.decision, seen);
}
