// Node, as CommonJS: prints the answers to every request of a cases file, one JSON text a line.

const { readFileSync } = require('node:fs');

const { Engine, init } = require('tellerside');

const { bundle, trust, options, requests } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
init().then(() => {
  const engine = Engine.load(bundle, trust, options);
  for (const request of requests) {
    for (const answer of [engine.decide(request), engine.reasons(request), engine.record(request)]) {
      console.log(JSON.stringify(answer));
    }
  }
});
