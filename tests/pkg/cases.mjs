// What the consumers decide, and what the command line answers to it.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { run } from './process.mjs';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const TARGET = process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target');

/** A pilot folder: the one that TELLERSIDE_PILOT names, or a fresh one of the sample bank. */
export function pilotFolder() {
  if (process.env.TELLERSIDE_PILOT) return process.env.TELLERSIDE_PILOT;
  return pilotOf(join(ROOT, 'www', 'sample'), join(TARGET, 'pkg-pilot'));
}

/** A fresh pilot folder `out` of the bank in `source`. */
export function pilotOf(source, out) {
  run(tellerside(), ['pilot', '--source', source, '--out', out]);
  return out;
}

/**
 * The customers of a pilot folder, each twice: as they come, and once more with the history that the first decision left.
 * `native` are the answers of the command line, as `decide`, `reasons` and `record` of a consumer print them.
 */
export function pilotCases(folder, scratch) {
  const read = (name) => readFileSync(join(folder, name), 'utf8');
  const customers = JSON.parse(read('customers.json')).map(({ request }) => request);
  const answer = (request) => nativeAnswers(folder, request);
  const first = customers.map(answer);
  const later = customers.map((request, place) => ({ ...request, history: JSON.parse(first[place][0]).history }));
  return {
    name: 'the pilot',
    cases: {
      bundle: read('bundle.tsb.json'),
      trust: read('root.json'),
      options: { now: customers[0].now, policy: JSON.parse(read('policy.json')) },
      requests: [...customers, ...later],
    },
    native: [...first, ...later.map(answer)].flat(),
    file: join(scratch, 'pilot-cases.json'),
  };
}

/** The decision corpus as it is committed: the requests are texts, and of reasons and record there are digests. */
export function corpusCases(scratch) {
  const read = (name) => readFileSync(join(ROOT, 'tests', 'corpus', 'golden', name), 'utf8');
  const rows = JSON.parse(read('rows.json'));
  return {
    name: 'the corpus',
    cases: {
      bundle: read('bundle.tsb.json'),
      trust: read('root.json'),
      options: { now: '2026-11-23T09:30:00-05:00', policy: read('policy.json') },
      requests: rows.map(({ request }) => request),
    },
    native: rows.flatMap(({ decision, reasons_sha256, record_sha256 }) => [decision, reasons_sha256, record_sha256]),
    asCommitted: (answers) => answers.map((answer, place) => (place % 3 === 0 ? answer : sha256(answer))),
    file: join(scratch, 'corpus-cases.json'),
  };
}

/** What the command line says of the campaigns of a pilot folder and of the decisions on its customers, in `language`. */
export function nativeExplanations(folder, requests, language) {
  const of = ['--bundle', join(folder, 'bundle.tsb.json'), '--root', join(folder, 'root.json'), '--policy', join(folder, 'policy.json')];
  const { now } = requests[0];
  return {
    describe: (campaign) => run(tellerside(), ['explain', ...of, '--language', language, '--campaign', campaign, '--now', now]),
    rendering: (campaign, locale) => run(tellerside(), ['explain', ...of, '--locale', locale, '--campaign', campaign, '--now', now]),
    explain: (request) => run(tellerside(), ['explain', ...of, '--language', language, '--decision'], { input: JSON.stringify(request) }),
  };
}

function nativeAnswers(folder, request) {
  const decide = (...more) => run(tellerside(), [
    'decide', '--bundle', join(folder, 'bundle.tsb.json'), '--root', join(folder, 'root.json'),
    '--policy', join(folder, 'policy.json'), '--format', 'json', ...more,
  ], { input: JSON.stringify(request) }).trimEnd();
  return [decide(), decide('--reasons'), decide('--record')];
}

let binary;

/** The command line, built on first use. */
export function tellerside() {
  if (process.env.TELLERSIDE_CLI) return process.env.TELLERSIDE_CLI;
  if (binary === undefined) {
    run(process.env.CARGO ?? 'cargo', ['build', '--quiet', '--locked', '--features', 'cli', '--bin', 'tellerside'], { cwd: ROOT });
    binary = join(TARGET, 'debug', process.platform === 'win32' ? 'tellerside.exe' : 'tellerside');
  }
  return binary;
}

function sha256(text) {
  return createHash('sha256').update(text).digest('hex');
}
