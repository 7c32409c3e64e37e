// 50,000 decisions in a page and in a worker of Chromium: neither the module's memory nor the JavaScript heap grows.

import { assert, check } from '../page/checks.mjs';
import { HOSTS } from './browsers.mjs';

const WARM = 2_000;
const DECISIONS = 50_000;

export async function checkMemory({ open, server, customers }) {
  const requests = customers.map(({ request }) => request);
  // The worker's own script, behind one that keeps an eye on instances.
  server.files.set('/dist/real-host.js', { type: 'text/javascript', text: server.hostScript });
  server.files.set('/dist/watch.js', { type: 'text/javascript', text: `(${watchInstances})();` });
  server.files.set('/dist/worker-host.js', { type: 'text/javascript', text: "import './watch.js';\nimport './real-host.js';\n", policy: 'worker-script' });
  try {
    for (const { host, policy } of HOSTS) {
      await check(`Chromium, engine in the ${host}: ${DECISIONS} decisions leave no memory behind`, async () => {
        const { page, goto, close } = await open();
        await page.evaluateOnNewDocument(watchInstances);
        await goto(`${server.url}/empty?policy=${policy}`);
        await page.evaluate(async (where) => {
          const { given, load } = globalThis.tests;
          globalThis.engine = await load(where, given.bundle, given.root, { now: given.now, policy: given.policy });
        }, host);
        const inner = host === 'page' ? page : page.workers()[0];
        const sessions = [await page.createCDPSession(), ...(host === 'page' ? [] : [inner.client])];
        const measured = async (times) => {
          await page.evaluate(async (all, count) => {
            for (let n = 0; n < count; n += 1) await globalThis.engine.decide(all[n % all.length]);
          }, requests, times);
          const heaps = [];
          for (const session of sessions) {
            await session.send('HeapProfiler.collectGarbage');
            heaps.push((await session.send('Runtime.getHeapUsage')).usedSize);
          }
          return { heaps, wasm: await inner.evaluate(() => globalThis.instances.map(({ exports }) => exports.memory.buffer.byteLength)) };
        };
        const warm = await measured(WARM);
        const after = await measured(DECISIONS);
        console.log(`      ${host}: wasm ${warm.wasm} bytes after ${WARM}, ${after.wasm} after ${DECISIONS} more; heaps ${warm.heaps.join(' and ')}, then ${after.heaps.join(' and ')}`);
        assert.equal(after.wasm.length, 1);
        assert.deepEqual(after.wasm, warm.wasm);
        after.heaps.forEach((heap, place) => assert.ok(heap - warm.heaps[place] < 256 * 1024, `a heap grew by ${heap - warm.heaps[place]} bytes`));
        await close();
      });
    }
  } finally {
    server.files.clear();
  }
}

/** Runs in the page or in the worker, before anything else there. */
function watchInstances() {
  const { Instance } = WebAssembly;
  globalThis.instances = [];
  WebAssembly.Instance = class extends Instance {
    constructor(...given) {
      super(...given);
      globalThis.instances.push(this);
    }
  };
}
