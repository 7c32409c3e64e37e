// A bank's origin on loopback: a page with slots, a bundle with its policy, and vectors by session. It does as a bank does, and as badly
// as `state` says.

import { createServer } from 'node:http';

export const EDGE_SECRET = 'the-worker-alone-says-this-to-the-bank';

export const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Home <tellerside-slot name="hero"></title>
<script>const text = '<tellerside-slot name="hero">';</script></head>
<body><!-- <tellerside-slot name="hero"> --><h1>Good morning · Buenos días</h1>
<tellerside-slot name="hero"><div class="evergreen"><p>Know the moment your balance moves</p></div></tellerside-slot>
<p>Between <textarea><tellerside-slot name="card"></textarea></p>
<tellerside-slot name="card"><div class="evergreen">Talk it over with a banker</div></tellerside-slot>
<tellerside-slot name="hero"><p>A second one of the name</p></tellerside-slot>
<tellerside-slot name="unknown"><p>Nobody's</p></tellerside-slot></body></html>
`;

/** The page that a visitor with nothing sees, without the padding of the slots. */
export const EVERGREENS = ['Know the moment your balance moves', 'Talk it over with a banker'];

/** Listens at a port of its own choice. `sessions` maps the value of the session cookie to what the vector path answers. */
export async function startBank({ bundle, policy, roots }) {
  const bank = {
    bundle, policy, roots, page: PAGE, sessions: new Map(), requests: [],
    /** How the vector path behaves: `well`, `slow`, `hangs`, `fails`, `cut`, `html`, `redirects`, `identifies`, `huge`. */
    vector: 'well',
    headers: {},
  };
  const server = createServer((request, response) => {
    const path = request.url.split('?', 1)[0];
    bank.requests.push({ path, url: request.url, headers: request.headers, method: request.method });
    const say = (status, type, text, headers = {}) => {
      response.writeHead(status, { 'content-type': type, ...headers });
      response.end(request.method === 'HEAD' ? undefined : text);
    };
    const json = (text) => (text === null ? say(500, 'text/plain', 'not now') : say(200, 'application/json', text));
    if (path === '/home' || path === '/other') {
      return say(200, 'text/html; charset=utf-8', bank.page, {
        'cache-control': 'public, max-age=600', etag: '"page"', 'cdn-cache-control': 'max-age=600', 'x-of-the-bank': 'stays', ...bank.headers,
      });
    }
    if (path === '/moved') return say(302, 'text/plain', '', { location: '/login' });
    if (path === '/offers/page.js') return say(200, 'text/javascript', bank.script);
    if (path === '/offers/bundle.tsb.json') return json(bank.bundle);
    if (path === '/offers/policy.json') return json(bank.policy);
    if (path === '/offers/roots.json') return json(bank.roots);
    if (path === '/internal/offers/vector') return vector(request, say);
    if (path === '/echo') return say(200, 'application/json', JSON.stringify({ method: request.method, url: request.url }));
    return say(404, 'text/plain', 'nothing here');
  });

  function vector(request, say) {
    if (request.headers['tellerside-edge'] !== EDGE_SECRET) return say(403, 'text/plain', 'who asks?');
    const session = /(?:^|; )session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
    const answer = bank.sessions.get(session);
    if (answer === undefined) return say(401, 'text/plain', 'sign in');
    const text = JSON.stringify(answer);
    switch (bank.vector) {
      case 'slow': return setTimeout(() => say(200, 'application/json', text), 1500).unref();
      case 'hangs': return undefined;
      case 'fails': return say(500, 'text/html', '<h1>500</h1>');
      case 'cut': return say(200, 'application/json', text.slice(0, -20));
      case 'html': return say(200, 'text/html', '<form action="/login"></form>');
      case 'redirects': return say(302, 'text/plain', '', { location: '/offers/policy.json' });
      case 'identifies': return say(200, 'application/json', JSON.stringify({ ...answer, customer_id: '4711' }));
      case 'huge': return say(200, 'application/json', `${text}${' '.repeat(3 * 1024 * 1024)}`);
      case 'trickles': {
        // The head at once, the rest never.
        request.socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n{"features":');
        return undefined;
      }
      default: return say(200, 'application/json', text);
    }
  }

  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return Object.assign(bank, {
    origin: `http://127.0.0.1:${server.address().port}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => { server.close(resolve); });
    },
  });
}
