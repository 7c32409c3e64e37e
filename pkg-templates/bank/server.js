// A bank to try it on, on this machine alone: `node server.js PILOT [--vectors FILE] [--port N]`. PILOT is what `tellerside pilot` wrote.

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { createBank } from './bank.js';
import { ofPilot, ofVectors } from './customers.js';
import { createPages } from './pages.js';

const { positionals: [pilot], values: { port, vectors } } = parseArgs({
  allowPositionals: true, options: { port: { type: 'string', default: '8090' }, vectors: { type: 'string' } },
});
if (pilot === undefined) {
  console.error('usage: node server.js PILOT [--vectors FILE] [--port N]');
  process.exit(2);
}
const customers = vectors === undefined ? ofPilot(pilot) : ofVectors(vectors);
// Until the bank first rotates a key, its chain of roots is the empty one beside this file.
const roots = existsSync(join(pilot, 'roots.json')) ? join(pilot, 'roots.json') : fileURLToPath(new URL('roots.json', import.meta.url));
const files = new Map([
  ['/offers/bundle.tsb.json', join(pilot, 'bundle.tsb.json')], ['/offers/policy.json', join(pilot, 'policy.json')], ['/offers/roots.json', roots],
]);
const { BANK_SECRET: secret = randomBytes(32), TELLERSIDE_EDGE_SECRET: edgeSecret } = process.env;
const bank = createBank({ customers, files, secret, edgeSecret });
const pages = createPages([...customers.keys()].slice(0, 20));
const server = createServer((request, response) => {
  if (bank(request, response) || pages(request, response)) return;
  response.writeHead(404, { 'content-type': 'text/plain' });
  response.end('nothing here\n');
});
server.listen(Number(port), '127.0.0.1', () => {
  console.log(`http://localhost:${server.address().port}/`);
  console.log(`Customers: ${[...customers.keys()].slice(0, 20).join(' ')}`);
});
