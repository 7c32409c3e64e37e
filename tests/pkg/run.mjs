// The package as its users get it: packed, installed into fresh folders, and used from each host.
// `node tests/pkg/run.mjs`, after `cargo xtask build`; it needs the packages of tests/npm. TELLERSIDE_PILOT names a pilot
// folder to use instead of a fresh one. Prints a line a check; the last line counts them.

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { finish } from '../page/checks.mjs';
import { checkAttacks } from './attacks.mjs';
import { ROOT, corpusCases, pilotCases, pilotFolder } from './cases.mjs';
import { checkBill } from './bill.mjs';
import { checkDelivery } from './delivery.mjs';
import { checkErrors, checkLoading } from './faults.mjs';
import { checkFrameworks } from './frameworks.mjs';
import { checkHosts } from './hosts.mjs';
import { checkOpenFeature } from './openfeature.mjs';
import { checkGates, checkPackage } from './package.mjs';
import { run } from './process.mjs';
import { checkMeasure } from './measure.mjs';
import { checkOpened } from './opened.mjs';
import { checkReact } from './react.mjs';
import { checkReview } from './review.mjs';
import { checkSlots } from './slots.mjs';
import { checkStorage } from './storage.mjs';
import { checkMemory, checkPollution, checkTrap } from './resilience.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'tellerside-pkg-'));
try {
  const folder = pilotFolder();
  const pilot = pilotCases(folder, scratch);
  const corpus = corpusCases(scratch);
  for (const { cases, file } of [pilot, corpus]) writeFileSync(file, JSON.stringify(cases));

  const [{ filename, files }] = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', scratch], { cwd: join(ROOT, 'pkg') }));
  const consumer = (name, as = name) => {
    const installed = join(scratch, as);
    cpSync(join(ROOT, 'tests', 'pkg', name), installed, { recursive: true });
    run('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', join(scratch, filename)], { cwd: installed });
    return installed;
  };
  const consumers = { esm: consumer('node-esm'), cjs: consumer('node-cjs'), worker: consumer('workerd'), types: consumer('types') };

  await checkPackage(consumers, join(scratch, filename), files.map(({ path }) => path));
  await checkBill(consumers);
  await checkGates(consumers, corpus.cases);
  await checkHosts(consumers, [pilot, corpus]);
  await checkReview(consumers, folder, pilot.cases);
  await checkOpened(consumers, scratch, pilot.cases);
  await checkErrors(consumers, folder, pilot.cases);
  await checkStorage(consumers, pilot.cases);
  await checkMeasure(consumers, pilot.cases);
  await checkDelivery(consumers, pilot.cases);
  await checkAttacks(consumers);
  await checkLoading(consumers, pilot.cases);
  await checkPollution(consumers, pilot);
  const { pages } = await checkMemory(consumers, pilot);
  await checkTrap(consumers, pilot, pages);
  await checkSlots(consumers, pilot.cases);
  await checkOpenFeature(consumers, corpus, pilot, folder, pages);
  await checkReact(consumer, pilot);
  await checkFrameworks(consumer('frameworks'), pilot);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
finish();
