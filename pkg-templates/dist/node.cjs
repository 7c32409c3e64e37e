// The entry of Node for require(): the same sources, rendered as CommonJS by the build.
'use strict';

const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const { Engine, gateName, start } = require('./engine.cjs');
const { TellersideError, TrustError, BundleError, InputError, EngineError, LoadError } = require('./errors.cjs');

function init(options) {
  return start(options, ({ url }) => new WebAssembly.Module(readFileSync(url ?? join(__dirname, 'tellerside.wasm'))));
}

module.exports = { init, Engine, gateName, TellersideError, TrustError, BundleError, InputError, EngineError, LoadError };
