// The bank's own origin, as far as offers need it: who is signed in, that customer's vector, and the release for everybody.

import { Releases } from './release.js';
import { Sessions } from './sessions.js';
import { vectorFor, vectorForEdge } from './vector.js';

/**
 * A function that answers `request` where its path is one of these, and says whether it did. `customers` maps the bank's own key of a
 * customer to what is known of them; `files` maps paths to files on disk; `secret` is the bank's, for what it derives of those keys.
 * `edgeSecret` is what an edge says to be told vectors; without one no edge is.
 */
function createBank({ customers, files, secret, edgeSecret = '', home = '/' }) {
  const sessions = new Sessions((name) => customers.has(name), home);
  const releases = new Releases(files);

  return function handle(request, response) {
    const [path, query] = request.url.split('?', 2);
    if (path === '/login') sessions.begin(request, response);
    else if (path === '/logout') sessions.end(request, response);
    else if (path === '/offers/vector') vectorFor(request, response, { query, customers, secret, customer: sessions.customerOf(request) });
    else if (path === '/internal/offers/vector' && edgeSecret !== '') {
      vectorForEdge(request, response, { query, customers, secret, edgeSecret, customer: sessions.customerOf(request) });
    } else if (releases.has(path)) releases.answer(path, request, response);
    else return false;
    return true;
  };
}

export { createBank };
