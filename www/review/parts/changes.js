// What differs from the release that was approved last, in the sentences that approvers read.

import { badge, code, counted, element, fault, fold, paragraph, table } from '../element.js';
import { inWords } from '../moments.js';

export const id = 'changes';
export const title = 'What changed';

const MARKS = { __proto__: null, kept: [' ', 'as before'], removed: ['−', 'was'], added: ['+', 'is now'] };
const MOODS = { __proto__: null, new: 'held', changed: 'held', unchanged: 'mute', removed: 'held' };

export function draw({ changes, lastFault }) {
  if (lastFault !== null) return [paragraph('The release approved last was refused, so nothing was compared.'), fault(lastFault)];
  if (changes === null) return [paragraph('No earlier release was handed in, so all of this one is new. Hand in the release approved last, and this section shows what differs, sentence by sentence, and which verdicts carry forward.')];
  const { other, last, campaigns, removed, policy, catalogue } = changes;
  const changed = campaigns.filter(({ standing }) => standing !== 'unchanged');
  return [
    paragraph(`Compared with release ${other.version}, issued ${inWords(other.issued)}. ${counted(changed.length, 'campaign')} of ${campaigns.length} ${changed.length === 1 ? 'is' : 'are'} new or changed.`),
    last.ok ? paragraph('It was approved under this trust root: verdicts on what has not changed carry forward.')
      : element('div', { class: 'notice' }, element('p', {}, code(last.code), ` ${last.message}. No verdict carries forward from it.`)),
    table('Everything that is judged', ['What', 'Stands', 'Because', 'Was', 'Proposed'], [
      ['Policy for all campaigns', standing(policy.standing), '', '', ''],
      ['Catalogue of features', standing(catalogue.standing), '', '', ''],
      ...campaigns.map(({ campaign, standing: stands, because, was, proposed, carries }) =>
        [campaign, standing(stands), because.join(', '), was ?? '', carries === null ? proposed : `${carries}, carried forward`]),
      ...removed.map(({ campaign, was }) => [campaign, standing('removed'), '', was, '']),
    ]),
    ...differences('Policy for all campaigns', policy.difference),
    ...differences('Catalogue of features', catalogue.difference),
    ...changed.flatMap(({ campaign, difference, goldens, standing: stands }) => [
      ...(stands === 'new' ? [element('h3', {}, campaign), paragraph('New: read it whole in the section on campaigns.')] : differences(campaign, difference)),
      ...differences(`${campaign}: golden decisions`, goldens),
    ]),
  ];
}

function standing(word) {
  return badge(MOODS[word] ?? 'mute', word);
}

function differences(heading, difference) {
  if (difference === null || (difference.sections.length === 0 && difference.exact.length === 0)) return [];
  return [
    element('h3', {}, heading),
    ...difference.sections.map(({ title: of, lines }) => element('div', { class: 'difference' }, element('h4', {}, of), element('ul', {}, lines.map(lineOf)))),
    difference.exact.length === 0 ? null : fold(`To the byte: ${counted(difference.exact.length, 'place')} that no sentence tells`, true,
      table('As it is signed', ['Where', 'Was', 'Is now'], difference.exact.map(({ path, before, after }) => [code(path), before === null ? 'nothing' : code(before), after === null ? 'nothing' : code(after)]))),
  ];
}

/** One line of a difference. What was taken out, and what came in, is said in words too. */
function lineOf({ mark, text }) {
  const [sign, words] = MARKS[mark];
  const body = element(mark === 'removed' ? 'del' : mark === 'added' ? 'ins' : 'span', {}, text.trim().replace(/^- /, ''));
  return element('li', { class: `line ${mark}` }, element('span', { class: 'sign', 'aria-hidden': 'true' }, sign), mark === 'kept' ? null : element('span', { class: 'hidden-text' }, `${words}: `), body);
}
