// Where customers are led, and what stands for the offer outside of this page.

import { badge, code, digest, element, paragraph, table } from '../element.js';

export const id = 'outside';
export const title = 'Links, pictures and offer codes';

export function draw({ review: { campaigns }, changes }) {
  const known = new Map((changes?.links ?? []).map(({ url, known: before }) => [url, before]));
  const links = grouped(campaigns, 'links', ({ url }) => url);
  const offers = grouped(campaigns, 'offers', ({ offer }) => offer);
  const pictures = grouped(campaigns, 'pictures', ({ asset, sha256 }) => `${asset} ${sha256}`);
  return [
    paragraph('An address is a path of the bank’s own origin, or https to a host that the bank signed. Nothing of the customer is put into it: the offer code is the same for everyone who sees the words.'),
    table('Every address to which a banner leads', ['Address', 'Where', 'Words on it', 'By'], [...links.values()].map((some) => [
      element('span', {}, code(some[0].url), known.get(some[0].url) === false ? badge('held', 'New') : null),
      some[0].url.startsWith('/') ? 'the bank’s own origin' : badge('held', 'another origin'),
      once(some.map(({ label }) => `“${label}”`)), once(some.map(placeOf)),
    ])),
    table('Every offer code', ['Code', 'By'], [...offers.values()].map((some) => [code(some[0].offer), once(some.map(placeOf))])),
    pictures.size === 0 ? paragraph('No banner has a picture, so no picture is ever fetched.')
      : table('Every picture, by the digest of its bytes; the host fetches all of them before it decides', ['Picture', 'In words', 'SHA-256', 'By'],
        [...pictures.values()].map((some) => [code(some[0].asset), once(some.map(({ alt }) => `“${alt}”`)), digest(some[0].sha256), once(some.map(placeOf))])),
  ];
}

function grouped(campaigns, what, keyOf) {
  const groups = new Map();
  for (const { campaign, [what]: some } of campaigns) {
    for (const entry of some) {
      const key = keyOf(entry);
      groups.set(key, [...(groups.get(key) ?? []), { ...entry, campaign }]);
    }
  }
  return groups;
}

function placeOf({ campaign, of, name }) {
  return of === 'campaign' ? campaign : `${campaign} (${of} ${name})`;
}

function once(texts) {
  return [...new Set(texts)].join(', ');
}
