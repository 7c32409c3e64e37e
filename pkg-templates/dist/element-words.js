// The words of the element's own controls. Offers bring their own, approved wording; these are the same for every offer.

import { InputError } from './errors.js';

const { create, freeze, keys } = Object;

const EN = {
  __proto__: null,
  own: 'From your bank',
  offer: 'Offer from your bank',
  mark: 'Offer',
  why: 'Why am I seeing this?',
  notInterested: 'Not interested',
  dismiss: 'Close this offer',
  refuseOffer: 'Stop showing this offer',
  refuseProduct: 'Stop offers for this product',
  refuseTopic: 'Stop offers on this topic',
  refuseAll: 'Stop all offers',
  dismissed: 'Offer closed.',
  noted: 'Thank you. We noted that you are not interested.',
  refused: 'Thank you. We will keep to your choice.',
};

const ES = {
  __proto__: null,
  own: 'De su banco',
  offer: 'Oferta de su banco',
  mark: 'Oferta',
  why: '¿Por qué veo esto?',
  notInterested: 'No me interesa',
  dismiss: 'Cerrar esta oferta',
  refuseOffer: 'No mostrar más esta oferta',
  refuseProduct: 'No mostrar ofertas de este producto',
  refuseTopic: 'No mostrar ofertas sobre este tema',
  refuseAll: 'No mostrar ninguna oferta',
  dismissed: 'Oferta cerrada.',
  noted: 'Gracias. Tomamos nota de que no le interesa.',
  refused: 'Gracias. Respetaremos su elección.',
};

const OWN = freeze({ __proto__: null, en: EN, es: ES });
const LANGUAGE = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/;

/** The words of all languages with those of the host over them; a name that no control has would be a typing error without effect. */
function worded(host = undefined) {
  if (host === undefined || host === null) return OWN;
  if (typeof host !== 'object') throw refused('words', 'words are an object: languages, each with its words');
  const all = create(null);
  for (const language of keys(OWN)) all[language] = OWN[language];
  for (const language of keys(host)) {
    const name = language.toLowerCase();
    if (!LANGUAGE.test(name)) throw refused(`words.${language}`, 'a language is written as in `es` or `es-US`');
    // What a host leaves out of a language is said in that language where this package knows it, and in English where not.
    const base = OWN[name.split('-', 1)[0]] ?? EN;
    const words = create(null);
    for (const key of keys(EN)) words[key] = base[key];
    for (const key of keys(host[language])) {
      if (!(key in EN)) throw refused(`words.${language}.${key}`, `unknown word; known are ${keys(EN).join(', ')}`);
      if (typeof host[language][key] !== 'string') throw refused(`words.${language}.${key}`, 'a word is a text');
      words[key] = host[language][key];
    }
    all[name] = words;
  }
  return freeze(all);
}

/** The language of `words` for `locale`, which is the locale itself, a shorter form of it, or English. */
function spoken(words, locale) {
  let language = locale.toLowerCase();
  while (!(language in words) && language.includes('-')) language = language.slice(0, language.lastIndexOf('-'));
  return language in words ? language : 'en';
}

function refused(path, message) {
  return new InputError('OPTIONS_INVALID', message, path);
}

export { worded, spoken };
