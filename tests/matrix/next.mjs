// Next, built and started: a page that decides in the browser, a route in Node and one in the Edge Runtime.

import { spawn } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';

import { run } from '../pkg/process.mjs';
import { freePort } from './browsers.mjs';
import { HERE, own, versionOf } from './consumers.mjs';
import { askPage } from './pages.mjs';

const ENV = { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
let starting;

/** Built once for its three hosts. Next finds itself above the folder of the application, so it lies among the matrix's own packages. */
function application(consumers) {
  starting ??= start(consumers);
  return starting;
}

async function start(consumers) {
  const folder = consumers.folder('next-consumer', join(HERE, 'npm'));
  cpSync(join(HERE, 'next'), folder, { recursive: true });
  const next = join(dirname(own.resolve('next/package.json')), 'dist', 'bin', 'next');
  run(process.execPath, [next, 'build', folder], { cwd: folder, env: ENV });
  const port = await freePort();
  const server = spawn(process.execPath, [next, 'start', folder, '--port', String(port), '--hostname', '127.0.0.1'], { cwd: folder, stdio: 'ignore', env: { ...process.env, ...ENV } });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    try {
      await fetch(`${url}/cases.json`);
      break;
    } catch (error) {
      if (tries === 300) throw error;
      await wait(100);
    }
  }
  return { folder, server, url };
}

/** Ends what was started, if anything was. */
export async function stopNext() {
  const started = await starting?.catch(() => undefined);
  started?.server.kill();
  rmSync(join(HERE, 'npm', 'next-consumer'), { recursive: true, force: true });
}

const version = () => versionOf(own, 'next');

const route = (path, runtime) => async (consumers) => {
  const { url } = await application(consumers);
  const response = await fetch(`${url}${path}`);
  const answers = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${answers.slice(0, 2000)}`);
  if (response.headers.get('x-runtime') !== runtime) throw new Error(`it ran in ${response.headers.get('x-runtime')}`);
  return { version: version(), answers };
};

export const NEXT = [
  { host: 'Next, page in Chromium', ask: async (consumers, browsers) => {
    const { url } = await application(consumers);
    return { version: version(), answers: await askPage(await browsers.get('Chromium'), url) };
  } },
  { host: 'Next, route in Node', ask: route('/node', 'nodejs') },
  { host: 'Next, route in the Edge Runtime', ask: route('/edge', 'edge-runtime') },
];
