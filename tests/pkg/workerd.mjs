// A consumer in workerd, without a bundler: the modules of the installed package by their names.

import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the Worker in `folder`, which has the package installed and its cases beside it, answers. */
export async function askWorker(folder, workerd) {
  const configuration = join(folder, 'config.capnp');
  writeFileSync(configuration, configurationOf(folder));
  // The port is free's own choice and is told on descriptor 3.
  const server = spawn(workerd, ['serve', configuration, '--control-fd=3'], { stdio: ['ignore', 'inherit', 'inherit', 'pipe'] });
  try {
    const port = await listening(server);
    const response = await fetch(`http://127.0.0.1:${port}/`);
    const text = await response.text();
    if (!response.ok) throw new Error(`the Worker answers ${response.status}\n${text}`);
    return text;
  } finally {
    server.kill();
  }
}

function listening(server) {
  return new Promise((resolve, reject) => {
    let told = '';
    server.stdio[3].setEncoding('utf8').on('data', (text) => {
      told += text;
      for (const line of told.split('\n').filter((line) => line.endsWith('}'))) {
        const { event, port } = JSON.parse(line);
        if (event === 'listen') resolve(port);
      }
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`workerd ended with ${code}`)));
  });
}

/** Names as a bundler would resolve them by the condition `workerd`; the entry once more under the package's own name. */
function configurationOf(folder) {
  const installed = 'node_modules/tellerside';
  const { exports } = JSON.parse(readFileSync(join(folder, installed, 'package.json'), 'utf8'));
  const [first] = Object.keys(exports['.']);
  if (first !== 'workerd') throw new Error('the condition `workerd` comes first, else `browser` or `node` would be taken');
  const entry = exports['.'].workerd.default.replace(/^\.\//, '');
  writeFileSync(join(folder, 'entry.js'), `export * from './tellerside/${entry}';\n`);
  const files = readdirSync(join(folder, installed, 'dist'));
  const scripts = files.filter((file) => file.endsWith('.js') && !file.startsWith('node'));
  const modules = [
    `(name = "worker.js", esModule = embed "worker.js")`,
    `(name = "cases.json", text = embed "cases.json")`,
    `(name = "tellerside", esModule = embed "entry.js")`,
    ...scripts.map((file) => `(name = "tellerside/dist/${file}", esModule = embed "${installed}/dist/${file}")`),
    `(name = "tellerside/dist/tellerside.wasm", wasm = embed "${installed}/dist/tellerside.wasm")`,
  ];
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (compatibilityDate = "2026-01-01", modules = [
    ${modules.join(',\n    ')}
  ]))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;
}
