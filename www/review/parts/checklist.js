// The reviewer's list with what the page found, and a box for each thing that a person must say.

import { badge, counted, element, paragraph } from '../element.js';
import { checksOf } from '../checks.js';

export const id = 'checklist';
export const title = 'The reviewer’s list';

export function draw(reading) {
  const checks = checksOf(reading);
  const found = checks.filter(({ found: one }) => one !== null).length;
  return [
    paragraph(`${counted(checks.length, 'question')}. The page answered ${found} of them as far as a machine can; whether a claim is true, fair or prominent enough only people can say. The boxes are kept nowhere: print the page to keep them.`),
    element('div', { class: 'checks' }, checks.map(({ asks, found: one, left }, place) => element('div', { class: 'check' },
      element('p', {}, one === null ? badge('mute', 'For a person') : one.ok ? badge('good', 'Checked') : badge('held', 'Look here')),
      element('div', {},
        element('p', { class: 'asks' }, asks),
        one === null ? null : paragraph(one.says, 'found'),
        element('p', { class: 'tick' }, element('input', { type: 'checkbox', id: `check-${place}` }), element('label', { for: `check-${place}` }, left)))))),
    element('div', { class: 'signing' },
      element('p', {}, 'Reviewed by'), element('p', {}, 'Date'), element('p', {}, 'Signature')),
  ];
}
