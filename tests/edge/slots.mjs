// The slots of a page: what goes in, and that nothing else of the page changes.

import { assert, check } from '../page/checks.mjs';
import { PAGE } from './bank.mjs';
import { ask } from './http.mjs';

const SLOT = /<tellerside-slot name="hero"><!-- +--><section .*?<\/section><div hidden>(.*?)<\/div> <\/tellerside-slot>/s;

/** Pages that are awkward to scan. */
export const AWKWARD = [
  PAGE,
  '<tellerside-slot name="hero"></tellerside-slot>',
  'no slots at all, and a < b && c --> d',
  '<p><!-- never ended <tellerside-slot name="hero"></tellerside-slot>',
  `${'<i>x</i>'.repeat(20_000)}<tellerside-slot name="card">${'é'.repeat(70_000)}</tellerside-slot><script>"</scr" + "ipt>"</script><tellerside-slot name="hero">1</tellerside-slot>`,
  '<style>a{}</style ><SCRIPT>x</Script\n><tellerside-slot name="hero">x</tellerside-slot>',
  '<scripty><tellerside-slot name="hero">x</tellerside-slot></scripty>',
];

/** The pages as `host` gives them to one customer with offers, without what changes from one visit to the next. */
export async function checkSlots(host, bank) {
  const seen = [];
  const page = bank.page;
  await check(`${host.name}: an offer is in the first slot of its name, the evergreen hidden below it, and no other byte has changed`, async () => {
    const { text } = await ask(host, '/home', { session: 'c10' });
    assert.match(text, SLOT);
    assert.equal(SLOT.exec(text)[1], '<div class="evergreen"><p>Know the moment your balance moves</p></div>');
    const without = text.replace(/<!-- {20,}-->(?:<section class="tellerside-offer".*?<\/section><div hidden>)?/gs, '').replaceAll(/(?:<\/div> |<!---->)<\/tellerside-slot>/g, '</tellerside-slot>');
    assert.equal(without, page);
  });
  for (const [place, awkward] of AWKWARD.entries()) {
    bank.page = awkward;
    const { text } = await ask(host, '/home', { session: 'c10' });
    seen.push(text.replaceAll(/data-tellerside="[^"]*"/g, 'data-tellerside=""'));
    if (place === 3) await check(`${host.name}: a page without slots is the page`, () => assert.equal(text, awkward));
  }
  bank.page = page;
  await check(`${host.name}: what is not HTML stays as it is`, async () => {
    bank.headers = { 'content-type': 'application/json' };
    const { headers, text } = await ask(host, '/home', { session: 'c10' });
    bank.headers = {};
    assert.equal(text, page);
    assert.equal(headers.get('cache-control'), 'private, no-store, no-transform');
  });
  return seen;
}

/** Each host, with HTMLRewriter or without, gives the same bytes. */
export async function checkSameBytes(pages) {
  const [[first, expected], ...others] = pages;
  for (const [name, seen] of others) {
    await check(`${name} gives the same bytes as ${first}, over ${AWKWARD.length} pages`, () => {
      seen.forEach((page, place) => assert.ok(page === expected[place], `page ${place}: ${page.length} and ${expected[place].length} characters`));
    });
  }
}
