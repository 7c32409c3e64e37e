// Fetches everything that the page will ever need before the first decision, so that no later request can tell what was
// decided.

import { init } from 'tellerside';

import { fetchPictures } from './images.js';

const PILOT = '/pilot/';

/**
 * Starts the module and fetches what a decision needs. Rejects where one of the bank's files is missing.
 *
 * @returns the texts of bundle and trust root, the page's policy, the customers, their keys and ledgers, pictures, and what kept
 *   the module from starting or null
 */
export async function fetchEssentials() {
  const [bundle, trust, policy, customers, keys, ledger, images, fault] = await Promise.all([
    fetchText('bundle.tsb.json'), fetchText('root.json'), fetchText('policy.json'), fetchText('customers.json'),
    fetchOptional('/login/keys.json'), fetchOptional('/bank/ledger.json'), fetchPictures(),
    // Without the module there are no offers; the rest of the bank works.
    init().then(() => null, (error) => error),
  ]);
  return {
    bundle,
    trust,
    policy: JSON.parse(policy),
    customers: JSON.parse(customers),
    fault,
    keys,
    ledger,
    images,
  };
}

/** Fetches the prepared bundles, each with its title, its expected answer and its text. */
export async function fetchPrepared() {
  const index = JSON.parse(await fetchText('bundles/index.json'));
  return Promise.all(index.map(async ({ file, title, expect }) => ({ file, title, expect, text: await fetchText(`bundles/${file}`) })));
}

/** JSON that the page can do without: an object with nothing in it where it does not come. */
async function fetchOptional(path) {
  try {
    const response = await fetch(path);
    return response.ok ? await response.json() : {};
  } catch {
    return {};
  }
}

async function fetchText(path) {
  const response = await fetch(PILOT + path);
  if (!response.ok) throw new Error(`${path}: the server answered ${response.status}`);
  return response.text();
}
