// The entries for frameworks to a compiler, and the recipes of the README, compiled and run under the frameworks themselves.

import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { assert, check } from '../page/checks.mjs';
import { ROOT } from './cases.mjs';
import { run } from './process.mjs';

const PACKAGES = join(ROOT, 'tests', 'npm', 'node_modules');
const tools = createRequire(join(ROOT, 'tests', 'npm', 'package.json'));

/** The block of code of the README that is marked with `name`. */
function recipe(name) {
  const blocks = [...readFileSync(join(ROOT, 'pkg-templates', 'README.md'), 'utf8').matchAll(/^```(\w+) (\w+)\n([^]*?)^```$/gm)];
  const found = blocks.filter(([, , of]) => of === name);
  assert.equal(found.length, 1, name);
  return found[0][3];
}

export async function checkFrameworks(folder, { file }) {
  for (const name of ['@angular', '@openfeature', '@types', '@vue', 'csstype', 'react', 'rxjs', 'tslib', 'vue']) {
    symlinkSync(join(PACKAGES, name), join(folder, 'node_modules', name));
  }
  mkdirSync(join(folder, 'recipes'));
  writeFileSync(join(folder, 'recipes', 'angular.ts'), recipe('angular'));
  writeFileSync(join(folder, 'recipes', 'vue.js'), recipe('vue'));

  await check('frameworks: the types fit those of React, OpenFeature and Angular', () => {
    let said = '';
    try {
      run(process.execPath, [tools.resolve('typescript/package.json').replace('package.json', 'bin/tsc'), '--project', folder]);
    } catch (error) {
      said = error.message;
    }
    // The server SDK's own types do not fit those of Node's events; all others are checked to the end, those of this package among them.
    const faults = said.split('\n').filter((line) => line.includes('error TS') && !line.includes('@openfeature/server-sdk/dist/types.d.ts'));
    assert.deepEqual(faults, []);
  });

  for (const name of ['vue', 'angular']) {
    await check(`frameworks: the recipe for ${name} places, observes and lets go`, () => {
      const report = JSON.parse(run(process.execPath, [join(folder, `${name}.mjs`), file]));
      assert.deepEqual(report.before, [null, null], 'nothing at first');
      assert.deepEqual(report.shown, report.expected);
      assert.deepEqual(report.closed, [null, report.expected[1]]);
      assert.deepEqual(report.kinds, ['click', 'dismiss', 'placed', 'placed']);
      assert.equal(report.afterwards, report.expected[1], 'what is gone is told nothing');
    });
  }
}
