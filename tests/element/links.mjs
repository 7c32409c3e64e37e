// What the grammar of links takes, every parser of URLs reads as the page's own origin or as https with the host that stands there.

import { naughty } from './naughty.mjs';
import { assert, check } from '../page/checks.mjs';
import { ENGLISH } from './placements.mjs';

const ORIGIN = 'https://bank.example';

const ROWS = [
  ['/', true], ['/products/overdraft', true], ['/a.b_c~d-e/', true], ['/..', true], ['/../../x', true], ['https://bank.example', true], ['https://www.bank.example/a/b', true],
  ['https://a-b.example/', true], ['https://1.example/', true],
  ['', false], ['products', false], ['//evil.example', false], ['/\\evil.example', false], ['\\\\evil.example', false], ['/a//b', false], ['///', false], ['/%2e%2e/', false],
  ['/a?b=c', false], ['/a#b', false], ['/a b', false], ['/a\tb', false], ['\n/a', false], ['/a\n', false], [' /a', false], ['/ä', false], ['/a;b', false], ['/a:b', false],
  [`/${'a'.repeat(255)}`, true], [`/${'a'.repeat(256)}`, false], ['https:/bank.example', false], ['https:bank.example', false], ['https:///bank.example', false], ['HTTPS://bank.example', false],
  ['https://BANK.example', false], ['http://bank.example', false], ['javascript:alert(1)', false], ['JaVaScRiPt:alert(1)', false], ['java\tscript:alert(1)', false], ['data:text/html,a', false],
  ['vbscript:a', false], ['blob:https://bank.example/a', false], ['mailto:a@b.example', false], ['https://user@bank.example', false], ['https://user:word@bank.example', false], ['https://bank.example:443', false],
  ['https://bank.example:8443/', false], ['https://bank.example.', false], ['https://bank', false], ['https://127.0.0.1/', false], ['https://0x7f.1/', false], ['https://1.2.3.0x4/', false], ['https://[::1]/', false],
  ['https://xn--bnk-qla.example', false], ['https://a.xn--p1ai', false], ['https://a.xn--p1ai.example', false], ['https://bänk.example', false], ['https://bank。example', false], ['https://-bank.example', false], ['https://bank-.example', false],
  ['https://bank..example', false], ['https://bank.example//a', false], ['https://bank.example/a?b', false], ['https://bank.example/a#b', false], ['https://bank.example\\@evil.example', false], ['https://bank.example%2f@evil.example', false],
  [`https://${'a'.repeat(64)}.example`, false], [`https://${'a.'.repeat(130)}example`, false],
];

/** Addresses of the pieces that parsers stumble over, put together in every way up to a length, and by chance beyond it. */
function* pieces() {
  const parts = ['/', '\\', '.', '..', ':', '@', '?', '#', '%2f', '%5c', 'a', 'evil.example', 'https:', 'https://', 'http://', 'javascript:', '\t', '\n', '\r', ' ', '\0', '[', ']', '1', '0x', 'xn--', '。', 'ß', '&', ';', '//'];
  for (const one of parts) {
    yield one;
    for (const two of parts) {
      yield one + two;
      for (const three of parts) {
        yield one + two + three;
        yield `https://${one}${two}${three}`;
        yield `https://bank.example${one}${two}${three}`;
        yield `/${one}${two}${three}`;
      }
    }
  }
  let state = 42;
  const next = (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor(state / 2 ** 32 * below);
  };
  for (let n = 0; n < 100_000; n += 1) {
    yield Array.from({ length: 1 + next(9) }, () => parts[next(parts.length)]).join('');
  }
}

/** Why a parser reads something else out of `url` than it seems to say; null where it does not. */
function misread(url, base) {
  let parsed;
  try { parsed = new URL(url, base); } catch { return 'not parsed'; }
  const { origin, protocol, username, password, port, hash, host } = parsed;
  if (username !== '' || password !== '' || hash !== '') return 'more than a place';
  if (url.startsWith('/')) return origin === new URL(base).origin ? null : origin;
  return protocol === 'https:' && port === '' && url.startsWith(`https://${host}`) ? null : origin;
}

export async function checkLinks(open, { isLink }) {
  await check(`links: ${ROWS.length} rows are taken or not as they say`, () => {
    for (const [url, taken] of ROWS) assert.equal(isLink(url), taken, JSON.stringify(url));
  });

  await check('links: whatever is taken, URL() reads as it stands there; whatever is not, can be anything', () => {
    let [n, taken] = [0, 0];
    for (const url of [...ROWS.map(([row]) => row), ...naughty(), ...pieces()]) {
      n += 1;
      if (!isLink(url)) continue;
      taken += 1;
      for (const base of [`${ORIGIN}/home/page`, 'http://localhost:8088/']) assert.equal(misread(url, base), null, JSON.stringify(url));
    }
    console.log(`      ${n} addresses, ${taken} taken`);
    assert.ok(n > 200_000 && taken > 1_000, `${taken} of ${n}`);
  });

  await check('links: in Chromium, what the link of an offer leads to is what its grammar says', async () => {
    const { page, close } = await open('/?hands');
    const found = await page.evaluate((placement, rows) => rows.map((url, n) => {
      const slot = globalThis.test.slot();
      const status = slot.show({ ...placement, id: `p${n}`, action: { ...placement.action, url } });
      const link = slot.shadowRoot.querySelector('a');
      return [status, link === null ? null : [link.origin, link.protocol, link.search]];
    }), ENGLISH, ROWS.map(([url]) => url));
    const { origin } = new URL(page.url());
    ROWS.forEach(([url, taken], n) => {
      const own = url.startsWith('/');
      const host = own ? origin : /^https:\/\/[^/]*/.exec(url)?.[0];
      assert.deepEqual(found[n], taken ? ['shown', [host, own ? 'http:' : 'https:', '?offer=OD-2026-11']] : ['invalid', null], JSON.stringify(url));
    });
    await close();
  });
}
