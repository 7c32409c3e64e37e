// 200 customers: each sees what is decided for them, and the length of no response says what that was.

import { connect } from 'node:net';

import { assert, check } from '../page/checks.mjs';
import { answerFor, synthetic } from './customers.mjs';
import { ask, headlines } from './http.mjs';
import { engineOf, expectedOf } from './pages.mjs';

export async function checkSizes(host, bank, material, folder) {
  const engine = await engineOf(folder, material);
  const customers = synthetic([...material.customers.values()], 200);
  const lengths = { page: new Map(), screens: new Map(), screen: new Map(), socket: new Map() };
  const count = (map, length) => map.set(length, (map.get(length) ?? 0) + 1);
  const kinds = new Map();
  let late = 0;

  await check(`${host.name}: 200 customers see what the engine decides for them`, async () => {
    for (let at = 0; at < customers.length; at += 4) {
      await Promise.all(customers.slice(at, at + 4).map(async ({ session, request }) => {
        const own = `${host.name}-${session}`;
        bank.sessions.set(own, answerFor(request, own));
        const page = await ask(host, '/home', { session: own });
        const expected = expectedOf(engine, request);
        const seen = headlines(page.text);
        if (seen.length === 0 && expected.length > 0) late += 1;
        else assert.deepEqual(seen, expected, session);
        count(kinds, seen.join(' + '));
        count(lengths.page, page.bytes.length);
        const all = await ask(host, '/ofrep/v1/evaluate/flags', { session: own, method: 'POST', body: {} });
        count(lengths.screens, all.bytes.length);
        const one = await ask(host, '/ofrep/v1/evaluate/flags/hero', { session: own, method: 'POST', body: { context: {} } });
        count(lengths.screen, one.bytes.length);
      }));
    }
    assert.ok(kinds.size >= 5, `only ${kinds.size} kinds of pages were seen`);
    assert.ok(late <= 10, `${late} of 200 were late`);
  });
  await check(`${host.name}: the lengths of pages and of answers to screens are the same for all of them`, () => {
    for (const what of ['page', 'screens', 'screen']) assert.equal(lengths[what].size, 1, `${what}: ${[...lengths[what]].join('; ')}`);
  });
  await check(`${host.name}: on the wire too, headers and chunks included`, async () => {
    for (const { session } of customers.slice(0, 24)) count(lengths.socket, await onTheWire(host, `${host.name}-${session}`));
    assert.equal(lengths.socket.size, 1, [...lengths.socket].join('; '));
  });
  console.log(`      ${kinds.size} kinds of pages, each ${[...lengths.page.keys()]} bytes, ${[...lengths.socket.keys()]} on the wire; ${late} of 200 late`);
  engine.close();
}

/** How many bytes come back for one page. */
function onTheWire(host, session) {
  const { hostname, port } = new URL(host.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let length = 0;
    socket.write(`GET /home HTTP/1.1\r\nHost: ${hostname}:${port}\r\nCookie: session=${session}\r\nConnection: close\r\n\r\n`);
    socket.on('data', (bytes) => { length += bytes.length; });
    socket.on('close', () => resolve(length));
    socket.on('error', reject);
  });
}
