// Customers of the sample bank, and many more made of them.

import { createHash, createHmac } from 'node:crypto';

/** What the vector path answers for the customer of a pilot's `request`. */
export function answerFor(request, session, more = {}) {
  const { features, unit, visit, locales } = request;
  return { features, unit, visit, locales, history_key: keyOf(session), ...more };
}

/** As a bank derives it: under a key of its own, from what it calls the customer. */
export function keyOf(session) {
  return createHmac('sha256', "the bank's own key").update(session).digest('base64url');
}

/** `count` customers: those of the pilot over and over, with other amounts, holdings and places among the households. */
export function synthetic(requests, count) {
  return Array.from({ length: count }, (_, n) => {
    const random = (name, most) => createHash('sha256').update(`${name} ${n}`).digest().readUInt32BE(0) % most;
    const base = requests[n % requests.length];
    const features = structuredClone(base.features);
    features.features['exp.bucket'] = random('bucket', 10_000);
    if (random('savings', 3) === 0) features.features['own.savings'] = !features.features['own.savings'];
    if (random('card', 3) === 0) features.features['own.card'] = !features.features['own.card'];
    for (const account of features.accounts ?? []) {
      if ('bal.avail' in account.features && random('avail', 2) === 0) account.features['bal.avail'] = `${random('amount', 9000)}.${10 + random('cents', 90)}`;
    }
    return { session: `many-${n}`, request: { ...base, features, locales: random('locale', 2) === 0 ? ['en-US'] : ['es-US', 'en-US'] } };
  });
}
