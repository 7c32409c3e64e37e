// The entry by a source-phase import, for hosts that know it: the host finds and compiles the module before anything runs.

import source module from './tellerside.wasm';

import { start } from './engine.js';

function init(options) {
  return start(options, () => module);
}

export { init };
export { Engine, gateName } from './engine.js';
export { TellersideError, TrustError, BundleError, InputError, EngineError, LoadError } from './errors.js';
