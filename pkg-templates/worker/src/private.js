// What every response of a personalised path has: no cache keeps it, and nothing on the way makes its length tell what is in it.

/** `no-transform` also keeps the edge from compressing: compressed, equal lengths would be equal no more. */
const NEVER_KEPT = 'private, no-store, no-transform';

/** What would let a cache keep or compare it after all. */
const TELLING = [
  'accept-ranges', 'age', 'cdn-cache-control', 'cloudflare-cdn-cache-control', 'content-encoding', 'content-length', 'content-md5', 'digest',
  'etag', 'expires', 'last-modified', 'netlify-cdn-cache-control', 'pragma', 'repr-digest', 'content-digest', 'surrogate-control',
  'transfer-encoding', 'connection', 'keep-alive', 'vercel-cdn-cache-control',
];

/** The origin's response, its own body and status, as one that is kept nowhere. */
function kept(response) {
  const { status, statusText } = response;
  const headers = new Headers(response.headers);
  for (const name of TELLING) headers.delete(name);
  headers.set('cache-control', NEVER_KEPT);
  return new Response(response.body, { status, statusText, headers });
}

/** `value` as JSON of exactly `bytes` bytes, or the next multiple of them: ASCII, and spaces behind it. */
function json(value, bytes, status = 200) {
  const text = ascii(value);
  const length = bytes === 0 ? text.length : Math.ceil(text.length / bytes) * bytes;
  return new Response(text.padEnd(length, ' '), {
    status,
    headers: { 'cache-control': NEVER_KEPT, 'content-type': 'application/json', 'x-content-type-options': 'nosniff' },
  });
}

/** JSON without any character beyond ASCII, so that its length is its bytes. */
function ascii(value) {
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export { ascii, json, kept };
