// Bundle, policy and chain of roots: the same for everybody, and short-lived, so that a kill reaches every page in time.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Seconds that a cache may answer for itself. Pages look every 5 minutes; with both a kill takes less than 15. */
const FRESH = 60;

class Releases {
  /** Of each path its file. */
  #files;

  constructor(files) {
    this.#files = files;
  }

  has(path) {
    return this.#files.has(path);
  }

  /** Read anew each time: who replaces the file by renaming needs no restart. */
  answer(path, request, response) {
    let text;
    try {
      text = readFileSync(this.#files.get(path));
    } catch {
      response.writeHead(503, { 'content-type': 'text/plain', 'cache-control': 'no-store' });
      return response.end();
    }
    const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
    const headers = {
      'cache-control': `public, max-age=${FRESH}, must-revalidate`, 'content-type': 'application/json', 'cross-origin-resource-policy': 'same-origin',
      etag, 'x-content-type-options': 'nosniff',
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' });
      return response.end();
    }
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, headers);
      return response.end();
    }
    response.writeHead(200, { ...headers, 'content-length': text.length });
    return response.end(request.method === 'HEAD' ? undefined : text);
  }
}

export { Releases };
