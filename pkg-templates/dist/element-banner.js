// What an offer looks like as a tree, once: element-tree.js makes nodes of it, and text for a page that is put together at an edge.
// A part is [name, attributes, children]; a child is a part or a text.

import { directionOf } from './element-placement.js';
import { isPicture } from './element-link.js';
import { spoken } from './element-words.js';

const REFUSALS = ['offer', 'product', 'topic', 'all'];
const WORD_OF_REFUSAL = { __proto__: null, offer: 'refuseOffer', product: 'refuseProduct', topic: 'refuseTopic', all: 'refuseAll' };

/**
 * The tree of an offer.
 *
 * @param placement as `placementOf` gives it
 * @param look `{ words, refusals, level, picture, origin }`: the words of all languages, what the customer may refuse for good, the
 *   level of the headline, the address of the picture or undefined, and the origin of the page
 */
function banner(placement, { words, refusals, level, picture, origin }) {
  const language = spoken(words, placement.locale);
  const say = words[language];
  // The words of the controls are marked with their own language where it is not that of the offer.
  const isSame = placement.locale.toLowerCase().split('-', 1)[0] === language.split('-', 1)[0];
  const said = (text) => isSame ? text : ['span', { lang: language, dir: directionOf(language) }, [text]];
  const control = (what, part, child, more = {}) => ['button', { type: 'button', class: part, part, 'data-does': what, ...more }, [child]];

  return ['div', { class: 'banner', part: 'banner', lang: placement.locale, dir: directionOf(placement.locale) }, [
    ['p', { class: 'mark', part: 'mark' }, [said(say.mark)]],
    [`h${level}`, { class: 'headline', part: 'headline' }, [placement.headline]],
    ...(placement.image === null || !isPicture(picture ?? '', origin) ? [] : [
      ['img', { class: 'image', part: 'image', alt: placement.image.alt, src: picture, decoding: 'sync', draggable: 'false' }, []],
    ]),
    ['p', { class: 'body', part: 'body' }, [placement.body]],
    ['p', { class: 'act', part: 'act' }, [
      ['a', {
        class: 'action',
        part: 'action',
        href: `${placement.url}?offer=${placement.offer}`,
        rel: 'noopener noreferrer',
        referrerpolicy: 'no-referrer',
        'data-does': 'select',
      }, [placement.label]],
    ]],
    ...placement.disclosures.map((text) => ['p', { class: 'disclosure', part: 'disclosure' }, [text]]),
    ['div', { class: 'answers', part: 'answers' }, [
      control('not-interested', 'not-interested', said(say.notInterested)),
      ['details', { class: 'why', part: 'why' }, [
        ['summary', { class: 'why-ask', part: 'why-ask' }, [said(say.why)]],
        ['p', { class: 'why-text', part: 'why-text' }, [placement.why]],
        ['p', { class: 'refusals', part: 'refusals' }, refusals.map((what) =>
          control('refuse', 'refusal', said(say[WORD_OF_REFUSAL[what]]), { 'data-refused': what }))],
      ]],
    ]],
    // The sign that is seen is drawn by the style.
    control('dismiss', 'dismiss', ['span', { class: 'spoken' }, [said(say.dismiss)]]),
  ]];
}

/** The tree of a whole slot: its place, what it says of itself, and the bank's own content or an offer. */
function place(placement, look) {
  const { words, language, label } = look;
  const region = {
    class: 'region',
    part: 'region',
    role: 'region',
    tabindex: '-1',
    ...named(placement, words, language, label),
    ...(placement === null ? {} : { 'data-placement': placement.id }),
  };
  return ['section', region, [
    ['p', { class: 'status', part: 'status', role: 'status' }, []],
    ['slot', { part: 'own', ...(placement === null ? {} : { hidden: '' }) }, []],
    ...(placement === null ? [] : [banner(placement, look)]),
  ]];
}

/** How the slot is called, and in which language: with the headline of the offer, so that two slots of a page are told apart. */
function named(placement, words, language, label) {
  if (placement !== null) {
    const before = label ?? words[spoken(words, placement.locale)].offer;
    return { lang: placement.locale, 'aria-label': `${before}: ${placement.headline}` };
  }
  const own = spoken(words, language);
  return label === undefined ? { lang: own, 'aria-label': words[own].own } : { lang: language, 'aria-label': label };
}

export { REFUSALS, banner, named, place };
