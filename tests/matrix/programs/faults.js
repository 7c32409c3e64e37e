// A page that loads the module from where it is not: leaves what each refusal says as `finished`.

import { init } from 'tellerside';

async function finish() {
  const told = {};
  for (const place of ['/changed.wasm', '/any-page', '/nowhere.wasm', 'http://127.0.0.1:9/unreachable.wasm']) {
    told[place] = await init({ url: place }).then(() => null, ({ code, message, help }) => ({ code, message, help }));
  }
  // The file itself, last: it would be kept.
  told.own = await init().then(() => null, ({ code, message, help }) => ({ code, message, help }));
  return told;
}

finish().then((finished) => { globalThis.finished = finished; });
