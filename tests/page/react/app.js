// A page in React over the sample bank. What it did lies on `globalThis.page`, for the tests.

import { StrictMode, createElement as h } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { Engine, init } from 'tellerside';
import { TellersideProvider, useSlots } from 'tellerside/react';
import { Slots } from 'tellerside/slots';

import { Banner, Page } from './banner.js';

const text = async (path) => (await fetch(path)).text();
const [bundle, root, request] = await Promise.all([text('/pilot/bundle.tsb.json'), text('/pilot/root.json'), text('/request.json')]);
const { storage, ...given } = JSON.parse(request);
await init();
const engine = Engine.load(bundle, root, { now: given.now });

const page = { decisions: 0, writes: 0, kept: { events: [], history: 1 }, painted: [], slots: null };
/** The engine itself, its decisions counted. */
const counted = new Proxy(engine, {
  get(of, name) {
    if (name === 'decide') return (asked) => { page.decisions += 1; return of.decide(asked); };
    const value = of[name];
    return typeof value === 'function' ? value.bind(of) : value;
  },
});
const store = {
  read: async () => ({ history: page.kept, storage: 'durable' }),
  write: async (history) => {
    page.writes += 1;
    page.kept = engine.merge(page.kept, history);
    return { history: page.kept, storage: 'durable' };
  },
};

function Keep() {
  page.slots = useSlots();
  return null;
}

const container = document.querySelector('#root');
const whole = (props) => h(StrictMode, null, h(TellersideProvider, props, h(Page), h(Keep)));
// Every state of the page between two scripts, as somebody could see it.
new MutationObserver(() => page.painted.push(container.textContent)).observe(container, { childList: true, subtree: true, characterData: true });

Object.assign(page, {
  /** As a server rendered it, with a store. */
  hydrate: () => { page.root = hydrateRoot(container, whole({ engine: counted, request: given, history: store })); },
  /** In the browser alone, and all in memory. */
  render: () => {
    container.textContent = '';
    page.root = createRoot(container);
    page.root.render(whole({ engine: counted, request: { ...given, storage } }));
  },
  /** While the engine is being loaded, and then with it. */
  renderEarly: () => {
    container.textContent = '';
    page.root = createRoot(container);
    page.root.render(whole({ engine: null, request: given, history: store }));
  },
  engineCame: () => page.root.render(whole({ engine: counted, request: given, history: store })),
  /** Two roots of one page. */
  islands: () => {
    container.textContent = '';
    const slots = new Slots({ engine: counted, request: given, history: store });
    for (const name of ['hero', 'card']) {
      const island = container.appendChild(document.createElement('div'));
      createRoot(island).render(h(StrictMode, null, h(TellersideProvider, { slots }, h(Banner, { name }), h(Keep))));
    }
  },
  unmount: () => page.root.unmount(),
  deny: (campaign) => page.slots.update(bundle, { now: given.now, policy: { deny: [campaign], floor: 0, policy: 1 } }),
  kinds: async () => {
    await page.slots?.settled();
    return page.kept.events.map(({ kind }) => kind).sort();
  },
});
globalThis.page = page;
document.documentElement.dataset.ready = 'yes';
