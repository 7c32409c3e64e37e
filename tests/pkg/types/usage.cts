// The same package as CommonJS. Compiled, never run.

import tellerside = require('tellerside');
import delivery = require('tellerside/delivery');
import element = require('tellerside/element');
import images = require('tellerside/images');
import inline = require('tellerside/inline');
import review = require('tellerside/review');
import slim = require('tellerside/slim');
import source = require('tellerside/source');
import storage = require('tellerside/storage');
import vite = require('tellerside/vite');

async function decide(bundle: string, trust: string, request: tellerside.DecisionRequest): Promise<tellerside.Placement[]> {
  await tellerside.init();
  const engine: tellerside.Engine = tellerside.Engine.load(bundle, trust, { now: request.now });
  try {
    return engine.decide(request).placements;
  } catch (error) {
    if (error instanceof tellerside.InputError && error.code === 'REQUEST_INVALID') return [];
    throw error;
  } finally {
    engine.close();
  }
}

// @ts-expect-error: there is no default export
void tellerside.default;

export = { decide, delivery, element, images, inline, review, slim, source, storage, vite };
