// Node, as an ES module: prints the answers to every request of a cases file, one JSON text a line.

import { readFileSync } from 'node:fs';

import { Engine, init } from 'tellerside';

const { bundle, trust, options, requests } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
await init();
const engine = Engine.load(bundle, trust, options);
for (const request of requests) {
  for (const answer of [engine.decide(request), engine.reasons(request), engine.record(request)]) {
    console.log(JSON.stringify(answer));
  }
}
