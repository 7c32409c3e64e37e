// Times of the package as it lies in `pkg/`, in this Node: `node tests/bench/run.mjs`, after `cargo xtask build`.
//
// The ways are timed in turns within one run, and each counts with the median of its rounds: the ratios hold, the
// microseconds are this machine's of this minute.

import { readFileSync } from 'node:fs';

import { Engine, init } from '../../pkg/dist/node.js';

const ROUNDS = 41;

await init();

/** The corpus: one signed bundle of well over a hundred campaigns. */
const golden = (name) => readFileSync(new URL(`../corpus/golden/${name}`, import.meta.url), 'utf8');
const [bundle, root, policy] = ['bundle.tsb.json', 'root.json', 'policy.json'].map(golden);
const options = { now: '2026-11-23T09:30:00-05:00', policy };
const engine = Engine.load(bundle, root, options);
const rows = JSON.parse(golden('rows.json')).map(({ request }) => request);
const parsed = rows.map((row) => JSON.parse(row));

console.log(`Node ${process.version}, ${engine.campaigns.length} campaigns, vectors of 60 features that no campaign reads\n`);
for (const [name, series] of [['60 plain features', 0], ['60 features, 10 of them series of 13 months', 10]]) {
  const object = request(series);
  const text = JSON.stringify(object);
  const answer = JSON.stringify(engine.decide(object));
  compare(`${name}, ${text.length} bytes of JSON`, {
    'decide(text)': () => engine.decide(text),
    'decide(object)': () => engine.decide(object),
    'of it JSON.stringify(object)': () => JSON.stringify(object),
    'of it JSON.parse(answer)': () => JSON.parse(answer),
  });
}
compare(`the ${rows.length} requests of the corpus, each once`, {
  'decide(text)': () => rows.forEach((row) => engine.decide(row)),
  'decide(object)': () => parsed.forEach((row) => engine.decide(row)),
  'reasons(text)': () => rows.forEach((row) => engine.reasons(row)),
  'record(text)': () => rows.forEach((row) => engine.record(row)),
}, { times: 1, unit: rows.length });
compare(`the bundle of ${engine.campaigns.length} campaigns, ${bundle.length} bytes`, {
  'load: verify, compile, replay, a new instance': () => Engine.load(bundle, root, options).close(),
  'update: the same in the running instance': () => engine.update(bundle, options),
}, { times: 1, rounds: 9 });

/** A request whose vector has 60 features of the usual kinds, `series` of them series of thirteen months. */
function request(series) {
  const months = Array.from({ length: 13 }, (_, n) => ({
    days: 30, full: true, period: new Date(Date.UTC(2025, 9 + n)).toISOString().slice(0, 7), sum: String(299_999 + n),
  }));
  const values = [(n) => `${1000 + n}.25`, (n) => n * 7, (n) => n % 2 === 0, () => '2026-10-11', () => 'northeast'];
  const features = Array.from({ length: 60 }, (_, n) => [`feature.number_${n}`, n < series ? months : values[n % values.length](n)]);
  return {
    features: { accounts: [], as_of: '2026-11-22', currency: 'USD', features: Object.fromEntries(features), vector: 1 },
    locales: ['en-US'], now: options.now, page: 'home', slots: ['hero', 'card'], storage: 'durable', visit: 'own_session',
  };
}

/** Prints a line a way: the median of its rounds in microseconds a call, and its ratio to the first way's. */
function compare(title, ways, { times = 100, rounds = ROUNDS, unit = 1 } = {}) {
  const taken = new Map(Object.keys(ways).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, way] of Object.entries(ways)) {
      const start = process.hrtime.bigint();
      for (let n = 0; n < times; n += 1) way();
      taken.get(name).push(Number(process.hrtime.bigint() - start) / 1e3 / times / unit);
    }
  }
  const medians = [...taken].map(([name, all]) => [name, all.sort((a, b) => a - b)[all.length >> 1]]);
  console.log(title);
  for (const [name, median] of medians) {
    console.log(`  ${name.padEnd(46)} ${median.toFixed(1).padStart(9)} µs  ${(median / medians[0][1]).toFixed(2).padStart(5)}`);
  }
  console.log();
}
