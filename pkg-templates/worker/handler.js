// The handler of every host: pages with offers in their slots, native screens, and what was observed. Everything else passes through.

import { blockOf, wordsOf } from './src/banner.js';
import { ConfigurationError, checked } from './src/configuration.js';
import { observe } from './src/observe.js';
import { offersFor } from './src/offers.js';
import { forwarded } from './src/origin.js';
import { json, kept } from './src/private.js';
import { Release } from './src/release.js';
import { evaluate, isScreen } from './src/screens.js';

function createHandler({ configuration: given, root, bundle, tellerside, storage, insert, report = () => {} }) {
  const configuration = checked(given);
  if (typeof root !== 'string' || root === '') throw new ConfigurationError('root', "put the text of the bank's trust root into root.json.txt");
  const release = new Release({ configuration, root, bundle, tellerside, report });
  const parts = { configuration, insert, release, report, storage, words: wordsOf(configuration.words) };

  return async function handle(request, host) {
    const path = plain(new URL(request.url).pathname);
    // The vector is for this Worker, not for scripts of the page.
    if (path === configuration.vector) return json({ code: 'NOT_FOUND' }, 0, 404);
    if (path === configuration.observe) return observe(request, parts, host);
    if (isScreen(path)) return evaluate(request, path, parts, host);
    const surface = configuration.pages.get(path);
    const hasOffers = surface !== undefined && (request.method === 'GET' || request.method === 'HEAD');
    try {
      return await (hasOffers ? page(request, surface, parts, host) : fetch(forwarded(request, configuration.origin, false)));
    } catch {
      // The origin cannot be reached: there is no page at all.
      report('ORIGIN_UNAVAILABLE');
      return json({ code: 'ORIGIN_UNAVAILABLE' }, 0, 502);
    }
  };
}

/** The bank's page with offers in its slots; as the bank made it where there are none, and never kept by any cache. */
async function page(request, surface, parts, host) {
  const { configuration, insert, words } = parts;
  const deciding = offersFor(request, surface, surface.slots, parts, host);
  const original = kept(await fetch(forwarded(request, configuration.origin, true)));
  if (request.method === 'HEAD' || original.status !== 200 || !isHtml(original)) return original;
  const { placements, keep } = await deciding;
  host.waitUntil(keep());
  const blocks = new Map(surface.slots.map((slot) => {
    const placement = placements.find((one) => one.slot === slot);
    return [slot, blockOf(placement, configuration.slots.get(slot).bytes, words)];
  }));
  return insert(original, blocks);
}

function isHtml({ headers }) {
  return /^text\/html\b/i.test(headers.get('content-type') ?? '');
}

/** A path as the origin may read it, without the spellings that hide one. */
function plain(path) {
  try {
    return decodeURIComponent(path).replaceAll(/\/{2,}/g, '/');
  } catch {
    return path;
  }
}

export { ConfigurationError, createHandler };
