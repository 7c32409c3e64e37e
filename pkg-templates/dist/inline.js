// The entry that carries the module within itself, for hosts that cannot put a file beside a script. A third more to transfer.

import { Engine, gateName, start } from './engine.js';
import { TellersideError, TrustError, BundleError, InputError, EngineError, LoadError } from './errors.js';

const WASM = '{{wasm_base64}}';

function init(options) {
  return start(options, () => WebAssembly.compile(bytesOf(WASM)));
}

function bytesOf(base64) {
  if (typeof Uint8Array.fromBase64 === 'function') return Uint8Array.fromBase64(base64);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let place = 0; place < text.length; place += 1) bytes[place] = text.charCodeAt(place);
  return bytes;
}

export { init, Engine, gateName, TellersideError, TrustError, BundleError, InputError, EngineError, LoadError };
