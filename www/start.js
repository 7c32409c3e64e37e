// Fetches everything that the page will ever need before the first decision, so that no later request can tell what was
// decided.

import { init } from 'tellerside';

import { fetchPictures } from './images.js';

const PILOT = '/pilot/';

/**
 * Starts the module and fetches what a decision needs. Rejects where one of the bank's files is missing.
 *
 * @returns the texts of bundle and trust root, the page's policy, the customers, their keys and ledgers, pictures, what kept the
 *   module from starting or null, and the moment at which the server answered
 */
export async function fetchEssentials() {
  const [bundle, trust, policy, customers, keys, ledger, images, fault] = await Promise.all([
    fetchText('bundle.tsb.json'), fetchText('root.json'), fetchText('policy.json'), fetchText('customers.json'),
    fetchOptional('/login/keys.json'), fetchOptional('/bank/ledger.json'), fetchPictures(),
    // Without the module there are no offers; the rest of the bank works.
    init().then(() => null, (error) => error),
  ]);
  return {
    bundle: bundle.text,
    trust: trust.text,
    policy: JSON.parse(policy.text),
    customers: JSON.parse(customers.text),
    fault,
    keys,
    ledger,
    images,
    served: bundle.served,
  };
}

/** Fetches the prepared bundles, each with its title, its expected answer and its text. */
export async function fetchPrepared() {
  const index = JSON.parse((await fetchText('bundles/index.json')).text);
  return Promise.all(index.map(async ({ file, title, expect }) => {
    const { text } = await fetchText(`bundles/${file}`);
    return { file, title, expect, text };
  }));
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
  return { text: await response.text(), served: new Date(response.headers.get('date')).toISOString() };
}
