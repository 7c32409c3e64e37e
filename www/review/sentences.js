// The package's plain English or Spanish, as paragraphs and lists. Its words stay as they are; only their lines are laid out.

import { element } from './element.js';

/** `text` with each line a paragraph, and each run of lines that begin with a hyphen a list, nested by how far they are indented. */
export function sentences(text, language) {
  const root = element('div', { class: 'sentences', lang: language });
  /** The lists that are open, innermost last. */
  let open = [];
  for (const line of text.split('\n')) {
    const [, indent, item] = /^( *)- (.*)$/.exec(line) ?? [];
    if (item === undefined) {
      open = [];
      if (line.trim() !== '') root.append(element('p', { class: root.childElementCount === 0 ? 'first' : null }, line));
      continue;
    }
    open = open.filter(({ depth }) => depth <= indent.length);
    if (open.at(-1)?.depth !== indent.length) open.push(openList(root, open.at(-1), indent.length));
    open.at(-1).list.append(element('li', {}, item));
  }
  return root;
}

function openList(root, outer, depth) {
  const list = element('ul', {});
  (outer?.list.lastElementChild ?? root).append(list);
  return { depth, list };
}
