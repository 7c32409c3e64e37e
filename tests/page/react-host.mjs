// Serves a React page to a browser without any bundler: the published files of React, wrapped as they stand into one module.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PACKAGES = join(HERE, '..', 'npm', 'node_modules');
const TYPES = { __proto__: null, '.js': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm' };

const IMPORTS = JSON.stringify({
  imports: {
    react: '/react.js',
    'react-dom/client': '/react-dom-client.js',
    tellerside: '/tellerside/dist/index.js',
    'tellerside/react': '/tellerside/dist/react.js',
    'tellerside/slots': '/tellerside/dist/slots.js',
  },
});
const POLICY = [
  "default-src 'none'", `script-src 'self' 'wasm-unsafe-eval' 'sha256-${createHash('sha256').update(IMPORTS).digest('base64')}'`,
  "connect-src 'self'", "require-trusted-types-for 'script'", "trusted-types 'none'", "base-uri 'none'",
].join('; ');

/** A page with `html` in its root, under a strict policy, over the pilot folder. Returns its address and how to stop it. */
export async function serveReact(folder, react, { html, request }) {
  const fixed = {
    __proto__: null,
    '/': `<!doctype html><html lang="en"><meta charset="utf-8"><title>React</title><script type="importmap">${IMPORTS}</script>`
      + `<div id="root">${html}</div><script type="module" src="/app.js"></script></html>`,
    '/favicon.ico': '',
    '/request.json': JSON.stringify(request),
    '/app.js': readFileSync(join(HERE, 'react', 'app.js')),
    '/banner.js': readFileSync(join(HERE, '..', 'pkg', 'react', 'banner.js')),
    ...Object.fromEntries(reactModules(react)),
  };
  const below = { '/pilot/': folder, '/tellerside/': join(folder, 'node_modules', 'tellerside') };
  const server = createServer(({ url }, response) => {
    const [prefix] = Object.keys(below).filter((one) => url.startsWith(one));
    const body = fixed[url] ?? (prefix === undefined ? undefined : readFileSync(join(below[prefix], url.slice(prefix.length))));
    response.writeHead(body === undefined ? 404 : 200, {
      'Content-Type': url === '/' ? 'text/html' : TYPES[extname(url)] ?? 'text/plain', 'Content-Security-Policy': POLICY,
    });
    response.end(body);
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => { server.closeAllConnections(); server.close(); } };
}

/** The paths and texts of the modules that are React to a page. */
export function reactModules(react) {
  return [
    ['/react-all.js', reactModule(react)],
    ['/react.js', faceOf('react', ['StrictMode', 'createContext', 'createElement', 'useCallback', 'useContext', 'useEffect', 'useMemo', 'useState', 'useSyncExternalStore'])],
    ['/react-dom-client.js', faceOf('react-dom/client', ['createRoot', 'hydrateRoot'])],
  ];
}

function faceOf(name, names) {
  return `import { required } from '/react-all.js';\nconst { ${names.join(', ')} } = required('${name}');\nexport { ${names.join(', ')} };\n`;
}

/** React's development files, in which strict mode does everything twice, as functions of CommonJS. */
function reactModule({ react, dom, version }) {
  const scheduler = version.startsWith('18') ? [dom, 'node_modules', 'scheduler'] : ['scheduler'];
  const files = {
    react: [react, 'cjs', 'react.development.js'],
    scheduler: [...scheduler, 'cjs', 'scheduler.development.js'],
    'react-dom': [dom, 'cjs', 'react-dom.development.js'],
    'react-dom/client': version.startsWith('18') ? [dom, 'client.js'] : [dom, 'cjs', 'react-dom-client.development.js'],
  };
  const functions = Object.entries(files).map(([name, path]) => `'${name}': (module, exports, require) => {\n${readFileSync(join(PACKAGES, ...path), 'utf8')}\n},`);
  return `const process = { env: { NODE_ENV: 'development' } };\nconst made = {};\nconst files = {\n${functions.join('\n')}\n};\n`
    + 'export function required(name) {\n  if (made[name] === undefined) {\n    made[name] = { exports: {} };\n'
    + '    files[name](made[name], made[name].exports, required);\n  }\n  return made[name].exports;\n}\n';
}
