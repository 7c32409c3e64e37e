// Node, Deno and Bun, as an ES module: `main.mjs <entry> <file of the cases> <file for the answers>`; prints the version of the host.

import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

import { answersOf } from './answers.js';

const [entry, cases, answers] = process.argv.slice(2);
writeFileSync(answers, await answersOf(await import(entry), JSON.parse(readFileSync(cases, 'utf8'))));
console.log(globalThis.Deno?.version.deno ?? globalThis.Bun?.version ?? process.versions.node);
