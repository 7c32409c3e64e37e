// Who signed what, how many more must, and for how long it all holds.

import { badge, digest, element, facts, paragraph, table } from '../element.js';
import { fromNow, inWords } from '../moments.js';

export const id = 'signatures';
export const title = 'Signatures and approvals';

const ALGORITHMS = { __proto__: null, ed25519: 'Ed25519', 'ecdsa-p256-sha256': 'ECDSA P-256' };
const ROLES = [['vendor', 'signs releases'], ['approver', 'approves them'], ['root', 'changes the keys themselves']];

export function draw({ review: { facts: known }, now }) {
  const { signatures, approvals, sheet, release, root } = known;
  const missing = approvals.threshold - approvals.found;
  return [
    paragraph(missing <= 0
      ? `${approvals.found} approvers of the bank signed this very sheet; ${approvals.threshold} are needed. Each key counts once.`
      : `${approvals.found} of the ${approvals.threshold} approvers that are needed signed this very sheet; ${missing} more must. Each key counts once.`),
    table('Every signature in the file, in the order in which it stands', ['Under', 'Key', 'Role in the root', 'Stands'], signatures.map(signatureRow)),
    facts([
      ['Release holds until', `${inWords(release.expires)} (${fromNow(now, release.expires)})`],
      ['Sheet holds', `from ${inWords(sheet.not_before)} until ${inWords(sheet.not_after)}; so long the vendor may date the unchanged release anew`],
      ['Trust root holds until', `${inWords(root.expires)}, version ${root.version}`],
      ['Longest life of a release', `${root.lifetime_days} days, by the root`],
      ['Every approval must rest on', root.evidence.length === 0 ? 'nothing in particular, by the root' : root.evidence.join(', ')],
      ['Sheet, SHA-256', digest(sheet.digest)],
      ['Index of all files, SHA-256', digest(release.index)],
      ['Bundle as handed in, SHA-256', digest(release.bundle)],
      ['Trust root, SHA-256', digest(root.digest)],
    ]),
    element('h3', {}, 'The keys that the root names'),
    table('Hold these against the register of keys in your bank', ['Role', 'Needed', 'Key', 'Algorithm'],
      ROLES.flatMap(([role, does]) => root.roles[role].keys.map(({ key, algorithm }) => [`${role}, ${does}`, String(root.roles[role].threshold), digest(key), ALGORITHMS[algorithm] ?? algorithm]))),
  ];
}

function signatureRow({ of, key, role, holds, elsewhere }) {
  const stands = holds ? badge('good', 'Holds') : elsewhere ? badge('held', 'About another sheet') : badge('bad', 'Does not hold');
  return [of === 'release' ? 'Release' : 'Approval', digest(key), role ?? 'none', stands];
}
