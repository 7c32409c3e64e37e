// A real trap: the module with so little memory that a large request exhausts it. `node trap.mjs CASES PAGES`, with the most
// pages of 64 KiB that it may have. Prints what happened as one JSON text.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

let instances = 0;
const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(...given) {
    super(...given);
    instances += 1;
  }
};
const { Engine, EngineError, init } = await import('tellerside/slim');

const { bundle, trust, options, requests } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const wasm = readFileSync(fileURLToPath(import.meta.resolve('tellerside/wasm')));

await init({ module: withMostPages(wasm, Number(process.argv[3])) });
const engine = Engine.load(bundle, trust, options);
const other = Engine.load(bundle, trust, options);
const before = requests.map((request) => JSON.stringify(engine.decide(request)));

// Names that no campaign reads: they only need room.
const features = { ...requests[0].features.features };
for (let n = 0; n < 40_000; n += 1) features[`room.${n}`] = n;
const large = { ...requests[0], features: { ...requests[0].features, features }, history: { events: [], history: 1, seed: '00000000000000aa' } };

const codeOf = (work) => {
  try {
    work();
    return 'no error';
  } catch (error) {
    return `${error.code} ${error instanceof EngineError} ${error.cause?.constructor.name}`;
  }
};
const after = () => requests.map((request) => JSON.stringify(engine.decide(request)));
const report = { trapped: engine.decide(large) };
report.rightAfter = after().every((answer, place) => answer === before[place]);
report.reasons = codeOf(() => engine.reasons(large));
report.record = codeOf(() => engine.record(large));
report.observe = codeOf(() => engine.observe({ events: manyEvents(), history: 1 }, { at: requests[0].now, kind: 'refuse', target: 'all' }));
report.update = codeOf(() => engine.update(`${bundle.slice(0, -1)}${' '.repeat(4_000_000 - bundle.length)}}`, options));
report.version = engine.info.version;
engine.update(bundle, options);
report.rightInTheEnd = after().every((answer, place) => answer === before[place]);
report.otherUntouched = requests.every((request, place) => JSON.stringify(other.decide(request)) === before[place]);
report.instances = instances;
console.log(JSON.stringify(report));

function manyEvents() {
  return Array.from({ length: 9_000 }, (_, n) => ({ at: n, campaign: 'a', id: `${n}-impression-a`, kind: 'impression', slot: 'hero' }));
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
  for (;;) {
    const start = at;
    const id = wasm[at++];
    const length = number();
    const end = at + length;
    if (id === 5) {
      const [count, flags, least] = [number(), number(), number()];
      if (count !== 1 || flags !== 1) throw new Error('one memory with a limit was expected');
      const section = [count, flags, ...leb(least), ...leb(most)];
      return new Uint8Array([...wasm.subarray(0, start), 5, ...leb(section.length), ...section, ...wasm.subarray(end)]);
    }
    at = end;
  }
}

function leb(value) {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >> 7)];
}
