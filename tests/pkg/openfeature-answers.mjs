// What a flag answers: value, variant, reason, code. Over the whole corpus, and row by row.

import { assert, check } from '../page/checks.mjs';
import { HELD_BACK, SDKS, nextDomain, server, web } from './openfeature-sdks.mjs';

/** Every row of the corpus, every slot that it asks for: the flag is the placement that the corpus expects, or the default. */
export async function checkCorpus(providers, engine, rows) {
  for (const [kind, evaluate] of Object.entries(SDKS)) {
    await check(`openfeature ${kind}: all ${rows.size} rows of the corpus come out as the engine decides them`, async () => {
      const seen = {};
      for (const [id, { request, decision }] of rows) {
        for (const flag of request.slots) {
          const details = await evaluate(providers[kind], { engine, request }, { flag });
          const placement = decision.placements.find(({ slot }) => slot === flag);
          assert.deepEqual(details.value, placement ?? HELD_BACK, `${id}: ${details.errorMessage}`);
          assert.equal(details.errorCode, undefined, id);
          assert.equal(details.variant === undefined, placement === undefined, id);
          seen[details.reason] = (seen[details.reason] ?? 0) + 1;
        }
      }
      assert.deepEqual(Object.keys(seen).sort(), ['DEFAULT', 'DISABLED', 'SPLIT', 'STALE', 'TARGETING_MATCH'], JSON.stringify(seen));
    });
  }
}

