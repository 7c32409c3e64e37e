// The command line, as it stands in the target folder: what it says is what the page is held against.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { TARGET } from '../page/pilot.mjs';

/** Runs `tellerside` and gives what it prints; throws where it fails. */
export function tellerside(...parameters) {
  const { status, stdout, stderr } = run(parameters);
  if (status !== 0) throw new Error(`tellerside ${parameters.join(' ')}: ${stderr}`);
  return stdout;
}

/** As `tellerside`, also where it refuses: `{ status, stdout, stderr }`. */
export function run(parameters) {
  return spawnSync(join(TARGET, 'debug', 'tellerside'), parameters, { encoding: 'utf8' });
}

/** Runs openssl. */
export function openssl(folder, ...parameters) {
  const { status, stderr } = spawnSync('openssl', parameters, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`openssl ${parameters.join(' ')}: ${stderr}`);
}
