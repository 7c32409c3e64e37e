// Both OpenFeature providers under the published SDKs, over the corpus and the sample bank: never a mocked engine.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { assert, check } from '../page/checks.mjs';
import { ROOT } from './cases.mjs';
import { checkAnswers, checkCorpus } from './openfeature-answers.mjs';
import { checkContext, checkHooks } from './openfeature-context.mjs';
import { checkCounting } from './openfeature-counting.mjs';
import { checkEvents, checkTraps } from './openfeature-events.mjs';
import { checkScenarios } from './openfeature-scenarios.mjs';
import { server, web } from './openfeature-sdks.mjs';

const silent = { error() {}, warn() {}, info() {}, debug() {} };

export async function checkOpenFeature(consumers, corpus, pilot, folder, pages) {
  const required = createRequire(join(consumers.cjs, 'main.js'));
  const { Engine, init } = required('tellerside');
  const { TellersideWebProvider } = required('tellerside/openfeature/web');
  const { TellersideServerProvider } = required('tellerside/openfeature/server');
  const providers = { web: TellersideWebProvider, server: TellersideServerProvider };
  web.OpenFeature.setLogger(silent);
  server.OpenFeature.setLogger(silent);
  await init();
  const engine = Engine.load(corpus.cases.bundle, corpus.cases.trust, corpus.cases.options);
  const rows = new Map(JSON.parse(readFileSync(join(ROOT, 'tests', 'corpus', 'golden', 'rows.json'), 'utf8'))
    // A number that JavaScript cannot hold reaches the engine in a text alone.
    .filter(({ request }) => JSON.stringify(JSON.parse(request)) === request)
    .map(({ id, request, decision }) => [id, { request: JSON.parse(request), decision: JSON.parse(decision) }]));

  await check('openfeature: both kinds of module have the same names, and ask for no SDK', async () => {
    for (const [entry, names] of [
      ['slots', ['Slots', 'isAlike', 'whenSeen']],
      ['openfeature/web', ['TellersideWebProvider']],
      ['openfeature/server', ['TellersideServerProvider']],
    ]) {
      const file = createRequire(join(consumers.esm, 'main.mjs')).resolve(`tellerside/${entry}`).replace(/\.cjs$/, '.js');
      assert.deepEqual(Object.keys(await import(pathToFileURL(file).href)).sort(), names);
      assert.deepEqual(Object.keys(required(`tellerside/${entry}`)).sort(), names);
    }
  });

  await checkCorpus(providers, engine, rows);
  await checkAnswers(providers, Engine, engine, corpus.cases, rows);
  await checkContext(providers, engine, rows);
  await checkCounting(providers, engine, rows);
  await checkHooks(providers, engine, rows);
  await checkEvents(providers, Engine, pilot.cases, folder);
  await checkScenarios(providers, Engine, engine, rows, corpus.cases, folder);
  await checkTraps(consumers, pilot, pages);
  engine.close();
  await web.OpenFeature.clearProviders();
  await server.OpenFeature.clearProviders();
}
