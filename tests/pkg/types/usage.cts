// The same package as CommonJS. Compiled, never run.

import tellerside = require('tellerside');
import element = require('tellerside/element');
import images = require('tellerside/images');
import review = require('tellerside/review');
import slim = require('tellerside/slim');
import storage = require('tellerside/storage');

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

export = { decide, element, images, review, slim, storage };
