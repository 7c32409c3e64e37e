// What each example of the READMEs takes as given, and what must come of it. `before` and `after` stand around its text in one module.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { assert } from '../page/checks.mjs';
import { run } from '../pkg/process.mjs';
import { blockOf } from './blocks.mjs';

/** Run by the tests that are named. */
export const ELSEWHERE = {
  angular: 'tests/pkg/frameworks.mjs', vue: 'tests/pkg/frameworks.mjs', jest: 'tests/matrix', vite: 'tests/matrix',
  delivery: 'tests/browsers', worker: 'tests/browsers', 'review-release': 'tests/pkg/opened.mjs',
};

const REGIONS = ['hero', 'card'].map((id) =>
  `<section id="${id}"><h2></h2><p></p><a></a><small></small><details><summary>Why?</summary><p></p></details></section>`).join('');

/** A history as one customer's page keeps it for long. */
const KEPT = "let lasting;\nconst store = { read: () => ({ history: lasting, storage: 'durable' }), write(history) { lasting = history; } };\n";

/** `expect` is given what the page reported, what it sent to /measure, and the world: the engine in Node and the first customer's request. */
export const IN_CHROMIUM = [
  {
    name: 'short',
    because: 'every banner is rendered',
    before: "import { bundle as bundleText, features as vector, root as rootText } from '/given.js';\nconst history = undefined;\nconst rendered = [];\n"
      + 'const render = (slot, { campaign }) => rendered.push([slot, campaign]);',
    after: 'globalThis.reported = rendered;',
    expect: ({ reported }, { engine, request }) => {
      assert.deepEqual(reported, placedIn(engine.decide({ ...request, storage: 'durable' })));
      assert.ok(reported.length > 0);
    },
  },
  {
    name: 'page',
    because: 'the slot says what was decided, and the impression is kept',
    html: REGIONS,
    after: "const hero = document.querySelector('#hero');\n"
      + "globalThis.reported = { headline: hero.querySelector('h2').textContent, small: hero.querySelector('small').textContent, lang: hero.lang, kinds: history.events.map(({ kind }) => kind).toSorted() };",
    expect: ({ reported }, { engine, request }) => {
      const { placements } = engine.decide({ ...request, locales: ['es-US', 'en-US'], slots: ['hero', 'card'], storage: 'durable' });
      const hero = placements.find(({ slot }) => slot === 'hero');
      assert.deepEqual(reported, {
        headline: hero.headline, small: hero.disclosures.join(' '), lang: 'es-US',
        kinds: ['impression', 'placed'],
      });
    },
  },
  {
    name: 'element',
    because: 'the offer is shown, keeps its place, and is told when it was seen',
    html: blockOf('slot'),
    style: blockOf('room'),
    before: "import { request } from '/given.js';\nimport { engine } from '/engine.js';\nconst { placements } = engine.decide(request);\n"
      // On a busy machine the 300 milliseconds may be over by now.
      + "document.querySelector('tellerside-slot').setAttribute('deadline', '30000');\n"
      + 'const told = [];\nconst observe = (kind, placement) => told.push([kind, placement]);\nconst refuse = () => {};',
    after: "await new Promise((seen) => { document.addEventListener('view', seen); });\n"
      + 'globalThis.reported = { status: slots[0].status, told, high: slots[0].getBoundingClientRect().height >= 400 };',
    expect: ({ reported }, { engine, request }) => {
      const { id } = engine.decide(request).placements.find(({ slot }) => slot === 'hero');
      assert.deepEqual(reported, { status: 'shown', told: [['impression', id]], high: true });
    },
  },
  {
    name: 'pictures',
    because: 'every slot has all pictures as blobs, whatever will be decided',
    html: blockOf('slot'),
    before: "import { define } from 'tellerside/element';\ndefine();",
    shape: (code) => code.replace('pictures.close();', "const hung = [...document.querySelector('tellerside-slot').images.values()];\npictures.close();"),
    after: 'globalThis.reported = { status: pictures.status, addresses: hung };',
    expect: ({ reported: { status, addresses } }) => {
      assert.equal(status, 'complete');
      assert.ok(addresses.length > 0 && addresses.every((address) => address.startsWith('blob:')), String(addresses));
    },
  },
  {
    name: 'store',
    because: 'what was decided is kept, and gone after logout',
    before: "import { now, request } from '/given.js';\nimport { engine } from '/engine.js';\n"
      + 'const nameKey = crypto.getRandomValues(new Uint8Array(32));\nconst sealKey = crypto.getRandomValues(new Uint8Array(32));',
    after: 'globalThis.reported = { kinds: history.events.map(({ kind }) => kind), left: localStorage.length };',
    expect: ({ reported }, { engine, request }) => {
      assert.deepEqual(reported, { kinds: engine.decide({ ...request, storage: 'durable' }).placements.map(() => 'placed'), left: 0 });
      assert.ok(reported.kinds.length > 0);
    },
  },
  {
    name: 'refusal',
    because: 'what was refused is listed, and both words are kept',
    before: "import { now, request } from '/given.js';\nimport { engine } from '/engine.js';\nlet { history } = engine.decide(request);\n"
      + 'const listed = [];\nconst list = (target, since) => listed.push([target, since.getTime()]);',
    after: 'globalThis.reported = { listed, words: words.map(({ kind }) => kind), choices: engine.choices(history).length };',
    expect: ({ reported: { listed, words } }, { request }) => {
      assert.deepEqual(listed, [[{ topic: 'lending' }, Date.parse(request.now)]]);
      assert.deepEqual(words.toSorted(), ['allow', 'refuse']);
    },
  },
  {
    name: 'measure',
    because: 'one body goes to the bank when the page is left',
    before: "import { now, request } from '/given.js';\nimport { engine } from '/engine.js';\nlet kept = engine.decide(request).history;\n"
      + 'const { id } = engine.decide(request).placements[0];',
    after: "dispatchEvent(new Event('pagehide'));\nwhile (queue.status().sent === 0) await new Promise((later) => { setTimeout(later, 20); });\nglobalThis.reported = queue.status().failed;",
    expect: ({ reported, measured }, { engine, request }) => {
      assert.equal(reported, 0);
      assert.equal(measured.length, 1);
      const [{ campaign }] = engine.decide(request).placements;
      assert.ok(measured[0].includes(campaign), measured[0]);
    },
  },
  {
    name: 'slots',
    because: 'subscribers hear of the placement, and its showing is kept',
    html: '<div id="banner">an offer</div>',
    before: "import { now as served, request } from '/given.js';\nimport { engine } from '/engine.js';\n" + KEPT
      + "const now = () => served;\nconst banner = document.getElementById('banner');\nlet shown = null;\nconst show = (placement) => { shown = placement?.campaign ?? null; };",
    after: "const kinds = () => lasting.events.map(({ kind }) => kind);\n"
      + "while (!kinds().includes('impression')) await new Promise((later) => { setTimeout(later, 50); });\nstop();\nglobalThis.reported = shown;",
    expect: ({ reported }, { engine, request }) => assert.equal(reported, hero(engine, request).campaign),
  },
  {
    name: 'react',
    because: 'the component shows the offer with all that must stand beside it',
    html: '<div id="root"></div>',
    before: "import { createElement } from 'react';\nimport { createRoot } from 'react-dom/client';\nimport { now as served, request } from '/given.js';\nimport { engine } from '/engine.js';\n" + KEPT
      + "const now = () => served;\nconst BankHero = () => null;",
    shape: (code) => compiled(code.replace(/\n(<TellersideProvider[^]*>)\n$/, "\ncreateRoot(document.getElementById('root')).render($1);\n")),
    after: "while (document.querySelector('h2') === null) await new Promise((later) => { setTimeout(later, 20); });\n"
      + "globalThis.reported = ['h2', 'a', 'small'].map((part) => document.querySelector(part).textContent);",
    expect: ({ reported }, { engine, request }) => {
      const { action, disclosures, headline } = hero(engine, request);
      assert.deepEqual(reported, [headline, action.label, disclosures.join(' ')]);
    },
  },
  {
    name: 'openfeature-web',
    because: 'the SDK answers with the placement and its campaign, in a real page',
    before: "import { bundle, now as served, policy, request } from '/given.js';\nimport { engine } from '/engine.js';\n" + KEPT
      + "const now = () => served;\nconst roots = undefined;",
    after: 'globalThis.reported = { headline: value.headline, reason, variant };',
    expect: ({ reported }, { engine, request }) => {
      const { campaign, headline } = hero(engine, request);
      assert.deepEqual(reported, { headline, reason: 'TARGETING_MATCH', variant: campaign });
    },
  },
  {
    name: 'update',
    because: 'a bundle that is not the bank\'s is told by its code, and the last good one goes on',
    before: "import { now, policy as word, request } from '/given.js';\nimport { engine } from '/engine.js';\nconst told = [];\nconst report = (code) => told.push(code);\n"
      + "const served = async () => ['{}', word, '{\"roots\":[],\"tellerside_roots\":1}'];",
    after: 'globalThis.reported = { told, campaign: engine.decide(request).placements[0].campaign };',
    expect: ({ reported }, { engine, request }) => assert.deepEqual(reported, { told: ['MALFORMED'], campaign: engine.decide(request).placements[0].campaign }),
  },
];

