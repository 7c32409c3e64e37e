// The engine in the page and in a worker, in Chromium and in Firefox, under the policies that README names: `node tests/browsers/run.mjs
// [room…]`, after `cargo xtask build`. TELLERSIDE_PILOT names a pilot folder to use instead of a fresh one. Prints a line a check; the last
// line counts them.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { synthetic } from '../edge/customers.mjs';
import { pagesNeeded, withMostPages } from '../edge/little-memory.mjs';
import { finish } from '../page/checks.mjs';
import { makePilot, openPilot } from '../page/pilot.mjs';
import { BROWSERS, openPage } from './browsers.mjs';
import { checkDelivery } from './delivery.mjs';
import { checkLost } from './lost.mjs';
import { checkMemory } from './memory.mjs';
import { checkPolicies } from './policies.mjs';
import { checkPollution } from './pollution.mjs';
import { PKG, serve } from './server.mjs';
import { checkSilence } from './silence.mjs';
import { checkTraps } from './traps.mjs';
import { checkCommands, checkTrial } from './trial.mjs';
import { checkVector } from './vector.mjs';

const pilot = process.env.TELLERSIDE_PILOT ?? makePilot();
const text = (...path) => readFileSync(join(...path), 'utf8');
const { customers, load } = await openPilot(pilot);
const engine = load();
const requests = customers.map(({ request }) => request);
const { now, page, slots, storage } = requests[0];

// Those of the sample bank, and 200 made of them, as the bank's server has them by its own keys.
const { ofPilot } = await import(pathToFileURL(join(PKG, 'bank', 'customers.js')).href);
const many = synthetic(requests, 200).map(({ session, request }) => ({ id: session, request: { ...request, now } }));
const known = new Map([...ofPilot(pilot), ...many.map(({ id, request: { features, visit, unit, locales } }) => [id, { features, visit, unit, locales }])]);

const material = { bundle: text(pilot, 'bundle.tsb.json'), root: text(pilot, 'root.json'), policy: text(pilot, 'policy.json') };
const little = withMostPages(readFileSync(join(PKG, 'dist', 'tellerside.wasm')), 8 + await pagesNeeded(load, material, requests[0]));
const server = await serve({ pilot, customers: known, given: { ...material, now, page, slots, storage, request: requests[0] }, little });
// One that was edited after approval.
const refused = text(pilot, 'bundles', 'edited-after-approval.tsb.json');
const all = { customers, engine, little, many, material, pilot, refused, server };

const only = process.argv.slice(2);
const room = async (name, body) => {
  if (only.length > 0 && !only.includes(name)) return;
  const started = performance.now();
  await body();
  console.log(`      ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
};

try {
  await room('vector', () => checkVector(all));
  await room('trial', () => checkCommands(all));
  for (const { name, open } of BROWSERS) {
    const browser = await open();
    const opened = { ...all, name, open: () => openPage(browser) };
    try {
      await room('trial', () => checkTrial(opened));
      await room('policies', () => checkPolicies(opened));
      await room('silence', () => checkSilence(opened));
      await room('pollution', () => checkPollution(opened));
      await room('lost', () => checkLost(opened));
      await room('traps', () => checkTraps(opened));
      await room('delivery', () => checkDelivery(opened));
      if (name === 'Chromium') await room('memory', () => checkMemory(opened));
    } finally {
      await browser.close();
    }
  }
} finally {
  server.stop();
}
finish();
