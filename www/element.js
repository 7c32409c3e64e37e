// Building parts of the page. Text only ever arrives as text: nothing in the page is parsed as HTML after it was served.

/** An element with attributes and children (elements or text); a child of null is left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A button that calls `press`. */
export function button(text, attributes, press) {
  const made = element('button', { type: 'button', ...attributes }, text);
  made.addEventListener('click', press);
  return made;
}

/** The element with this id. */
export function byId(id) {
  return document.getElementById(id);
}