/** `expect` is given the lines that the example wrote. */
export const IN_NODE = [
  {
    name: 'node',
    because: 'it prints the version and what is placed',
    before: "import { readFileSync as read } from 'node:fs';\nconst [{ request }] = JSON.parse(read('customers.json', 'utf8'));\nconst { now } = request;",
    expect: (lines, { engine, request }) => assert.ok(lines.join('\n').includes(hero(engine, request).headline)),
  },
  {
    name: 'openfeature-server',
    because: 'one request object is one decision, and its history is written',
    peers: ['@openfeature/core', '@openfeature/server-sdk'],
    before: "import { readFileSync } from 'node:fs';\nimport { Engine, init } from 'tellerside';\nawait init();\n"
      + "const [{ request: visit }] = JSON.parse(readFileSync('customers.json', 'utf8'));\n"
      + "const engine = Engine.load(readFileSync('bundle.tsb.json', 'utf8'), readFileSync('root.json', 'utf8'), { now: visit.now });\n"
      + KEPT + 'const storeOf = () => store;\nconst waited = [];\nconst context = { waitUntil: (promise) => waited.push(promise) };\nconst client = OpenFeature.getClient();',
    after: "await Promise.all(waited);\nconsole.log(JSON.stringify([hero?.headline ?? null, card?.headline ?? null, lasting.events.map(({ kind }) => kind)]));",
    expect: ([line], { engine, request }) => {
      const { placements } = engine.decide(request);
      const of = (slot) => placements.find((one) => one.slot === slot)?.headline ?? null;
      assert.deepEqual(JSON.parse(line), [of('hero'), of('card'), placements.map(() => 'placed')]);
    },
  },
  {
    name: 'review',
    because: 'campaign and decision are told in words',
    before: "import { readFileSync } from 'node:fs';\nconst [{ request }] = JSON.parse(readFileSync('customers.json', 'utf8'));\nconst { now } = request;\n"
      + "const bundle = readFileSync('bundle.tsb.json', 'utf8');\nconst root = readFileSync('root.json', 'utf8');",
    expect: (lines) => {
      for (const words of ['sobregiro', 'TRUE']) assert.ok(lines.join('\n').includes(words), words);
    },
  },
];

