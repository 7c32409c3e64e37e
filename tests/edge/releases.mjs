// Bundle and policy are looked at anew: what is refused changes nothing, what is denied goes, and an old policy shows nothing.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { assert, check } from '../page/checks.mjs';
import { EVERY, HOLDS } from './configuration.mjs';
import { ask, headlines, wait } from './http.mjs';

/** Until a look has been and gone: one request begins it, another finds what it brought. */
async function looked(host) {
  await wait(EVERY + 50);
  await ask(host, '/home', { session: 'c04' });
  await wait(150);
}

/** All of it in workerd; elsewhere, where the code is the same, one row of a kind. */
export async function checkReleases(host, bank, material) {
  const isWhole = host.name === 'workerd';
  const seen = async () => headlines((await ask(host, '/home', { session: 'c04' })).text);
  const usual = await seen();
  const restore = () => Object.assign(bank, { bundle: material.bundle, policy: material.policy, roots: material.roots });

  await check(`${host.name}: a customer with an offer`, () => assert.equal(usual.length, 1));
  for (const [file, because] of [
    ['one-byte-changed', 'a byte was changed'],
    ['unapproved', 'the bank did not approve it'],
    ['rolled-back', 'an older release'],
    ['expired', 'it has expired'],
  ].slice(0, isWhole ? undefined : 1)) {
    await check(`${host.name}: a bundle that is refused changes nothing: ${because}`, async () => {
      bank.bundle = readFileSync(join(material.folder, 'bundles', `${file}.tsb.json`), 'utf8');
      await looked(host);
      assert.deepEqual(await seen(), usual);
    });
  }
  if (isWhole) await check(`${host.name}: nor does a bundle that is not there, a text that is none, or a broken chain of roots`, async () => {
    for (const served of [{ bundle: null }, { bundle: '{}' }, { bundle: '' }, { bundle: material.bundle, roots: '[]' }]) {
      Object.assign(bank, served);
      await looked(host);
      assert.deepEqual(await seen(), usual);
    }
    restore();
  });
  await check(`${host.name}: what the policy denies is gone after a look, beside a refused bundle too, and back after another`, async () => {
    const denied = JSON.stringify({ ...JSON.parse(material.policy), deny: ['interest-checking'] });
    for (const bundle of isWhole ? [material.bundle, '{}'] : ['{}']) {
      Object.assign(bank, { bundle, policy: denied });
      await looked(host);
      assert.deepEqual(await seen(), []);
      restore();
      await looked(host);
      assert.deepEqual(await seen(), usual);
    }
  });
  for (const [policy, because] of [[null, 'cannot be read'], ['{"deny":', 'is no policy']].slice(0, isWhole ? undefined : 1)) {
    await check(`${host.name}: while the policy ${because}, offers go on for as long as the last one holds, and end then`, async () => {
      bank.policy = policy;
      await looked(host);
      assert.deepEqual(await seen(), usual);
      await wait(HOLDS);
      assert.deepEqual(await seen(), []);
      restore();
      await looked(host);
      assert.deepEqual(await seen(), usual);
    });
  }
}
