// Building parts of the page. Text only ever arrives as text: nothing is parsed as HTML after the page was served.

/** An element with attributes and children (elements or text); a child of null is left out, an attribute of null or false too. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) made.setAttribute(attribute, value === true ? '' : value);
  }
  made.append(...children.flat().filter((child) => child !== null));
  return made;
}

/** A button that calls `press`. */
export function button(text, attributes, press) {
  const made = element('button', { type: 'button', ...attributes }, text);
  made.addEventListener('click', press);
  return made;
}

/** A paragraph. */
export function paragraph(text, kind = null) {
  return element('p', { class: kind }, text);
}

/** Code, a path or an id, as it is spelled; it may break anywhere. */
export function code(text) {
  return element('code', {}, text);
}

/** A digest, whole, and so that a screen reader does not read it as one word of 64 letters. */
export function digest(text) {
  return element('code', { class: 'digest' }, text);
}

/**
 * A table with a caption and headings. A cell is text or an element; the first of each row is its heading. Roles are said, since on a small
 * page its rows are laid out as blocks, which browsers then no longer call a table.
 *
 * @param columns the headings of the columns
 * @param rows lists of cells
 */
export function table(caption, columns, rows) {
  const line = (cells) => element('tr', { role: 'row' }, cells.map((cell, place) => (place === 0
    ? element('th', { scope: 'row', role: 'rowheader' }, cell)
    : element('td', { role: 'cell', 'data-column': columns[place] }, ...[cell].flat()))));
  return element('div', { class: 'table' }, element('table', { role: 'table' },
    element('caption', {}, caption),
    element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, columns.map((title) => element('th', { scope: 'col', role: 'columnheader' }, title)))),
    element('tbody', { role: 'rowgroup' }, rows.map(line))));
}

/** Terms and what is said of them. */
export function facts(pairs, attributes = {}) {
  const rows = pairs.map(([term, ...said]) => element('div', {}, element('dt', {}, term), element('dd', {}, said)));
  return element('dl', { class: 'facts', ...attributes }, rows);
}

/** A list of plain items. */
export function list(items, attributes = {}) {
  return element('ul', attributes, items.map((item) => element('li', {}, item)));
}

/** What of the folded parts is not made yet. */
const unmade = new WeakMap();

/**
 * What may be unfolded; open where it is said so, and always in print.
 *
 * @param children parts, or one function that makes them when they are first seen: a release may have hundreds of long texts
 */
export function fold(title, isOpen, ...children) {
  const made = element('details', { open: isOpen }, element('summary', {}, title));
  if (typeof children[0] !== 'function') {
    made.append(...children);
    return made;
  }
  unmade.set(made, children[0]);
  made.addEventListener('toggle', () => unfold(made));
  return made;
}

/** Makes what is folded in `details`, if it is not made yet. */
export function unfold(details) {
  const make = unmade.get(details);
  if (make === undefined) return;
  unmade.delete(details);
  details.append(...[make()].flat());
}

/** A word that says how something stands. Colour is never all that says it. */
export function badge(mood, word) {
  return element('span', { class: `badge ${mood}` }, word);
}

/** Something refused, with its code, where it lies and how to mend it. */
export function fault(error, who = null) {
  const { message, help, path } = error;
  return element('div', { class: 'fault' },
    element('p', {}, element('strong', {}, who === null ? '' : `${who}: `), code(codeOf(error)), ' ', worded(sentence(message))),
    typeof path === 'string' && path !== '$' ? paragraph(`At ${path}.`) : null,
    typeof help === 'string' ? element('p', {}, element('strong', {}, 'To mend it: '), worded(sentence(help))) : null);
}

/** A text of the package, in which names stand between backticks, as text and code. */
export function worded(text) {
  return text.split('`').map((part, place) => (place % 2 === 1 ? code(part) : part)).filter((part) => part !== '');
}

/** The stable code of an error of the package; the name of any other. */
export function codeOf(error) {
  return typeof error.code === 'string' ? error.code : error.name;
}

/** A text of the package as a sentence. */
export function sentence(text) {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}

/** `1 campaign`, `2 campaigns`. */
export function counted(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}
