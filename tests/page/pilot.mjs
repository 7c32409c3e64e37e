// What the page is tested on: the sample bank's folder, fresh from the command line, with the package as it was built.

import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Cargo's target folder: pictures and the pilot folder go below it. */
export const TARGET = process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target');

/** Makes the pilot folder `name` anew and puts the package in `pkg/` into it. Returns the folder. */
export function makePilot(name = 'page') {
  const folder = join(TARGET, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(TARGET, { recursive: true });
  const pilot = ['run', '--quiet', '--locked', '--features', 'cli', '--bin', 'tellerside', '--', 'pilot', '--source', 'www/sample', '--out', folder];
  const { status } = spawnSync(process.env.CARGO ?? 'cargo', pilot, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`\`cargo ${pilot.join(' ')}\` failed`);
  cpSync(join(ROOT, 'pkg'), join(folder, 'node_modules', 'tellerside'), { recursive: true });
  return folder;
}

/** The same engine in Node, over the bundle of the folder, and what the folder holds beside it. */
export async function openPilot(folder) {
  const read = (...path) => readFileSync(join(folder, ...path), 'utf8');
  const { Engine, init } = createRequire(join(folder, 'package.json'))('tellerside');
  await init();
  const customers = JSON.parse(read('customers.json'));
  const load = () => Engine.load(read('bundle.tsb.json'), read('root.json'), {
    now: customers[0].request.now,
    policy: JSON.parse(read('policy.json')),
  });
  return { customers, prepared: JSON.parse(read('bundles', 'index.json')), load };
}

/** Starts `www/serve.mjs` on a free port. Returns its address and how to stop it. */
export async function serve(folder) {
  const server = spawn(process.execPath, [join(ROOT, 'www', 'serve.mjs'), folder, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [url] = await new Promise((resolve, reject) => {
    createInterface(server.stdout).once('line', (line) => resolve([line]));
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return { url, stop: () => server.kill() };
}
