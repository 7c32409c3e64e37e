// The demo in a terminal: `node www/demo.mjs DIR`. Decides for every customer of the pilot folder with the package
// installed in it, hands the module each prepared bundle, and fails where an answer is not the one that the folder names.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

import { codeOf, sentenceOf } from './faults.js';
import { gateInWords, reasonInWords } from './gate-words.js';

/** The two campaigns that must always work: each is some sample customer's. */
const REFERENCE_CAMPAIGNS = ['interest-checking', 'overdraft-protection'];

/** Gates that say no more than that a campaign is not about this customer today. */
const QUIET_GATES = new Set(['shown', 'not_triggered', 'not_scheduled']);

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: node www/demo.mjs DIR');
  process.exit(2);
}
const read = (...path) => readFileSync(join(folder, ...path), 'utf8');
const { Engine, init } = createRequire(join(resolve(folder), 'package.json'))('tellerside');
await init();

const customers = JSON.parse(read('customers.json'));
const trust = read('root.json');
const options = { now: latest(customers.map(({ request }) => request.now)), policy: JSON.parse(read('policy.json')) };
const engine = Engine.load(read('bundle.tsb.json'), trust, options);
const { bank, environment, version } = engine.info;
console.log(`release ${version} of ${bank}, environment ${environment}: ${engine.campaigns.length} campaigns\n`);

const faults = [];

const rows = customers.flatMap(({ name, request }) => rowsOf(engine, name, request));
print(['customer', 'slot', 'banner', 'reason'], rows);
for (const campaign of REFERENCE_CAMPAIGNS) {
  if (!rows.some(([, , banner]) => banner === campaign)) faults.push(`no customer is shown ${campaign}`);
}

console.log('\nthe prepared bundles, each handed to the running engine\n');
print(['bundle', 'answer', 'expected', 'what it says'], JSON.parse(read('bundles', 'index.json')).map((prepared) => {
  const { code, sentence } = handOver(read('bundles', prepared.file));
  if (code !== prepared.expect) faults.push(`${prepared.file}: ${code} instead of ${prepared.expect}`);
  return [prepared.title, code, prepared.expect, sentence];
}));

engine.close();
for (const fault of faults) console.error(`FAILED: ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;

/** One row a slot: what it shows, and which campaigns that could have had it stopped where. */
function rowsOf({ campaigns }, name, request) {
  const { placements } = engine.decide(request);
  const reasons = engine.reasons(request);
  return request.slots.map((slot) => {
    const placement = placements.find((one) => one.slot === slot);
    const candidates = reasons.filter((_, place) => campaigns[place].slots.includes(slot));
    const told = stops(candidates.filter(({ gate }) => !QUIET_GATES.has(gate)), candidates.length);
    if (placement === undefined) return [name, slot, "the bank's own", told || 'no campaign applies'];
    const applies = 'applies, and nothing stands against it';
    return [name, slot, placement.campaign, told === '' ? applies : `${applies}; ${told}`];
  });
}

/** The campaigns by what stopped them: `cash-card, heloc: held back, recent decline (credit fairness)`. */
function stops(reasons, candidates) {
  const campaignsByWords = new Map();
  for (const reason of reasons) {
    const words = inWords(reason);
    campaignsByWords.set(words, [...(campaignsByWords.get(words) ?? []), reason.campaign]);
  }
  const groups = [...campaignsByWords].map(([words, campaigns]) =>
    `${campaigns.length === candidates ? 'every campaign' : campaigns.join(', ')}: ${words}`);
  return groups.join('; ');
}

function inWords(reason) {
  const behind = reasonInWords(reason);
  const gate = gateInWords(reason.gate);
  return (gate.charAt(0).toLowerCase() + gate.slice(1)) + (behind === null ? '' : `, ${behind}`);
}

/** Hands the running engine a bundle: its code, and a sentence. The last good release stays after a refusal. */
function handOver(text) {
  const before = engine.info.version;
  try {
    engine.update(text, options);
    return { code: 'ok', sentence: `release ${engine.info.version} is live` };
  } catch (error) {
    if (engine.info.version !== before) faults.push('a refused bundle changed the live release');
    return { code: codeOf(error), sentence: sentenceOf(error) };
  }
}

function latest(moments) {
  return moments.reduce((last, moment) => (Date.parse(moment) > Date.parse(last) ? moment : last));
}

/** A table as text, its columns as wide as they need. The customer's name stands once. */
function print(head, body) {
  const widths = head.map((title, column) => Math.max(title.length, ...body.map((row) => row[column].length)));
  const line = (cells) => cells.map((cell, column) => (column === cells.length - 1 ? cell : cell.padEnd(widths[column]))).join('  ').trimEnd();
  console.log(line(head));
  console.log(line(widths.map((width, column) => '-'.repeat(column === widths.length - 1 ? head[column].length : width))));
  let last = null;
  for (const [first, ...rest] of body) {
    console.log(line([first === last ? '' : first, ...rest]));
    last = first;
  }
}
