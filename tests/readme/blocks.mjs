// The examples of the READMEs: every block of code, by the name that stands behind its language.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FILES = ['README.md', 'pkg-templates/README.md', 'pkg-templates/worker/README.md'];
/** What runs. Commands are run by the tests of what they belong to, and Rust by rustdoc. */
const LANGUAGES = new Set(['js', 'jsx', 'ts']);

/** `{ file, line, language, name, code }`; `name` is undefined where a block has none. */
export function examples() {
  return FILES.flatMap((file) => blocksOf(file)).filter(({ language }) => LANGUAGES.has(language));
}

/** The code of the one block called `name`; headers have their names apart. */
export function blockOf(name) {
  const found = FILES.flatMap((file) => blocksOf(file)).filter((block) => block.name === name && block.language !== 'http');
  if (found.length !== 1) throw new Error(`${found.length} blocks are called ${name}`);
  return found[0].code;
}

function blocksOf(file) {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/^```(\w+)(?: ([\w-]+))?\n([^]*?)^```$/gm)].map(({ index, 1: language, 2: name, 3: code }) =>
    ({ file, line: text.slice(0, index).split('\n').length, language, name, code }));
}
