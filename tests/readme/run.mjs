// The examples of the READMEs, run as they stand: in Chromium, Node and workerd, over the sample bank and the package in `pkg/`.
// `node tests/readme/run.mjs`, after `cargo xtask build`. Prints a line an example; the last line counts them.

import { launch } from '../page/browser.mjs';
import { assert, check, finish } from '../page/checks.mjs';
import { makePilot, openPilot } from '../page/pilot.mjs';
import { blockOf, examples } from './blocks.mjs';
import { InChromium } from './in-chromium.mjs';
import { runInNode } from './in-node.mjs';
import { runInWorkerd } from './in-workerd.mjs';
import { ELSEWHERE, IN_CHROMIUM, IN_NODE, IN_WORKERD } from './rows.mjs';

const folder = makePilot();
const { customers, load } = await openPilot(folder);
const world = { customers, engine: load(), request: customers[0].request };

const rows = [...IN_CHROMIUM, ...IN_NODE, ...IN_WORKERD];
await check('README: every example has a name and a row, and every row an example', () => {
  const named = examples().map(({ file, line, name }) => name ?? `${file}:${line} has no name`);
  assert.deepEqual(named.toSorted(), [...rows.map(({ name }) => name), ...Object.keys(ELSEWHERE)].toSorted());
});

const chromium = await InChromium.start(await launch(), folder, world);
try {
  for (const row of IN_CHROMIUM) await prove(row, 'Chromium', () => chromium.run(row, blockOf(row.name)));
} finally {
  await chromium.stop();
}
for (const row of IN_NODE) await prove(row, 'Node', () => runInNode(folder, row, blockOf(row.name)));
for (const row of IN_WORKERD) await prove(row, 'workerd', () => runInWorkerd(folder, row, blockOf(row.name), world));
finish();

function prove({ name, because, expect }, host, run) {
  return check(`README, ${name}, in ${host}: ${because}`, async () => expect(await run(), world));
}
