// The good and the hostile bundles of tests/bundles, as a page is given them: each ends with the code that stands in its folder.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { assert, check } from '../page/checks.mjs';
import { ROOT } from './cases.mjs';

const FOLDER = join(ROOT, 'tests', 'bundles');

/** All cases: what a page is given, and what must come of it. */
export function attacks() {
  return ['good', 'hostile'].flatMap((kind) => readdirSync(join(FOLDER, kind)).sort().map((name) => {
    const folder = join(FOLDER, kind, name);
    const { now, expect, status, decide_at, padded = {} } = JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8'));
    const read = (file) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8').padEnd(padded[file] ?? 0) : undefined);
    const given = { bundle: read('bundle.tsb.json'), root: read('root.json'), roots: read('roots.json'), policy: read('policy.json'), now };
    return { name, given, decide_at: status && decide_at, expect: status ? `ok ${status}` : expect };
  }));
}

/** How `cases` end for `Engine`: the code, and where a decision is asked for, its statuses. It runs in pages too, so it stands alone. */
export function endsOf(Engine, cases) {
  return cases.map(({ given: { bundle, root, roots, policy, now }, decide_at }) => {
    const options = { now };
    if (roots !== undefined && roots !== null) options.roots = roots;
    if (policy !== undefined && policy !== null) options.policy = policy;
    try {
      const engine = Engine.load(bundle, root, options);
      if (!decide_at) return 'ok';
      const features = { as_of: '2026-11-19', currency: 'USD', features: {}, vector: 1 };
      const asked = { features, locales: ['en-US'], now: decide_at, page: 'home', slots: ['hero'], storage: 'durable', visit: 'own_session' };
      const { placements, statuses } = engine.decide(asked);
      return placements.length === 0 ? `ok ${statuses.join(' ')}` : 'shown';
    } catch (error) {
      // The page's own policy is an option of the host, and no document of the bundle.
      return error.code === 'OPTIONS_INVALID' && error.path.startsWith('policy') ? 'MALFORMED' : error.code ?? String(error);
    }
  });
}

/** In Node; pages do the same in tests/page/attacks.mjs. */
export async function checkAttacks({ cjs }) {
  const { Engine, init } = createRequire(join(cjs, 'main.js'))('tellerside');
  await init();
  const cases = attacks();
  await check(`${cases.length} good and hostile bundles end as they say, in Node`, () => {
    const ends = endsOf(Engine, cases);
    assert.deepEqual(cases.map(({ name }, n) => [name, ends[n]]), cases.map(({ name, expect }) => [name, expect]));
  });
}
