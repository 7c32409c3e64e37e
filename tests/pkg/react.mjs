// The React entry on a server, under each React that it is for. In a browser: tests/page/react.mjs.

import { cpSync } from 'node:fs';
import { join } from 'node:path';

import { assert, check } from '../page/checks.mjs';
import { ROOT } from './cases.mjs';
import { run } from './process.mjs';

const BANK = '<main><section data-slot="hero"><p class="bank">The bank</p></section><section data-slot="card"><p class="bank">The bank</p></section></main>';

/** The Reacts, and in which folders of tests/npm they lie. */
export const REACTS = [
  { version: '18.3.1', react: 'react18', dom: 'react-dom18' },
  { version: '19.3.1', react: 'react', dom: 'react-dom' },
];

/** Puts a React and all that it needs beside the package in `folder`. */
export function addReact(folder, { react, dom }) {
  const from = (...path) => join(ROOT, 'tests', 'npm', 'node_modules', ...path);
  const to = (name) => join(folder, 'node_modules', name);
  // React 18 compares what it is given with `process.env` at each use and needs loose-envify only to be bundled.
  cpSync(from('scheduler'), to('scheduler'), { recursive: true });
  cpSync(from('loose-envify'), to('loose-envify'), { recursive: true });
  cpSync(from(react), to('react'), { recursive: true });
  cpSync(from(dom), to('react-dom'), { recursive: true });
}

/** `consumer` installs the package into a fresh copy of a folder of tests/pkg. */
export async function checkReact(consumer, { file }) {
  for (const react of REACTS) {
    const folder = consumer('react', `react-${react.version}`);
    addReact(folder, react);
    const report = JSON.parse(run(process.execPath, [join(folder, 'server.mjs'), file]));

    await check(`react ${react.version}: on the server nothing is placed, read or written`, () => {
      assert.equal(report.version, react.version);
      for (const html of [report.withEngine, report.withStore, report.withoutEngine]) assert.equal(html, BANK);
      assert.deepEqual(report.uses, []);
    });

    await check(`react ${react.version}: what is missing is told: OPTIONS_INVALID`, () => {
      assert.deepEqual(report.withoutProvider, ['OPTIONS_INVALID', 'TellersideProvider']);
      assert.deepEqual(report.withoutRequest, ['OPTIONS_INVALID', 'request']);
    });

    await check(`react ${react.version}: both kinds of module have the same names`, () => {
      assert.deepEqual(report.required, ['TellersideProvider', 'useSlot', 'useSlots']);
      assert.ok(report.isApart);
    });
  }
}
