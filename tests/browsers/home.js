// A bank's page as README tells to write it: release and vector of the bank's own origin, one decision, and what it places in the slots.

import { delivery } from '/dist/delivery.js';
import { define } from '/dist/element.js';
import { load } from './hosts.js';

const { root, now, page, slots, storage } = JSON.parse(document.getElementById('given').textContent);
const where = new URLSearchParams(location.search).get('host');

define();
try {
  const offers = delivery({ now: () => now, load: (bundle, options) => load(where, bundle, root, options), report: ({ code }) => { throw new Error(code); } });
  const [answer] = await Promise.all([fetch('/offers/vector', { cache: 'no-store' }), offers.start()]);
  const { features, visit, unit, locales } = await answer.json();
  const decision = await offers.engine.decide({ now, page, slots, storage, features, visit, unit, locales });
  for (const slot of document.querySelectorAll('tellerside-slot')) slot.placement = decision.placements.find((one) => one.slot === slot.getAttribute('name')) ?? null;
  globalThis.shown = [...document.querySelectorAll('tellerside-slot')].map((slot) => `${slot.status} ${slot.placement?.campaign ?? '-'}`);
  document.documentElement.dataset.ready = 'yes';
} catch (error) {
  document.documentElement.dataset.why = `${error.code} ${error.message}`;
  document.documentElement.dataset.ready = 'failed';
}
