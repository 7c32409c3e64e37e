// The bank's server of the package, tried as its README says: in a browser at the address that it prints, and by curl.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { assert, check } from '../page/checks.mjs';
import { run } from '../pkg/process.mjs';
import { PKG } from './server.mjs';
import { atTheBank } from './vector.mjs';

const SECRET = 'the-edge-alone-says-this-to-the-bank';

export async function checkCommands({ customers, pilot }) {
  await atTheBank([pilot], async ({ ask, url }) => {
    await check("vector: the two lines of curl in the bank's README sign a demo user in and give the vector", () => {
      const [, lines] = /^```sh try\n([^]+?)^```$/m.exec(readFileSync(join(PKG, 'bank', 'README.md'), 'utf8'));
      const folder = mkdtempSync(join(tmpdir(), 'tellerside-curl-'));
      try {
        const said = run('sh', ['-ec', lines.replaceAll('http://localhost:8090', url.slice(0, -1))], { cwd: folder });
        const { features, history_key: key } = JSON.parse(said);
        assert.deepEqual(features, customers.find(({ id }) => id === 'c01').request.features);
        assert.match(key, /^[\w-]{43}$/);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });

    await check('vector: without a secret of the edge its path is not there', async () => {
      for (const said of ['', SECRET]) assert.equal((await ask('/internal/offers/vector', { 'tellerside-edge': said })).status, 404);
    });
  });

  await atTheBank([pilot], async ({ ask, signIn }) => {
    const cookie = await signIn('c02');
    for (const [because, headers, path, expected, code] of [
      ['who says nothing', { cookie }, '', 403, 'NOT_THE_EDGE'],
      ['who says an empty secret', { cookie, 'tellerside-edge': '' }, '', 403, 'NOT_THE_EDGE'],
      ['who says another secret of the same length', { cookie, 'tellerside-edge': SECRET.replace('bank', 'sank') }, '', 403, 'NOT_THE_EDGE'],
      ['who says the secret and more', { cookie, 'tellerside-edge': `${SECRET}x` }, '', 403, 'NOT_THE_EDGE'],
      ['the edge, for nobody', { 'tellerside-edge': SECRET }, '', 401, 'NO_SESSION'],
      ['the edge, for a customer by name', { cookie, 'tellerside-edge': SECRET }, '?customer=c01', 400, 'QUERY_REFUSED'],
      ['the edge, for whoever is signed in', { cookie, 'tellerside-edge': SECRET }, '', 200, undefined],
    ]) {
      await check(`vector: at the edge's path ${because} gets ${expected}`, async () => {
        const { status, headers: said, text } = await ask(`/internal/offers/vector${path}`, headers);
        const answer = JSON.parse(text);
        assert.deepEqual([status, answer.code, text.length, said['cache-control']], [expected, code, 16_384, 'private, no-store, no-transform']);
        if (expected === 200) {
          assert.deepEqual(Object.keys(answer).sort(), ['features', 'history_key', 'locales', 'unit', 'visit'].filter((field) => field in answer));
          assert.equal(text, (await ask('/offers/vector', { cookie })).text, 'the same as the page is given');
        } else {
          assert.equal(answer.features, undefined);
        }
      });
    }
  }, { TELLERSIDE_EDGE_SECRET: SECRET });
}

export async function checkTrial({ customers, name, open, pilot }) {
  await atTheBank([pilot], async ({ url }) => {
    await check(`${name}: the bank's server has a page where a demo user signs in and sees the vector, under a strict policy`, async () => {
      const { page, complaints, close } = await open();
      const shown = async (status) => {
        await page.waitForFunction((text) => document.getElementById('status')?.textContent === text, {}, status);
        return JSON.parse(await page.$eval('#answer', ({ textContent }) => textContent));
      };
      try {
        const response = await page.goto(url);
        const policy = response.headers()['content-security-policy'];
        assert.match(policy, /^default-src 'none'; /);
        assert.doesNotMatch(policy, /unsafe/);
        assert.equal((await shown('401 NO_SESSION')).code, 'NO_SESSION');
        await page.select('select', 'c02');
        await Promise.all([page.waitForNavigation(), page.click('form[action="/login"] button')]);
        assert.deepEqual((await shown('200')).features, customers.find(({ id }) => id === 'c02').request.features);
        await Promise.all([page.waitForNavigation(), page.click('form[action="/logout"] button')]);
        await shown('401 NO_SESSION');
        // A browser writes a line of its own for each answer that is no 200.
        assert.deepEqual(complaints.filter((text) => !text.includes('401')), []);
      } finally {
        await close();
      }
    });

    await check(`${name}: its page with slots has the bank's own content where no edge stands before it`, async () => {
      const { page, complaints, close } = await open();
      try {
        await page.goto(`${url}home`);
        assert.deepEqual(await page.$$eval('tellerside-slot', (slots) => slots.map((slot) => slot.getAttribute('name'))), ['hero', 'card']);
        assert.deepEqual(complaints, []);
      } finally {
        await close();
      }
    });
  });
}
