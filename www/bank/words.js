// The bank's words in the language of its pages.

import { EN } from './words-en.js';
import { ES } from './words-es.js';

/** The languages that the bank's own pages speak. */
export const LOCALES = ['en-US', 'es-US'];

/** The bank's word `key` in `locale`, with `{name}` and the like filled in. */
export function words(locale, key, fill = new Map()) {
  const text = (locale === 'es-US' ? ES : EN)[key];
  return text.replaceAll(/\{(\w+)\}/g, (_, name) => fill.get(name));
}

/** Writes the bank's words into every element below `root` that asks for one. */
export function speak(root, locale, fill) {
  for (const element of root.querySelectorAll('[data-words]')) {
    element.textContent = words(locale, element.dataset.words, fill);
  }
  for (const element of root.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', words(locale, element.dataset.label, fill));
  }
}
