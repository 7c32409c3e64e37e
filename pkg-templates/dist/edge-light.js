// The entry of the Edge Runtime (Next, Vercel), which compiles modules itself when it builds. The compiled module is of another
// realm than the one this runs in: `instanceof WebAssembly.Module` does not hold for it, and nothing here asks.

import module from './tellerside.wasm?module';

import { start } from './engine.js';

function init(options) {
  return start(options, () => module);
}

export { init };
export { Engine, gateName } from './engine.js';
export { TellersideError, TrustError, BundleError, InputError, EngineError, LoadError } from './errors.js';
