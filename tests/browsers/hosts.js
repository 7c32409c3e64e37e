// The engine in the page and the engine in a worker, behind one name, for the pages of these tests.

import { Engine, init } from '/dist/index.js';
import { WorkerEngine } from '/dist/worker.js';

export const HOST = '/dist/worker-host.js';

/** The one policy for scripts that README tells a page to have. */
const trusted = globalThis.trustedTypes !== undefined && new URLSearchParams(location.search).get('policy') === 'worker-page'
  ? trustedTypes.createPolicy('tellerside', {
    createScriptURL(url) {
      if (url !== HOST) throw new TypeError('another script');
      return url;
    },
  })
  : undefined;

export const url = trusted?.createScriptURL(HOST) ?? HOST;

/** `where` is `page` or `worker`; the options are those of loading, and for a worker its own. */
export async function load(where, bundle, root, options, place = {}) {
  if (where === 'worker') return WorkerEngine.load(bundle, root, { ...options, url, ...place });
  const { wasm, integrity } = place;
  await init({ url: wasm, integrity });
  return Engine.load(bundle, root, options);
}
