// What stands in the configuration, and that what is wrong in it is told at once.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { assert, check } from '../page/checks.mjs';
import { ROOT } from '../pkg/cases.mjs';
import { run } from '../pkg/process.mjs';

const tools = createRequire(join(ROOT, 'tests', 'npm', 'package.json'));

/** Milliseconds between two looks at bundle and policy, and for how many a policy holds: shorter than a bank's. */
export const EVERY = 200;
export const HOLDS = 1000;

export function configurationAt(origin) {
  return {
    origin, timeZone: 'America/New_York', locales: ['en-US'],
    pages: { '/home': { page: 'home', slots: ['hero', 'card'] } },
    slots: { hero: { bytes: 4096 }, card: { bytes: 4096 } },
    screens: { page: 'home', slots: ['hero', 'card'] },
    session: { cookies: ['session'], authorization: true },
    vector: '/internal/offers/vector', observe: '/offers/observe',
    release: { bundle: '/offers/bundle.tsb.json', policy: '/offers/policy.json', roots: '/offers/roots.json', every: EVERY, holds: HOLDS },
  };
}

export async function checkConfiguration(folder) {
  const template = join(folder, 'node_modules', 'tellerside', 'worker');
  const load = (file) => import(pathToFileURL(join(template, file)).href);
  const { checked } = await load('src/configuration.js');
  const { momentOf } = await load('src/moment.js');
  const right = () => configurationAt('https://origin.bank.example');

  await check('the configuration that ships is right, and takes its defaults', async () => {
    const { default: shipped } = await load('config.js');
    const { deadline, historyDays, release } = checked(shipped);
    assert.deepEqual([deadline, historyDays, release.every, release.holds], [300, 90, 300_000, 840_000]);
    assert.ok(release.holds + deadline <= 15 * 60_000, 'a kill takes 15 minutes at most');
  });
  await check('the types of the template fit what a bank edits', () => {
    run(process.execPath, [
      tools.resolve('typescript/package.json').replace('package.json', 'bin/tsc'), '--noEmit', '--strict', '--allowJs', '--checkJs', '--target', 'es2024',
      '--lib', 'es2024,dom,dom.iterable,esnext.disposable', '--module', 'nodenext', '--types', '', join(folder, 'config.js'), join(folder, 'handler.d.ts'),
    ], { cwd: folder });
  });
  for (const [change, path, because] of [
    [(given) => { given.deadlin = 300; }, '$.deadlin', 'a typing error'],
    [(given) => { delete given.vector; }, '$.vector', 'something is missing'],
    [(given) => { given.origin = 'http://origin.bank.example'; }, 'origin', 'not over TLS'],
    [(given) => { given.origin = 'https://origin.bank.example/app'; }, 'origin', 'a path'],
    [(given) => { given.deadline = 301; }, 'deadline', 'later than a page may wait'],
    [(given) => { given.release.every = 300_001; }, 'release.every', 'too seldom for the kill switch'],
    [(given) => { given.release.holds = 840_001; }, 'release.holds', 'too long for the kill switch'],
    [(given) => { given.pages['/home?x'] = given.pages['/home']; }, 'pages./home?x', 'a query'],
    [(given) => { given.pages['/home'].slots = ['hero', 'rail']; }, 'pages./home.slots[1]', 'a slot without a size'],
    [(given) => { given.pages['/home'].slots = ['hero', 'hero']; }, 'pages./home.slots', 'a slot twice'],
    [(given) => { given.slots.hero.bytes = 100; }, 'slots.hero.bytes', 'too small for any offer'],
    [(given) => { given.session.cookies = []; }, 'session.cookies', 'nobody could be signed in'],
    [(given) => { given.timeZone = 'New York'; }, 'timeZone', 'no time zone'],
    [(given) => { given.observe = given.vector; }, 'vector', 'one path for two'],
  ]) {
    await check(`a configuration is refused: ${because}`, () => {
      const given = right();
      change(given);
      assert.throws(() => checked(given), { code: 'CONFIGURATION_INVALID', path });
    });
  }
  const { linkOf, text } = await load('src/banner.js');
  for (const [url, expected, because] of [
    ['/products/card', '/products/card?offer=A%26B', 'a path'],
    ['/products/card?a=1', '/products/card?a=1&offer=A%26B', 'a path with a query'],
    ['/products/card#rates', '/products/card?offer=A%26B#rates', 'a place in a page'],
    ['https://www.bank.example/card', 'https://www.bank.example/card?offer=A%26B', 'https'],
    ['javascript:alert(1)', null, 'a script'],
    ['//elsewhere.example/', null, 'another host that looks like a path'],
    ['/\\elsewhere.example/', null, 'the same, as browsers read it'],
    ['http://www.bank.example/', null, 'not over TLS'],
    ['https://user@elsewhere.example/', null, 'a name before a host'],
    ['/a\tb', null, 'a tab, which browsers drop'],
    ['data:text/html,x', null, 'a page in a URL'],
  ]) {
    await check(`where an offer leads: ${because}`, () => assert.equal(linkOf({ url, offer: 'A&B' }), expected));
  }
  await check('text is ASCII without markup', () => assert.equal(text('<b a="1">\'é\u{1F600}`&'), '&#60;b a=&#34;1&#34;&#62;&#39;&#233;&#128512;&#96;&#38;'));
  for (const [at, zone, expected] of [
    ['2026-11-25T04:30:00.120Z', 'America/New_York', '2026-11-24T23:30:00.120-05:00'],
    ['2026-07-01T00:00:00.000Z', 'America/New_York', '2026-06-30T20:00:00.000-04:00'],
    ['2026-07-01T00:00:00.000Z', 'UTC', '2026-07-01T00:00:00.000+00:00'],
    ['2026-07-01T00:00:00.000Z', 'Asia/Kolkata', '2026-07-01T05:30:00.000+05:30'],
    ['2026-11-01T06:30:00.000Z', 'America/New_York', '2026-11-01T01:30:00.000-05:00'],
  ]) {
    await check(`${at} is ${expected} in ${zone}`, () => assert.equal(momentOf(Date.parse(at), zone), expected));
  }
}
