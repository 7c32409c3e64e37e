// What is refused is refused with the right error, and the module loads or says why it does not.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { assert, check } from '../page/checks.mjs';

/** The error that `work` throws. */
function thrown(work) {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

const rejected = (promise) => promise.then(() => { throw new Error('nothing was rejected'); }, (error) => error);

export async function checkErrors({ cjs }, folder, { bundle, trust, options, requests }) {
  const tellerside = createRequire(join(cjs, 'main.js'))('tellerside');
  const { BundleError, Engine, EngineError, InputError, TellersideError, TrustError, init } = tellerside;

  await check('before init, loading says so', () => {
    const error = thrown(() => Engine.load(bundle, trust, options));
    assert.deepEqual([error.name, error.code, error instanceof EngineError], ['EngineError', 'NOT_INITIALISED', true]);
  });
  await init();
  const engine = Engine.load(bundle, trust, options);
  const [request] = requests;
  const answer = JSON.stringify(engine.decide(request));

  const prepared = JSON.parse(readFileSync(join(folder, 'bundles', 'index.json'), 'utf8'));
  for (const { file, title, expect } of prepared) {
    const text = readFileSync(join(folder, 'bundles', file), 'utf8');
    await check(`${title}: ${expect}, loaded or handed to a running engine`, () => {
      if (expect === 'ok') {
        Engine.load(text, trust, options).close();
        return;
      }
      for (const work of [() => Engine.load(text, trust, options), () => engine.update(text, options)]) {
        const error = thrown(work);
        assert.deepEqual([error.name, error.code, error instanceof BundleError], ['BundleError', expect, true]);
        assert.ok(error.help.length > 0 && error.message.length > 0 && error instanceof Error);
      }
      assert.equal(JSON.stringify(engine.decide(request)), answer, 'the last good release goes on');
    });
  }
  assert.ok(prepared.filter(({ expect }) => expect !== 'ok').length >= 5);

  const circular = {};
  circular.circular = circular;
  const nested = (depth) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
  const seen = { at: request.now, kind: 'impression', campaign: 'a' };
  const rows = [
    ['a root that is none', () => Engine.load(bundle, '{}', options), TrustError, 'ROOT_INVALID', '$'],
    ['a root that was parsed', () => Engine.load(bundle, JSON.parse(trust), options), TrustError, 'ROOT_INVALID', '$'],
    ['a root of 17 KiB', () => Engine.load(bundle, trust.padEnd(17 << 10), options), TrustError, 'ROOT_INVALID', '$'],
    ['a chain of roots that is none', () => Engine.load(bundle, trust, { ...options, roots: '{}' }), TrustError, 'ROOT_INVALID', '$'],
    ['a chain of roots that was parsed', () => Engine.load(bundle, trust, { ...options, roots: {} }), TrustError, 'ROOT_INVALID', '$'],
    ['a chain of roots of 513 KiB', () => engine.update(bundle, { ...options, roots: ' '.repeat(513 << 10) }), TrustError, 'ROOT_INVALID', '$'],
    ['a newer root asked for', () => engine.update(bundle, { ...options, policy: { deny: [], floor: 0, policy: 1, root: 2 } }), TrustError, 'ROOT_ROLLED_BACK', '$'],
    ['a root long expired', () => Engine.load(bundle, trust, { ...options, now: '2999-01-01T00:00:00Z' }), TrustError, 'ROOT_EXPIRED', '$'],
    ['a bundle that is none', () => Engine.load('{}', trust, options), BundleError, 'MALFORMED', '$'],
    ['a bundle that was parsed', () => Engine.load(JSON.parse(bundle), trust, options), BundleError, 'MALFORMED', '$'],
    ['a bundle of 5 MiB', () => Engine.load(' '.repeat(5 << 20), trust, options), BundleError, 'TOO_LARGE', '$'],
    ['no options', () => Engine.load(bundle, trust), InputError, 'OPTIONS_INVALID', 'now'],
    ['no time', () => Engine.load(bundle, trust, {}), InputError, 'OPTIONS_INVALID', 'now'],
    ['not a time', () => Engine.load(bundle, trust, { now: 'today' }), InputError, 'OPTIONS_INVALID', 'now'],
    ['an unknown option', () => Engine.load(bundle, trust, { ...options, polcy: 1 }), InputError, 'OPTIONS_INVALID', 'polcy'],
    ['a policy with a fault', () => engine.update(bundle, { ...options, policy: { deny: [], floor: -1, policy: 1 } }), InputError, 'OPTIONS_INVALID', 'policy.floor'],
    ['no request', () => engine.decide(), InputError, 'REQUEST_INVALID', '$'],
    ['a request that is no JSON', () => engine.decide('{'), InputError, 'REQUEST_INVALID', '$'],
    ['a circular request', () => engine.decide(circular), InputError, 'REQUEST_INVALID', '$'],
    ['a request with a BigInt', () => engine.decide({ ...request, page: 1n }), InputError, 'REQUEST_INVALID', '$'],
    ['a request nested 40 deep', () => engine.decide({ ...request, nonce: nested(40) }), InputError, 'REQUEST_INVALID', 'nonce'],
    ['a request nested 20,000 deep', () => engine.decide({ ...request, page: nested(20_000) }), InputError, 'REQUEST_INVALID', '$'],
    ['a request of 3 MiB', () => engine.decide({ ...request, page: 'x'.repeat(3 << 20) }), InputError, 'TOO_LARGE', '$'],
    ['an unknown field', () => engine.decide({ ...request, histroy: {} }), InputError, 'REQUEST_INVALID', 'histroy'],
    ['a field named __proto__', () => engine.decide(`{"__proto__":{},${JSON.stringify(request).slice(1)}`), InputError, 'REQUEST_INVALID', '__proto__'],
    ['a field given twice', () => engine.decide(`{"page":"home",${JSON.stringify(request).slice(1)}`), InputError, 'REQUEST_INVALID', 'page'],
    ['an account without a role', () => engine.reasons({ ...request, features: { ...request.features, accounts: [{}] } }), InputError, 'REQUEST_INVALID', 'features.accounts[0]'],
    ['a vector with a name', () => engine.decide({ ...request, features: { ...request.features, features: { first_name: 'Ana' } } }), InputError, 'REQUEST_INVALID', 'features.features.first_name'],
    ['a vector with an address', () => engine.decide({ ...request, features: { ...request.features, features: { other: 'ana@example.com' } } }), InputError, 'REQUEST_INVALID', 'features.features.other'],
    ['a history with a fault', () => engine.record({ ...request, history: { events: [{}], history: 1 } }), InputError, 'HISTORY_INVALID', 'history.events[0]'],
    ['a history of another format', () => engine.observe({ events: [], history: 2 }, seen), InputError, 'HISTORY_INVALID', 'history'],
    ["an event of the engine's own", () => engine.observe(null, { ...seen, kind: 'placed' }), InputError, 'EVENT_INVALID', 'kind'],
    ['two copies, one with a fault', () => engine.merge(null, { events: 1, history: 1 }), InputError, 'HISTORY_INVALID', 'events'],
    ['pruned at no time', () => engine.prune(null), InputError, 'OPTIONS_INVALID', 'now'],
    ['pruned at what is no time', () => engine.prune(null, 'today'), InputError, 'OPTIONS_INVALID', 'now'],
    ['choices of no history', () => engine.choices('{}'), InputError, 'HISTORY_INVALID', '$'],
    ['no event', () => engine.observe(null), InputError, 'EVENT_INVALID', '$'],
  ];
  for (const [name, work, Class, code, path] of rows) {
    await check(`${name}: ${Class.name} ${code} at ${path}`, () => {
      const error = thrown(work);
      assert.deepEqual([error.name, error.code, error.path], [Class.name, code, path], error.message);
      assert.ok(error instanceof Class && error instanceof TellersideError && error instanceof Error);
      assert.ok(error.help.length > 0 && error.message.length > 0 && !error.message.includes('\n'));
      assert.equal(String(error), `${Class.name}: ${error.message}`);
    });
  }

  const html = '<!doctype html>\n<title>Sign in</title>';
  for (const [name, work, Class, code, path, what] of [
    ['in place of the bundle', () => Engine.load(html, trust, options), BundleError, 'MALFORMED', '$', 'bundle'],
    ['in place of a newer bundle', () => engine.update(html, options), BundleError, 'MALFORMED', '$', 'bundle'],
    ['after an empty line', () => engine.update(`\uFEFF\r\n ${html}`, options), BundleError, 'MALFORMED', '$', 'bundle'],
    ['in place of the trust root', () => Engine.load(bundle, html, options), TrustError, 'ROOT_INVALID', '$', 'trust root'],
    ['in place of the trust root, longer than any', () => Engine.load(bundle, html.padEnd(17 << 10), options), TrustError, 'ROOT_INVALID', '$', 'trust root'],
    ['in place of the chain of roots', () => Engine.load(bundle, trust, { ...options, roots: html }), TrustError, 'ROOT_INVALID', '$', 'chain of roots'],
    ['in place of a newer chain of roots', () => engine.update(bundle, { ...options, roots: html }), TrustError, 'ROOT_INVALID', '$', 'chain of roots'],
    ['in place of the policy', () => Engine.load(bundle, trust, { ...options, policy: html }), InputError, 'OPTIONS_INVALID', 'policy', 'page policy'],
    ['in place of a newer policy', () => engine.update(bundle, { ...options, policy: html }), InputError, 'OPTIONS_INVALID', 'policy', 'page policy'],
  ]) {
    await check(`a page of HTML ${name}: ${code} says that a server answered it, and how to mend that`, () => {
      const error = thrown(work);
      assert.deepEqual([error.name, error.code, error.path, error instanceof Class], [Class.name, code, path, true]);
      assert.ok(error.message.startsWith(`the ${what} is a page`) && error.help.includes(`serve the ${what} at the address`), `${error.message}: ${error.help}`);
      assert.ok(!error.message.includes('Sign in'), 'nothing of it is repeated');
    });
  }

  await check('a page of HTML in place of a bundle takes away nothing of what its policy denies', () => {
    const other = Engine.load(bundle, trust, options);
    const denied = other.decide(request).placements.map(({ campaign }) => campaign).sort();
    assert.ok(denied.length > 0);
    thrown(() => other.update(html, { ...options, policy: { deny: denied, floor: 0, policy: 1 } }));
    assert.deepEqual(other.decide(request).placements.filter(({ campaign }) => denied.includes(campaign)), []);
    other.close();
  });

  await check('what only holds a `<` is told as before', () => {
    const error = thrown(() => Engine.load('{"<": 1}', trust, options));
    assert.deepEqual([error.code, error.message.includes('page of HTML')], ['MALFORMED', false]);
  });

  await check('a feature value nested 40 deep is unknown, and no error', () => {
    const features = { ...request.features, features: { ...request.features.features, 'own.card': nested(40) } };
    assert.deepEqual(engine.decide({ ...request, features }).statuses, ['feature_malformed']);
  });

  await check('an error repeats no value of a feature', () => {
    const secret = 'canary-7219';
    const features = { ...request.features, accounts: [{ ...request.features.accounts[0], role: secret }] };
    const { message, path, help, stack } = thrown(() => engine.decide({ ...request, features }));
    assert.ok(![message, path, help, stack].join().includes(secret), message);
  });

  await check('observing twice is observing once, and what was refused is not shown', () => {
    const { placements: [placement], history } = engine.decide(request);
    const event = { at: request.now, kind: 'refuse', target: { campaign: placement.campaign } };
    const once = engine.observe(history, event);
    assert.deepEqual(engine.observe(once, JSON.stringify(event)), once);
    const { placements } = engine.decide({ ...request, history: once });
    assert.ok(!placements.some(({ campaign }) => campaign === placement.campaign));
  });

  await check('a customer decided between two others changes nothing for them', () => {
    const alone = requests.map((one) => JSON.stringify(engine.decide(one)));
    requests.forEach((one, place) => {
      engine.decide(requests[(place * 7 + 3) % requests.length]);
      assert.equal(JSON.stringify(engine.decide(one)), alone[place]);
    });
  });

  await check('info and campaigns are frozen, and new after an update', () => {
    const { info, campaigns } = engine;
    assert.ok(Object.isFrozen(info) && Object.isFrozen(campaigns) && Object.isFrozen(campaigns[0].slots));
    assert.equal(engine.info, info);
    engine.update(bundle, options);
    assert.notEqual(engine.info, info);
    assert.deepEqual(engine.info, info);
    assert.equal(campaigns.length, engine.decide(request).gates.length);
  });

  await check('after close, every call says so', () => {
    engine[Symbol.dispose]();
    for (const work of [() => engine.decide(request), () => engine.info, () => engine.campaigns, () => engine.update(bundle, options)]) {
      assert.equal(thrown(work).code, 'NOT_INITIALISED');
    }
    engine.close();
  });
}

/** The entry of browsers too, in Node, whose fetch checks integrity as well; the page's own tests run it in Chromium. */
export async function checkLoading({ esm }, { bundle, trust, options }) {
  const dist = join(esm, 'node_modules', 'tellerside', 'dist');
  const wasm = readFileSync(join(dist, 'tellerside.wasm'));
  const changed = Buffer.from(wasm);
  changed[changed.length - 1] ^= 1;
  const answers = {
    '/tellerside.wasm': [200, 'application/wasm', wasm],
    '/untyped': [200, 'application/octet-stream', wasm],
    '/changed': [200, 'application/wasm', changed],
    '/page': [200, 'text/html', '<!doctype html>'],
  };
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    const [status, type, body] = answers[request.url] ?? [404, 'text/plain', 'nothing here'];
    response.writeHead(status, { 'Content-Type': type }).end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = (path) => `http://127.0.0.1:${server.address().port}${path}`;
  const { Engine, LoadError, init } = await import(pathToFileURL(join(dist, 'index.js')).href);

  try {
    for (const [path, name] of [['/changed', 'one byte changed'], ['/page', 'a page instead'], ['/none', 'nothing there']]) {
      await check(`the wasm is fetched, ${name}: WASM_LOAD, and the next call may succeed`, async () => {
        const error = await rejected(init({ url: at(path) }));
        assert.deepEqual([error.code, error instanceof LoadError], ['WASM_LOAD', true], error.message);
      });
    }
    await check('other integrity than the file has: WASM_LOAD', async () => {
      assert.equal((await rejected(init({ url: at('/tellerside.wasm'), integrity: `sha384-${'A'.repeat(64)}` }))).code, 'WASM_LOAD');
    });
    await check('something else than a module: WASM_LOAD', async () => {
      assert.equal((await rejected(init({ module: new Uint8Array([1, 2, 3]) }))).code, 'WASM_LOAD');
    });
    await check('an unknown option of init: OPTIONS_INVALID', async () => {
      assert.equal((await rejected(init({ uri: 'x' }))).code, 'OPTIONS_INVALID');
    });
    await check('a caller who gives up gets the reason of the signal, and others their module from one fetch', async () => {
      const early = new Error('too early');
      assert.equal(await rejected(init({ signal: AbortSignal.abort(early) })), early);
      const before = asked;
      const gone = new AbortController();
      const waiting = rejected(init({ url: at('/untyped'), signal: gone.signal }));
      const others = Promise.all([init(), init()]);
      gone.abort(early);
      assert.equal(await waiting, early);
      await others;
      await init({ url: at('/none') });
      assert.equal(asked, before + 1);
      Engine.load(bundle, trust, options).close();
    });
  } finally {
    server.close();
  }

  await check('the slim entry loads nothing itself, and takes a module or its bytes', () => {
    const script = `
      import { readFileSync } from 'node:fs';
      import { init } from 'tellerside/slim';
      const codes = [await init().catch((error) => error.code)];
      const bytes = readFileSync(new URL(import.meta.resolve('tellerside/wasm')));
      await init({ module: bytes });
      await init({ module: new WebAssembly.Module(bytes) });
      console.log(codes.join());`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: esm, encoding: 'utf8' });
    assert.equal(stdout, 'WASM_LOAD\n', stderr);
  });
}
