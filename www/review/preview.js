// A creative as customers see it: by the very element that the bank's page uses, and so that nothing in it can be followed.

import { define } from 'tellerside/element';

import { code, digest, element } from './element.js';

/** Defines the element of the package. */
export function definePreviews() {
  define();
}

/**
 * One creative as a figure.
 *
 * @param creative `{ headline, body, action, disclosures, why, image }` of one locale, as it is signed
 * @param images `blob:` addresses of pictures that were handed in, by digest
 */
export function preview({ campaign, slot, locale, variant }, creative, images) {
  const host = element('tellerside-slot', { name: slot, level: '4', class: 'shown-slot', lang: locale, inert: true });
  host.deadline = Infinity;
  host.images = images;
  host.show({ disclosures: [], ...creative, id: `review/${campaign}/${locale}/${variant ?? ''}`, campaign, slot, locale });
  const words = variant === undefined ? 'the campaign’s own words' : `variant “${variant}”`;
  const wrong = host.status === 'shown' ? null : element('p', { class: 'fault' }, `The page's element shows nothing of this: ${host.error?.message ?? host.status}.`);
  return element('figure', { class: 'preview' },
    element('figcaption', {}, `${campaign}, as shown for ${locale}, ${words}`),
    host, wrong,
    element('p', { class: 'asset' }, 'Leads to ', code(creative.action.url), ' with the offer code ', code(creative.action.offer), '.'),
    creative.image === undefined ? null : element('p', { class: 'asset' },
      `Picture “${creative.image.asset}”, in words “${creative.image.alt}”, SHA-256 `, digest(creative.image.sha256),
      images.get(creative.image.sha256) === undefined ? '; hand it in to see it here.' : '; the picture that was handed in has this digest.'));
}
