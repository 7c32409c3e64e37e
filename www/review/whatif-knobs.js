// A control for each feature that is read, by the type of its values. A control gives a new value of the feature; undefined is "not known".

import { asDecimal, asMoney, averageOf, minorOf } from './amounts.js';
import { element } from './element.js';
import { daysIn, monthBefore, monthInWords, periodOf, withPeriod } from './vector.js';
import { topOfCount, topOfMoney } from './whatif-scale.js';

let made = 0;

/**
 * The controls for one feature: one, or for a series one a period.
 *
 * @param feature its facts
 * @param context `{ words, asOf, currency, thresholds, current(), changed(value) }`; `words` names the feature to people, `current` gives what is known of the feature
 */
export function knobsFor(feature, context) {
  const value = context.current();
  const currency = feature.currency ?? context.currency;
  const label = feature.version === 1 ? feature.feature : `${feature.feature}@${feature.version}`;
  const one = { label, words: context.words, currency, thresholds: context.thresholds };
  if (feature.series !== null) return seriesKnobs(feature, one, context);
  switch (feature.type) {
    case 'money': return [moneyKnob(one, typeof value === 'string' ? minorOf(value, currency) : null, (minor) => context.changed(minor === null ? undefined : asDecimal(minor, currency)))];
    case 'average': return [moneyKnob(one, value?.days > 0 ? averageOf(value) : null, (minor) => context.changed(minor === null ? undefined : averageWith(minor, value?.days ?? 30)))];
    case 'count': case 'basis_points': return [countKnob(one, value, context.changed)];
    case 'flag': return [choiceKnob(one, [['true', 'yes'], ['false', 'no']], value === undefined ? '' : String(value), (word) => context.changed(word === '' ? undefined : word === 'true'))];
    case 'enumeration': return [choiceKnob(one, feature.values.map((word) => [word, word]), value ?? '', (word) => context.changed(word === '' ? undefined : word))];
    case 'date': return [dateKnob(one, value, context.changed)];
    default: return [listKnob(one, value)];
  }
}

/** The last two months, and whatever else the vector has; other periods only where it has them. */
function seriesKnobs(feature, one, { asOf, current, changed }) {
  const value = current();
  const own = Array.isArray(value) ? value.map(({ period }) => period) : [];
  const usual = feature.series === 'calendar_month' ? [monthBefore(asOf, 1), monthBefore(asOf, 2)] : [];
  const periods = [...new Set([...usual, ...own])].sort().reverse();
  if (!['average', 'money'].includes(feature.type) || periods.length === 0) return [listKnob(one, value)];
  return periods.map((period) => {
    const entry = periodOf(value, period);
    const named = { ...one, label: `${one.label}, ${monthInWords(period)}`, words: `${one.words}, ${monthInWords(period)}` };
    if (feature.type === 'average') {
      const days = entry?.days ?? (/^\d{4}-\d{2}$/.test(period) ? daysIn(period) : 30);
      return moneyKnob(named, entry === undefined ? null : averageOf(entry), (minor) => changed(withPeriod(current(), period, minor === null ? null : averageWith(minor, days))));
    }
    return moneyKnob(named, entry === undefined ? null : minorOf(entry.value, one.currency), (minor) => changed(withPeriod(current(), period, minor === null ? null : { value: asDecimal(minor, one.currency) })));
  });
}

/** An average that is exactly so many minor units over whole days. */
function averageWith(minor, days) {
  return { days, full: true, sum: String(minor * BigInt(days)) };
}

function moneyKnob({ label, words, currency, thresholds }, minor, changed) {
  const { row, id, output } = frame(label, words, minor === null ? 'not known' : asMoney(asDecimal(minor, currency), currency));
  const top = topOfMoney(thresholds, minor, currency);
  const range = element('input', { type: 'range', id, min: minor !== null && minor < 0n ? String(minor * 2n) : '0', max: String(top), step: '1' });
  range.value = String(minor ?? 0n);
  range.setAttribute('aria-valuetext', output.textContent);
  const exact = element('input', { type: 'text', inputmode: 'decimal', 'aria-label': `${words}, exactly`, value: minor === null ? '' : asDecimal(minor, currency), size: '12' });
  range.addEventListener('input', () => {
    output.textContent = asMoney(asDecimal(BigInt(range.value), currency), currency);
    range.setAttribute('aria-valuetext', output.textContent);
    exact.value = asDecimal(BigInt(range.value), currency);
    changed(BigInt(range.value));
  });
  exact.addEventListener('change', () => {
    const given = exact.value.trim() === '' ? null : minorOf(exact.value, currency);
    exact.toggleAttribute('aria-invalid', exact.value.trim() !== '' && given === null);
    if (given === null && exact.value.trim() !== '') return;
    if (given !== null) range.value = String(given);
    output.textContent = given === null ? 'not known' : asMoney(asDecimal(given, currency), currency);
    range.setAttribute('aria-valuetext', output.textContent);
    changed(given);
  });
  row.append(element('div', { class: 'knob-pair' }, range, exact));
  return row;
}

