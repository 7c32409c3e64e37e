// The review entry of Node for require(): the same sources, rendered as CommonJS by the build.
'use strict';

const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const { ApprovalError, Review, ReviewEngine, gateName, start } = require('./review-face.cjs');
const { TellersideError, TrustError, BundleError, InputError, EngineError, LoadError } = require('./errors.cjs');

function init(options) {
  return start(options, ({ url }) => new WebAssembly.Module(readFileSync(url ?? join(__dirname, 'tellerside_review.wasm'))));
}

module.exports = { init, Engine: ReviewEngine, Review, ApprovalError, gateName, TellersideError, TrustError, BundleError, InputError, EngineError, LoadError };
