// What the package withstands: planted prototypes, fifty thousand decisions, a trap.

import { join } from 'node:path';

import { assert, check } from '../page/checks.mjs';
import { lines, run } from './process.mjs';

const PAGE = 65_536;

export async function checkPollution({ esm }, { file, native }) {
  const ask = (kind) => lines(run(process.execPath, [join(esm, 'pollution.mjs'), file, kind]));
  for (const kind of ['none', 'value', 'function', 'getter', 'setter']) {
    await check(`planted on Object.prototype before loading: ${kind}; every answer is the same`, () => {
      const answers = ask(kind);
      assert.equal(answers.length, native.length + 2);
      native.forEach((answer, place) => assert.equal(answers[place], answer, `answer ${place}`));
      assert.equal(answers.at(-2), '["InputError","REQUEST_INVALID","page"]');
      assert.match(answers.at(-1), /^\[\d+,\d+,true\]$/);
    });
  }
}

/** Returns the pages of memory that the pilot needs. */
export async function checkMemory({ esm }, { file }) {
  const report = JSON.parse(run(process.execPath, ['--expose-gc', join(esm, 'memory.mjs'), file]));
  await check('50,000 decisions leave no memory behind', () => {
    assert.equal(report.instances, 1);
    assert.equal(report.after.wasm, report.warm.wasm);
    // What leaks grows in both halves; what the host compiles meanwhile in one of them.
    const grown = [report.half.heap - report.warm.heap, report.after.heap - report.half.heap];
    assert.ok(Math.min(...grown) < 64 * 1024, `the heap grew by ${grown.join(' and ')} bytes`);
  });
  console.log(`      wasm memory ${report.afterLoad} bytes after loading, ${report.warm.wasm} after 5,000, ${report.after.wasm} after 55,000 decisions`);
  return { pages: report.warm.wasm / PAGE };
}

export async function checkTrap({ esm }, { file }, pages) {
  // Half a MiB of room: enough for every customer, too little for what the script sends.
  const report = JSON.parse(run(process.execPath, [join(esm, 'trap.mjs'), file, String(pages + 8)]));
  await check('a trap shows nothing once, and says so', () => {
    assert.deepEqual(report.trapped, {
      decision: 1, gates: '', history: { events: [], history: 1, seed: '00000000000000aa' }, placements: [], statuses: ['engine_reset'],
    });
  });
  await check('the next decision after a trap is right', () => assert.ok(report.rightAfter));
  for (const call of ['reasons', 'record', 'observe', 'update']) {
    await check(`a trap in ${call} is an EngineError`, () => assert.equal(report[call], 'ENGINE_RESET true RuntimeError'));
  }
  await check('after five traps the last good release decides and can be updated; another engine never noticed', () => {
    assert.ok(report.rightInTheEnd && report.otherUntouched && report.version > 0);
  });
  await check('every trapped instance was thrown away', () => assert.equal(report.instances, 2 + 5));
}
