// A page that loads the module from where it is not: leaves what each refusal says as `finished`.

import { Engine, init } from 'tellerside';

async function finish() {
  const told = {};
  for (const place of ['/changed.wasm', '/any-page', '/nowhere.wasm', 'http://127.0.0.1:9/unreachable.wasm']) {
    told[place] = await init({ url: place }).then(() => null, ({ code, message, help }) => ({ code, message, help }));
  }
  // The file itself, last: it would be kept. Some browsers refuse to compile, others to instantiate, which comes before any look at a bundle.
  try {
    await init();
    Engine.load('', '', { now: '2026-11-23T09:30:00-05:00' });
  } catch ({ code, message, help }) {
    told.own = { code, message, help };
  }
  return told;
}

finish().then((finished) => { globalThis.finished = finished; });
