// What the demo bank gives with a sign-in: for each customer the two keys of the history that the customer's browser keeps. They are
// derived from a secret that lives as long as the server; a real bank derives them from one that it keeps, and gives each customer's to
// that customer alone.

import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

const SECRET = randomBytes(32);

/** The JSON of all keys, by the customers of the file at `path`. */
export function keysOf(path) {
  const customers = JSON.parse(readFileSync(path, 'utf8'));
  const key = (id, purpose) => createHmac('sha256', SECRET).update(`${purpose} ${id}`).digest('hex');
  return JSON.stringify(Object.fromEntries(customers.map(({ id }) => [id, { name: key(id, 'name'), seal: key(id, 'seal') }])));
}