export async function checkAnswers(providers, Engine, engine, cases, rows) {
  const requestOf = (id) => rows.get(id).request;
  const closed = Engine.load(cases.bundle, cases.trust, cases.options);
  closed.close();
  const refused = (bundle, trust) => () => Engine.load(bundle, trust, cases.options);
  const shown = requestOf('two-slots');

  for (const [because, given, asked, expected] of [
    ['a rule holds', shown, { flag: 'two-slots.hero' }, { reason: 'TARGETING_MATCH', variant: 'two-slots.0' }],
    ['an arm is counted', requestOf('arm-other'), { flag: 'arm-other' }, { reason: 'SPLIT', variant: /^arm-other\.0\/\w+/ }],
    ['an arm is seen and not counted', requestOf('shipped'), { flag: 'shipped' }, { reason: 'TARGETING_MATCH', variant: /^[^/]+$/ }],
    ['nothing is placed', requestOf('cap-slot-none-left'), { flag: 'cap-slot-none-left.hero' }, { reason: 'DEFAULT' }],
    ['somebody is held out, and nobody is to tell', requestOf('conflict-household'), { flag: 'conflict-household.hero' }, { reason: 'DEFAULT' }],
    ['the page denies the campaign', requestOf('denied'), { flag: 'denied' }, { reason: 'DISABLED' }],
    ['a delegate looks', requestOf('delegate'), { flag: 'delegate' }, { reason: 'DISABLED' }],
    ['the release expired', requestOf('release-expired'), { flag: 'release-expired' }, { reason: 'STALE' }],
    ['the clock lies before the release', requestOf('clock-behind'), { flag: 'clock-behind' }, { reason: 'STALE' }],
    ['no campaign of the release names the slot', { ...shown, slots: ['nowhere'] }, { flag: 'nowhere' }, { reason: 'DEFAULT' }],
    ['the request asks for another slot', shown, { flag: 'two-slots' }, { errorCode: 'FLAG_NOT_FOUND' }],
    ['a name of the prototype is no slot', shown, { flag: 'toString' }, { errorCode: 'FLAG_NOT_FOUND' }],
    ['another provider may have the boolean', shown, { flag: 'dark-mode', type: 'boolean', fallback: true }, { errorCode: 'FLAG_NOT_FOUND' }],
    ['a slot is no boolean', shown, { flag: 'two-slots.hero', type: 'boolean', fallback: true }, { errorCode: 'TYPE_MISMATCH' }],
    ['a slot is no text', shown, { flag: 'two-slots.hero', type: 'string', fallback: 'none' }, { errorCode: 'TYPE_MISMATCH' }],
    ['a slot is no number', shown, { flag: 'two-slots.hero', type: 'number', fallback: 7 }, { errorCode: 'TYPE_MISMATCH' }],
    ['a default may be null', requestOf('denied'), { flag: 'denied', fallback: null }, { reason: 'DISABLED' }],
    ['a default may be a list', requestOf('denied'), { flag: 'denied', fallback: [] }, { reason: 'DISABLED' }],
    ['the request is malformed', { ...shown, page: 7 }, { flag: 'two-slots.hero' }, { errorCode: 'INVALID_CONTEXT', message: /REQUEST_INVALID at page/ }],
    ['the vector carries an identity', { ...shown, features: { ...shown.features, features: { email: 'a.person@bank.example' } } }, { flag: 'two-slots.hero' }, { errorCode: 'INVALID_CONTEXT', message: /^(?!.*person)/ }],
    ['the history is malformed', { ...shown, history: { events: 1, history: 1 } }, { flag: 'two-slots.hero' }, { errorCode: 'INVALID_CONTEXT', message: /HISTORY_INVALID/ }],
    ['the request is too large', { ...shown, page: 'x'.repeat(3 << 20) }, { flag: 'two-slots.hero' }, { errorCode: 'INVALID_CONTEXT', message: /TOO_LARGE/ }],
    ['the request is a text', () => 'request', { flag: 'two-slots.hero' }, { errorCode: 'INVALID_CONTEXT' }],
    ["the host's function fails", () => { throw new Error('customer 4711'); }, { flag: 'two-slots.hero' }, { errorCode: 'GENERAL', message: /^(?!.*4711)/ }],
    ['the engine is closed', { given: shown, engine: closed }, { flag: 'two-slots.hero' }, { errorCode: 'PROVIDER_NOT_READY' }],
    ['the bundle is another text', { given: shown, engine: refused(cases.bundle.slice(0, -9), cases.trust) }, { flag: 'two-slots.hero' }, { errorCode: 'PARSE_ERROR', message: /^[A-Z_]+ at / }],
    ['the root is another text', { given: shown, engine: refused(cases.bundle, '{}') }, { flag: 'two-slots.hero' }, { errorCode: 'PARSE_ERROR', message: /ROOT_INVALID/ }],
    ['the engine comes later', { given: shown, engine: async () => engine }, { flag: 'two-slots.hero' }, { reason: 'TARGETING_MATCH', variant: 'two-slots.0' }],
  ]) {
    const options = given.engine === undefined ? { engine, request: given } : { engine: given.engine, request: given.given };
    for (const [kind, evaluate] of Object.entries(SDKS)) {
      await check(`openfeature ${kind}: ${because}: ${expected.reason ?? expected.errorCode}`, async () => {
        // What the SDK would close is the engine of all these rows.
        const details = await evaluate(providers[kind], options, asked);
        const { reason = 'ERROR', errorCode, variant, message } = expected;
        assert.deepEqual([details.reason, details.errorCode], [reason, errorCode], details.errorMessage);
        if (variant instanceof RegExp) assert.match(details.variant, variant);
        else assert.equal(details.variant, variant);
        if (message !== undefined) assert.match(details.errorMessage, message);
        if (variant === undefined) assert.deepEqual(details.value, 'fallback' in asked ? asked.fallback : HELD_BACK);
        else assert.equal(details.value.slot, asked.flag);
        if (errorCode === undefined) {
          const { index, version, semantics } = engine.info;
          assert.deepEqual(details.flagMetadata, { bundleId: index, bundleVersion: version, semantics });
        }
      });
    }
  }

  await check('openfeature: before the engine is there, PROVIDER_NOT_READY', async () => {
    const never = new Promise(() => {});
    for (const [sdk, Provider] of [[web, providers.web], [server, providers.server]]) {
      const domain = nextDomain();
      const provider = new Provider({ engine: () => never, request: () => shown });
      sdk.OpenFeature.setProvider(domain, provider);
      assert.equal((await sdk.OpenFeature.getClient(domain).getObjectDetails('two-slots.hero', null)).errorCode, 'PROVIDER_NOT_READY');
      assert.equal((await provider.resolveObjectEvaluation('two-slots.hero', null, {})).errorCode, 'PROVIDER_NOT_READY', 'without the SDK');
    }
  });

  for (const [name, make, path] of [
    ['no engine', (Provider) => new Provider({ request: () => shown }), 'engine'],
    ['no request', (Provider) => new Provider({ engine }), 'request'],
    ['a store that cannot write', (Provider) => new Provider({ engine, request: () => shown, history: { read() {} } }), 'history'],
    ['a clock that is a text', (Provider) => new Provider({ engine, request: () => shown, now: '2026' }), 'now'],
    ['a rule for keys that none is', (Provider) => new Provider({ engine, request: () => shown, targetingKey: 'hash' }), 'targetingKey'],
    ['a typing error', (Provider) => new Provider({ engine, request: () => shown, histroy: 1 }), 'histroy'],
  ]) {
    await check(`openfeature: ${name} is told when the page is written: OPTIONS_INVALID at ${path}`, () => {
      for (const Provider of Object.values(providers)) {
        assert.throws(() => make(Provider), (error) => error.code === 'OPTIONS_INVALID' && error.path === path && error.help !== '');
      }
    });
  }
}
