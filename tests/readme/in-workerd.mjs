// Examples as Workers: workerd itself, by miniflare.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { scriptsOf } from '../pkg/module-files.mjs';

const tools = createRequire(new URL('../npm/package.json', import.meta.url));

/** What the Worker answers: status, headers and text. `worker` is the main module where the example is not one itself. */
export async function runInWorkerd(folder, { name, before = '', worker }, code, world) {
  const { Miniflare } = await import(pathToFileURL(tools.resolve('miniflare')).href);
  const dist = join(folder, 'node_modules', 'tellerside', 'dist');
  const module = (type, path, contents) => ({ type, path, contents });
  const text = (file) => module('Text', `${file}.txt`, readFileSync(join(folder, file), 'utf8'));
  const example = module('ESModule', worker === undefined ? 'main.js' : `${name}.js`, `${before}\n${code}`);
  const host = new Miniflare({
    modules: [
      ...(worker === undefined ? [example] : [module('ESModule', 'main.js', worker), example]),
      module('ESModule', 'given.js', `export const request = ${JSON.stringify(world.request)};\nexport const placement = ${JSON.stringify(world.engine.decide(world.request).placements[0])};`),
      text('bundle.tsb.json'), text('root.json'),
      module('ESModule', 'tellerside', "export * from './dist/workerd.js';"),
      module('ESModule', 'tellerside/element', "export * from '../dist/element.js';"),
      ...scriptsOf(dist, ['workerd.js', 'element.js']).map(([file, script]) => module('ESModule', `dist/${file}`, script)),
      module('CompiledWasm', 'dist/tellerside.wasm', readFileSync(join(dist, 'tellerside.wasm'))),
    ],
    compatibilityDate: '2026-04-01', cf: false, host: '127.0.0.1', port: 0,
  });
  try {
    const response = await fetch(await host.ready);
    return { status: response.status, headers: response.headers, text: await response.text() };
  } finally {
    await host.dispose();
  }
}
