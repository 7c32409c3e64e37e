// The element in Chromium, out of the package as it lies in `pkg/`, in pages under the strictest policy that README names:
// `node tests/element/run.mjs`. Prints a line a check; the last line counts them.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Watched, launch } from '../page/browser.mjs';
import { assert, check, finish } from '../page/checks.mjs';
import { checkActs } from './acts.mjs';
import { checkEdge } from './edge.mjs';
import { checkImages } from './images.mjs';
import { checkLinks } from './links.mjs';
import { checkLooks, takePictures } from './looks.mjs';
import { checkNaughty, read } from './naughty.mjs';
import { checkPollution } from './pollution.mjs';
import { serve } from './server.mjs';
import { checkStates } from './states.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TARGET = process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target');

const esm = await import('../../pkg/dist/element.js');
const cjs = createRequire(import.meta.url)('../../pkg/dist/element.cjs');
const links = await import('../../pkg/dist/element-link.js');

const server = await serve(esm.styleHash);
const browser = await launch();
const only = process.argv.slice(2);
const room = async (name, body) => { if (only.length === 0 || only.includes(name)) await body(); };

/** Opens a page of the server, ready. */
async function open(path, { before = async () => {}, ...options } = {}) {
  const watched = await Watched.open(browser, {
    ...options,
    shadows: 'as they are',
    before: async (one) => {
      await one.page.evaluateOnNewDocument(`globalThis.naughtyRead = ${read}`);
      await before(one);
    },
  });
  const already = server.asked.length;
  await watched.goto(server.url + path);
  return {
    watched, page: watched.page, session: watched.session, complaints: watched.complaints,
    /** What the server was asked for since. */
    asked: () => server.asked.slice(already),
    close: () => watched.close(),
  };
}

try {
  await room('states', () => checkStates(open));
  await room('acts', () => checkActs(open));
  await room('images', () => checkImages(open, server));
  await room('links', () => checkLinks(open, links));
  await room('naughty', () => checkNaughty(open, server, esm.shadowHtml));
  await room('edge', () => checkEdge(open, server, { cjs, esm }));
  await room('pollution', () => checkPollution(open, server, esm.shadowHtml));
  await room('looks', () => checkLooks(open, server, esm.shadowHtml));
  await room('policy', () => check('policy: the digest that README tells hosts to name is that of the style, and the policy bites', async () => {
    const { createHash } = await import('node:crypto');
    const [, style] = /<style>([^<]*)<\/style>/.exec(esm.shadowHtml(null));
    assert.equal(esm.styleHash, `sha256-${createHash('sha256').update(style).digest('base64')}`);
    const { page, close } = await open('/');
    const bites = await page.evaluate(() => {
      try { document.createElement('p').innerHTML = '<b>'; return false; } catch ({ name }) { return name; }
    });
    assert.equal(bites, 'TypeError', 'markup from text is refused');
    await close();
  }));
  await room('pictures', () => takePictures(open, join(TARGET, 'artefacts')));
} finally {
  await browser.close();
  server.stop();
}
finish();
