// What OpenFeature writes into a history: of evaluations nothing, of what is tracked one event.

import { assert, check } from '../page/checks.mjs';
import { bound, listen, nextDomain, server, settle, web } from './openfeature-sdks.mjs';

/** Evaluating counts nothing, observing does, and the host's store has all of it. */
export async function checkCounting(providers, engine, rows) {
  const { request: whole } = rows.get('two-slots');
  const { storage, history, ...request } = whole;
  const kinds = (kept) => kept.events.map(({ kind }) => kind).filter((kind) => kind !== 'placed');

  /** A host's own store: what is written, and what it says back. */
  const storeOf = () => {
    const store = {
      kept: { events: [], history: 1 },
      writes: 0,
      read: () => ({ history: store.kept, storage: 'durable' }),
      write(written) {
        store.writes += 1;
        store.kept = engine.merge(store.kept, written);
        return { history: store.kept, storage: 'durable', status: 'kept' };
      },
    };
    return store;
  };

  await check('openfeature web: a thousand evaluations write nothing; what is tracked is observed once', async () => {
    const store = storeOf();
    const domain = nextDomain();
    const provider = new providers.web({ engine, request, history: store });
    await web.OpenFeature.setProviderAndWait(domain, provider, {});
    const client = web.OpenFeature.getClient(domain);
    await provider.slots.settled();
    const before = [store.writes, JSON.stringify(store.kept)];
    for (let n = 0; n < 1000; n += 1) client.getObjectValue('two-slots.hero', null);
    await provider.slots.settled();
    assert.deepEqual([store.writes, JSON.stringify(store.kept)], before);
    assert.deepEqual(kinds(store.kept), []);

    const { id } = client.getObjectValue('two-slots.hero', null);
    client.track('impression', { slot: 'two-slots.hero' });
    client.track('impression', { placement: id });
    client.track('click', { placement: id });
    client.track('page_view', { slot: 'two-slots.hero' });
    client.track('refuse', { slot: 'two-slots.hero' });
    client.track('impression', { slot: 'nowhere' });
    client.track('impression');
    await provider.slots.settled();
    assert.deepEqual(kinds(store.kept).sort(), ['click', 'impression']);
  });

  await check('openfeature web: an offer that is dismissed is gone, and the page is told', async () => {
    const domain = nextDomain();
    const provider = new providers.web({ engine, request: whole });
    await web.OpenFeature.setProviderAndWait(domain, provider, {});
    const client = web.OpenFeature.getClient(domain);
    const heard = listen(web, client);
    client.track('dismiss', { slot: 'two-slots.hero' });
    await settle();
    assert.deepEqual(heard, [['PROVIDER_CONFIGURATION_CHANGED', ['two-slots.hero']]]);
    assert.deepEqual(client.getObjectDetails('two-slots.hero', null).reason, 'DEFAULT');
    assert.equal(client.getObjectDetails('two-slots.side', null).reason, 'TARGETING_MATCH');
  });

  await check('openfeature server: an answer places, and a later call observes what it placed', async () => {
    const store = storeOf();
    const errors = [];
    const domain = nextDomain();
    let clock = '2026-11-23T09:30:00-05:00';
    const provider = new providers.server({
      engine, request: ({ visit }) => visit, history: () => store, now: () => clock, report: (error) => errors.push(error.code),
    });
    await server.OpenFeature.setProviderAndWait(domain, provider);
    const client = server.OpenFeature.getClient(domain);
    const { now, ...visit } = request;
    const { id } = await client.getObjectValue('two-slots.hero', null, { visit });
    await provider.settled();
    assert.deepEqual([store.kept.events.filter(({ kind }) => kind === 'placed').length, kinds(store.kept).length], [2, 0]);
    clock = '2026-11-23T09:30:05-05:00';
    const later = { ...visit };
    client.track('impression', { visit: later }, { placement: id });
    client.track('impression', { visit: { ...visit } }, { placement: id });
    client.track('click', { visit: later }, { slot: 'nowhere' });
    await provider.settled();
    const [seen] = store.kept.events.filter(({ kind }) => kind === 'impression');
    assert.deepEqual(kinds(store.kept), ['impression']);
    assert.deepEqual([seen.campaign, seen.slot, seen.at], ['two-slots.0', 'two-slots.hero', Date.parse(clock)]);
    assert.equal(store.kept.events.filter(({ kind }) => kind === 'placed').length <= 2, true, 'observing decides nothing');
    assert.deepEqual(errors, ['EVENT_INVALID']);
  });

  await check('openfeature: where the store fails, later decisions are told that nothing is kept', async () => {
    const seen = [];
    const watching = new Proxy(engine, { get: (of, name) => (name === 'decide' ? (given) => { seen.push(given.storage); return of.decide(given); } : bound(of, name)) });
    const broken = { read: async () => { throw new Error('503'); }, write: async () => { throw new Error('503'); } };
    const domain = nextDomain();
    const provider = new providers.web({ engine: watching, request, history: broken });
    await web.OpenFeature.setProviderAndWait(domain, provider, {});
    provider.refresh();
    await provider.slots.settled();
    assert.deepEqual(seen, ['memory', 'memory']);
    assert.equal(web.OpenFeature.getClient(domain).getObjectDetails('two-slots.hero', null).errorCode, undefined);
  });
}
