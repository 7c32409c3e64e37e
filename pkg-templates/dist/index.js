// The entry of browsers: fetches the module from beside this file, and only if it has exactly the published bytes.

import { start } from './engine.js';
import { LoadError } from './errors.js';

const INTEGRITY = '{{wasm_integrity}}';

function init(options) {
  return start(options, fetchModule);
}

async function fetchModule({ url, integrity }) {
  // Bundlers look for this very expression.
  const place = url ?? new URL('./tellerside.wasm', import.meta.url);
  const response = await fetch(place, { __proto__: null, credentials: 'same-origin', integrity: integrity ?? INTEGRITY });
  if (!response.ok) throw new LoadError('WASM_LOAD', `the server answers ${response.status} for ${place}`);
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('text/html')) throw new LoadError('WASM_LOAD', `the server answers a page instead of the module for ${place}`);
  // Streaming lets the browser keep the compiled code, and it insists on the type.
  return type === 'application/wasm' ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

export { init };
export { Engine, gateName } from './engine.js';
export { TellersideError, TrustError, BundleError, InputError, EngineError, LoadError } from './errors.js';
