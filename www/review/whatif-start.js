// Where a what-if begins: customers that were handed in, those of the golden decisions, or nobody known.

/** Every start at hand, each `{ name, situation, request }`, complete enough to be decided. */
export function startsOf({ review, documents, customers, now }) {
  const golden = documents.goldens.map(({ campaign, because, expect, request }) => ({
    name: `Golden decision: ${campaign}, ${expect.replaceAll('_', ' ')}`, situation: because, request,
  }));
  const nobody = { name: 'A customer of whom nothing is known', situation: 'Every feature is unknown, and so nothing may be shown.', request: {} };
  return [...customers, ...golden, nobody].map((start) => ({ ...start, request: complete(start.request, review, now) }));
}

/** A request with whatever it does not say filled in. */
function complete(request, { campaigns, features }, now) {
  const currency = features.find(({ currency: known }) => known !== null)?.currency ?? 'USD';
  const usual = {
    features: { as_of: now.slice(0, 10), currency, features: {}, vector: 1 },
    locales: [campaigns[0]?.default_locale ?? 'en-US'],
    now,
    page: 'home',
    slots: [...new Set(campaigns.flatMap(({ slots }) => slots))],
    storage: 'durable',
    visit: 'own_session',
  };
  return { ...usual, ...request };
}
