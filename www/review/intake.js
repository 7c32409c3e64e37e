// The places where papers are handed in: by dropping, by the file picker, by the keyboard. Two are needed, the others help.

import { badge, button, code, digest, element, fault } from './element.js';
import { PAPERS } from './papers.js';

const NEEDED = ['bundle', 'root'];

export class Intake {
  #places = new Map();
  #desk;

  /**
   * @param root where the places go
   * @param desk the papers
   * @param sample lays the sample on the desk; null where none is served
   */
  constructor(root, desk, sample) {
    this.#desk = desk;
    const [needed, others] = [true, false].map((isNeeded) => Object.keys(PAPERS).filter((name) => NEEDED.includes(name) === isNeeded));
    this.others = element('details', { class: 'others' },
      element('summary', {}, 'Further papers, where you have them'),
      element('div', { class: 'places small' }, others.map((name) => this.#place(name))));
    root.replaceChildren(...[
      element('div', { class: 'places' }, needed.map((name) => this.#place(name))),
      sample === null ? null : element('p', { class: 'sample' },
        button('Open the sample of the demo', { class: 'act', id: 'sample' }, sample),
        ' A release of a fictitious bank, signed by two approvers, with twelve customers.'),
      this.others,
    ].filter((part) => part !== null));
    listenForDrops(document, () => null, (files) => desk.take(files, null));
  }

  /**
   * Shows what lies on the desk, and what was wrong with what was handed in.
   *
   * @param refused `{ paper, code }` of the paper for which the package refused to read; null for none
   */
  show(refused = null) {
    for (const [name, { holds, place, input, remove }] of this.#places) {
      const paper = this.#desk.paper(name);
      const wrong = this.#desk.fault(name);
      place.classList.toggle('held', paper !== null);
      place.classList.toggle('wrong', wrong !== null || refused?.paper === name);
      remove.hidden = paper === null;
      input.value = '';
      if (name !== 'bundle' && name !== 'root' && wrong !== null) this.others.open = true;
      holds.replaceChildren(...[
        paper === null ? null : element('p', { class: 'holds' }, element('strong', {}, paper.name), `, ${paper.size.toLocaleString('en-US')} bytes`),
        paper?.sha256 ? element('p', { class: 'holds-digest' }, 'SHA-256 ', digest(paper.sha256)) : null,
        refused?.paper === name ? element('p', { class: 'holds' }, badge('bad', 'Refused'), ' ', code(refused.code)) : null,
        wrong === null ? null : fault(wrong),
      ].filter((part) => part !== null));
    }
  }

  #place(name) {
    const { title, file, says } = PAPERS[name];
    const input = element('input', { type: 'file', id: `file-${name}`, class: 'file', multiple: true, 'aria-describedby': `says-${name}` });
    const holds = element('div', { class: 'held-paper', id: `holds-${name}` });
    const remove = button('Take away', { class: 'quiet', 'aria-label': `Take away: ${title}` }, () => {
      this.#desk.remove(name);
      input.focus();
    });
    const place = element('div', { class: 'place', 'data-paper': name },
      element('h3', {}, title),
      element('p', { class: 'says', id: `says-${name}` }, says),
      element('p', { class: 'choose' },
        input, element('label', { for: `file-${name}`, class: 'act' }, `Choose ${file === '*.tsb.json' ? 'a release' : 'a file'}`, element('span', { class: 'hidden-text' }, ` for: ${title}`)),
        element('span', { class: 'or' }, `or drop ${file} here`), remove),
      holds);
    input.addEventListener('change', () => this.#desk.take([...input.files], name));
    listenForDrops(place, () => place, (files) => this.#desk.take(files, name));
    this.#places.set(name, { place, input, holds, remove });
    return place;
  }
}

/** Files that are dropped on `target`. A page that let the browser take one would be gone, and the file shown in its place. */
function listenForDrops(target, marked, taken) {
  const mark = (isOver) => marked()?.classList.toggle('over', isOver);
  target.addEventListener('dragover', (event) => {
    event.preventDefault();
    event.stopPropagation();
    mark(true);
  });
  target.addEventListener('dragleave', () => mark(false));
  target.addEventListener('drop', (event) => {
    event.preventDefault();
    event.stopPropagation();
    mark(false);
    taken([...event.dataTransfer.files]);
  });
}
