// Which data of customers is read, for what, and by whom.

import { badge, button, code, counted, element, paragraph, table } from '../element.js';
import { save } from '../save.js';

export const id = 'features';
export const title = 'Customer data that is read';

const SENSITIVITIES = ['0, public', '1, low', '2, moderate', '3, high', '4, most sensitive'];

export function draw({ review, changes }) {
  const { features } = review;
  const fresh = new Set((changes?.features ?? []).map(({ feature }) => feature));
  const read = features.filter(isRead);
  const unread = features.filter((feature) => !isRead(feature));
  return [
    paragraph(`${counted(read.length, 'feature')} of the catalogue ${read.length === 1 ? 'is' : 'are'} read. A feature is a value that the bank itself computes; none says who the customer is, and none leaves the page or the edge that decides.`),
    table('Features read, with what the bank may use them for', ['Feature', 'Purpose', 'Basis', 'Sensitivity', 'Max age', 'Read by'], read.map((feature) => row(feature, fresh))),
    element('p', { class: 'screen' }, button('Save this table as CSV', { class: 'quiet' }, () => save('features.csv', 'text/csv', csv(features)))),
    unread.length === 0 ? paragraph('The catalogue has no feature that nothing reads.')
      : paragraph(`In the catalogue and read by nothing, so the bank need not hand them over: ${unread.map(({ feature }) => feature).join(', ')}.`),
  ];
}

function isRead({ read_by: by, holdout }) {
  return by.length > 0 || holdout;
}

function row(feature, fresh) {
  const { basis, sensitivity } = feature;
  return [
    element('span', {}, code(nameOf(feature)), fresh.has(feature.feature) ? badge('held', 'New') : null, element('span', { class: 'definition' }, feature.description), element('span', { class: 'definition' }, `From: ${feature.source} (${feature.provenance.replaceAll('_', ' ')})`)),
    feature.purpose.replaceAll('_', ' '),
    basis.length === 0 ? 'none' : badge('held', basis.join(', ')),
    sensitivity >= 4 ? badge('held', SENSITIVITIES[sensitivity]) : SENSITIVITIES[sensitivity],
    ageOf(feature),
    readersOf(feature).join(', '),
  ];
}

function nameOf({ feature, version }) {
  return version === 1 ? feature : `${feature}@${version}`;
}

function ageOf({ max_age: age }) {
  return age === null ? 'no limit' : `${age.days} ${age.of.replaceAll('_', ' ')}`;
}

function readersOf({ read_by: by, holdout }) {
  return holdout ? [...by, 'the comparison group of all'] : by;
}

/** Every feature, also those that nothing reads, for the bank's own files. */
function csv(features) {
  const lines = features.map((feature) => [feature.feature, feature.version, feature.type, feature.scope, feature.description, feature.purpose, feature.basis.join(' '), feature.sensitivity, feature.provenance, feature.source, ageOf(feature), readersOf(feature).join(' ')]);
  const head = ['id', 'version', 'type', 'scope', 'definition', 'purpose', 'basis', 'sensitivity', 'provenance', 'source', 'max_age', 'read_by'];
  return [head, ...lines].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

/** Quoted, and so that no table calculator takes a text for a formula. */
function cell(value) {
  const text = String(value);
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
