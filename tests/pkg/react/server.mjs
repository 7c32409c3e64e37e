// Renders on a server. `node server.mjs CASES` prints what came out as one JSON text.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { StrictMode, createElement as h, version } from 'react';
import { renderToString } from 'react-dom/server';
import { Engine, init } from 'tellerside';
import { TellersideProvider, useSlot } from 'tellerside/react';

import { Banner, Page } from './banner.js';

const { bundle, trust, options, requests } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
await init();
const engine = Engine.load(bundle, trust, options);
const request = requests.find((one) => engine.decide(one).placements.length === 2);
const uses = [];
const store = { read: () => { uses.push('read'); }, write: () => { uses.push('write'); } };

const codeOf = (work) => {
  try {
    return work();
  } catch (error) {
    return [error.code, error.path];
  }
};
const page = (props) => renderToString(h(StrictMode, null, h(TellersideProvider, props, h(Page))));
const required = createRequire(import.meta.url)('tellerside/react');
console.log(JSON.stringify({
  version,
  withEngine: page({ engine, request }),
  withStore: page({ engine, request, history: store }),
  withoutEngine: page({ engine: null, request }),
  uses,
  withoutProvider: codeOf(() => renderToString(h(Banner, { name: 'hero' }))),
  withoutRequest: codeOf(() => renderToString(h(TellersideProvider, { engine }, h(Page)))),
  required: Object.keys(required).sort(),
  isApart: required.useSlot !== useSlot,
}));
