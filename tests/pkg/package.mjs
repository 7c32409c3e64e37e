// What is in the tarball, what it promises to package managers and compilers, and that its tables are the module's.

import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

import { assert, check } from '../page/checks.mjs';
import { blockOf } from '../readme/blocks.mjs';
import { ROOT, tellerside } from './cases.mjs';
import { run } from './process.mjs';

const tools = createRequire(join(ROOT, 'tests', 'npm', 'package.json'));
const source = (...path) => readFileSync(join(ROOT, ...path), 'utf8');

/** What `tellerside schema` knows. */
const DOCUMENTS = ['campaign', 'catalogue', 'policy', 'vector', 'request', 'history', 'measurements'];

const filesBelow = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)));

export async function checkPackage({ esm, types }, tarball, packed) {
  const installed = join(esm, 'node_modules', 'tellerside');
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));

  await check('the tarball holds the package and nothing else', () => {
    const shared = ['engine', 'errors', 'gates', 'glue', 'texts'].flatMap((name) => [`${name}.cjs`, `${name}.js`]);
    const entries = ['edge-light.js', 'fetch-module.js', 'index.d.cts', 'index.d.ts', 'index.js', 'node.cjs', 'node.js', 'workerd.js'];
    const slim = [
      ...['inline', 'slim', 'vite'].flatMap((name) => [`${name}.cjs`, `${name}.d.cts`, `${name}.d.ts`, `${name}.js`]),
      'source.d.cts', 'source.d.ts', 'source.js',
    ];
    const storage = ['storage.cjs', 'storage.d.cts', 'storage.d.ts', 'storage.js'];
    const measure = ['measure.cjs', 'measure.d.cts', 'measure.d.ts', 'measure.js'];
    const around = [
      'delivery.cjs', 'delivery.d.cts', 'delivery.d.ts', 'delivery.js', 'page-clock.cjs', 'page-clock.js',
      'worker.d.ts', 'worker.js', 'worker-host.js', 'worker-line.js',
    ];
    const images = ['images.cjs', 'images.d.cts', 'images.d.ts', 'images.js'];
    const frameworks = [
      ...['openfeature', 'options'].flatMap((name) => [`${name}.cjs`, `${name}.js`]),
      ...['openfeature-server', 'openfeature-web', 'react', 'slots'].flatMap((name) => [`${name}.cjs`, `${name}.d.cts`, `${name}.d.ts`, `${name}.js`]),
    ];
    const element = [
      ...['', '-banner', '-link', '-placement', '-sight', '-slot', '-style', '-tree', '-words'].flatMap((name) => [`element${name}.cjs`, `element${name}.js`]),
      'element.d.cts', 'element.d.ts',
    ];
    const review = [
      ...['review-engine', 'review-errors', 'review-face', 'review-glue', 'review-open', 'review-signing', 'review.node'].flatMap((name) => [`${name}.cjs`, `${name}.js`]),
      'review.d.cts', 'review.d.ts', 'review.js',
    ];
    const dist = [...shared, ...entries, ...slim, ...storage, ...measure, ...around, ...images, ...frameworks, ...element, ...review, 'tellerside.wasm', 'tellerside_review.wasm'].map((name) => `dist/${name}`);
    const copied = ['bank', 'worker'].flatMap((name) => filesBelow(join(ROOT, 'pkg-templates', name)).map((path) => `${name}/${path}`));
    const rest = [...DOCUMENTS.map((name) => `schema/${name}.json`), 'LICENSE-APACHE', 'LICENSE-MIT', 'README.md', 'package.json', 'sbom.cdx.json', 'sri.json'];
    assert.deepEqual(packed.toSorted(), [...dist, ...copied, ...rest].toSorted());
  });

  for (const [file, folder, line] of [
    ['README.md', '.', 'npm install ./tellerside-*.tgz'],
    ['pkg-templates/README.md', '.', 'npm install ./tellerside-*.tgz'],
    ['pkg-templates/bank/README.md', '.', 'npm install ./tellerside-*.tgz'],
    ['pkg-templates/worker/README.md', 'my-edge', 'npm install ../tellerside-*.tgz'],
  ]) {
    await check(`${file} says how to get the package while no registry has it, and that works as it stands`, () => {
      const text = source(file);
      assert.ok(text.includes('cargo xtask build && npm pack ./pkg') && text.includes(line), file);
      const fresh = mkdtempSync(join(tmpdir(), 'tellerside-install-'));
      try {
        run('npm', ['pack', join(ROOT, 'pkg'), '--ignore-scripts'], { cwd: fresh });
        mkdirSync(join(fresh, folder), { recursive: true });
        run('sh', ['-c', `${line} --offline --ignore-scripts --no-audit --no-fund`], { cwd: join(fresh, folder) });
        run(process.execPath, ['--input-type=module', '-e', "await (await import('tellerside')).init()"], { cwd: join(fresh, folder) });
      } finally {
        rmSync(fresh, { recursive: true, force: true });
      }
    });
  }

  await check('it runs nothing when installed and depends on nothing', () => {
    for (const field of ['scripts', 'dependencies', 'optionalDependencies', 'bundleDependencies', 'bin']) {
      assert.equal(manifest[field], undefined, field);
    }
    // What its entries for frameworks go with, and nobody else is asked for.
    assert.deepEqual(Object.keys(manifest.peerDependencies), ['@openfeature/server-sdk', '@openfeature/web-sdk', 'react']);
    for (const name of Object.keys(manifest.peerDependencies)) assert.deepEqual(manifest.peerDependenciesMeta[name], { optional: true });
    assert.equal(manifest.type, 'module');
  });

  await check('types come first under every condition, and every path of the exports map is there', () => {
    const walk = (value) => {
      if (value === './schema/*') return DOCUMENTS.forEach((name) => readFileSync(join(installed, 'schema', `${name}.json`)));
      if (typeof value === 'string') return readFileSync(join(installed, value));
      const names = Object.keys(value);
      if (names.includes('types')) assert.equal(names[0], 'types');
      return Object.values(value).forEach(walk);
    };
    walk(manifest.exports);
    assert.deepEqual(Object.keys(manifest.exports['.']), ['workerd', 'edge-light', 'deno', 'bun', 'node', 'browser', 'default']);
  });

  await check('the template of a Worker can be copied and not imported', () => {
    assert.ok(!JSON.stringify(manifest.exports).includes('worker/'));
    for (const name of packed.filter((path) => /^worker\/(?:src|handler)/.test(path) && path.endsWith('.js'))) {
      const text = readFileSync(join(installed, name), 'utf8').replace(/\/\/.*$/gm, '');
      assert.doesNotMatch(text, /console\.|\beval\(|new Function|\bimport\(|innerHTML|localStorage/, name);
    }
    const { dependencies, version } = { ...JSON.parse(readFileSync(join(installed, 'worker', 'package.json'), 'utf8')), version: manifest.version };
    assert.deepEqual(dependencies, { tellerside: version });
  });

  await check('the published integrity is that of the wasm', async () => {
    const { createHash } = await import('node:crypto');
    const digest = (name) => `sha384-${createHash('sha384').update(readFileSync(join(installed, name))).digest('base64')}`;
    const [page, review] = ['dist/tellerside.wasm', 'dist/tellerside_review.wasm'].map((name) => [name, digest(name)]);
    assert.deepEqual(JSON.parse(readFileSync(join(installed, 'sri.json'), 'utf8')), Object.fromEntries([page, review]));
    for (const [entry, [, integrity]] of [['index.js', page], ['review.js', review]]) {
      assert.ok(readFileSync(join(installed, 'dist', entry), 'utf8').includes(`'${integrity}'`), entry);
    }
  });

  await check('no script makes code from text, waits at its top level or asks for a network beyond the wasm', () => {
    // The templates of a Worker and of a bank's server are nothing that the package loads: a bank copies them.
    for (const name of packed.filter((path) => /^dist\/.*\.c?js$/.test(path))) {
      const text = readFileSync(join(installed, name), 'utf8').replace(/\/\/.*$/gm, '');
      assert.doesNotMatch(text, /\beval\(|new Function|\bimport\(|XMLHttpRequest|WebSocket|sendBeacon|indexedDB|cookie|console\./, name);
      // What stores is an entry of its own, and nothing else reaches for storage.
      if (!/^dist\/storage\.c?js$/.test(name)) assert.doesNotMatch(text, /localStorage|sessionStorage|storage\.c?js/, name);
      // What shows is an entry of its own, and nothing else reaches for a document; no text becomes markup anywhere.
      if (!/^dist\/element[a-z-]*\.c?js$/.test(name)) assert.doesNotMatch(text, /\bdocument\b|customElements|element[a-z-]*\.c?js/, name);
      assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|setHTML|document\.write|srcdoc|DOMParser|createContextualFragment/, name);
      assert.doesNotMatch(text, /^(?:const .* = )?await /m, name);
      // What fetches pictures is an entry of its own, and nothing else reaches for it.
      if (!/^dist\/images\.c?js$/.test(name)) assert.doesNotMatch(text, /images\.c?js/, name);
      // One loads the module, one fetches pictures, and one is for fetching the release of the page's own origin.
      if (!/^dist\/(?:fetch-module\.js|delivery\.c?js|images\.c?js)$/.test(name)) assert.doesNotMatch(text, /\bfetch\(/, name);
    }
  });

  await check('only the entry for React imports React, and none an SDK of OpenFeature', () => {
    for (const name of packed.filter((path) => /^dist\/.*\.c?js$/.test(path))) {
      const text = readFileSync(join(installed, name), 'utf8').replace(/\/\/.*$/gm, '');
      const imported = [...text.matchAll(/(?:from |require\()'([^']+)'/g)].map(([, from]) => from).filter((from) => !/^(?:\.\/|node:)/.test(from));
      assert.deepEqual(imported, /^dist\/react\.c?js$/.test(name) ? ['react'] : name === 'dist/workerd.js' ? imported : [], name);
    }
  });

  await check('publint has nothing to say', async () => {
    const { publint } = await import(pathToFileURL(tools.resolve('publint')).href);
    const { formatMessage } = await import(pathToFileURL(tools.resolve('publint/utils')).href);
    const { messages, pkg } = await publint({ pkgDir: installed, pack: false, level: 'suggestion' });
    assert.deepEqual(messages.map((message) => formatMessage(message, pkg)), []);
  });

  await check('attw finds every entry typed for every resolver that it is for', async () => {
    const { checkPackage: attw, createPackageFromTarballData } = await import(pathToFileURL(tools.resolve('@arethetypeswrong/core')).href);
    // TypeScript imports none of these: what does is a bundler or a host that knows what to do with them, and TypeScript has no types for that.
    // The Worker's side is started by its address and imported by nobody.
    const noScripts = Object.keys(manifest.exports).filter((entry) => /\.(?:json|wasm)$|^\.\/(?:wasm|schema\/\*|worker-host)$/.test(entry));
    assert.deepEqual(noScripts, ['./worker-host', './wasm', './review.wasm', './schema/*', './sri.json', './sbom.cdx.json', './package.json']);
    const { problems } = await attw(createPackageFromTarballData(readFileSync(tarball)), { excludeEntrypoints: noScripts });
    // The Worker is for browsers, which know ES modules; and the resolver of Node 10 finds the folder of the edge's template by that name.
    const otherwise = problems.filter(({ entrypoint, resolutionKind }) => !(entrypoint === './worker' && /^node10$|cjs$/.test(resolutionKind)));
    assert.deepEqual(otherwise, []);
  });

  await check('the schemas are those of the command line', () => {
    const [help] = run(tellerside(), ['schema', '--help']).split('\nOptions:');
    assert.deepEqual([...help.matchAll(/^ +- (\w+):/gm)].map(([, name]) => name), DOCUMENTS);
    for (const name of DOCUMENTS) {
      assert.equal(readFileSync(join(installed, 'schema', `${name}.json`), 'utf8'), run(tellerside(), ['schema', name]), name);
    }
  });

  await check('the types fit, as an ES module and as CommonJS', () => {
    run(process.execPath, [tools.resolve('typescript/package.json').replace('package.json', 'bin/tsc'), '--project', types]);
  });

  await check("the element's example of the README fits strict TypeScript, as it stands", () => {
    const given = `import type { Placement } from 'tellerside';
declare const placements: Placement[];
declare function observe(kind: 'impression' | 'click' | 'dismiss' | 'not_interested', placement: string): void;
declare function refuse(placement: string, refused: 'offer' | 'product' | 'topic' | 'all'): void;
`;
    writeFileSync(join(types, 'element-example.ts'), given + blockOf('element'));
    writeFileSync(join(types, 'element-example.json'), '{ "extends": "./tsconfig.json", "files": ["element-example.ts"] }');
    run(process.execPath, [tools.resolve('typescript/package.json').replace('package.json', 'bin/tsc'), '--project', join(types, 'element-example.json')]);
  });

  await check('the codes of the types, the help and the Rust sources are the same', () => {
    const codes = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, code]) => code))].sort();
    const help = ['errors.js', 'review-errors.js'].flatMap((name) => codes(source('pkg-templates', 'dist', name), /^  ([A-Z_]+): /gm)).sort();
    const [union] = source('pkg-templates', 'dist', 'index.d.ts').match(/export type ErrorCode =[^;]*;/);
    assert.deepEqual(codes(union, /'([A-Z_]+)'/g), help);

    const rust = ['src/js.rs', 'src/js/history.rs', 'src/js/review.rs', 'src/js/opened.rs', 'src/review/judgement.rs', 'src/review/changes.rs', 'src/review/evidence.rs', 'src/bundle/signing.rs', 'src/activate/mod.rs', 'src/bundle/error.rs', 'src/compile/error.rs'];
    const refused = rust.flatMap((path) => codes(source(path).split('#[cfg(test)]')[0], /"([A-Z]+(?:_[A-Z]+)*)"/g));
    const ownOfThePackage = [
      'BUNDLE_UNAVAILABLE', 'ENGINE_RESET', 'NOT_INITIALISED', 'PLACEMENT_INVALID', 'POLICY_UNAVAILABLE', 'ROOTS_UNAVAILABLE', 'TEXT_NOT_COMPOSED',
      'WASM_LOAD', 'WORKER_LOAD',
    ];
    assert.deepEqual([...new Set([...refused, ...ownOfThePackage])].sort(), help);
  });
}

/** Over the whole corpus, and against the table in the Rust source for gates that it does not reach. */
export async function checkGates({ esm }, { bundle, trust, options, requests }) {
  const { Engine, gateName, init } = createRequire(join(esm, 'main.mjs'))('tellerside');
  await init();
  const engine = Engine.load(bundle, trust, options);

  await check('gateName gives the words of the reasons', () => {
    const seen = new Set();
    for (const request of requests) {
      const words = engine.reasons(request).map(({ gate }) => gate);
      const { gates } = engine.decide(request);
      assert.deepEqual([...gates].map(gateName), words);
      for (const gate of gates) seen.add(gate);
    }
    assert.ok(seen.size >= 12, [...seen].join(''));
  });

  await check('gateName knows the bytes of the Rust source and no others', () => {
    const bytes = new Set([...source('src', 'decision.rs').matchAll(/b'(.)'/g)].map(([, byte]) => byte));
    for (let code = 0; code < 256; code += 1) {
      const byte = String.fromCharCode(code);
      assert.equal(gateName(byte) !== undefined, bytes.has(byte), byte);
    }
    for (const name of ['toString', '__proto__', 'constructor', '']) assert.equal(gateName(name), undefined);
  });

  engine.close();
}