/** `expect` is given what the Worker answered. */
export const IN_WORKERD = [
  {
    name: 'cloudflare',
    because: 'it answers what is placed, and forbids storing it',
    before: "import { request as given } from './given.js';\nconst featuresOf = async () => given.features;",
    expect: ({ status, headers, text }, { engine, request }) => {
      const asked = { ...request, now: new Date().toISOString(), slots: ['hero'], locales: ['en-US'], storage: 'memory' };
      assert.deepEqual([status, headers.get('cache-control')], [200, 'private, no-store']);
      assert.deepEqual(JSON.parse(text).map(({ campaign }) => campaign), engine.decide(asked).placements.map(({ campaign }) => campaign));
    },
  },
  {
    name: 'edge',
    because: 'the offer stands in the slot as escaped HTML, and the policy names the digest of its style',
    worker: "import { placement } from './given.js';\nimport { withOffer } from './edge.js';\n"
      + "const page = '<!doctype html><tellerside-slot name=\"hero\"><p>the bank\\'s own</p></tellerside-slot>';\n"
      + "export default { fetch: () => withOffer(new Response(page, { headers: { 'Content-Type': 'text/html' } }), placement) };",
    expect: ({ text, headers }, { engine, request }) => {
      assert.match(text, /^<!doctype html><tellerside-slot name="hero"><template shadowrootmode="closed">/);
      assert.ok(text.includes(hero(engine, request).headline) && text.includes("<p>the bank's own</p>"));
      assert.match(headers.get('content-security-policy'), /style-src 'sha256-/);
    },
  },
];

function hero(engine, request) {
  return engine.decide(request).placements.find(({ slot }) => slot === 'hero');
}

function placedIn({ placements }) {
  return placements.map(({ slot, campaign }) => [slot, campaign]);
}

/** JSX as plain JavaScript, by the compiler of the types. */
function compiled(code) {
  const tools = createRequire(new URL('../npm/package.json', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'tellerside-jsx-'));
  try {
    writeFileSync(join(folder, 'example.jsx'), code);
    run(process.execPath, [
      tools.resolve('typescript/package.json').replace('package.json', 'bin/tsc'), join(folder, 'example.jsx'), '--allowJs', '--noCheck', '--jsx', 'react',
      '--jsxFactory', 'createElement', '--module', 'esnext', '--moduleResolution', 'bundler', '--target', 'es2022', '--outDir', join(folder, 'out'),
    ]);
    return readFileSync(join(folder, 'out', 'example.js'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
