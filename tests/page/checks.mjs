// A list of named checks: each runs, prints one line, and the last line counts them.

import assert from 'node:assert/strict';

let passed = 0;
const failed = [];

/** Runs one check: `body` throws, or rejects, where it does not hold. */
export async function check(name, body) {
  try {
    await body();
    passed += 1;
    console.log(`ok    ${name}`);
  } catch (error) {
    failed.push(name);
    const message = [error.message ?? error, error.cause?.message].filter((part) => part !== undefined).join('\n');
    console.log(`FAIL  ${name}\n      ${message.replaceAll('\n', '\n      ')}`);
  }
}

/** Prints the count; the exit code of the process follows it. */
export function finish() {
  console.log(`${passed} passed, ${failed.length} failed`);
  process.exitCode = failed.length === 0 && passed > 0 ? 0 : 1;
}

export { assert };
