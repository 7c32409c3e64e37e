// Contexts of OpenFeature: nobody is named in one, each has one decision, and hooks see nothing of the customer.

import { assert, check } from '../page/checks.mjs';
import { HELD_BACK, SDKS, bound, listen, nextDomain, server, settle, web } from './openfeature-sdks.mjs';

/** Identity stays out, one decision serves one context, and other providers have their flags. */
export async function checkContext(providers, engine, rows) {
  const { request } = rows.get('two-slots');
  for (const [kind, evaluate] of Object.entries(SDKS)) {
    await check(`openfeature ${kind}: a context that names somebody is refused, loudly; or the key is not handed on`, async () => {
      const context = { targetingKey: 'customer-4711', tier: 'gold' };
      const asked = { flag: 'two-slots.hero', context };
      const details = await evaluate(providers[kind], { engine, request }, asked);
      assert.deepEqual([details.value, details.errorCode], [HELD_BACK, 'INVALID_CONTEXT']);
      assert.match(details.errorMessage, /targetingKey/);
      assert.doesNotMatch(details.errorMessage, /4711/);
      const seen = [];
      const ignoring = { engine, request: (given) => { seen.push({ ...given }); return request; }, targetingKey: 'ignore' };
      assert.equal((await evaluate(providers[kind], ignoring, asked)).reason, 'TARGETING_MATCH');
      assert.deepEqual(seen.at(-1), { tier: 'gold' });
    });
  }

  await check('openfeature web: a key in a later context is an error of the provider until it is gone', async () => {
    const domain = nextDomain();
    await web.OpenFeature.setProviderAndWait(domain, new providers.web({ engine, request }), {});
    const client = web.OpenFeature.getClient(domain);
    const heard = listen(web, client);
    await web.OpenFeature.setContext(domain, { targetingKey: 'a' });
    assert.deepEqual([client.providerStatus, client.getObjectDetails('two-slots.hero', null).errorCode], ['ERROR', 'INVALID_CONTEXT']);
    await web.OpenFeature.setContext(domain, {});
    await settle();
    assert.deepEqual([client.providerStatus, client.getObjectDetails('two-slots.hero', null).reason], ['READY', 'TARGETING_MATCH']);
    assert.deepEqual(heard.map(([type]) => type), ['PROVIDER_RECONCILING', 'PROVIDER_ERROR', 'PROVIDER_CONTEXT_CHANGED']);
  });

  await check('openfeature: slots of one product stand apart, however they are asked for', async () => {
    const row = rows.get('same-product');
    const [hero, side] = row.request.slots;
    for (const order of [[hero, side], [side, hero]]) {
      let decisions = 0;
      const counting = new Proxy(engine, { get: (of, name) => (name === 'decide' ? (given) => { decisions += 1; return of.decide(given); } : bound(of, name)) });
      const domain = nextDomain();
      await web.OpenFeature.setProviderAndWait(domain, new providers.web({ engine: counting, request: row.request }), {});
      const client = web.OpenFeature.getClient(domain);
      const placed = order.map((slot) => client.getObjectValue(slot, null)).filter((value) => value !== null);
      assert.deepEqual([placed.length, decisions], [1, 1]);

      decisions = 0;
      await server.OpenFeature.setProviderAndWait(domain, new providers.server({ engine: counting, request: ({ visit }) => visit }));
      const asked = server.OpenFeature.getClient(domain);
      const visit = { ...row.request };
      const values = await Promise.all(order.map((slot) => asked.getObjectValue(slot, null, { visit })));
      assert.deepEqual([values.filter((value) => value !== null).length, decisions], [1, 1], 'at once, in one context');
      assert.deepEqual(values.find((value) => value !== null), placed[0]);
      await asked.getObjectValue(hero, null, { visit: { ...visit } });
      assert.equal(decisions, 2, 'another request object, another decision');
    }
  });

  await check('openfeature server: the object of a transaction is one decision', async () => {
    const domain = nextDomain();
    const { AsyncLocalStorageTransactionContextPropagator: Propagator, OpenFeature } = server;
    OpenFeature.setTransactionContextPropagator(new Propagator());
    await OpenFeature.setProviderAndWait(domain, new providers.server({ engine, request: ({ visit }) => visit }));
    const client = OpenFeature.getClient(domain);
    const ask = (visit) => new Promise((resolve) => {
      OpenFeature.setTransactionContext({ visit }, () => resolve(Promise.all(request.slots.map((slot) => client.getObjectDetails(slot, null)))));
    });
    const [own, delegate] = await Promise.all([ask({ ...request }), ask({ ...request, visit: 'delegate' })]);
    assert.deepEqual(own.map(({ reason }) => reason), ['TARGETING_MATCH', 'TARGETING_MATCH']);
    assert.deepEqual(delegate.map(({ reason }) => reason), ['DISABLED', 'DISABLED'], 'at the same time, another customer');
  });

  await check('openfeature: what is planted on the prototype of objects changes nothing', async () => {
    const planted = ['history', 'storage', 'now', 'experiment', 'features', 'status', 'slot', 'placement'];
    for (const [kind, evaluate] of Object.entries(SDKS)) {
      const expected = await evaluate(providers[kind], { engine, request }, { flag: 'two-slots.hero' });
      for (const name of planted) Object.defineProperty(Object.prototype, name, { value: { enrolled: true, arm: 'planted' }, configurable: true, writable: true });
      let told;
      try {
        const provider = new providers[kind]({ engine, request: () => request });
        await provider.initialize({});
        const { value, variant, reason } = await provider.resolveObjectEvaluation('two-slots.hero', null, {});
        told = [value.headline, variant, reason];
      } finally {
        for (const name of planted) delete Object.prototype[name];
      }
      assert.deepEqual(told, [expected.value.headline, expected.variant, expected.reason], kind);
    }
  });

  await check('openfeature: an engine is loaded once, and again only where that failed', async () => {
    for (const [kind, sdk] of [['web', web], ['server', server]]) {
      let loads = 0;
      const provider = new providers[kind]({ engine: async () => { loads += 1; if (loads === 1) throw new Error('offline'); return engine; }, request: () => request });
      await assert.rejects(provider.initialize({}), (error) => error.code === 'GENERAL' && error.cause.message === 'offline');
      assert.equal((await provider.resolveObjectEvaluation('two-slots.hero', null, {})).errorCode, 'GENERAL');
      await Promise.all([provider.initialize({}), provider.initialize({})]);
      assert.equal((await provider.resolveObjectEvaluation('two-slots.hero', null, {})).reason, 'TARGETING_MATCH', sdk.OpenFeature.constructor.name);
      assert.equal(loads, 2, kind);
    }
    const early = new providers.web({ engine: async () => engine, request });
    assert.throws(() => early.update('', { now: request.now }), (error) => error.code === 'NOT_INITIALISED' && error.help !== '');
  });

  await check('openfeature web: a new context is a new decision, made before anybody asks', async () => {
    const domain = nextDomain();
    const provider = new providers.web({ engine, request: ({ visit = 'own_session' }) => ({ ...request, visit }) });
    await web.OpenFeature.setProviderAndWait(domain, provider, {});
    const client = web.OpenFeature.getClient(domain);
    assert.equal(client.getObjectDetails('two-slots.hero', null).reason, 'TARGETING_MATCH');
    await web.OpenFeature.setContext(domain, { visit: 'delegate' });
    assert.equal(client.getObjectDetails('two-slots.hero', null).reason, 'DISABLED');
    await web.OpenFeature.setContext(domain, { visit: 'nobody' });
    assert.deepEqual([client.providerStatus, client.getObjectDetails('two-slots.hero', null).errorCode], ['ERROR', 'INVALID_CONTEXT']);
    await web.OpenFeature.setContext(domain, {});
    assert.deepEqual([client.providerStatus, client.getObjectDetails('two-slots.hero', null).reason], ['READY', 'TARGETING_MATCH']);
  });

  await check('openfeature web: one provider is for one domain', async () => {
    const provider = new providers.web({ engine, request });
    await web.OpenFeature.setProviderAndWait(nextDomain(), provider, {});
    await assert.rejects(web.OpenFeature.setProviderAndWait(nextDomain(), provider, {}), /more than one domain/);
  });

  await check('openfeature: behind other providers, each flag has its own', async () => {
    const flags = { 'dark-mode': { variants: { on: true }, defaultVariant: 'on', disabled: false } };
    for (const [kind, sdk] of [['web', web], ['server', server]]) {
      const domain = nextDomain();
      const both = new sdk.MultiProvider([{ provider: new providers[kind]({ engine, request: () => request }) }, { provider: new sdk.InMemoryProvider(flags) }]);
      await sdk.OpenFeature.setProviderAndWait(domain, both);
      const client = sdk.OpenFeature.getClient(domain);
      assert.equal(await client.getBooleanValue('dark-mode', false), true, kind);
      assert.equal((await client.getObjectValue('two-slots.hero', null))?.campaign, 'two-slots.0', kind);
    }
  });
}

