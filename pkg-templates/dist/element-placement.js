// A placement, read once: own properties only, each of its type, each address within the grammar.

import { isLink, isOfferCode } from './element-link.js';
import { InputError } from './errors.js';

const { create, freeze, hasOwn } = Object;
const { isArray } = Array;

const LOCALE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;
const MOST_DISCLOSURES = 16;
const DIGEST = /^[0-9a-f]{64}$/;
/** Written from right to left: by the language, unless a script is named; then by the script. */
const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|iw|ks|ku-iq|nqo|prs|ps|sd|syr|ug|ur|yi)(-|$)/i;
const SCRIPT = /^[A-Za-z]{2,8}(?:-[A-Za-z]{3})?-([A-Za-z]{4})(?:-|$)/;
const SCRIPTS_FROM_RIGHT = /^(adlm|arab|hebr|mand|nkoo|rohg|samr|syrc|thaa)$/i;

/** A copy of `value` that nobody else holds. Throws where it is no placement, or not one for the slot `name`. */
function placementOf(value, name = undefined) {
  const given = objectAt(value, '$');
  const action = objectAt(own(given, 'action'), 'action');
  const placement = bare({
    id: textAt(given, 'id'),
    slot: textAt(given, 'slot'),
    locale: textAt(given, 'locale'),
    headline: textAt(given, 'headline'),
    body: textAt(given, 'body'),
    label: textAt(action, 'label', 'action.'),
    url: textAt(action, 'url', 'action.'),
    offer: textAt(action, 'offer', 'action.'),
    disclosures: disclosuresOf(own(given, 'disclosures')),
    image: imageOf(own(given, 'image')),
    why: textAt(given, 'why'),
  });
  if (name !== undefined && placement.slot !== name) throw refused('slot', 'the placement is for another slot');
  if (!LOCALE.test(placement.locale)) throw refused('locale', 'a locale is written as in `es-US`');
  if (!isLink(placement.url)) throw refused('action.url', "a link is a path of the bank's own origin, or https with a plain host and path");
  if (!isOfferCode(placement.offer)) throw refused('action.offer', 'an offer code is 1 to 64 of `A-Z a-z 0-9 _ -`');
  return freeze(placement);
}

/** `rtl` or `ltr`, for the words of `locale`. */
function directionOf(locale) {
  const script = SCRIPT.exec(locale)?.[1];
  return (script === undefined ? RIGHT_TO_LEFT.test(locale) : SCRIPTS_FROM_RIGHT.test(script)) ? 'rtl' : 'ltr';
}

function disclosuresOf(list) {
  if (!isArray(list)) throw refused('disclosures', 'disclosures are a list, `[]` for none');
  if (list.length > MOST_DISCLOSURES) throw refused('disclosures', `there are ${MOST_DISCLOSURES} at most`);
  const texts = [];
  for (let place = 0; place < list.length; place += 1) texts.push(textAt(list, place, 'disclosures.'));
  return freeze(texts);
}

function imageOf(value) {
  if (value === undefined) return null;
  const image = objectAt(value, 'image');
  const sha256 = textAt(image, 'sha256', 'image.');
  if (!DIGEST.test(sha256)) throw refused('image.sha256', 'a digest is 64 hexadecimal digits');
  return freeze(bare({ alt: textAt(image, 'alt', 'image.'), sha256 }));
}

function objectAt(value, path) {
  if (typeof value !== 'object' || value === null) throw refused(path, 'an object is wanted');
  return value;
}

/** A text as every way into a document keeps it: half a pair and NUL are the sign for what cannot be shown. */
function textAt(object, name, before = '') {
  const text = own(object, name);
  if (typeof text !== 'string') throw refused(`${before}${name}`, 'a text is wanted');
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|\0/g, '\uFFFD');
}

function own(object, name) {
  return hasOwn(object, name) ? object[name] : undefined;
}

function bare(object) {
  const copy = create(null);
  for (const name of Object.keys(object)) copy[name] = object[name];
  return copy;
}

/** Names the field, and repeats nothing of it. */
function refused(path, message) {
  return new InputError('PLACEMENT_INVALID', message, path);
}

export { placementOf, directionOf };
