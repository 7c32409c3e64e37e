// A slot of the page as a custom element: it shows a placement as text, a plain link and plain buttons, in the place that it keeps from
// the first paint on. It fetches nothing, stores nothing and tells nobody but the page, by the id of the placement. Importing has no effect.

import { REFUSALS, place } from './element-banner.js';
import { placementOf } from './element-placement.js';
import { levelOf, slotClass } from './element-slot.js';
import { STYLE, styleHash } from './element-style.js';
import { html } from './element-tree.js';
import { worded } from './element-words.js';
import { InputError } from './errors.js';
import { known, refused } from './options.js';
import { pageClock } from './page-clock.js';

const NAME = 'tellerside-slot';
/** The classes that were made here, by name. */
const made = new Map();

/**
 * Defines the element, and returns its class. Once is enough; twice does no harm.
 *
 * `words` are the host's own for the controls, `clock` its own time, and `mode: 'open'` is for tests, which look inside.
 */
function define(name = NAME, options = undefined) {
  if (made.has(name)) return made.get(name);
  const { words, clock = pageClock, mode = 'closed' } = known(options, ['words', 'clock', 'mode']);
  for (const method of ['now', 'after', 'painted']) {
    if (typeof clock?.[method] !== 'function') throw refused('clock', `the clock has no ${method}()`);
  }
  if (mode !== 'closed' && mode !== 'open') throw refused('mode', 'a mode is `closed`, or `open` for tests');
  const Class = slotClass({ clock, mode, words: worded(words) });
  try {
    customElements.define(name, Class);
  } catch (error) {
    throw new InputError('OPTIONS_INVALID', 'no element can be defined by this name', 'name', error);
  }
  made.set(name, Class);
  return Class;
}

/**
 * What stands inside `<tellerside-slot>` in a page that is put together at an edge: its shadow as HTML, for `placement` or for null. The
 * bank's own content follows it. The element takes it over as it stands.
 */
function shadowHtml(placement, options = undefined) {
  const { name, words, language = 'en', label, refusals = REFUSALS, level = 2, mode = 'closed' } =
    known(options, ['name', 'words', 'language', 'label', 'refusals', 'level', 'mode']);
  if (mode !== 'closed' && mode !== 'open') throw refused('mode', 'a mode is `closed`, or `open` for tests');
  const read = placement === null ? null : placementOf(placement, name);
  const tree = place(read, {
    words: worded(words),
    language: String(language),
    label: label === undefined ? undefined : String(label),
    refusals: REFUSALS.filter((what) => refusals.includes(what)),
    level: levelOf(level),
    // A blob is of one page only, and what an edge names by a path is asked for when it is shown, which tells what is: no picture.
    picture: undefined,
    origin: undefined,
  });
  return `<template shadowrootmode="${mode}"><style>${STYLE}</style>${html(tree)}</template>`;
}

export { define, shadowHtml, styleHash };
