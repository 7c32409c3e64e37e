// The entry of browsers: fetches the module from beside this file, and only if it has exactly the published bytes.

import { start } from './engine.js';
import { fetchModule } from './fetch-module.js';

const INTEGRITY = '{{wasm_integrity}}';

function init(options) {
  // Bundlers look for this very expression.
  return start(options, ({ url, integrity }) => fetchModule(url ?? new URL('./tellerside.wasm', import.meta.url), integrity ?? INTEGRITY));
}

export { init };
export { Engine, gateName } from './engine.js';
export { TellersideError, TrustError, BundleError, InputError, EngineError, LoadError } from './errors.js';
