// Node and Bun, as CommonJS: `main.cjs <entry> <file of the cases> <file for the answers>`; prints the version of the host.

const { readFileSync, writeFileSync } = require('node:fs');

const [entry, cases, answers] = process.argv.slice(2);
const tellerside = require(entry);
import('./answers.js')
  .then(({ answersOf }) => answersOf(tellerside, JSON.parse(readFileSync(cases, 'utf8'))))
  .then((text) => {
    writeFileSync(answers, text);
    console.log(globalThis.Bun?.version ?? process.versions.node);
  });
