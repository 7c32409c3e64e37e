// What the providers tell, and when: updates, denials, expiry, and a real trap.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { assert, check } from '../page/checks.mjs';
import { ROOT } from './cases.mjs';
import { listen, nextDomain, server, settle, web } from './openfeature-sdks.mjs';
import { run } from './process.mjs';

/** What is told, and when: over the sample bank, whose folder has bundles of every kind. */
export async function checkEvents(providers, Engine, { bundle, trust, options, requests }, folder) {
  const now = options.now;
  const other = (name) => readFileSync(join(folder, 'bundles', `${name}.tsb.json`), 'utf8');
  const request = requests.find((one) => Engine.load(bundle, trust, options).decide(one).placements.length > 0);
  const { campaign, slot } = Engine.load(bundle, trust, options).decide(request).placements[0];
  const denying = { ...options.policy, deny: [campaign] };

  for (const [kind, sdk] of [['web', web], ['server', server]]) {
    const begin = async (given = request) => {
      const domain = nextDomain();
      const provider = new providers[kind]({ engine: () => Engine.load(bundle, trust, options), request: kind === 'web' ? () => given : () => ({ ...given }) });
      const client = sdk.OpenFeature.getClient(domain);
      const heard = listen(sdk, client);
      await sdk.OpenFeature.setProviderAndWait(domain, provider);
      await settle();
      const flag = async () => client.getObjectDetails(slot, null);
      return { client, flag, heard, provider };
    };

    await check(`openfeature ${kind}: ready is told once`, async () => {
      const { client, heard } = await begin();
      assert.deepEqual([heard.map(([type]) => type), client.providerStatus], [['PROVIDER_READY'], 'READY']);
    });

    await check(`openfeature ${kind}: a refused update is an error, the last good release goes on and says STALE, a good one ends it`, async () => {
      const { client, flag, heard, provider } = await begin();
      for (const [name, code] of [['one-byte-changed', 'DIGEST_MISMATCH'], ['one-approver', 'APPROVALS_MISSING'], ['rolled-back', 'ROLLED_BACK']]) {
        heard.length = 0;
        assert.throws(() => provider.update(other(name), { now, policy: options.policy }), (error) => error.code === code);
        await settle();
        assert.deepEqual(heard.map(([type]) => type), ['PROVIDER_ERROR'], name);
        const { errorCode, reason, value } = await flag();
        assert.deepEqual([client.providerStatus, errorCode, reason, value?.campaign], ['ERROR', undefined, 'STALE', campaign]);
      }
      heard.length = 0;
      provider.update(bundle, { now, policy: options.policy });
      await settle();
      assert.deepEqual([heard.map(([type]) => type), client.providerStatus], [['PROVIDER_READY'], 'READY'], 'the same again changes nothing');
      assert.notEqual((await flag()).reason, 'STALE');
    });

    await check(`openfeature ${kind}: another release is a change of configuration`, async () => {
      const { flag, heard, provider } = await begin();
      const before = (await flag()).flagMetadata;
      heard.length = 0;
      provider.update(other('second-signs'), { now, policy: options.policy });
      await settle();
      assert.deepEqual(heard.map(([type]) => type), ['PROVIDER_CONFIGURATION_CHANGED']);
      assert.notDeepEqual((await flag()).flagMetadata, before);
    });

    await check(`openfeature ${kind}: what is denied goes at once, with a bundle that is refused as well`, async () => {
      const { flag, heard, provider } = await begin();
      heard.length = 0;
      assert.throws(() => provider.update(other('one-byte-changed'), { now, policy: denying }));
      await settle();
      assert.deepEqual(heard.map(([type]) => type).sort(), kind === 'web' ? ['PROVIDER_CONFIGURATION_CHANGED', 'PROVIDER_ERROR'] : ['PROVIDER_ERROR']);
      assert.notEqual((await flag()).value?.campaign, campaign);
    });

    await check(`openfeature ${kind}: a release that expired is STALE, and so is the provider`, async () => {
      const { client, flag, heard } = await begin({ ...request, now: '2036-01-01T00:00:00-05:00' });
      assert.equal((await flag()).reason, 'STALE');
      await settle();
      assert.deepEqual([heard.map(([type]) => type), client.providerStatus], [['PROVIDER_READY', 'PROVIDER_STALE'], 'STALE']);
    });
  }

  await check('openfeature web: a new context does not make an expired release a ready one', async () => {
    const domain = nextDomain();
    const given = ({ late = false }) => ({ ...request, now: late ? '2036-01-01T00:00:00-05:00' : request.now });
    await web.OpenFeature.setProviderAndWait(domain, new providers.web({ engine: Engine.load(bundle, trust, options), request: given }), {});
    const client = web.OpenFeature.getClient(domain);
    for (const [context, status, because] of [
      [{ late: true }, 'STALE', 'it expired'],
      [{ late: true, page: 'cards' }, 'STALE', 'the SDK calls it ready after every change of the context'],
      [{}, 'READY', 'it holds'],
    ]) {
      await web.OpenFeature.setContext(domain, context);
      await settle();
      assert.equal(client.providerStatus, status, because);
    }
  });

  await check('openfeature web: the same bundle again moves nothing under the eyes of who reads it', async () => {
    const domain = nextDomain();
    const provider = new providers.web({ engine: Engine.load(bundle, trust, options), request });
    await web.OpenFeature.setProviderAndWait(domain, provider, {});
    const client = web.OpenFeature.getClient(domain);
    const before = client.getObjectValue(slot, null);
    client.track('impression', { slot });
    provider.update(bundle, { now, policy: options.policy });
    assert.equal(client.getObjectValue(slot, null), before, 'the very same object');
    provider.update(bundle, { now, policy: denying });
    assert.equal(client.getObjectValue(slot, null), null);
  });
}

/** A real trap, in a process of its own whose module has little memory. */
export async function checkTraps({ esm }, { file }, pages) {
  const report = JSON.parse(run(process.execPath, [join(esm, 'openfeature-trap.mjs'), file, String(pages + 8), join(ROOT, 'tests', 'npm', 'package.json')]));
  for (const kind of ['web', 'server']) {
    await check(`openfeature ${kind}: a trap is an error once, and the next decision is right`, () => {
      assert.deepEqual(report[kind].trapped, ['ERROR', 'GENERAL', 'ERROR', null]);
      assert.match(report[kind].message, /ENGINE_RESET/);
      assert.equal(report[kind].after[0], 'READY');
      assert.deepEqual([report[kind].after[1] ?? null, report[kind].same], [null, true]);
      assert.deepEqual(report[kind].heard, ['PROVIDER_READY', 'PROVIDER_ERROR', 'PROVIDER_READY']);
    });
  }
}
