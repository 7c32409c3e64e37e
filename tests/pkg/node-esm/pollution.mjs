// Plants things on Object.prototype and Array.prototype, then loads the package and answers as main.mjs does.
// `node pollution.mjs CASES KIND`: KIND is `none`, `value`, `function`, `getter` or `setter`.

import { readFileSync } from 'node:fs';
import { compileFunction } from 'node:vm';

/** Names of the package's own documents and options, of what JavaScript looks up by itself, and of wasm-bindgen's glue. */
const NAMES = [
  'accounts', 'action', 'arm', 'as_of', 'at', 'campaign', 'cause', 'class', 'code', 'currency', 'deny', 'detached',
  'enumerable', 'configurable', 'writable', 'value', 'get', 'set', 'encodeInto', 'error', 'events', 'fatal', 'features', 'floor', 'group',
  'help', 'history', 'image', 'index', 'integrity', 'kind', 'length', 'locale', 'locales', 'message', 'method', 'module', 'name',
  'nonce', 'notifications', 'now', 'once', 'own.card', 'page', 'path', 'period', 'placement', 'placements', 'policy', 'product', 'pruned_before',
  'role', 'seed', 'signal', 'slot', 'slots', 'statuses', 'storage', 'surplus', 'target', 'then', 'toJSON', 'unit', 'until', 'url',
  'values', 'vector', 'visit', '0', '1', '2',
];

const [file, kind] = process.argv.slice(2);
const { bundle, trust, options, requests } = JSON.parse(readFileSync(file, 'utf8'));
const write = process.stdout.write.bind(process.stdout);

// Read beforehand and evaluated afterwards: Node's own loader does not work with a planted `path`.
const dist = new URL('./node_modules/tellerside/dist/', import.meta.url);
const wasm = new WebAssembly.Module(readFileSync(new URL('tellerside.wasm', dist)));
const texts = new Map(['slim', 'engine', 'errors', 'gates', 'glue', 'options', 'texts'].map((name) => [name, readFileSync(new URL(`${name}.cjs`, dist), 'utf8')]));

function required(name) {
  const module = { exports: undefined };
  const evaluate = compileFunction(texts.get(name), ['module', 'require']);
  evaluate(module, (path) => required(path.slice('./'.length, -'.cjs'.length)));
  return module.exports;
}

const define = Object.defineProperty;

const PLANTED = {
  value: { value: 'planted', writable: true },
  function: { value: () => 'planted', writable: true },
  getter: { get: () => 'planted' },
  setter: { get: () => undefined, set: () => {} },
};

const planted = kind === 'none' ? [] : [...NAMES.map((name) => [Object.prototype, name]), [Array.prototype, 'toJSON']];
for (const [prototype, name] of planted) {
  define(prototype, name, { __proto__: null, ...PLANTED[kind], configurable: true, enumerable: true });
}

const { Engine, init } = required('slim');
// Kept by definition: a planted `0` would take what is pushed.
const answers = [];
const keep = (answer) => define(answers, answers.length, { __proto__: null, value: answer, enumerable: true });
init({ module: wasm }).then(() => {
  const engine = Engine.load(bundle, trust, options);
  for (const request of requests) {
    keep(engine.decide(request));
    keep(engine.reasons(request));
    keep(engine.record(request));
  }
  try {
    engine.decide({ ...requests[0], page: 7 });
  } catch (error) {
    keep([error.name, error.code, error.path]);
  }
  keep([engine.info.version, engine.campaigns.length, Object.isFrozen(engine.campaigns[1].slots)]);
  // Cleared only now, so that the answers are written as they are.
  for (const [prototype, name] of planted) delete prototype[name];
  write(answers.map((answer) => `${JSON.stringify(answer)}\n`).join(''));
});
