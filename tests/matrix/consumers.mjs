// Fresh folders with the packed package installed, and where the tools are.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { corpusCases } from '../pkg/cases.mjs';
import { run } from '../pkg/process.mjs';

export const HERE = dirname(fileURLToPath(import.meta.url));

/** Tools of every test run, and those of the matrix alone. */
export const common = createRequire(join(HERE, '..', 'npm', 'package.json'));
export const own = createRequire(join(HERE, 'npm', 'package.json'));

/** The ES module of a tool. */
export function load(tools, name) {
  return import(pathToFileURL(tools.resolve(name)).href);
}

/** The version that a tool's own manifest says. */
export function versionOf(tools, name) {
  const paths = tools.resolve.paths(name);
  for (const path of paths) {
    try {
      return JSON.parse(readFileSync(join(path, name, 'package.json'), 'utf8')).version;
    } catch {
      // In a folder further up.
    }
  }
  throw new Error(`${name} is not installed`);
}

/** The example of the package's README that is marked by `word`, as a reader of `folder` would copy it. */
export function recipe(folder, word) {
  const readme = readFileSync(join(folder, 'node_modules', 'tellerside', 'README.md'), 'utf8');
  const [, text] = readme.match(new RegExp(`^\`\`\`[a-z]+ ${word}\\n([^]*?)^\`\`\`$`, 'm')) ?? [];
  if (text === undefined) throw new Error(`the README has no example marked ${word}`);
  return text;
}

/** Why a host cannot be asked here: neither passed nor failed. */
export class Skipped extends Error {}

/** Packs `pkg/` once; `folder(name)` is a fresh consumer with it, the programs and the cases. */
export class Consumers {
  constructor() {
    this.scratch = mkdtempSync(join(tmpdir(), 'tellerside-matrix-'));
    this.corpus = corpusCases(this.scratch);
    this.cases = JSON.stringify(this.corpus.cases);
    writeFileSync(this.corpus.file, this.cases);
    const [{ filename }] = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', this.scratch], { cwd: join(HERE, '..', '..', 'pkg') }));
    this.tarball = join(this.scratch, filename);
  }

  folder(name, parent = this.scratch) {
    const folder = join(parent, name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(folder, 'public'), { recursive: true });
    cpSync(join(HERE, 'programs'), folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
    writeFileSync(join(folder, 'cases.json'), this.cases);
    writeFileSync(join(folder, 'public', 'cases.json'), this.cases);
    run('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--omit=peer', this.tarball], { cwd: folder });
    return folder;
  }

  remove() {
    rmSync(this.scratch, { recursive: true, force: true });
  }
}

