// The sample bank for a recipe: its engine, a request that fills both slots, and a store that remembers.

import { readFileSync } from 'node:fs';
import { Engine, init } from 'tellerside';

export async function openBank() {
  const { bundle, trust, options, requests } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
  await init();
  const engine = Engine.load(bundle, trust, options);
  const { storage, ...request } = requests.find((one) => engine.decide(one).placements.length === 2);
  const { placements } = engine.decide({ ...request, storage });
  const store = {
    kept: undefined,
    read: async () => ({ storage }),
    write: async (history) => {
      store.kept = history;
      return { history, storage };
    },
  };
  const expected = request.slots.map((name) => placements.find(({ slot }) => slot === name).headline);
  return { options: { engine, request, history: store }, slots: request.slots, expected, store };
}

export const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

/** Drives a recipe: `read` gives the headlines as the framework has them, `end` lets the framework go. */
export async function drive({ expected, store }, { hero, card, read, end }) {
  const before = read();
  await settled();
  const shown = read();
  card.observe('click');
  hero.observe('dismiss');
  await settled();
  const closed = read();
  end();
  card.observe('dismiss');
  await settled();
  const kinds = store.kept.events.map(({ kind }) => kind).sort();
  kinds.splice(kinds.lastIndexOf('dismiss'), 1);
  console.log(JSON.stringify({ expected, before, shown, closed, kinds, afterwards: read()[1] }));
}
