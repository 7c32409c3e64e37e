// Runtimes that run files: Node of four generations, Deno, Bun.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';

import { run } from '../pkg/process.mjs';
import { HERE, Skipped, common, own, recipe, versionOf } from './consumers.mjs';

function ask(consumers, name, program, args, main, entry, env) {
  const folder = consumers.folder(name);
  const answers = join(folder, 'answers.txt');
  const said = run(program, [...args, main, entry, 'cases.json', answers], { cwd: folder, env: { NO_COLOR: '1', ...env } });
  return { version: said.trim().split('\n').at(-1), answers: readFileSync(answers, 'utf8') };
}

// No host needs code from strings; Node is told to refuse it.
const STRICT = ['--disallow-code-generation-from-strings'];
const MAIN = { ESM: 'main.mjs', CJS: 'main.cjs' };

/** `at hand` is the Node that runs this. */
function nodeOf(generation) {
  const program = generation === 'at hand' ? process.execPath : join(HERE, 'npm', 'node_modules', `node${generation}`, 'bin', 'node');
  if (!existsSync(program)) throw new Skipped(`npm has no Node ${generation} for ${process.platform}-${process.arch}`);
  return program;
}

function node(generation, kind, entry = 'tellerside') {
  const host = `Node ${generation}, ${kind}${entry === 'tellerside' ? '' : `, ${entry.replace('tellerside', '.')}`}`;
  return { host, ask: (consumers) => ask(consumers, `node-${generation}`, nodeOf(generation), STRICT, MAIN[kind], entry) };
}

function deno() {
  const platform = process.platform === 'linux' ? `linux-${process.arch}-glibc` : `${process.platform}-${process.arch}`;
  return join(dirname(common.resolve('deno/package.json')), '..', '@deno', platform, 'deno');
}

function bun() {
  const platform = `${process.platform}-${process.arch === 'arm64' ? 'aarch64' : 'x64'}`;
  return join(dirname(common.resolve('bun/package.json')), '..', '@oven', `bun-${platform}`, 'bin', 'bun');
}

const DENO = ['run', '--quiet', '--no-prompt', '--allow-read', '--allow-write'];
const inDeno = (entry) => (consumers) => ask(consumers, 'deno', deno(), DENO, 'main.mjs', entry);
const inBun = (main) => (consumers) => ask(consumers, 'bun', bun(), ['run'], main, 'tellerside');

/** Jest has a realm of its own for tests; `environment` is what stands in it. */
const jest = (environment, entry) => (consumers) => {
  const folder = consumers.folder('jest');
  const answers = join(folder, 'answers.txt');
  const setup = join(folder, 'setup.cjs');
  writeFileSync(setup, recipe(folder, 'jest'));
  const args = ['--rootDir', folder, '--env', own.resolve(`jest-environment-${environment}`), '--testMatch', '**/jest.test.cjs', '--setupFiles', setup, '--watchman=false', '--cacheDirectory', join(folder, 'cache')];
  run(process.execPath, [join(dirname(own.resolve('jest/package.json')), 'bin', 'jest.js'), ...args], {
    cwd: folder, env: { TELLERSIDE_ENTRY: entry, TELLERSIDE_CASES: join(folder, 'cases.json'), TELLERSIDE_ANSWERS: answers, NODE_ENV: 'test' },
  });
  return { version: versionOf(own, 'jest'), answers: readFileSync(answers, 'utf8') };
};

export const RUNTIMES = [
  ...[node('at hand', 'ESM'), node('at hand', 'CJS'), node('at hand', 'CJS', 'tellerside/inline')].map((host) => ({ ...host, quick: true, full: false })),
  ...[20, 22, 24, 26].flatMap((generation) => [node(generation, 'ESM'), node(generation, 'CJS')]),
  node(20, 'CJS', 'tellerside/inline'),
  node(26, 'ESM', 'tellerside/inline'),
  node(24, 'ESM', 'tellerside/source'),
  node(26, 'ESM', 'tellerside/source'),
  node(22, 'CJS', 'tellerside/source'),
  { host: 'Deno', quick: true, ask: inDeno('tellerside') },
  { host: 'Deno, ./inline', ask: inDeno('tellerside/inline') },
  { host: 'Deno, ./source', ask: inDeno('tellerside/source') },
  { host: 'Bun, ESM', quick: true, ask: inBun('main.mjs') },
  { host: 'Bun, CJS', ask: inBun('main.cjs') },
  { host: 'Jest, node', ask: jest('node', 'tellerside') },
  { host: 'Jest, jsdom, ./inline', ask: jest('jsdom', 'tellerside/inline') },
];
