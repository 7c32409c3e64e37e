// Who the bank's customers are: those of a pilot folder, or the rows of a table that `tellerside vectors` made vectors of.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** From `customers.json` of a pilot folder: what each one's request has beside the page. */
function ofPilot(folder) {
  const all = JSON.parse(readFileSync(join(folder, 'customers.json'), 'utf8'));
  return new Map(all.map(({ id, request: { features, visit, unit, locales } }) => [id, { features, visit, unit, locales }]));
}

/** From the lines of `tellerside vectors`: the bank's own key beside a vector, never in it. Whoever signs in is there in person. */
function ofVectors(file) {
  const lines = readFileSync(file, 'utf8').split('\n').filter((line) => line !== '');
  return new Map(lines.map((line) => JSON.parse(line)).map(({ customer, features }) => [customer, { features, visit: 'own_session' }]));
}

export { ofPilot, ofVectors };