function countKnob({ label, words, thresholds }, value, changed) {
  const known = Number.isSafeInteger(value);
  const { row, id, output } = frame(label, words, known ? String(value) : 'not known');
  const range = element('input', { type: 'range', id, min: String(Math.min(0, known ? value : 0)), max: String(topOfCount(thresholds, known ? value : 0)), step: '1' });
  range.value = String(known ? value : 0);
  range.setAttribute('aria-valuetext', output.textContent);
  const exact = element('input', { type: 'text', inputmode: 'numeric', 'aria-label': `${words}, exactly`, value: known ? String(value) : '', size: '12' });
  const say = (given) => {
    output.textContent = given === undefined ? 'not known' : String(given);
    range.setAttribute('aria-valuetext', output.textContent);
    changed(given);
  };
  range.addEventListener('input', () => {
    exact.value = range.value;
    say(Number(range.value));
  });
  exact.addEventListener('change', () => {
    const isNumber = /^-?\d{1,15}$/.test(exact.value.trim());
    exact.toggleAttribute('aria-invalid', exact.value.trim() !== '' && !isNumber);
    if (isNumber) range.value = exact.value.trim();
    if (isNumber || exact.value.trim() === '') say(isNumber ? Number(exact.value) : undefined);
  });
  row.append(element('div', { class: 'knob-pair' }, range, exact));
  return row;
}

/** Words to choose from; the empty one is "not known". */
export function choiceKnob({ label, words, required = false }, choices, value, changed) {
  const { row, id, output } = frame(label, words, '');
  output.remove();
  const select = element('select', { id },
    required ? null : element('option', { value: '' }, 'not known'),
    choices.map(([word, text]) => element('option', { value: word }, text)));
  select.value = value;
  select.addEventListener('change', () => changed(select.value));
  row.append(select);
  return row;
}

function dateKnob({ label, words }, value, changed) {
  const { row, id, output } = frame(label, words, value === 'never' ? 'never' : value === undefined ? 'not known' : '');
  const input = element('input', { type: 'date', id });
  if (typeof value === 'string' && value !== 'never') input.value = value;
  const never = element('input', { type: 'checkbox', id: `${id}-never` });
  never.checked = value === 'never';
  const say = () => {
    const given = never.checked ? 'never' : input.value === '' ? undefined : input.value;
    input.disabled = never.checked;
    output.textContent = given === 'never' ? 'never' : given === undefined ? 'not known' : '';
    changed(given);
  };
  input.disabled = never.checked;
  input.addEventListener('change', say);
  never.addEventListener('change', say);
  row.append(input, element('span', { class: 'tick' }, never, element('label', { for: `${id}-never` }, 'never', element('span', { class: 'hidden-text' }, `: ${words}`))));
  return row;
}

/** What has no control of its own is told, and edited in the request below. */
function listKnob({ label, words }, value) {
  const count = value?.list?.length ?? (Array.isArray(value) ? value.length : null);
  const { row } = frame(label, words, count === null ? 'not known' : `${count} entries`);
  row.querySelector('label').replaceWith(element('span', {}, ...named(label, words), element('span', { class: 'hint' }, ' (change it in the request below)')));
  return row;
}

/** A name for people, and the id where it is another. */
function named(label, words) {
  const id = label.split(',')[0];
  return words === label ? [label] : [words, ' ', element('code', { class: 'hint' }, id)];
}

function frame(label, words, said) {
  made += 1;
  const id = `knob-${made}`;
  const output = element('output', { for: id }, said);
  return { id, output, row: element('div', { class: 'knob', 'data-knob': label }, element('div', { class: 'knob-line' }, element('label', { for: id }, ...named(label, words)), output)) };
}
