// What a reviewer reads first: one verdict, a few figures, and what deserves a look.

import { badge, code, codeOf, counted, element, facts, list, paragraph, sentence, worded } from '../element.js';
import { daysUntil, fromNow, inWords } from '../moments.js';

export const id = 'summary';
export const title = 'Summary';

export function draw(reading) {
  const { review, changes, now } = reading;
  const { facts: known, campaigns } = review;
  const { release, approvals, accepted } = known;
  const running = campaigns.filter(({ signed_off: runs }) => runs);
  return [
    verdict(known, campaigns.length, running.length),
    facts([
      ['campaigns signed off, of those in the release', `${running.length} of ${campaigns.length}`],
      ['approvers who signed this sheet, of those needed', `${approvals.found} of ${approvals.threshold}`],
      [`until the release expires, ${inWords(release.expires)}`, daysUntil(now, release.expires) < 0 ? 'Expired' : counted(daysUntil(now, release.expires), 'day')],
      ['campaigns that are new or changed', changes === null ? 'All' : String(changes.campaigns.filter(({ standing }) => standing !== 'unchanged').length)],
    ], { class: 'figures' }),
    paragraph(`Release ${release.version} for ${release.bank}, environment ${release.environment}, issued ${inWords(release.issued)}. ${
      changes === null ? 'It was compared with nothing, so all of it is new; hand in the release approved last to read only what changed.' : `Compared with release ${changes.other.version}, issued ${inWords(changes.other.issued)}.`}`),
    element('h3', {}, 'What to look at'),
    lookAt(reading),
    accepted.ok ? paragraph('Accepted means: signatures, approvals, digests, dates and versions hold, every campaign has a meaning, and the golden decisions come out as approved. It does not mean that a claim is true or fair; section 11 says what people must judge.', 'aside') : null,
  ];
}

function verdict({ accepted, if_approved: ifApproved, approvals }, count, running) {
  if (accepted.ok) {
    return element('p', { class: 'verdict good', id: 'verdict', 'data-code': 'ok' }, element('span', { class: 'word' }, 'Accepted'),
      `The bank’s page would accept this release now, and ${running === count ? (count === 1 ? 'its one campaign' : `all its ${count} campaigns`) : `${running} of its ${count} campaigns`} may run.`);
  }
  const missing = approvals.threshold - approvals.found;
  const mended = ifApproved.ok && missing > 0 ? ` With ${counted(missing, 'more approval')} of this sheet it would accept it.` : '';
  return element('div', {},
    element('p', { class: 'verdict bad', id: 'verdict', 'data-code': codeOf(accepted) }, element('span', { class: 'word' }, 'Refused · ', code(codeOf(accepted))),
      'The bank’s page would refuse this release now.',
      element('span', { class: 'why' }, worded(sentence(accepted.message)), mended)),
    element('p', {}, worded(`To mend it: ${accepted.help}.`)),
    ifApproved.ok ? null : paragraph(`Approval alone would not help: then it would be refused with ${codeOf(ifApproved)}, since ${ifApproved.message}.`));
}

function lookAt(reading) {
  const points = pointsOf(reading);
  if (points.length === 0) return paragraph('Nothing stands out. Read the campaigns all the same.');
  return list(points.map(([mood, word, text, part]) => element('span', {}, badge(mood, word), ' ', text, ' ', element('a', { href: `#${part}` }, 'Read it'))), { class: 'look' });
}

/** `[mood, word, sentence, section]` for each thing that a reviewer would not want to overlook. */
function pointsOf({ review, changes, lastFault, now }) {
  const { facts: known, campaigns, features } = review;
  const points = [];
  const add = (mood, word, text, part) => points.push([mood, word, text, part]);
  const named = (some) => some.map(({ campaign }) => campaign).join(', ');

  const differing = campaigns.filter(({ evidence }) => evidence.some(({ standing }) => standing === 'differs'));
  if (differing.length > 0) add('bad', 'Evidence', `What the sheet rests on is not what this release says: ${named(differing)}.`, 'campaigns');
  if (lastFault !== null) add('bad', 'Not compared', 'The release approved last could not be compared.', 'changes');
  if (changes !== null && !changes.last.ok) add('held', 'Not carried', `No verdict carries forward: ${changes.last.message}.`, 'changes');
  const fresh = changes?.features ?? [];
  if (fresh.length > 0) add('held', 'Data', `${counted(fresh.length, 'feature')} of customers that ${fresh.length === 1 ? 'was' : 'were'} not read before: ${fresh.map(({ feature }) => feature).join(', ')}.`, 'features');
  const leads = changes?.links.filter(({ known: before }) => !before) ?? [];
  if (leads.length > 0) add('held', 'Links', `${counted(leads.length, 'address', 'addresses')} to which customers were not led before.`, 'outside');
  const judged = campaigns.filter(({ verdict: given }) => given !== 'approved');
  if (judged.length > 0) add('held', 'Not approved', `The sheet holds or rejects ${named(judged)}: ${judged.length === 1 ? 'it does' : 'they do'} not run.`, 'campaigns');
  if (known.denied.length > 0) add('held', 'Denied', `The page's policy denies ${known.denied.join(', ')}.`, 'policy');
  const read = features.filter(({ read_by: by, holdout }) => by.length > 0 || holdout);
  const tagged = read.filter(({ basis }) => basis.length > 0);
  if (tagged.length > 0) add('held', 'Basis', `${counted(tagged.length, 'feature')} that ${tagged.length === 1 ? 'is, or stands' : 'are, or stand'} for, a prohibited basis: ${tagged.map(({ feature }) => feature).join(', ')}.`, 'features');
  const delicate = read.filter(({ sensitivity }) => sensitivity >= 4);
  if (delicate.length > 0) add('held', 'Sensitive', `The most sensitive features are read: ${delicate.map(({ feature }) => feature).join(', ')}.`, 'features');
  const bought = read.filter(({ provenance }) => !['first_party', 'declared'].includes(provenance));
  if (bought.length > 0) add('held', 'Origin', `Not the bank's own observation: ${bought.map(({ feature, provenance }) => `${feature} (${provenance.replaceAll('_', ' ')})`).join(', ')}.`, 'features');
  const telling = campaigns.filter(({ notifications }) => notifications.some(({ values }) => values.length > 0));
  if (telling.length > 0) add('held', 'Notices', `The bank is told values of customers by ${named(telling)}.`, 'device');
  const away = campaigns.filter(({ links }) => links.some(({ url }) => !url.startsWith('/')));
  if (away.length > 0) add('held', 'Leads away', `Customers are led off the bank's own origin by ${named(away)}.`, 'outside');
  for (const [what, moment] of [['release', known.release.expires], ['sheet', known.sheet.not_after], ['trust root', known.root.expires]]) {
    const days = daysUntil(now, moment);
    if (days >= 0 && days < 3) add('held', 'Ends soon', `The ${what} ends ${fromNow(now, moment)}.`, 'signatures');
  }
  return points;
}
