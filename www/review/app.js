// The page: papers lead to a reading, a reading to its sections. Everything that is ever fetched was fetched before it starts.

import { init } from 'tellerside/review';

import { Desk } from './desk.js';
import { button, code, counted, digest, element, fault, paragraph } from './element.js';
import { showIcon } from './icon.js';
import { Intake } from './intake.js';
import { lock } from './lock.js';
import { factsOf } from './modules.js';
import { inWords } from './moments.js';
import { PAPERS } from './papers.js';
import { definePreviews } from './preview.js';
import { openForPrint } from './print.js';
import { close, read } from './reading.js';
import { fetchEssentials } from './start.js';
import * as approval from './parts/approval.js';
import * as campaigns from './parts/campaigns.js';
import * as changes from './parts/changes.js';
import * as checklist from './parts/checklist.js';
import * as device from './parts/device.js';
import * as features from './parts/features.js';
import * as module from './parts/module.js';
import * as outside from './parts/outside.js';
import * as policy from './parts/policy.js';
import * as signatures from './parts/signatures.js';
import * as summary from './parts/summary.js';
import * as whatif from './parts/whatif.js';

const SECTIONS = [summary, signatures, changes, campaigns, policy, features, outside, device, module, whatif, checklist, approval];

const byId = (id) => document.getElementById(id);
const html = document.documentElement;

let essentials;
let reading = null;
let moment = null;
let turns = 0;
/** The modules of this page and of the desk: they take longer than the rest, and are asked for again only where they changed. */
let shipped = null;
let served = { paper: null, facts: null, fault: null };

showIcon();
try {
  [essentials] = await Promise.all([fetchEssentials(), init()]);
  definePreviews();
  shipped = essentials.module === null ? null : await factsOf(essentials.module);
  lock();
  begin();
  html.dataset.ready = 'yes';
} catch (error) {
  byId('unstarted').replaceChildren(fault(error));
  html.dataset.ready = 'failed';
}

function begin() {
  const desk = new Desk(() => turn());
  const intake = new Intake(byId('papers'), desk, essentials.sample === null ? null : () => desk.lay(essentials.sample));
  const when = element('input', { type: 'datetime-local', id: 'moment', step: '1' });
  when.addEventListener('change', () => {
    moment = when.value === '' ? null : `${when.value.length === 16 ? `${when.value}:00` : when.value}Z`;
    turn();
  });
  byId('papers').append(element('div', { class: 'row' },
    element('div', { class: 'field' }, element('label', { for: 'moment' }, 'As of, in UTC; now unless said'), when)));
  byId('unstarted').remove();
  byId('promise').textContent = 'Locked: this page can fetch nothing more. No file leaves it.';
  openForPrint();
  intake.show();
  turn();

  async function turn() {
    await readModule(desk.paper('module'));
    close(reading);
    reading = read(desk, moment ?? new Date().toISOString());
    reading.modules = { shipped, served: served.facts, fault: served.fault, digests: digestsOf(desk.paper('digests')) ?? essentials.digests };
    reading.images = desk.pictures;
    reading.replace = async (text, name) => {
      await desk.replaceBundle(text, name);
      toSummary();
    };
    intake.show(reading.state === 'refused' ? { paper: reading.paper, code: reading.error.code } : null);
    show(reading, desk);
    // How often the papers were read: who waits for the next time, waits for this.
    turns += 1;
    html.dataset.turns = String(turns);
  }
}

async function readModule(paper) {
  if (paper === served.paper) return;
  served = { paper, facts: null, fault: null };
  if (paper === null) return;
  try {
    served.facts = await factsOf(paper.bytes);
  } catch (error) {
    served.fault = error;
  }
}

function digestsOf(paper) {
  return paper === null ? null : JSON.parse(paper.text);
}

