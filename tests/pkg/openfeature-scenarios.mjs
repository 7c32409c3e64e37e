// The evaluation scenarios of OpenFeature's specification, by their titles: those of appendix B (evaluation) and of the conformance kit for
// providers in appendix F (evaluation, errors, reasons, metadata, lifecycle, events). Each is played with the slots of this engine, by both SDKs.
// Flags of these providers are objects: what a scenario asks of a boolean, text or number comes out as a refusal with the caller's default.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { assert, check } from '../page/checks.mjs';
import { HELD_BACK, SDKS, listen, nextDomain, server, settle, web } from './openfeature-sdks.mjs';

const SCALARS = [['boolean', false], ['string', 'bye'], ['number', 1], ['number', 0.1]];

/** What evaluating once must give. `flag` and `request` name rows of the corpus. */
const EVALUATIONS = [
  ...SCALARS.map(([type, fallback]) => ({
    title: `Requesting a structured flag as a scalar returns the code default (${type} ${fallback})`,
    row: 'two-slots', flag: 'two-slots.hero', type, fallback, expect: { reason: 'ERROR', errorCode: 'TYPE_MISMATCH' },
  })),
  ...SCALARS.map(([type, fallback]) => ({
    title: `An unknown flag key returns the code default (${type} ${fallback})`,
    row: 'two-slots', flag: 'missing-flag', type, fallback, expect: { reason: 'ERROR', errorCode: 'FLAG_NOT_FOUND' },
  })),
  { title: 'Resolves object details; The resolved details name the variant', row: 'two-slots', flag: 'two-slots.hero', expect: { reason: 'TARGETING_MATCH', variant: 'two-slots.0' } },
  { title: 'Resolve a structured value, asked for with a null default', row: 'two-slots', flag: 'two-slots.hero', fallback: null, expect: { reason: 'TARGETING_MATCH', variant: 'two-slots.0' } },
  { title: 'A disabled flag resolves to the code default, and reports that it is disabled', row: 'denied', flag: 'denied', expect: { reason: 'DISABLED' } },
  { title: 'A targeting rule that does not match reports the default', row: 'cap-slot-none-left', flag: 'cap-slot-none-left.hero', expect: { reason: 'DEFAULT' } },
  {
    title: 'Supplying an evaluation context does not disturb an untargeted resolution',
    row: 'two-slots', flag: 'two-slots.hero', context: { tier: 'gold', age: 29 }, expect: { reason: 'TARGETING_MATCH', variant: 'two-slots.0' },
  },
  {
    title: 'Supplying a targeting key: refused by default, since nothing here needs to know who it is',
    row: 'two-slots', flag: 'two-slots.hero', context: { targetingKey: 'f20bd32d' }, expect: { reason: 'ERROR', errorCode: 'INVALID_CONTEXT' },
  },
  {
    title: 'Supplying a targeting key does not disturb the resolution, where the host says to ignore it',
    row: 'two-slots', flag: 'two-slots.hero', context: { targetingKey: 'f20bd32d' }, options: { targetingKey: 'ignore' }, expect: { reason: 'TARGETING_MATCH', variant: 'two-slots.0' },
  },
];

