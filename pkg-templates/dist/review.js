// The review entry of browsers: fetches the module with explanations from beside this file, and only if it has exactly the published bytes.

import { start } from './review-face.js';
import { fetchModule } from './fetch-module.js';

const INTEGRITY = '{{review_integrity}}';

function init(options) {
  // Bundlers look for this very expression.
  return start(options, ({ url, integrity }) => fetchModule(url ?? new URL('./tellerside_review.wasm', import.meta.url), integrity ?? INTEGRITY));
}

export { init };
export { ApprovalError, Review, ReviewEngine as Engine, gateName } from './review-face.js';
export { TellersideError, TrustError, BundleError, InputError, EngineError, LoadError } from './errors.js';