export async function checkHooks(providers, engine, rows) {
  const { request } = rows.get('two-slots');
  for (const [kind, sdk] of [['web', web], ['server', server]]) {
    await check(`openfeature ${kind}: hooks see flags and releases, and nothing of the customer`, async () => {
      const domain = nextDomain();
      await sdk.OpenFeature.setProviderAndWait(domain, new providers[kind]({ engine, request: () => request }));
      const seen = [];
      const say = (stage) => (context, more) => { seen.push([stage, JSON.stringify([context.context, more?.flagMetadata, more?.message])]); };
      const hook = { before: (context) => { say('before')(context); }, after: say('after'), error: say('error'), finally: say('finally') };
      const client = sdk.OpenFeature.getClient(domain);
      await client.getObjectValue('two-slots.hero', null, ...(kind === 'web' ? [{ hooks: [hook] }] : [{}, { hooks: [hook] }]));
      await client.getStringValue('two-slots.hero', 'none', ...(kind === 'web' ? [{ hooks: [hook] }] : [{}, { hooks: [hook] }]));
      assert.deepEqual(seen.map(([stage]) => stage), ['before', 'after', 'finally', 'before', 'error', 'finally']);
      const told = seen.map(([, text]) => text).join();
      for (const feature of Object.keys(request.features.features)) assert.ok(!told.includes(feature), feature);
    });
  }
}
