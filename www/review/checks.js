// The reviewer's list, in one sitting: what this page has checked by itself, and what a person must. Each entry: what is asked, what
// the page found (or null), and what is left to a person.

import { counted } from './element.js';

/** `{ asks, found: { ok, says } | null, left }` for every question. */
export function checksOf(reading) {
  return [...release(reading), ...data(reading), ...code(reading), ...house(reading)];
}

function release({ review: { facts, campaigns }, changes }) {
  const { accepted, approvals, goldens } = facts;
  const differing = campaigns.filter(({ evidence }) => evidence.some(({ standing }) => standing === 'differs'));
  const made = campaigns.flatMap(({ evidence }) => evidence.filter(({ standing }) => standing === 'holds')).length;
  return [
    {
      asks: 'Who approved this?',
      found: { ok: approvals.found >= approvals.threshold, says: `${approvals.found} of ${approvals.threshold} approvers signed this very sheet.` },
      left: 'Hold the key ids against your register of keys: the page cannot know whose they are.',
    },
    {
      asks: 'Would the page accept it?',
      found: { ok: accepted.ok, says: accepted.ok ? 'Signatures, digests, dates, versions and the meaning of every campaign hold.' : `${accepted.code}: ${accepted.message}.` },
      left: 'Make sure that the trust root came from your own records and not from the vendor.',
    },
    {
      asks: 'What does it say in English?',
      found: { ok: differing.length === 0, says: differing.length === 0 ? `${counted(made, 'piece')} of evidence made again here, and the same.` : `The evidence of ${differing.map(({ campaign }) => campaign).join(', ')} differs.` },
      left: 'Read each campaign and each banner, in every language.',
    },
    {
      asks: 'Does it decide as approved?',
      found: { ok: accepted.ok || !['GOLDEN_MISMATCH', 'CAMPAIGN_INVALID', 'POLICY_INVALID'].includes(facts.if_approved.code), says: `${counted(goldens, 'golden decision')} stand in the release; the page replays them.` },
      left: 'Try the edges of each condition in the section “What if”.',
    },
    {
      asks: 'What changed?',
      found: changes === null ? null : { ok: true, says: `${changes.campaigns.filter(({ standing }) => standing !== 'unchanged').length} of ${changes.campaigns.length} campaigns, ${changes.features.length} features newly read.` },
      left: changes === null ? 'Hand in the release approved last.' : 'Read each change, and whether it widens an audience.',
    },
    { asks: 'How do we stop it?', found: { ok: true, says: 'The page’s policy denies campaigns and raises the version floor, without a release.' }, left: 'Practise it monthly; it should take no more than 15 minutes.' },
    { asks: 'How does it fail?', found: { ok: true, says: 'A refused release is named by its code, and nothing of it is shown.' }, left: 'See in the bank’s page that its own content stands where an offer would.' },
  ];
}

function data({ review: { features, campaigns } }) {
  const read = features.filter(({ read_by: by, holdout }) => by.length > 0 || holdout);
  const tagged = read.filter(({ basis }) => basis.length > 0);
  const values = campaigns.flatMap(({ notifications }) => notifications.flatMap(({ values: some }) => some));
  return [
    {
      asks: 'Which data, and why?',
      found: { ok: tagged.length === 0, says: `${counted(read.length, 'feature')} read, each with a purpose; ${tagged.length === 0 ? 'none' : tagged.map(({ feature, basis }) => `${feature} (${basis.join(', ')})`).join(', ')} tagged with a prohibited basis.` },
      left: 'Judge whether each purpose is one that your privacy notice names, and whether a criterion works as a proxy.',
    },
    { asks: 'Is less enough?', found: { ok: read.length === features.length, says: read.length === features.length ? 'The catalogue has nothing that no campaign reads.' : `${counted(features.length - read.length, 'feature')} in the catalogue that nothing reads.` }, left: 'Leave those out of the vector.' },
    { asks: 'What is stored?', found: { ok: true, says: 'The module keeps nothing.' }, left: 'Look at the device’s storage in the bank’s page before and after sign-out: one opaque name, then none.' },
    { asks: 'What is the bank told?', found: { ok: values.length === 0, says: values.length === 0 ? 'No notice carries a value of the customer.' : `Notices carry ${[...new Set(values)].join(', ')}.` }, left: 'Make sure that reports of few customers are not passed on: no cell under 50.' },
    { asks: 'Is it fair?', found: null, left: 'Fair-lending review of every credit campaign, with reach by segments: the page sees no population.' },
    { asks: 'Rights of customers', found: null, left: 'Opt-out within a day, and the vector in the answer to an access request.' },
  ];
}