export async function checkScenarios(providers, Engine, engine, rows, { bundle, trust, options }, folder) {
  for (const [kind, evaluate] of Object.entries(SDKS)) {
    for (const { title, row, flag, type, fallback = HELD_BACK, context, options: more, expect } of EVALUATIONS) {
      await check(`openfeature ${kind}, scenario: ${title}`, async () => {
        const { request, decision } = rows.get(row);
        const { errorCode, errorMessage, reason, value, variant } = await evaluate(providers[kind], { engine, request, ...more }, { flag, type, fallback, context });
        assert.deepEqual({ reason, errorCode, variant }, { errorCode: undefined, variant: undefined, ...expect });
        const placed = expect.variant === undefined ? fallback : decision.placements.find(({ slot }) => slot === flag);
        assert.deepEqual(value, placed);
        assert.equal(errorMessage === undefined, expect.errorCode === undefined, 'a message goes with a code');
      });
    }

    await check(`openfeature ${kind}, scenario: A matching evaluation context resolves the targeted variant, a non-matching one the default`, async () => {
      const visits = { hit: rows.get('two-slots').request, miss: { ...rows.get('two-slots').request, visit: 'delegate' } };
      const asked = (visit) => evaluate(providers[kind], { engine, request: ({ who = 'miss' }) => visits[who] }, { flag: 'two-slots.hero', context: visit });
      assert.equal((await asked({ who: 'hit' })).variant, 'two-slots.0');
      for (const context of [{ who: 'miss' }, {}]) assert.deepEqual((await asked(context)).value, HELD_BACK);
    });

    const sdk = kind === 'web' ? web : server;
    const register = async (made) => {
      const domain = nextDomain();
      const client = sdk.OpenFeature.getClient(domain);
      const heard = listen(sdk, client);
      const provider = new providers[kind]({ request: () => rows.get('two-slots').request, ...made });
      await sdk.OpenFeature.setProviderAndWait(domain, provider).catch(() => {});
      await settle();
      return { client, heard, provider };
    };

    await check(`openfeature ${kind}, scenario: A provider identifies itself by name`, async () => {
      const { client } = await register({ engine: () => Engine.load(bundle, trust, options) });
      assert.equal(client.metadata.providerMetadata?.name ?? client.metadata.name, 'tellerside');
    });

    await check(`openfeature ${kind}, scenario: A provider that successfully initializes becomes ready`, async () => {
      const { client, heard } = await register({ engine: async () => Engine.load(bundle, trust, options) });
      assert.deepEqual([client.providerStatus, heard.map(([type]) => type)], ['READY', ['PROVIDER_READY']]);
    });

    await check(`openfeature ${kind}, scenario: A provider that cannot reach its backend reports an error, and still returns code defaults`, async () => {
      const { client, heard } = await register({ engine: async () => { throw new TypeError('fetch failed'); } });
      assert.deepEqual([client.providerStatus, heard.map(([type]) => type)], ['ERROR', ['PROVIDER_ERROR']]);
      const { reason, value } = await client.getBooleanDetails('two-slots.hero', false);
      assert.deepEqual([reason, value], ['ERROR', false]);
    });
  }
  await checkChanges(providers, Engine, folder);
}

/** Over the sample bank, whose folder has another release. */
async function checkChanges(providers, Engine, folder) {
  const read = (...path) => readFileSync(join(folder, ...path), 'utf8');
  const [{ request }] = JSON.parse(read('customers.json'));
  const options = { now: request.now, policy: JSON.parse(read('policy.json')) };
  const { campaign, slot } = Engine.load(read('bundle.tsb.json'), read('root.json'), options).decide(request).placements[0];

  for (const [kind, sdk] of [['web', web], ['server', server]]) {
    const begin = async (given) => {
      const domain = nextDomain();
      const client = sdk.OpenFeature.getClient(domain);
      const heard = listen(sdk, client);
      const provider = new providers[kind]({ engine: () => Engine.load(read('bundle.tsb.json'), read('root.json'), options), request: () => ({ ...given() }) });
      await sdk.OpenFeature.setProviderAndWait(domain, provider);
      await settle();
      heard.length = 0;
      return { client, heard, provider, flag: async () => client.getObjectDetails(slot, null) };
    };

    await check(`openfeature ${kind}, scenario: A configuration change is signalled and applied`, async () => {
      const { flag, heard, provider } = await begin(() => request);
      const before = await flag();
      assert.equal(before.value.campaign, campaign);
      provider.update(read('bundles', 'second-signs.tsb.json'), { ...options, policy: { ...options.policy, deny: [campaign] } });
      await settle();
      assert.ok(heard.some(([type]) => type === 'PROVIDER_CONFIGURATION_CHANGED'), JSON.stringify(heard));
      // A server knows no flags before they are asked for, so only the page's provider can name those that changed.
      if (kind === 'web') assert.ok(heard.some(([, flags]) => flags?.includes(slot)), JSON.stringify(heard));
      assert.notDeepEqual((await flag()).value, before.value);
    });

    await check(`openfeature ${kind}, scenario: Losing the backend makes the provider stale, regaining it makes it ready again`, async () => {
      let now = request.now;
      const { client, flag, heard, provider } = await begin(() => ({ ...request, now }));
      // Nothing new came until the release expired.
      now = '2036-01-01T00:00:00-05:00';
      if (kind === 'web') provider.refresh();
      await flag();
      await settle();
      assert.ok(heard.some(([type]) => type === 'PROVIDER_STALE'), JSON.stringify(heard));
      assert.equal(client.providerStatus, 'STALE');
      now = request.now;
      if (kind === 'web') provider.refresh();
      await flag();
      await settle();
      assert.equal(client.providerStatus, 'READY');
    });
  }
}
