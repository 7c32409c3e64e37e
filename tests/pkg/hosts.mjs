// Every host gives the same bytes, and they are those of the command line.

import { copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { assert, check } from '../page/checks.mjs';
import { ROOT } from './cases.mjs';
import { lines, run } from './process.mjs';
import { askWorker } from './workerd.mjs';

export async function checkHosts({ esm, cjs, worker }, allCases) {
  // No host needs code from strings; Node is told to refuse it.
  const node = (...args) => run(process.execPath, ['--disallow-code-generation-from-strings', ...args]);
  // The program itself: the script of that name does not hand on file descriptors.
  const { default: workerd } = createRequire(join(ROOT, 'tests', 'npm', 'package.json'))('workerd');
  const hosts = [
    ['Node, ES module', ({ file }) => node(join(esm, 'main.mjs'), file)],
    ['Node, require', ({ file }) => node(join(cjs, 'main.js'), file)],
    ['workerd', ({ file }) => {
      copyFileSync(file, join(worker, 'cases.json'));
      return askWorker(worker, workerd);
    }],
  ];
  for (const cases of allCases) {
    for (const [host, ask] of hosts) {
      await check(`${host} answers ${cases.name} as the command line does, byte for byte`, async () => {
        const printed = lines(await ask(cases));
        const answers = cases.asCommitted?.(printed) ?? printed;
        assert.equal(answers.length, 3 * cases.cases.requests.length);
        answers.forEach((answer, place) => assert.equal(answer, cases.native[place], `answer ${place % 3} to request ${Math.floor(place / 3)}`));
      });
    }
  }
}
