// How a page gets the module: by fetch, the published bytes or none. Faults are told apart, each with what mends it.

import { LoadError } from './errors.js';

const COPY = 'copy the file from dist/ of the package to where the page can fetch it, and say init({ url })';
const WHEN = {
  __proto__: null,
  missing: COPY,
  page: `with Vite 7 and earlier add the plugin of tellerside/vite, or say optimizeDeps.exclude: ['tellerside']; with other bundlers ${COPY}`,
  changed: 'serve the file of this very version of the package as it is, past whatever rewrites it; for another file say init({ integrity })',
  unreachable: "look whether the server answers, allow it by CSP (connect-src 'self'), and by CORS where it is another origin",
};

/** The compiled module at `place`, if its bytes are those of `integrity`. */
async function fetchModule(place, integrity) {
  let response;
  try {
    response = await fetch(place, { __proto__: null, credentials: 'same-origin', integrity });
  } catch (cause) {
    throw await diagnosed(place, integrity, cause);
  }
  refuseStatus(response, place);
  const type = typeOf(response);
  // Streaming lets the browser keep the compiled code, and it insists on the type.
  if (type === 'application/wasm') return WebAssembly.compileStreaming(response);
  const bytes = await response.arrayBuffer();
  refusePage(type, bytes, place);
  return WebAssembly.compile(bytes);
}

/**
 * Why a fetch with integrity failed. No host says whether the network, a policy or the integrity refused, and it refuses a page by its
 * integrity before anybody sees that it is one. A second look tells; what it fetches is never run.
 */
async function diagnosed(place, integrity, cause) {
  try {
    const response = await fetch(place, { __proto__: null, credentials: 'same-origin' });
    const bytes = await response.arrayBuffer();
    refuseStatus(response, place);
    refusePage(typeOf(response), bytes, place);
    const found = await digestOf(bytes);
    if (found !== integrity) return fault(`other bytes than published lie at ${place}: ${found} instead of ${integrity}`, 'changed', cause);
  } catch (known) {
    if (known instanceof LoadError) return known;
  }
  return fault(`nothing could be fetched from ${place}`, 'unreachable', cause);
}

function refuseStatus({ ok, status }, place) {
  if (!ok) throw fault(`the server answers ${status} for ${place}`, 'missing');
}

/** Development servers and applications of one page answer everything with their page. */
function refusePage(type, bytes, place) {
  const isPage = type.startsWith('text/html') || new Uint8Array(bytes)[0] === 0x3c;
  if (isPage) throw fault(`the server answers a page (3c 21) instead of the module (00 61 73 6d) for ${place}`, 'page');
}

function typeOf(response) {
  return response.headers.get('content-type') ?? '';
}

/** As an integrity is written; only hosts of a secure context can tell. */
async function digestOf(bytes) {
  const subtle = globalThis.crypto?.subtle;
  if (subtle === undefined) return 'a digest that cannot be told without HTTPS';
  const digest = new Uint8Array(await subtle.digest('SHA-384', bytes));
  return `sha384-${btoa(String.fromCharCode(...digest))}`;
}

function fault(message, when, cause) {
  return new LoadError('WASM_LOAD', message, '$', cause, WHEN[when]);
}

export { fetchModule };
