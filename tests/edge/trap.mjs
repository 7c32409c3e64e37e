// A real trap at the edge: the module with so little memory that one customer's vector exhausts it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { assert, check } from '../page/checks.mjs';
import { startBank } from './bank.mjs';
import { answerFor } from './customers.mjs';
import { startWorkerd } from './hosts.mjs';
import { ask, headlines, wait } from './http.mjs';
import { engineOf } from './pages.mjs';

const PAGE = 65_536;

export async function checkTrap(folder, material, configure) {
  const request = material.customers.get('c01');
  const pages = await pagesNeeded(folder, material, request);
  const bank = await startBank(material);
  configure(bank, material);
  const wasm = readFileSync(join(folder, 'node_modules', 'tellerside', 'dist', 'tellerside.wasm'));
  const host = await startWorkerd(folder, withMostPages(wasm, pages));
  bank.sessions.set('c01', answerFor(request, 'c01'));
  // Names that no campaign reads: they only need room.
  const room = Object.fromEntries(Array.from({ length: 40_000 }, (_, n) => [`room.${n}`, n]));
  const large = { ...request.features, features: { ...request.features.features, ...room } };
  bank.sessions.set('large', answerFor({ ...request, features: large }, 'large'));
  try {
    await ask(host, '/home', { session: 'c01' });
    await wait(300);
    await check('workerd: a trap shows the evergreens, and the next customer is decided for by a fresh instance', async () => {
      assert.equal(headlines((await ask(host, '/home', { session: 'c01' })).text).length, 1);
      for (let times = 0; times < 3; times += 1) {
        const { status, text } = await ask(host, '/home', { session: 'large' });
        assert.deepEqual([status, headlines(text)], [200, []]);
        assert.equal(headlines((await ask(host, '/home', { session: 'c01' })).text).length, 1);
      }
    });
  } finally {
    await host.stop();
    await bank.stop();
  }
}

/** The pages of memory that loading and small decisions need, and no more. */
async function pagesNeeded(folder, material, request) {
  const { Instance } = WebAssembly;
  let memory;
  WebAssembly.Instance = class extends Instance {
    constructor(...given) {
      super(...given);
      memory = this.exports.memory;
    }
  };
  try {
    const engine = await engineOf(folder, material);
    for (let times = 0; times < 20; times += 1) engine.decide({ ...request, now: new Date().toISOString() });
    // Twice, as when a bundle is updated.
    engine.update(material.bundle, { now: new Date().toISOString(), policy: { ...JSON.parse(material.policy), deny: ['nothing'] } });
    engine.close();
    return memory.buffer.byteLength / PAGE;
  } finally {
    WebAssembly.Instance = Instance;
  }
}

/** The module with another limit of its memory: the bytes of its memory section are `1, flags, least, most`. */
function withMostPages(wasm, most) {
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  const leb = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >> 7)]);
  for (;;) {
    const start = at;
    const id = wasm[at++];
    const length = number();
    const end = at + length;
    if (id === 5) {
      const [count, flags, least] = [number(), number(), number()];
      if (count !== 1 || flags !== 1) throw new Error('one memory with a limit was expected');
      const section = [count, flags, ...leb(least), ...leb(most)];
      return Buffer.from([...wasm.subarray(0, start), 5, ...leb(section.length), ...section, ...wasm.subarray(end)]);
    }
    at = end;
  }
}
