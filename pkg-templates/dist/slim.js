// The entry for hosts and libraries that load the module themselves: `init({ module })`.

import { Engine, gateName, start } from './engine.js';
import { TellersideError, TrustError, BundleError, InputError, EngineError, LoadError } from './errors.js';

function init(options) {
  return start(options, () => {
    throw new LoadError('WASM_LOAD', 'tellerside/slim loads nothing itself: give it the compiled module or its bytes as `module`');
  });
}

export { init, Engine, gateName, TellersideError, TrustError, BundleError, InputError, EngineError, LoadError };
