// The entry of Node, Deno and Bun as an ES module: reads the module from beside this file.

import { readFileSync } from 'node:fs';

import { start } from './engine.js';

function init(options) {
  return start(options, ({ url }) => new WebAssembly.Module(readFileSync(url ?? new URL('./tellerside.wasm', import.meta.url))));
}

export { init };
export { Engine, gateName } from './engine.js';
export { TellersideError, TrustError, BundleError, InputError, EngineError, LoadError } from './errors.js';
