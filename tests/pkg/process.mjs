// Other programs, run to their end.

import { spawnSync } from 'node:child_process';

/** What `program` writes to its standard output. Throws with everything it wrote where it fails. */
export function run(program, args, { cwd, input, env } = {}) {
  const { status, signal, stdout, stderr, error } = spawnSync(program, args, {
    cwd, input, env: { ...process.env, ...env }, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status ?? signal}\n${stderr}${stdout}`);
  return stdout;
}

/** The lines of a text that ends with a line break. */
export function lines(text) {
  return text.split('\n').slice(0, -1);
}
