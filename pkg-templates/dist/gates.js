// The words for the characters of `gates`.

/** What the bytes of `gates` mean. */
const GATES = {
  __proto__: null,
  '.': 'shown',
  s: 'release_status',
  x: 'denied',
  d: 'not_scheduled',
  v: 'not_signed_off',
  p: 'not_permitted',
  0: 'suppressed',
  1: 'suppressed',
  2: 'suppressed',
  3: 'suppressed',
  4: 'suppressed',
  A: 'suppressed_unknown',
  B: 'suppressed_unknown',
  C: 'suppressed_unknown',
  D: 'suppressed_unknown',
  E: 'suppressed_unknown',
  n: 'not_triggered',
  u: 'trigger_unknown',
  f: 'history_overflow',
  e: 'history_ephemeral',
  r: 'refused',
  c: 'capped',
  w: 'cooling',
  a: 'arm_waits',
  o: 'outranked',
  h: 'held_out',
  i: 'holdout_unknown',
};

/** The word of a gate's byte; undefined for a byte that no gate has. */
function gateName(byte) {
  return GATES[byte];
}

export { gateName };
