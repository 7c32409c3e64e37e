// The code itself: its digest, what it asks of its host, and whether it is the published one.

import { badge, code, digest, element, facts, paragraph, table } from '../element.js';
import { isDigestOf } from '../modules.js';

export const id = 'module';
export const title = 'The module that decides';

/**
 * @param modules `{ shipped, served, digests }`: facts of the module that came with this page and of the one that was handed in, and the
 *   published digests by file
 */
export function draw({ modules: { shipped, served, fault, digests } }) {
  const subject = served ?? shipped;
  if (subject === null) {
    return [paragraph('No module came with this page. Hand in the tellerside.wasm that your bank serves, and its digest and its imports stand here.'), fault === null ? null : paragraph(fault.message, 'fault')];
  }
  const strange = subject.imports.filter(({ why }) => why === null);
  const published = digests?.['dist/tellerside.wasm'] ?? null;
  return [
    paragraph(served === null
      ? 'This is the module that came with this page. Hand in the tellerside.wasm that your bank serves, and the same is told of that one.'
      : 'This is the module that was handed in.'),
    fault === null ? null : paragraph(fault.message, 'fault'),
    facts([
      ['Size', `${subject.size.toLocaleString('en-US')} bytes`],
      ['SHA-256', subject.sha256 === null ? 'the browser gives no digests in a page without https' : digest(subject.sha256)],
      ['SHA-384, as in sri.json', subject.sha384 === null ? 'as above' : digest(subject.sha384)],
      ['Published digest', compared(published, subject)],
      ...(served === null || shipped === null ? [] : [['The one of this page', served.sha256 === shipped.sha256 ? badge('good', 'The same bytes') : badge('bad', 'Other bytes')]]),
    ]),
    typed(subject),
    element('h3', {}, 'What it asks of its host'),
    paragraph(strange.length === 0
      ? `${subject.imports.length} functions and nothing else, each for handing plain values over. A module without a function for the network, the clock, storage, chance, the document or the console has no way to them: it cannot even name them.`
      : `${strange.length} of its ${subject.imports.length} imports are none that this page knows: ask what they are for before anybody signs.`),
    table('Every import of the module, by WebAssembly.Module.imports', ['Name', 'Kind', 'From', 'For'],
      subject.imports.map(({ module, name, kind, why }) => [code(name), kind, code(module), why ?? badge('bad', 'Not known')])),
  ].filter((part) => part !== null);
}

function compared(published, { sha384 }) {
  if (published === null) return 'none at hand; hand in sri.json';
  return published === sha384 ? badge('good', 'The same') : element('span', {}, badge('bad', 'Another'), ' ', digest(published));
}

/** A digest that the reader has from elsewhere, held against the module's. */
function typed(subject) {
  const answer = element('output', { id: 'digest-answer', for: 'digest-given' });
  const input = element('input', { type: 'text', id: 'digest-given', autocomplete: 'off', spellcheck: 'false' });
  input.addEventListener('input', () => {
    const isSame = isDigestOf(input.value, subject);
    answer.replaceChildren(...(input.value.trim() === '' ? [] : [isSame ? badge('good', 'It is this module’s') : badge('bad', 'It is not this module’s')]));
  });
  return element('div', { class: 'field screen' }, element('label', { for: 'digest-given' }, 'A digest that you have from elsewhere, SHA-256 or SHA-384'), input, answer);
}
