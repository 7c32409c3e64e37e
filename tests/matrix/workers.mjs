// Hosts that compile no bytes and are handed the module compiled: workerd, and the Edge Runtime of Next and Vercel.

import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { scriptsOf } from '../pkg/module-files.mjs';
import { run } from '../pkg/process.mjs';
import { common, load, own, versionOf } from './consumers.mjs';

/** Answers of a Worker that is made of `modules`. */
async function askMiniflare(modules) {
  const { Miniflare } = await load(common, 'miniflare');
  const worker = new Miniflare({ modules, compatibilityDate: '2026-01-01', cf: false });
  try {
    const response = await worker.dispatchFetch('http://localhost/');
    const answers = await response.text();
    if (!response.ok) throw new Error(answers);
    return { version: run(common('workerd').default, ['--version']).trim().replace(/^workerd /, ''), answers };
  } finally {
    await worker.dispose();
  }
}

const module = (type, path, contents) => ({ type, path, contents });

/** Without a bundler: the package's own files, and the entry `tellerside` as `condition` of the exports map, or `subpath`, names it. */
const raw = (condition, subpath = '.') => (consumers) => {
  const folder = consumers.folder('workerd');
  const installed = join(folder, 'node_modules', 'tellerside');
  const { exports } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  const entry = exports[subpath][condition].default;
  const read = (...path) => readFileSync(join(...path), 'utf8');
  return askMiniflare([
    module('ESModule', 'worker.js', read(folder, 'worker.js')),
    module('ESModule', 'answers.js', read(folder, 'answers.js')),
    module('Text', 'cases.json.txt', consumers.cases),
    module('ESModule', 'tellerside', `export * from '${entry}';`),
    ...scriptsOf(join(installed, 'dist'), [basename(entry)]).map(([name, text]) => module('ESModule', `dist/${name}`, text)),
    module('CompiledWasm', 'dist/tellerside.wasm', readFileSync(join(installed, 'dist', 'tellerside.wasm'))),
  ]);
};

/** As Wrangler bundles: esbuild with its conditions, modules and texts left to the host. */
async function bundledForWorkerd(consumers) {
  const folder = consumers.folder('wrangler');
  const { build } = await load(own, 'esbuild');
  const { outputFiles: [{ text }] } = await build({
    absWorkingDir: folder, entryPoints: ['worker.js'], bundle: true, write: false, format: 'esm', target: 'es2024', logLevel: 'error',
    conditions: ['workerd', 'worker', 'browser'], external: ['*.wasm', '*.txt'],
  });
  return askMiniflare([
    module('ESModule', 'worker.js', text),
    module('Text', 'cases.json.txt', consumers.cases),
    module('CompiledWasm', 'tellerside.wasm', readFileSync(join(folder, 'node_modules', 'tellerside', 'dist', 'tellerside.wasm'))),
  ]);
}

/** The runtime itself, which refuses to compile bytes; the module comes compiled, and from another realm. */
async function edgeRuntime(consumers) {
  const folder = consumers.folder('edge-runtime');
  const { build } = await load(own, 'esbuild');
  const handedIn = {
    name: 'compiled modules',
    setup(bundler) {
      bundler.onResolve({ filter: /\.wasm\?module$/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, path.replace('?module', '')), namespace: 'compiled' }));
      bundler.onLoad({ filter: /.*/, namespace: 'compiled' }, () => ({ contents: 'export default globalThis.compiled;' }));
    },
  };
  const { outputFiles: [{ text }] } = await build({
    absWorkingDir: folder, entryPoints: ['edge.js'], bundle: true, write: false, format: 'iife', logLevel: 'error',
    conditions: ['edge-light', 'worker', 'browser'], plugins: [handedIn],
  });
  const compiled = new WebAssembly.Module(readFileSync(join(folder, 'node_modules', 'tellerside', 'dist', 'tellerside.wasm')));
  const { EdgeVM } = await load(own, '@edge-runtime/vm');
  const vm = new EdgeVM({
    codeGeneration: { strings: false, wasm: false },
    extend: (context) => Object.assign(context, { compiled, cases: consumers.cases }),
  });
  if (vm.evaluate('globalThis.compiled instanceof WebAssembly.Module')) throw new Error('the module is of the same realm: nothing is shown');
  vm.evaluate(text);
  return { version: versionOf(own, '@edge-runtime/vm'), answers: await vm.evaluate('globalThis.answers') };
}

export const WORKERS = [
  { host: 'workerd', quick: true, ask: raw('workerd') },
  { host: 'workerd, ./source', ask: raw('import', './source') },
  { host: 'workerd, bundled by esbuild', ask: bundledForWorkerd },
  { host: 'Edge Runtime', ask: edgeRuntime },
];
