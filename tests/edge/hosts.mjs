// The template as a bank deploys it, in each host: installed from the packed package, configured, started on loopback.

import { spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { ROOT } from '../pkg/cases.mjs';
import { scriptsOf } from '../pkg/module-files.mjs';
import { EDGE_SECRET } from './bank.mjs';

const tools = createRequire(join(ROOT, 'tests', 'npm', 'package.json'));
const SECRETS = { TELLERSIDE_EDGE_SECRET: EDGE_SECRET, TELLERSIDE_HISTORY_SECRET: 'h'.repeat(43) };

/** The copy that a developer makes: the template with the bank's root and configuration in it. */
export function configured(folder, { configuration, root }) {
  cpSync(join(folder, 'node_modules', 'tellerside', 'worker'), folder, { recursive: true });
  writeFileSync(join(folder, 'root.json.txt'), root);
  writeFileSync(join(folder, 'config.js'), `export default ${JSON.stringify(configuration, null, 2)};\n`);
}

/** workerd by miniflare, with its store for KV. `wasm` stands in for the module's bytes. */
export async function startWorkerd(folder, wasm) {
  const { Miniflare } = await import(pathToFileURL(tools.resolve('miniflare')).href);
  const dist = join(folder, 'node_modules', 'tellerside', 'dist');
  const module = (type, path, contents) => ({ type, path, contents });
  const own = (path) => module('ESModule', path, readFileSync(join(folder, path), 'utf8'));
  const worker = new Miniflare({
    // By names, as a bundler would resolve them by the condition `workerd`.
    modules: [
      own('cloudflare.js'), own('config.js'), own('handler.js'),
      module('Text', 'root.json.txt', readFileSync(join(folder, 'root.json.txt'), 'utf8')),
      ...readdirSync(join(folder, 'src')).map((file) => own(`src/${file}`)),
      module('ESModule', 'tellerside', "export * from './dist/workerd.js';"),
      module('ESModule', 'tellerside/storage', "export * from '../dist/storage.js';"),
      ...scriptsOf(dist, ['workerd.js', 'storage.js']).map(([name, text]) => module('ESModule', `dist/${name}`, text)),
      module('CompiledWasm', 'dist/tellerside.wasm', wasm ?? readFileSync(join(dist, 'tellerside.wasm'))),
    ],
    compatibilityDate: '2026-04-01', cf: false, host: '127.0.0.1', port: 0, kvNamespaces: ['HISTORIES'], bindings: SECRETS,
  });
  const url = await worker.ready;
  const items = async () => {
    const histories = await worker.getKVNamespace('HISTORIES');
    const { keys } = await histories.list();
    return Promise.all(keys.map(async ({ name }) => [name, await histories.get(name)]));
  };
  // workerd is a child of this process.
  return { name: 'workerd', url: url.origin, stop: () => worker.dispose(), items, pid: childOf(process.pid, 'workerd') };
}

export function startDeno(folder) {
  const deno = join(tools.resolve('deno/package.json'), '..', '..', '@deno', denoPlatform(), 'deno');
  return started('Deno', deno, ['run', '--quiet', '--no-prompt', '--allow-net', '--allow-read', '--allow-env', '--allow-write', '--unstable-kv', 'deno.js'], folder);
}

export function startBun(folder) {
  const bun = join(tools.resolve('bun/package.json'), '..', '..', '@oven', `bun-${process.platform}-${process.arch === 'arm64' ? 'aarch64' : 'x64'}`, 'bin', 'bun');
  return started('Bun', bun, ['run', 'bun.js'], folder);
}

function denoPlatform() {
  return process.platform === 'linux' ? `linux-${process.arch}-glibc` : `${process.platform}-${process.arch}`;
}

async function started(name, program, args, folder) {
  const port = await freePort();
  const child = spawn(program, args, {
    cwd: folder, stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...SECRETS, PORT: String(port), TELLERSIDE_DATABASE: ':memory:', NO_COLOR: '1' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => { said += text; });
  let isOver = false;
  const ended = new Promise((resolve) => { child.once('exit', () => { isOver = true; resolve(); }); child.once('error', resolve); });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    try {
      await fetch(`${url}/echo`);
      break;
    } catch {
      if (isOver || tries > 200) throw new Error(`${name} does not start\n${said}`);
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
  }
  return { name, url, pid: child.pid, said: () => said, stop: () => { child.kill(); return ended; } };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address();
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}

/** The child of `pid` that runs `program`; undefined where there is no /proc. */
function childOf(pid, program) {
  return existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)).findLast((name) => {
    try {
      const [, command, parent] = /\((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'));
      return command.startsWith(program) && parent === String(pid);
    } catch {
      return false;
    }
  }) : undefined;
}
