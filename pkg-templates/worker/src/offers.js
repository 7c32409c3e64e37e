// The decision for one visitor on one page or screen. Everything about a customer lives in the calls of one request and ends with them.

import { within } from './deadline.js';
import { historyUnder } from './history.js';
import { momentOf } from './moment.js';
import { vectorOf } from './vector.js';

/** Nobody's offers: each slot keeps what the bank put there. */
const EVERGREEN = { placements: [], keep: async () => {} };

/**
 * What is shown in the slots `asked` to whoever sent `request`, and `keep()`, which writes down that it was. Evergreens where anything fails or takes longer
 * than the deadline: never rejects.
 */
async function offersFor(request, { page, slots }, asked, parts, host) {
  const { configuration, release } = parts;
  const now = Date.now();
  const decided = await within(configuration.deadline, async (signal) => {
    const [engine, answer] = await Promise.all([
      release.engine(now, host.waitUntil),
      vectorOf(request, configuration, host.secrets.edge, signal),
    ]);
    if (engine === null || answer === null) return null;
    const { features, key, locales, unit, visit } = answer;
    const store = await historyUnder(key, host, engine, parts.storage, configuration.historyDays);
    const { history, storage } = await store.read();
    signal.throwIfAborted();
    const moment = momentOf(now, configuration.timeZone);
    const decision = engine.decide({
      features, locales, nonce: nonce(), now: moment, page, slots, storage, visit,
      ...(history !== undefined && { history }), ...(unit !== undefined && { unit }),
    });
    // Decided for all slots of a page or screen, so that whoever asks for one after the other is not shown one campaign in each.
    const placements = decision.placements.filter(({ slot }) => asked.includes(slot));
    const keep = async () => {
      // Also where nothing was shown: comparison groups are remembered, and the store is written to for everyone alike.
      if (store.isKept && visit === 'own_session') await store.write(shownOnly(decision, placements), moment);
    };
    return { placements, keep };
  });
  return decided ?? EVERGREEN;
}

/** The history after `decision` of which `shown` goes out: what does not was not placed. */
function shownOnly({ history, placements }, shown) {
  const left = new Set(placements.filter((placement) => !shown.includes(placement)).map(({ id }) => id));
  return { ...history, events: history.events.filter(({ id }) => !left.has(id)) };
}

/** Sets apart what two places decide within one millisecond. */
function nonce() {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export { nonce, offersFor };
