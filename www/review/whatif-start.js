// Where a what-if begins: customers that were handed in, those of the golden decisions, or nobody known.

const DAY = 86_400_000;

/** Every start at hand, each `{ name, situation, request }`, complete enough to be decided. */
export function startsOf({ review, documents, customers, now }) {
  const golden = documents.goldens.map(({ campaign, because, expect, request }) => {
    const moved = inForce(request, review.facts.release.issued);
    const when = moved === request ? '' : ` It was given for ${request.now}; its days are moved to when the release was issued, before which nothing is promoted.`;
    return { name: `Golden decision: ${campaign}, approved as ${expect.replaceAll('_', ' ')}`, situation: `${because}.${when}`, request: moved };
  });
  const nobody = { name: 'A customer of whom nothing is known', situation: 'Every feature is unknown, and so nothing may be shown.', request: {} };
  return [...customers, ...golden, nobody].map((start) => ({ ...start, request: complete(start.request, review, now) }));
}

/** The request at a moment when the release is issued: moment and day of the vector moved on by whole days. */
function inForce(request, issued) {
  const days = Math.ceil((Date.parse(issued) - Date.parse(request.now)) / DAY);
  if (days <= 0) return request;
  const on = (moment) => new Date(Date.parse(moment) + days * DAY).toISOString();
  return { ...request, now: on(request.now), features: { ...request.features, as_of: on(request.features.as_of).slice(0, 10) } };
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
