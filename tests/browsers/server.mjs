// The bank's page under the policies that README names, letter by letter; its bundle, vectors and sessions are those of the sample bank.

import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
export const PKG = fileURLToPath(new URL('../../pkg/', import.meta.url));
const DIST = join(PKG, 'dist');

/** The policies of README, by the word behind `http` at each one's head. */
export function policies() {
  const readme = readFileSync(join(PKG, 'README.md'), 'utf8');
  const found = [...readme.matchAll(/^```http (\S+)\nContent-Security-Policy: (.+)\n```$/gm)].map(([, name, policy]) => [name, policy]);
  return Object.fromEntries(found);
}

/** A block of README's code by the word behind `js`, as a module of this server's. */
export function example(name) {
  const readme = readFileSync(join(PKG, 'README.md'), 'utf8');
  const [, text] = new RegExp(`^\`\`\`js ${name}\\n([^]+?)^\`\`\`$`, 'm').exec(readme);
  return text.replace("from 'tellerside';", "from '/dist/index.js';").replace(/from 'tellerside\/([a-z-]+)';/g, "from '/dist/$1.js';");
}

const embedded = (value) => JSON.stringify(value).replaceAll('<', '\\u003c');

const page = (script, given) => `<!doctype html>
<html lang="en-US"><head><meta charset="utf-8"><title>Home</title><script type="module" src="${script}"></script></head>
<body><script type="application/json" id="given">${embedded(given)}</script><h1>Good morning</h1>
${['hero', 'card'].map((name) => `<tellerside-slot name="${name}" deadline="60000"><p>The bank's own ${name}</p></tellerside-slot>`).join('\n')}
</body></html>`;

/**
 * Starts the server. What it gives back may be changed between requests: `files` are paths that it answers otherwise (`type`, `text` and the
 * name of a `policy`; null for 503), and `isOff` is a cable that was pulled. `asked` are all requests, with the bytes that went to and fro.
 */
export async function serve({ pilot, customers, given, little }) {
  const { createBank } = await import(pathToFileURL(join(PKG, 'bank', 'bank.js')).href);
  const named = policies();
  const state = { asked: [], files: new Map(), isOff: false, hostScript: readFileSync(join(DIST, 'worker-host.js'), 'utf8') };
  const release = new Map(['bundle.tsb.json', 'policy.json'].map((name) => [`/offers/${name}`, join(pilot, name)]));
  release.set('/offers/roots.json', join(PKG, 'bank', 'roots.json'));
  const bank = createBank({ customers, files: release, secret: 'the secret of these tests', home: '/empty' });

  // As a bank would: a customer's next page loads nothing but what is the customer's.
  const kept = 'private, max-age=600';

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const entry = {
      method: request.method, url: request.url, status: 0, sent: 0,
      session: /__Host-session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? null,
      received: request.rawHeaders.join('').length + Number(request.headers['content-length'] ?? 0),
    };
    state.asked.push(entry);
    response.on('finish', () => {
      entry.status = response.statusCode;
      entry.sent = Number(response.getHeader('content-length') ?? 0);
    });
    if (state.isOff) return request.socket.destroy();
    const say = (status, type, body, policy = "default-src 'none'", cache = 'no-store') => {
      const bytes = Buffer.from(body);
      response.writeHead(status, {
        'content-type': type, 'content-length': bytes.length, 'cache-control': cache, 'content-security-policy': policy, 'x-content-type-options': 'nosniff',
      });
      return response.end(request.method === 'HEAD' ? undefined : bytes);
    };
    const own = state.files.get(pathname);
    if (own !== undefined) return own === null ? say(503, 'text/plain', '') : say(200, own.type, own.text, own.policy && named[own.policy]);
    if (pathname === '/home' || pathname === '/empty') {
      const policy = named[searchParams.get('policy') ?? 'page'];
      return say(200, 'text/html; charset=utf-8', page(pathname === '/home' ? '/home.js' : '/empty.js', given), policy);
    }
    if (['/home.js', '/empty.js', '/hosts.js'].includes(pathname)) return say(200, 'text/javascript', readFileSync(join(HERE, pathname)), undefined, kept);
    if (pathname === '/little.wasm') return say(200, 'application/wasm', little);
    // By the path of these tests, and by the one of README's example.
    const [, dist] = /^\/(?:dist|assets\/tellerside)\/([a-z-]+\.js|tellerside\.wasm)$/.exec(pathname) ?? [];
    if (dist?.endsWith('.js')) {
      return say(200, 'text/javascript', readFileSync(join(DIST, dist)), dist === 'worker-host.js' ? named['worker-script'] : undefined, kept);
    }
    if (dist !== undefined) return say(200, 'application/wasm', readFileSync(join(DIST, 'tellerside.wasm')), undefined, kept);
    if (bank(request, response)) return undefined;
    return say(404, 'text/plain', 'nothing here');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Browsers take cookies that are Secure from this name without TLS.
  return Object.assign(state, {
    url: `http://localhost:${server.address().port}`,
    stop: () => { server.closeAllConnections(); server.close(); },
  });
}
