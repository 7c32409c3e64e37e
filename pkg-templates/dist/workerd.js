// The entry of workerd (Cloudflare Workers and kin), which compiles modules itself when it deploys.

import module from './tellerside.wasm';

import { start } from './engine.js';

function init(options) {
  return start(options, () => module);
}

export { init };
export { Engine, gateName } from './engine.js';
export { TellersideError, TrustError, BundleError, InputError, EngineError, LoadError } from './errors.js';
