// The folder for a bank's intranet, behind a server that knows nothing: no headers of its own, only files and their types.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

import { assert, check } from '../page/checks.mjs';
import { TARGET } from '../page/pilot.mjs';
import { Desk, paper } from './page.mjs';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.json': 'application/json' };

export async function checkFolder(browser, _url, pilot) {
  const folder = join(TARGET, 'reviewer');
  const missed = [];
  const server = createServer(async ({ url }, response) => {
    const path = url.endsWith('/') ? `${url}index.html` : url;
    try {
      const body = await readFile(join(folder, path));
      response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(body);
    } catch {
      missed.push(url);
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });

  await check('folder: a plain server is enough, below any path, and the page keeps its own policy', async () => {
    const desk = await Desk.open(browser, `http://localhost:${server.address().port}/`);
    assert.equal(desk.ready, 'yes');
    assert.equal(await desk.page.$('#sample'), null, 'there is no sample here');
    await desk.handIn({ bundle: paper(join(pilot, 'bundle.tsb.json')), root: paper(join(pilot, 'root.json')) });
    assert.equal((await desk.verdict()).code, 'ok');
    assert.match(await desk.text('module'), /The same/);
    assert.deepEqual(missed, []);
    assert.deepEqual(desk.complaints, []);
    await desk.close();
  });

  await check('folder: opened as a file the page says what it needs', async () => {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.goto(`file://${join(folder, 'review', 'index.html')}`);
    assert.match(await page.$eval('#unstarted', (said) => said.innerText), /opened as a file.*web server/s);
    await context.close();
  });
  server.close();
}