function show(current, desk) {
  // Once there is something to read it comes first, and the papers are folded away; who unfolds them finds them so.
  if ((current.state === 'open') !== (html.dataset.state === 'open')) byId('desk').open = current.state !== 'open';
  html.dataset.state = current.state;
  byId('desk-says').textContent = current.state === 'open' ? `${counted(Object.keys(PAPERS).filter((name) => desk.paper(name) !== null).length, 'file')}, as of ${inWords(current.now)}` : '';
  const root = byId('review');
  if (current.state === 'waiting') {
    title(null);
    root.replaceChildren();
    byId('spoken').textContent = '';
    return;
  }
  if (current.state === 'refused') {
    title(null);
    root.replaceChildren(refused(current));
    byId('spoken').textContent = `Refused: ${current.error.code}`;
    return;
  }
  title(current.review);
  const sections = SECTIONS.map((section, place) => element('section', { class: 'part', id: section.id, 'aria-labelledby': `${section.id}-heading` },
    element('h2', { id: `${section.id}-heading`, tabindex: '-1' }, element('span', { class: 'number', 'aria-hidden': 'true' }, String(place + 1)), section.title),
    drawn(section, current)));
  root.replaceChildren(contents(), element('div', { class: 'parts' }, papersRead(desk), sections));
  const { accepted } = current.review.facts;
  byId('spoken').textContent = `Release ${current.review.facts.release.version} was read: ${accepted.ok ? 'accepted' : `refused, ${accepted.code}`}.`;
}

/** What was pressed is gone with the reading before: the new one is read from its beginning. */
function toSummary() {
  byId('summary-heading').focus({ preventScroll: true });
  byId('summary').scrollIntoView();
}

/** A section; one that fails says so in its place, and the others stand. */
function drawn(section, current) {
  try {
    return section.draw(current);
  } catch (error) {
    console.error(error);
    return [fault(error, 'This section could not be drawn')];
  }
}

function refused({ error, paper }) {
  return element('section', { class: 'part', id: 'summary', 'aria-labelledby': 'summary-heading' },
    element('h2', { id: 'summary-heading', tabindex: '-1' }, 'This release cannot be read'),
    element('p', { class: 'verdict bad', id: 'verdict', 'data-code': error.code }, element('span', { class: 'word' }, 'Refused · ', code(error.code)),
      'The bank’s page would refuse this, and nothing of it can be trusted enough to show it here.'),
    fault(error, PAPERS[paper].title),
    paragraph('What the vendor’s keys did not sign, what was altered since, or what is for another bank is shown to nobody: whoever changed it may have written it for this page’s readers.', 'aside'));
}

function title(review) {
  const { bank, environment, version } = review?.facts.release ?? {};
  byId('masthead-of').textContent = review === null ? '' : `· ${bank}`;
  byId('heading').textContent = review === null ? 'What this release would do to our customers' : `Release ${version} for ${bank}`;
  byId('lede').textContent = review === null
    ? 'Hand in the release that the vendor sent and your bank’s trust root. Everything is read inside this page; no file leaves it.'
    : `${counted(review.campaigns.length, 'campaign')}, environment ${environment}. Read from the signed texts alone, inside this page.`;
  html.style.setProperty('--print-title', JSON.stringify(review === null ? 'Release review' : `Release ${version} for ${bank}, ${environment} · index ${review.facts.release.index}`));
  document.title = review === null ? 'Release review' : `Release ${version} for ${bank} · review`;
}

function contents() {
  return element('nav', { class: 'contents', 'aria-labelledby': 'contents-heading' },
    element('h2', { id: 'contents-heading' }, 'Contents'),
    element('ol', {}, SECTIONS.map(({ id, title: name }, place) => element('li', {}, element('a', { href: `#${id}` }, element('span', { class: 'number' }, String(place + 1)), name)))),
    button('Print, or save as PDF', { class: 'quiet print' }, () => window.print()));
}

/** For the print alone: which files it is about, and as of when. */
function papersRead(desk) {
  const papers = Object.keys(PAPERS).map((name) => [name, desk.paper(name)]).filter(([, paper]) => paper !== null);
  return element('div', { class: 'only-print' },
    paragraph(`Read on ${new Date().toUTCString()}, as of ${reading.now}.`),
    element('ul', {}, papers.map(([name, paper]) => element('li', {}, `${PAPERS[name].title}: ${paper.name}, SHA-256 `, digest(paper.sha256 ?? 'not computed')))));
}
