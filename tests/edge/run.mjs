// The template of the edge, installed from the packed package and deployed on loopback in workerd, Deno and Bun before a bank that behaves
// and misbehaves. `node tests/edge/run.mjs`, after `cargo xtask build`; it needs the packages of tests/npm. TELLERSIDE_PILOT names a pilot
// folder to use instead of a fresh one. With `--load SECONDS` each host is measured under load as well, and nothing is judged by it.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { finish } from '../page/checks.mjs';
import { ROOT, pilotFolder, pilotOf } from '../pkg/cases.mjs';
import { run } from '../pkg/process.mjs';
import { startBank } from './bank.mjs';
import { checkBrowser } from './browser.mjs';
import { checkConfiguration, configurationAt } from './configuration.mjs';
import { answerFor } from './customers.mjs';
import { checkFailures } from './failures.mjs';
import { checkHistories } from './histories.mjs';
import { checkHostile } from './hostile.mjs';
import { configured, startBun, startDeno, startWorkerd } from './hosts.mjs';
import { measure } from './load.mjs';
import { checkPages } from './pages.mjs';
import { checkReleases } from './releases.mjs';
import { checkScreens } from './screens.mjs';
import { checkSizes } from './sizes.mjs';
import { checkSameBytes, checkSlots } from './slots.mjs';
import { checkTrap } from './trap.mjs';
import { checkTrial } from './trial.mjs';

const { values: { load } } = parseArgs({ options: { load: { type: 'string' } } });
const ROOTS = '{"roots":[],"tellerside_roots":1}';
const scratch = mkdtempSync(join(tmpdir(), 'tellerside-edge-'));

/** What a bank serves of a pilot folder, and its customers. */
function materialOf(folder) {
  const read = (name) => readFileSync(join(folder, name), 'utf8');
  const customers = new Map(JSON.parse(read('customers.json')).map(({ id, request }) => [id, request]));
  return { folder, bundle: read('bundle.tsb.json'), policy: read('policy.json'), root: read('root.json'), roots: ROOTS, customers };
}

/** The sample bank with words in it that would be markup, had they not been escaped. */
function hostileFolder() {
  const source = join(scratch, 'hostile-source');
  cpSync(join(ROOT, 'www', 'sample'), source, { recursive: true });
  const file = join(source, 'campaigns', 'overdraft-protection.yaml');
  const text = readFileSync(file, 'utf8');
  const headline = 'Link your savings as a backup for checking';
  if (!text.includes(headline)) throw new Error('the sample has another headline');
  writeFileSync(file, text.replace(headline, () => JSON.stringify(HOSTILE)));
  return pilotOf(source, join(scratch, 'hostile'));
}

const HOSTILE = '<img src=x onerror=alert(1)> & "quotes" \'</h2></tellerside-slot><script>alert(2)</script><!-- $1 $& &lt;b&gt;';

try {
  const material = materialOf(pilotFolder());
  const hostile = { ...materialOf(hostileFolder()), headline: HOSTILE };
  const folder = join(scratch, 'edge');
  mkdirSync(folder);
  const [{ filename }] = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', scratch], { cwd: join(ROOT, 'pkg') }));
  writeFileSync(join(folder, 'package.json'), '{ "name": "edge", "private": true, "type": "module" }\n');
  run('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', join(scratch, filename)], { cwd: folder });

  const configure = ({ origin }, { root }) => configured(folder, { configuration: configurationAt(origin), root });

  cpSync(join(folder, 'node_modules', 'tellerside', 'worker'), folder, { recursive: true });
  await checkConfiguration(folder);
  const pages = new Map();
  for (const start of [startWorkerd, startDeno, startBun]) {
    const bank = await startBank(material);
    for (const [id, request] of material.customers) bank.sessions.set(id, answerFor(request, id));
    configure(bank, material);
    const host = await start(folder);
    try {
      await checkPages(host, bank, material, folder);
      await checkSizes(host, bank, material, folder);
      pages.set(host.name, await checkSlots(host, bank));
      await checkScreens(host, bank);
      await checkHistories(host, bank);
      if (host.name === 'workerd') await checkBrowser(host, bank, folder);
      await checkFailures(host, bank);
      await checkReleases(host, bank, material);
      if (load !== undefined) await measure(host, bank, Number(load));
    } finally {
      await host.stop();
      await bank.stop();
    }
    await checkHostile(start, folder, hostile, configure);
  }
  await checkSameBytes(pages);
  await checkTrap(folder, material, configure);
  for (const start of [startDeno, startBun]) await checkTrial(start, folder, material);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
finish();
