// Requests to the bank's origin: one host, said by the configuration.

import { textOf } from './read.js';

/** What belongs to one connection, or to caches between. */
const OF_THE_CONNECTION = [
  'connection', 'host', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade',
];
/** With these the origin could answer with a part of a page, or with none. */
const OF_A_PART = ['if-match', 'if-modified-since', 'if-none-match', 'if-range', 'if-unmodified-since', 'range'];

/** The visitor's request, to the origin, which answers uncompressed: slots are found in no other page. `whole` asks for all of it. */
function forwarded(request, origin, whole) {
  const { pathname, search } = new URL(request.url);
  const headers = new Headers(request.headers);
  for (const name of [...OF_THE_CONNECTION, ...(whole ? OF_A_PART : [])]) headers.delete(name);
  // Only this Worker says who it is.
  headers.delete('tellerside-edge');
  headers.set('accept-encoding', 'identity');
  const { method } = request;
  const body = method === 'GET' || method === 'HEAD' ? undefined : request.body;
  return new Request(`${origin}${pathname}${search}`, {
    method, headers, body, redirect: 'manual', ...(body && { duplex: 'half' }),
  });
}

/** The text at a fixed path of the origin, never from a cache; throws where it is not there. */
async function served(origin, path, most) {
  const response = await fetch(`${origin}${path}`, {
    headers: { accept: 'application/json', 'cache-control': 'no-cache' }, redirect: 'manual', signal: AbortSignal.timeout(10_000),
  });
  if (response.status !== 200) throw new Error('not served');
  return textOf(response, most);
}

export { forwarded, served };
