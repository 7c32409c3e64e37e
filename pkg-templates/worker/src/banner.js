// The markup of a slot: text as escaped text, fixed elements and attributes, and of one length whatever is in it.
//
// The bank's evergreen stays where it is. Under an offer it is hidden and still loaded, so that the browser's requests do not tell either.

const HIDE = '<div hidden>';
/** Of one length: what ends the hidden content, and what stands there instead. */
const END = '</div> ';
const NO_END = '<!---->';
const PADDING = '<!---->'.length;

/** Before and after the slot's own content: `placement`, or nothing, in exactly `bytes` bytes together. */
function blockOf(placement, bytes, words) {
  const offer = markupOf(placement, words);
  const room = bytes - END.length - HIDE.length - PADDING;
  // Never cut: an offer without its last disclosure is another offer.
  const isShown = offer !== '' && offer.length <= room;
  const content = isShown ? `${offer}${HIDE}` : '';
  const padding = `<!--${' '.repeat(room + HIDE.length - content.length)}-->`;
  // The padding comes first, so that nothing stands between the hidden content and its wrapper.
  return { first: `${padding}${content}`, last: isShown ? END : NO_END };
}

/** The markup of `placement`; nothing for none, and for one that is not as the module gives them: a page never fails over an offer. */
function markupOf(placement, words) {
  try {
    return placement === undefined ? '' : offerMarkup(placement, words);
  } catch {
    return '';
  }
}

function offerMarkup({ action, body, disclosures, headline, id, locale, why }, words) {
  const { offer, why: ask, notInterested, close } = words(locale);
  const link = linkOf(action);
  if (link === null) return '';
  return [
    `<section class="tellerside-offer" role="region" aria-label="${text(offer)}" lang="${text(locale)}" data-tellerside="${text(id)}">`,
    `<p class="tellerside-label">${text(offer)}</p>`,
    `<h2>${text(headline)}</h2><p>${text(body)}</p>`,
    `<p><a href="${text(link)}" rel="noopener noreferrer" referrerpolicy="no-referrer" data-answer="click">${text(action.label)}</a></p>`,
    ...disclosures.map((disclosure) => `<p class="tellerside-disclosure">${text(disclosure)}</p>`),
    `<details><summary>${text(ask)}</summary><p>${text(why)}</p></details>`,
    `<button type="button" data-answer="not_interested">${text(notInterested)}</button>`,
    `<button type="button" data-answer="dismiss" aria-label="${text(close)}">&#215;</button></section>`,
  ].join('');
}

/** Where the offer leads: a path of this origin or https, as the module has checked already; null for anything else. */
function linkOf({ offer, url }) {
  const isPath = /^\/(?![/\\])[!-[\]-~]*$/.test(url);
  const isHttps = /^https:\/\/[a-z0-9.-]+(?:\/[!-[\]-~]*)?$/.test(url);
  if (!isPath && !isHttps) return null;
  const [address, ...fragment] = url.split('#');
  const link = `${address}${address.includes('?') ? '&' : '?'}offer=${encodeURIComponent(offer)}`;
  return [link, ...fragment].join('#');
}

/** Text for an element or a quoted attribute, in ASCII: whatever the page is encoded in, its length is its bytes. */
function text(value) {
  return String(value).replace(/[&<>"'`]|[^ -~]/gu, (character) => `&#${character.codePointAt(0)};`);
}

/** The words of the configuration, or these, in the language of `locale`; English where there are none. */
function wordsOf(configured) {
  return (locale) => {
    const [language] = locale.toLowerCase().split('-', 1);
    return configured.get(language) ?? WORDS.get(language) ?? configured.get('en') ?? WORDS.get('en');
  };
}

const WORDS = new Map(Object.entries({
  en: { offer: 'Offer', why: 'Why am I seeing this?', notInterested: 'Not interested', close: 'Close this offer' },
  es: { offer: 'Oferta', why: '¿Por qué veo esto?', notInterested: 'No me interesa', close: 'Cerrar esta oferta' },
}));

export { blockOf, linkOf, text, wordsOf };
