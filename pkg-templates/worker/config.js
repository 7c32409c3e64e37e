// What this bank's edge does. The one file to edit, beside `root.json.txt`, which is the bank's trust root as it was published.
// Secrets do not stand here: they come from the environment (README, "Secrets").

/** @type {import('./handler.js').Configuration} */
export default {
  // Where pages, vector and releases come from. Never a host that a visitor chooses.
  origin: 'https://origin.bank.example',
  timeZone: 'America/New_York',
  locales: ['en-US'],

  // Pages with offers, by exact path; every other path passes through untouched. Never login, payment, dispute or error pages.
  pages: {
    '/home': { page: 'home', slots: ['hero', 'card'] },
  },
  // Every response has `bytes` for each slot of its page, whatever is shown. An offer that needs more is not shown.
  slots: {
    hero: { bytes: 6144 },
    card: { bytes: 6144 },
  },
  // Native screens, by OFREP; leave it out where there are none.
  screens: { page: 'app.home', slots: ['hero'] },

  // What of a visitor's request is forwarded to `vector`, and nothing else.
  session: { cookies: ['__Host-session'], authorization: false },
  vector: '/internal/offers/vector',
  observe: '/offers/observe',
  release: { bundle: '/offers/bundle.tsb.json', policy: '/offers/policy.json', roots: '/offers/roots.json' },
};
