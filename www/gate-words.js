// The gates, suppressions and statuses of a decision in plain words, for people behind the counter. A customer is never
// told why an offer is absent.

const GATES = new Map([
  ['shown', 'Shown'],
  ['denied', "Taken off by this page's policy"],
  ['not_scheduled', 'Not running now'],
  ['not_signed_off', "Not signed off by the bank's approvers"],
  ['not_permitted', 'Not allowed in this slot, on this page or in this visit'],
  ['suppressed', 'Held back'],
  ['suppressed_unknown', 'Held back, because it cannot be ruled out'],
  ['not_triggered', 'Does not apply to this customer'],
  ['trigger_unknown', 'Cannot be told: data is missing or too old'],
  ['capped', 'Seen often enough for now'],
  ['cooling', 'Too soon after an answer or another offer'],
  ['refused', 'The customer asked not to see it'],
  ['history_ephemeral', 'Its caps and pauses need a history that lasts longer'],
  ['history_overflow', 'The history is full'],
  ['arm_waits', 'Its arm of an experiment waits for more, or for another time'],
  ['outranked', 'Applies; another campaign has the place'],
  ['held_out', 'Comparison group: would have been shown'],
  ['holdout_unknown', 'Comparison group cannot be told'],
  ['release_status', 'Nothing is promoted under this release now'],
]);

const TIERS = new Map([
  ['T0', 'legal or permission'],
  ['T1', 'harm or service issue'],
  ['T2', 'credit fairness'],
  ['T3', 'ownership'],
  ['T4', 'bank policy'],
]);

/** Suppressions that every bundle may have; a bank's own are told by their name. */
const SUPPRESSIONS = new Map([
  ['owns_product', 'owns the product already'],
  ['optout_marketing', 'opted out of marketing'],
  ['credit_policy', "the bank's credit policy"],
  ['cap.campaign', 'this offer'],
  ['cap.group', 'offers of its group'],
  ['cap.slot', 'offers in this place'],
  ['cap.global', 'all offers'],
  ['cooldown.click', 'it was clicked'],
  ['cooldown.dismiss', 'it was closed'],
  ['cooldown.not_interested', 'it was called uninteresting'],
  ['cooldown.start', 'an application was started'],
  ['pause', 'several answers'],
  ['gap', 'another offer'],
  ['same.product', 'an offer of its product'],
  ['same.conflict_group', 'an offer that it conflicts with'],
]);

const STATUSES = new Map([
  ['clock_behind', 'The clock lies before the release was issued: nothing is promoted.'],
  ['dry_run', 'Decided for show: nothing is remembered.'],
  ['release_expired', 'The release has expired: nothing is promoted.'],
  ['history_ephemeral', 'The history does not last long enough for some caps.'],
  ['history_overflow', 'The history is full: nothing is promoted.'],
  ['vector_ahead', "The customer's data is dated after today: it is not used."],
  ['engine_reset', 'The module failed and was started anew: nothing is shown this once.'],
  ['feature_malformed', "A value of the customer's data is not of its type: it counts as unknown."],
]);

/** The gate that a campaign reached, in words. */
export function gateInWords(gate) {
  return GATES.get(gate) ?? asWords(gate);
}

/** What lies behind the gate, where a suppression does: `owns the product already (ownership)`; else null. */
export function reasonInWords(reason) {
  if (!Object.hasOwn(reason, 'code')) return null;
  const tier = Object.hasOwn(reason, 'tier') ? TIERS.get(reason.tier) : undefined;
  const words = SUPPRESSIONS.get(reason.code) ?? asWords(reason.code);
  return tier ? `${words} (${tier})` : words;
}

/** A status of the whole decision, as a sentence. */
export function statusInWords(status) {
  return STATUSES.get(status) ?? asWords(status);
}

/** An identifier as words: `optout_marketing` is `optout marketing`. */
export function asWords(identifier) {
  return identifier.replaceAll(/[_.-]/g, ' ');
}
