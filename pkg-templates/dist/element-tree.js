// A tree of parts as nodes of a document, or as the text of it. Text is text in both: no text is ever read as markup.

/** No end tag, and no content. */
const VOID = new Set(['img']);
const SIGNS = { __proto__: null, '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '\r': '&#13;' };

/** The nodes of `tree` in `document`. */
function nodes(document, tree) {
  if (typeof tree === 'string') return document.createTextNode(tree);
  const [name, attributes, children] = tree;
  const made = document.createElement(name);
  for (const attribute of Object.keys(attributes)) made.setAttribute(attribute, attributes[attribute]);
  for (const child of children) made.append(nodes(document, child));
  return made;
}

/** The text of `tree` as HTML, which parses to the same nodes. */
function html(tree) {
  if (typeof tree === 'string') return escaped(tree);
  const [name, attributes, children] = tree;
  const written = Object.keys(attributes).map((attribute) => ` ${attribute}="${escaped(attributes[attribute])}"`).join('');
  return VOID.has(name) ? `<${name}${written}>` : `<${name}${written}>${children.map(html).join('')}</${name}>`;
}

function escaped(text) {
  return text.replace(/[&<>"'\r]/g, (sign) => SIGNS[sign]);
}

export { nodes, html };
