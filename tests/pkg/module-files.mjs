// Which files of the package an entry is made of, for hosts that are handed each module by its name.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names and texts of `entries` in the folder `dist`, and of every script that they import. */
export function scriptsOf(dist, entries) {
  const texts = new Map();
  const waiting = [...entries];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (texts.has(name)) continue;
    const text = readFileSync(join(dist, name), 'utf8');
    texts.set(name, text);
    waiting.push(...[...text.matchAll(/^(?:import|export) .*from '\.\/([\w-]+\.js)';$/gm)].map(([, imported]) => imported));
  }
  return [...texts];
}
