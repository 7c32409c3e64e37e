// Fetches all that the page ever needs beside its own scripts, before it looks at a file.

/** Where the demo's sample lies, if this page is served by it. */
const SAMPLE = { bundle: 'bundle.tsb.json', root: 'root.json', policy: 'policy.json', customer: 'customers.json' };

/**
 * @returns `{ module, digests, sample }`: the bytes of the module that pages run, the published digests by file, and the texts of the
 *   demo's sample; null for what is not served here
 */
export async function fetchEssentials() {
  const [module, digests, sample] = await Promise.all([
    fetched(import.meta.resolve('tellerside/wasm'), (answer) => answer.arrayBuffer()),
    fetched(import.meta.resolve('tellerside/sri.json'), (answer) => answer.json()),
    fetchSample(),
  ]);
  return { module, digests, sample };
}

async function fetchSample() {
  const folder = document.querySelector('meta[name="sample"]')?.content;
  if (folder === undefined) return null;
  const texts = await Promise.all(Object.entries(SAMPLE).map(async ([paper, file]) => [paper, await fetched(folder + file, (answer) => answer.text())]));
  return texts.some(([, text]) => text === null) ? null : Object.fromEntries(texts);
}

async function fetched(address, take) {
  const answer = await fetch(address, { __proto__: null, credentials: 'same-origin' });
  return answer.ok ? take(answer) : null;
}
