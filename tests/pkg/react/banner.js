// The components of a bank that shows offers in React: for Node and for browsers, so without JSX.

import { createElement as h } from 'react';
import { useSlot } from 'tellerside/react';

/** A slot of the page, with the bank's own content where nothing is placed. */
export function Banner({ name }) {
  const { placement, observe, seen } = useSlot(name);
  if (placement === null) return h('section', { 'data-slot': name }, h('p', { className: 'bank' }, 'The bank'));
  const { action, headline, locale } = placement;
  const click = (event) => {
    event.preventDefault();
    observe('click');
  };
  return h('section', { 'data-slot': name, lang: locale, ref: seen },
    h('h2', null, headline),
    h('a', { href: action.url, onClick: click }, action.label),
    h('button', { onClick: () => observe('dismiss') }, 'Close'));
}

export function Page() {
  return h('main', null, h(Banner, { name: 'hero' }), h(Banner, { name: 'card' }));
}
