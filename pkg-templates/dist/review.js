// The review entry of browsers: fetches the module with explanations from beside this file, and only if it has exactly the published bytes.

import { start } from './review-face.js';
import { LoadError } from './errors.js';

const INTEGRITY = '{{review_integrity}}';

function init(options) {
  return start(options, fetchModule);
}

async function fetchModule({ url, integrity }) {
  // Bundlers look for this very expression.
  const place = url ?? new URL('./tellerside_review.wasm', import.meta.url);
  const response = await fetch(place, { __proto__: null, credentials: 'same-origin', integrity: integrity ?? INTEGRITY });
  if (!response.ok) throw new LoadError('WASM_LOAD', `the server answers ${response.status} for ${place}`);
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('text/html')) throw new LoadError('WASM_LOAD', `the server answers a page instead of the module for ${place}`);
  // Streaming lets the browser keep the compiled code, and it insists on the type.
  return type === 'application/wasm' ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

export { init };
export { ApprovalError, Review, ReviewEngine as Engine, gateName } from './review-face.js';
export { TellersideError, TrustError, BundleError, InputError, EngineError, LoadError } from './errors.js';
