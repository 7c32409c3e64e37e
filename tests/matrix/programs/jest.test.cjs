// Jest, which has CommonJS only and a realm of its own: the entry is said by the environment.

const { readFileSync, writeFileSync } = require('node:fs');

const { Engine, init } = require(process.env.TELLERSIDE_ENTRY);

test('decides', async () => {
  const { bundle, trust, options, requests } = JSON.parse(readFileSync(process.env.TELLERSIDE_CASES, 'utf8'));
  await init();
  const engine = Engine.load(bundle, trust, options);
  const answers = requests.flatMap((request) => [engine.decide(request), engine.reasons(request), engine.record(request)]);
  writeFileSync(process.env.TELLERSIDE_ANSWERS, answers.map((answer) => `${JSON.stringify(answer)}\n`).join(''));
}, 120_000);
