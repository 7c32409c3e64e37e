// A real trap: the module with so little memory that a large request exhausts it. `node trap.mjs CASES PAGES`, with the most
// pages of 64 KiB that it may have. Prints what happened as one JSON text.

import { readFileSync } from 'node:fs';

import { largeRequest, moduleWithMostPages } from './little-memory.mjs';

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

await init({ module: moduleWithMostPages(Number(process.argv[3])) });
const engine = Engine.load(bundle, trust, options);
const other = Engine.load(bundle, trust, options);
const before = requests.map((request) => JSON.stringify(engine.decide(request)));

const large = largeRequest(requests[0]);

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
