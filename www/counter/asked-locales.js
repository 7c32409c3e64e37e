// Languages that the bank's pages do not speak: what a customer's browser may ask for all the same.

import { byId } from '../element.js';

/** @param asked called with the languages of the request, or with null for those of the page */
export function offerLocales(asked) {
  byId('asked').addEventListener('change', () => {
    const { value } = byId('asked');
    asked(value === '' ? null : value.split(' '));
  });
}

/** The languages are those of the page again. */
export function resetLocales() {
  byId('asked').value = '';
}

/** Says in which language each offer came. One comes whole in one language: words, disclosures and reason. */
export function showLocales(asked, placements) {
  const came = placements.map(({ locale, slot }) =>
    asked[0] === locale ? `slot ${slot} is in ${locale}` : `slot ${slot} is in ${locale} as a whole, since its campaign has no words in ${asked[0]}`);
  byId('asked-note').textContent = `Asked for ${asked.join(', then ')}: ${came.length === 0 ? 'no offer is placed' : came.join('; ')}.`;
}
