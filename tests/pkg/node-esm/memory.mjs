// 50,000 decisions, and how much memory they left behind. `node --expose-gc memory.mjs CASES`. Prints one JSON text.

import { readFileSync } from 'node:fs';

const memories = [];
const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(...given) {
    super(...given);
    memories.push(this.exports.memory);
  }
};
const { Engine, init } = await import('tellerside');

const { bundle, trust, options, requests } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
await init();
const engine = Engine.load(bundle, trust, options);
const afterLoad = memories[0].buffer.byteLength;

const decide = (times) => {
  for (let n = 0; n < times; n += 1) {
    const request = requests[n % requests.length];
    const { history } = engine.decide(request);
    if (n % 10 === 0) engine.record({ ...request, history });
  }
  globalThis.gc();
  return { wasm: memories[0].buffer.byteLength, heap: process.memoryUsage().heapUsed };
};
const [warm, half, after] = [decide(5_000), decide(25_000), decide(25_000)];
console.log(JSON.stringify({ instances: memories.length, afterLoad, warm, half, after }));
