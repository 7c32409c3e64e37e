// The packed package, installed into a fresh folder for each host, decides the corpus in every runtime, browser and bundler that runs here.
// `node tests/matrix/run.mjs [--quick] [words]`, after `cargo xtask build`: words choose the hosts whose name holds one. It needs the packages of
// tests/npm and, but for `--quick`, those of tests/matrix/npm. A line a host; the last line counts them.

import { createHash } from 'node:crypto';
import process from 'node:process';

import { Browsers } from './browsers.mjs';
import { BUNDLERS } from './bundlers.mjs';
import { Consumers, Skipped } from './consumers.mjs';
import { NEXT, stopNext } from './next.mjs';
import { NOT_HERE } from './not-here.mjs';
import { PAGES } from './pages.mjs';
import { RUNTIMES } from './runtimes.mjs';
import { WORKERS } from './workers.mjs';

const HOSTS = [...RUNTIMES, ...WORKERS, ...PAGES, ...BUNDLERS, ...NEXT];

const words = process.argv.slice(2).filter((word) => word !== '--quick');
const isQuick = process.argv.includes('--quick');
const isNamed = (host) => words.length === 0 || words.some((word) => host.toLowerCase().includes(word.toLowerCase()));
const chosen = HOSTS.filter(({ host, quick = false, full = true }) => (isQuick ? quick : full) && isNamed(host));

const digestOf = (lines) => createHash('sha256').update(lines.map((line) => `${line}\n`).join('')).digest('hex');

/** Rows and digest of what a host answered, in the form in which the corpus has it. */
function judged(answers, { asCommitted, native }) {
  const lines = answers.split('\n');
  if (lines.pop() !== '') throw new Error('the answers break off');
  const committed = asCommitted(lines);
  const digest = digestOf(committed);
  if (digest !== digestOf(native)) {
    const place = native.findIndex((line, at) => committed[at] !== line);
    throw new Error(`answer ${place % 3} to row ${Math.floor(place / 3)} is ${committed[place]}, not ${native[place]}`);
  }
  return { rows: committed.length / 3, digest };
}

const counts = { passed: 0, FAILED: 0, skipped: 0 };
function tell(outcome, host, version, rest) {
  counts[outcome] += 1;
  console.log(`${outcome.padEnd(7)}  ${host.padEnd(32)}  ${version.padEnd(14)}  ${rest}`.trimEnd());
}

const consumers = new Consumers();
const browsers = new Browsers();
try {
  console.log(`${consumers.corpus.cases.requests.length} rows: decision, reasons and record of each; SHA-256 over all ${digestOf(consumers.corpus.native)}`);
  for (const { host, ask } of chosen) {
    try {
      const { version, answers, told } = await ask(consumers, browsers);
      if (told !== undefined) {
        tell('passed', host, version, `${told} told with what mends it`);
        continue;
      }
      const { rows, digest } = judged(answers, consumers.corpus);
      tell('passed', host, version, `${rows} rows  ${digest.slice(0, 16)}`);
    } catch (error) {
      const reason = String(error.message ?? error);
      if (error instanceof Skipped) tell('skipped', host, '', reason);
      else tell('FAILED', host, '', reason.slice(0, 4000).replaceAll('\n', '\n         '));
    }
  }
} finally {
  await browsers.close();
  await stopNext();
  consumers.remove();
}
if (!isQuick && words.length === 0) for (const [host, because] of NOT_HERE) console.log(`not here  ${host}: ${because}`);
console.log(`${counts.passed} passed, ${counts.FAILED} failed, ${counts.skipped} skipped`);
process.exitCode = counts.FAILED === 0 && counts.passed > 0 ? 0 : 1;