function code({ modules: { shipped, served, digests } }) {
  const subject = served ?? shipped;
  const published = digests?.['dist/tellerside.wasm'] ?? null;
  const strange = subject?.imports.filter(({ why }) => why === null).length ?? 0;
  return [
    { asks: 'What can the code touch?', found: subject === null ? null : { ok: strange === 0, says: `${subject.imports.length} imports, ${strange === 0 ? 'all for plain values' : `${strange} of them unknown`}.` }, left: 'Read the glue, some 300 lines beside the module: a pure module proves little if its glue is not.' },
    { asks: 'Is it the published module?', found: subject === null || published === null ? null : { ok: published === subject.sha384, says: published === subject.sha384 ? 'Its SHA-384 is the published one.' : 'Its SHA-384 is not the published one.' }, left: served === null ? 'Hand in the module that your bank serves, not the one of this page.' : 'Take the published digest from the release notes, not from the vendor’s mail.' },
    { asks: 'Is the binary the source?', found: null, left: 'cargo xtask reproduce builds it twice and compares; have a second party do the same.' },
    { asks: 'Supply chain', found: null, left: 'Bill of materials, licences and advisories: cargo deny in the project’s checks.' },
    { asks: 'Can it talk?', found: { ok: true, says: 'This page locked itself before it read anything: its own policy lets it fetch nothing.' }, left: 'In the bank’s page: no request between two decisions, watched in the network panel for different customers.' },
  ];
}

/** The leak catalogue: what no release can show, since it lies in the page around it. */
function house({ review: { campaigns } }) {
  const pictures = campaigns.flatMap(({ pictures: some }) => some).length;
  const away = campaigns.flatMap(({ links }) => links.filter(({ url }) => !url.startsWith('/'))).length;
  return [
    { asks: 'Pictures as beacons', found: { ok: true, says: pictures === 0 ? 'No banner has a picture.' : `${counted(pictures, 'picture')}, each by its digest.` }, left: pictures === 0 ? 'Nothing.' : 'See that the page fetches all of them before it decides, from its own origin.' },
    { asks: 'Links that tell', found: { ok: away === 0, says: away === 0 ? 'Every link stays on the bank’s own origin, and no address holds customer data.' : `${counted(away, 'link')} off the bank’s own origin.` }, left: 'Follow one with the network panel open: no referrer, no parameter but the offer code.' },
    { asks: 'Analytics and replay', found: null, left: 'Mask the slots in tag managers and session replay: the words of a banner say something of the customer.' },
    { asks: 'Other scripts', found: null, left: 'Keep the vector off window and out of attributes; scripts of the same page can read what the page can.' },
    { asks: 'Timing and size', found: null, left: 'At an edge: answers of one size, private, no-store; compare two customers.' },
    { asks: 'Logs and errors', found: null, left: 'No vector in an address, header, log or error report; codes only.' },
    { asks: 'Shared devices', found: null, left: 'Sign out, and look: nothing readable is left, also behind the back button.' },
    { asks: 'Copy as disclosure', found: null, left: 'Read each headline as someone looking over a shoulder would.' },
    { asks: 'Grants nothing', found: null, left: 'A banner gives no price and no right: eligibility is asked again where the customer applies.' },
    { asks: 'Page controls', found: null, left: 'Integrity of the loader, content policy, trusted types, and the entry in the script inventory (PCI DSS 6.4.3 and 11.6.1).' },
    { asks: 'Records', found: null, left: 'Keep release, sheet, approvals and this print for as long as your rules of retention say.' },
  ];
}
