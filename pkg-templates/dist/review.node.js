// The review entry of Node, Deno and Bun as an ES module: reads the module with explanations from beside this file.

import { readFileSync } from 'node:fs';

import { start } from './review-face.js';

function init(options) {
  const place = new URL('./tellerside_review.wasm', import.meta.url);
  return start(options, ({ url }) => new WebAssembly.Module(readFileSync(url ?? place)));
}

export { init };
export { ApprovalError, Review, ReviewEngine as Engine, gateName } from './review-face.js';
export { TellersideError, TrustError, BundleError, InputError, EngineError, LoadError } from './errors.js';
