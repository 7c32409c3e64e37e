// Browsers: how each is started, asked for its version and for what a page left as `finished`. WebKitGTK by the W3C's WebDriver.

import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { launch } from '../page/browser.mjs';
import { Skipped, common } from './consumers.mjs';

const PATIENCE = 120_000;

/** Chromium or Firefox by puppeteer. */
async function puppeteered(start) {
  const browser = await start();
  return {
    version: (await browser.version()).replace(/^.*\//, ''),
    async finished(url) {
      const page = await browser.newPage();
      const said = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(String(error)));
      try {
        await page.goto(url);
        return await until(() => page.evaluate(() => globalThis.finished ?? null), said);
      } finally {
        await page.close();
      }
    },
    close: () => browser.close(),
  };
}

async function until(look, said) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await wait(100)) {
    const finished = await look();
    if (finished !== null) return finished;
  }
  throw new Error(`the page does not finish\n${said.join('\n')}`);
}

function firefox() {
  const executablePath = onPath('firefox-esr') ?? onPath('firefox');
  if (executablePath === undefined) throw new Skipped('there is no Firefox; Debian has it as firefox-esr');
  return common('puppeteer-core').launch({ browser: 'firefox', executablePath, headless: true });
}

async function webkit() {
  const driver = onPath('WebKitWebDriver');
  if (driver === undefined || onPath('xvfb-run') === undefined) throw new Skipped('there is no WebKitGTK; Debian has it as webkit2gtk-driver, xvfb and xauth');
  const port = await freePort();
  // A group of its own: the display ends with it. As root WebKit has no sandbox; it sees the project's own pages only.
  const server = spawn('xvfb-run', ['-a', driver, `--port=${port}`], {
    detached: true, stdio: 'ignore', env: { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', WEBKIT_DISABLE_COMPOSITING_MODE: '1' },
  });
  const call = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebKitWebDriver: ${value.message ?? value.error}`);
    return value;
  };
  const end = () => { try { process.kill(-server.pid); } catch { /* It has ended. */ } };
  try {
    const args = ['--automation'];
    const { sessionId, capabilities } = await started(() => call('POST', '/session', {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: miniBrowser(), args } } },
    }));
    const session = `/session/${sessionId}`;
    return {
      version: capabilities.browserVersion,
      async finished(url) {
        await call('POST', `${session}/url`, { url });
        return until(() => call('POST', `${session}/execute/sync`, { script: 'return globalThis.finished ?? null;', args: [] }), []);
      },
      async close() {
        await call('DELETE', session).finally(end);
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}

/** The driver takes a moment until it listens. */
async function started(connect) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await connect();
    } catch (error) {
      if (!/fetch failed/.test(error.message) || tries === 200) throw error;
      await wait(100);
    }
  }
}

/** The browser that comes with the driver, which only Debian knows where. */
function miniBrowser() {
  const libraries = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`;
  const folders = existsSync(libraries) ? readdirSync(libraries).filter((name) => name.startsWith('webkit2gtk-')) : [];
  const found = folders.map((folder) => join(libraries, folder, 'MiniBrowser')).find((path) => existsSync(path));
  if (found === undefined) throw new Skipped('the MiniBrowser of WebKitGTK is not there');
  return found;
}

function onPath(program) {
  return (process.env.PATH ?? '').split(':').map((folder) => join(folder, program)).find((path) => existsSync(path));
}

export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address();
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}

const STARTS = {
  Chromium: () => puppeteered(launch),
  Firefox: () => puppeteered(firefox),
  WebKitGTK: webkit,
};
export const BROWSERS = Object.keys(STARTS);

/** One of each, started when it is first asked for. */
export class Browsers {
  #started = new Map();

  get(name) {
    if (!this.#started.has(name)) this.#started.set(name, STARTS[name]());
    return this.#started.get(name);
  }

  async close() {
    for (const starting of this.#started.values()) await starting.then((browser) => browser.close(), () => {});
  }
}
