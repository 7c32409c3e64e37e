// What is put into a page at an edge, and how the element takes it over.

import { assert, check } from '../page/checks.mjs';
import { ARABIC, ENGLISH, PICTURED, SPANISH } from './placements.mjs';
import { slotTag } from './server.mjs';

export async function checkEdge(open, server, { cjs, esm }) {
  const { shadowHtml } = esm;

  await check('edge: the text is the same from both kinds of module, and a fault is told', () => {
    for (const placement of [null, ENGLISH, SPANISH, PICTURED, ARABIC]) {
      const options = { name: 'hero', label: 'Offers', level: 3, refusals: ['all'] };
      assert.equal(shadowHtml(placement, options), cjs.shadowHtml(placement, options));
      assert.match(shadowHtml(placement, options), /^<template shadowrootmode="closed"><style>[^<]*<\/style><section [^]*<\/section><\/template>$/);
    }
    assert.doesNotMatch(shadowHtml(PICTURED), /<img/, 'at an edge there is no picture: to ask for one would tell which');
    for (const [code, path, ...args] of [
      ['PLACEMENT_INVALID', 'slot', ENGLISH, { name: 'card' }], ['PLACEMENT_INVALID', '$', undefined], ['PLACEMENT_INVALID', 'action.url', { ...ENGLISH, action: { ...ENGLISH.action, url: '//a' } }],
      ['OPTIONS_INVALID', 'nmae', ENGLISH, { nmae: 'hero' }], ['OPTIONS_INVALID', 'mode', ENGLISH, { mode: 'ajar' }], ['OPTIONS_INVALID', 'images', ENGLISH, { images: new Map() }],
    ]) {
      assert.throws(() => shadowHtml(...args), (error) => error.code === code && error.path === path && error.name === 'InputError', `${code} ${path}`);
    }
  });

  const looks = [
    ['an offer', ENGLISH, {}, ''], ['an offer in Spanish', SPANISH, {}, ''], ['from right to left', ARABIC, {}, ''], ['nothing', null, {}, ''], ['a label', null, { label: 'Offers' }, ' label="Offers"'],
    ['a level and fewer refusals', ENGLISH, { level: 4, refusals: ['all'] }, ' level="4" refusals="all"'],
  ];
  for (const mode of ['open', 'closed']) {
    for (const [n, [because, placement, options, attributes]] of looks.entries()) {
      await check(`edge, ${mode}: ${because}: taken over as it stands, and it is what the element makes itself`, async () => {
        const path = `/edge/${mode}/${n}`;
        server.pages.set(path, slotTag({ attributes, inside: shadowHtml(placement, { language: 'en-US', ...options, name: 'hero', mode }) }) + slotTag({ name: 'twin', attributes }));
        const { page, watched, close } = await open(`${path}?later&hands&mode=${mode}`);
        const before = await shadowIn(watched, 'hero');
        assert.ok(before.length > 0, 'it stands there without a script');
        await page.evaluate((one) => {
          globalThis.test.defineAsAsked();
          if (one !== null) globalThis.test.slot('twin').show({ ...one, slot: 'twin' });
        }, placement);
        assert.deepEqual(await shadowIn(watched, 'hero'), before, 'the same nodes');
        const { shown, status, open: isOpen } = await page.evaluate(() => {
          const { shown: id, status: how, shadowRoot } = globalThis.test.slot();
          return { shown: id, status: how, open: shadowRoot !== null };
        });
        assert.deepEqual([shown, status, isOpen], [placement?.id ?? null, placement === null ? 'waiting' : 'shown', mode === 'open']);
        const bare = (nodes) => nodes.map(({ text }) => text.replace(' fresh"', '"')).join('\n');
        assert.equal(bare(await shadowIn(watched, 'twin')), bare(before));
        assert.deepEqual(watched.complaints, []);
        await close();
      });
    }
  }

  await check('edge: what the customer does with it is told, and the bank\'s own content comes back', async () => {
    server.pages.set('/edge/acts', slotTag({ inside: shadowHtml(ENGLISH, { name: 'hero', mode: 'open' }) }));
    const { page, close } = await open('/edge/acts?hands');
    const found = await page.evaluate((one) => {
      const { slot, told, hands } = globalThis.test;
      const hero = slot();
      const placement = hero.placement;
      hands.move(5000);
      const again = [hero.show(one), hero.placement === one];
      hero.shadowRoot.querySelector('summary').click();
      hero.shadowRoot.querySelector('[data-refused="all"]').click();
      return { placement, again, told: told.filter(({ type }) => type !== 'view').map(({ type, detail }) => [type, detail]), status: hero.status, own: hero.querySelector('.own').checkVisibility() };
    }, ENGLISH);
    assert.deepEqual(found, { placement: null, again: ['shown', true], told: [['refuse', { placement: ENGLISH.id, refused: 'all' }]], status: 'refused', own: true });
    await close();
  });

  await check('edge: an offer that was put in counts as seen after its second', async () => {
    const { page, close } = await open('/edge/acts?hands');
    await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 200); }));
    const told = await page.evaluate(() => {
      globalThis.test.hands.move(1000);
      return globalThis.test.told.map(({ type, detail }) => [type, detail]);
    });
    assert.deepEqual(told, [['view', { placement: ENGLISH.id }]]);
    await close();
  });

  await check('edge: a shadow of somebody else\'s is not believed', async () => {
    server.pages.set('/edge/other', slotTag({ inside: '<template shadowrootmode="open"><p>other</p><slot></slot></template>' }));
    const { page, close } = await open('/edge/other?hands');
    const found = await page.evaluate((one) => {
      const hero = globalThis.test.slot();
      return [hero.status, hero.shadowRoot.textContent.includes('other'), hero.show(one)];
    }, ENGLISH);
    assert.deepEqual(found, ['waiting', false, 'shown']);
    await close();
  });

  await check('edge: without the digest in the policy its style is refused, and the element dresses it', async () => {
    const { page, watched, close } = await open('/edge/acts?hands&later', { before: async ({ page: one }) => {
      await one.setRequestInterception(true);
      one.on('request', async (asked) => {
        if (!asked.isNavigationRequest()) return asked.continue();
        const answer = await fetch(asked.url());
        const policy = answer.headers.get('content-security-policy').replace(/ 'sha256-[^']*'/, '');
        return asked.respond({ status: 200, headers: { 'Content-Security-Policy': policy }, contentType: 'text/html; charset=utf-8', body: await answer.text() });
      });
    } });
    const look = () => page.evaluate(() => getComputedStyle(globalThis.test.slot().shadowRoot.querySelector('.dismiss')).position);
    assert.equal(await look(), 'static');
    await page.evaluate(() => globalThis.test.defineAsAsked());
    assert.equal(await look(), 'absolute');
    assert.match(watched.complaints.join(), /style-src/);
    await close();
  });
}

/** The nodes of a slot's shadow, closed or not, as the browser's own tools see them: which they are, and as text; its style left out. */
async function shadowIn({ session }, name) {
  await session.send('DOM.enable');
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  const find = (node) => {
    const at = node.attributes?.indexOf('name') ?? -1;
    if (node.localName === 'tellerside-slot' && node.attributes[at + 1] === name) return node;
    for (const child of [...node.children ?? []]) {
      const found = find(child);
      if (found !== null) return found;
    }
    return null;
  };
  const nodes = [];
  const walk = (node) => {
    if (node.localName === 'style') return;
    const attributes = (node.attributes ?? []).map((one, n) => n % 2 === 0 ? ` ${one}=` : JSON.stringify(one)).join('');
    nodes.push({ id: node.backendNodeId, text: node.nodeType === 3 ? node.nodeValue : `<${node.localName}${attributes}>` });
    for (const child of node.children ?? []) walk(child);
  };
  const [shadow] = find(root).shadowRoots ?? [];
  for (const child of shadow?.children ?? []) walk(child);
  return nodes;
}
