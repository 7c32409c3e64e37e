// Examples as programs of Node, in the pilot folder, where the package is installed.

import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { run } from '../pkg/process.mjs';

const PACKAGES = fileURLToPath(new URL('../npm/node_modules', import.meta.url));

/** The lines that the example writes. */
export function runInNode(folder, { name, before = '', after = '', peers = [] }, code) {
  for (const peer of peers) {
    const installed = join(folder, 'node_modules', peer);
    if (!existsSync(installed)) cpSync(join(PACKAGES, peer), installed, { recursive: true });
  }
  const file = join(folder, `example-${name}.mjs`);
  writeFileSync(file, `${before}\n${code}\n${after}\n`);
  return run(process.execPath, [file], { cwd: folder }).trimEnd().split('\n');
}

