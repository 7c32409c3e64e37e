// Pages without a bundler, in every browser, under the policy that the README names; and what each browser's refusals are told as.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { BROWSERS } from './browsers.mjs';
import { pageOf, serve } from './serve.mjs';

const DIST = '/node_modules/tellerside/dist';

/** What a browser takes of the exports map, as the import map that says the same. */
function importsOf(folder) {
  const { exports } = JSON.parse(readFileSync(join(folder, 'node_modules', 'tellerside', 'package.json'), 'utf8'));
  const place = (path) => path.replace('./dist', DIST);
  return { tellerside: place(exports['.'].browser.default), 'tellerside/inline': place(exports['./inline'].import.default) };
}

/** Answers of the page that `folder` holds, or what it failed with. */
export async function askPage(browser, url) {
  const { answers, failure, code, help } = await browser.finished(url);
  if (failure !== undefined) throw new Error(`${failure} ${code ?? ''} ${help ?? ''}`);
  return answers;
}

/** Serves `folder` with the page of `script` as its index. */
export async function withPage(browsers, name, folder, script, page, options = {}) {
  const browser = await browsers.get(name);
  const server = await serve(folder, { ...options, more: { '/index.html': pageOf(script, page), ...options.more } });
  try {
    return { version: browser.version, answers: await askPage(browser, server.url) };
  } finally {
    await server.stop();
  }
}

const raw = (name, script) => (consumers, browsers) => {
  const folder = consumers.folder('page');
  return withPage(browsers, name, folder, script, { imports: importsOf(folder) });
};

/** Words of message and help by which somebody finds out what to do, for each fault. */
const TOLD = [
  ['/changed.wasm', /^other bytes than published lie at .*: sha384-.{64} instead of sha384-/, /init\(\{ integrity \}\)/, 'one byte is another'],
  ['/any-page', /a page \(3c 21\) instead of the module/, /Vite 7 .* tellerside\/vite.* optimizeDeps\.exclude.* copy the file .* init\(\{ url \}\)/, 'a development server answers with its page'],
  ['/nowhere.wasm', /^the server answers 404 for /, /copy the file .* init\(\{ url \}\)/, 'a bundler did not take the file along'],
  ['http://127.0.0.1:9/unreachable.wasm', /^nothing could be fetched from /, /connect-src/, "the page's policy lets nothing else be fetched"],
  ['own', /^the module could not be loaded: /, /'wasm-unsafe-eval'/, "the page's policy lets nothing be compiled"],
];

const faults = (name) => async (consumers, browsers) => {
  const folder = consumers.folder('faults');
  const browser = await browsers.get(name);
  const changed = readFileSync(join(folder, 'node_modules', 'tellerside', 'dist', 'tellerside.wasm'));
  changed[changed.length - 1] ^= 1;
  const more = { '/index.html': pageOf('/faults.js', { imports: importsOf(folder) }), '/changed.wasm': changed, '/any-page': '<!doctype html><title>An application</title>' };
  const server = await serve(folder, { more, scripts: "'self'" });
  try {
    const told = await browser.finished(server.url);
    for (const [place, message, help, because] of TOLD) {
      const error = told[place];
      const isTold = error?.code === 'WASM_LOAD' && message.test(error.message) && help.test(error.help);
      if (!isTold) throw new Error(`${because}: ${JSON.stringify(error)}`);
    }
    return { version: browser.version, told: TOLD.length };
  } finally {
    await server.stop();
  }
};

export const PAGES = BROWSERS.flatMap((name) => [
  { host: `${name}, raw ESM`, quick: name === 'Chromium', ask: raw(name, '/page.js') },
  { host: `${name}, raw ESM, ./inline`, ask: raw(name, '/page-inline.js') },
  { host: `${name}, refusals are told`, quick: name === 'Chromium', ask: faults(name) },
]);
