// README's "Try it": the template as it ships, before the bank's server of the package, by the commands that stand there.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { assert, check } from '../page/checks.mjs';
import { run } from '../pkg/process.mjs';
import { EDGE_SECRET } from './bank.mjs';
import { ask, headlines, wait } from './http.mjs';
import { engineOf, expectedOf } from './pages.mjs';

export async function checkTrial(start, folder, material) {
  const template = join(folder, 'node_modules', 'tellerside');
  const [, commands] = /^```sh try\n([^]+?)^```$/m.exec(readFileSync(join(template, 'worker', 'README.md'), 'utf8'));
  const line = (word) => {
    const found = commands.split('\n').find((one) => one.startsWith(`${word} `));
    if (found === undefined) throw new Error(`README has no line of ${word}`);
    return found;
  };
  const bank = spawn(process.execPath, [join(template, 'bank', 'server.js'), material.folder, '--port', '0'], {
    env: { ...process.env, TELLERSIDE_EDGE_SECRET: EDGE_SECRET }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  let host = null;
  try {
    const [said] = await once(createInterface(bank.stdout), 'line');
    const { origin, port } = new URL(said);
    cpSync(join(template, 'worker'), folder, { recursive: true });
    run('sh', ['-ec', line('cp').replace('../pilot', material.folder)], { cwd: folder });
    run('sh', ['-ec', line('sed').replace(':8090', `:${port}`)], { cwd: folder });
    assert.match(line('node'), /^node node_modules\/tellerside\/bank\/server\.js \.\.\/pilot --port 8090 &$/);
    host = await start(folder);
    const signIn = async (customer) => {
      const answer = await fetch(`${origin}/login`, { method: 'POST', redirect: 'manual', headers: { origin }, body: new URLSearchParams({ customer }) });
      return answer.headers.get('set-cookie').split(';', 1)[0];
    };
    const engine = await engineOf(folder, material);

    await check(`${host.name}: as README's "Try it" starts it, the edge shows each demo user what the engine decides, and the bank's own to nobody`, async () => {
      const shown = new Set();
      for (const [id, request] of material.customers) {
        const expected = expectedOf(engine, request);
        const cookie = await signIn(id);
        let seen = [];
        // A cold host, or a busy machine, may be late.
        for (let tries = 0; tries < 20 && seen.length !== expected.length; tries += 1) {
          if (tries > 0) await wait(100);
          seen = headlines((await ask(host, '/home', { cookie })).text);
        }
        assert.deepEqual(seen, expected, id);
        for (const headline of seen) shown.add(headline);
      }
      assert.ok(shown.size > 0);
      const { status, text } = await ask(host, '/home');
      assert.equal(status, 200);
      assert.deepEqual(headlines(text), []);
      assert.ok(text.includes('Know the moment your balance moves'));
    });

    await check(`${host.name}: the edge's path of the bank cannot be reached through it`, async () => {
      const { status, text } = await ask(host, '/internal/offers/vector', { cookie: await signIn('c01') });
      assert.equal(status, 404);
      assert.doesNotMatch(text, /features/);
    });
  } finally {
    await host?.stop();
    bank.kill();
  }
}
