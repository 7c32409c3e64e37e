// README's policies, letter by letter: both places of the engine work under theirs, and the policies bite.

import { assert, check } from '../page/checks.mjs';
import { HOSTS } from './browsers.mjs';
import { example, policies } from './server.mjs';

export async function checkPolicies({ name, open, server }) {
  await check(`${name}: README names a policy for the page, for a page with a worker, and for the worker`, () => {
    const named = policies();
    assert.deepEqual(Object.keys(named), ['page', 'worker-page', 'worker-script']);
    for (const policy of Object.values(named)) assert.match(policy, /^default-src 'none'; /);
    assert.doesNotMatch(named['worker-page'], /wasm-unsafe-eval|unsafe-eval|unsafe-inline/);
    assert.doesNotMatch(named.page, /'unsafe-eval'|unsafe-inline/);
    for (const policy of [named.page, named['worker-page']]) assert.match(policy, /require-trusted-types-for 'script'/);
  });

  for (const { host, policy } of HOSTS) {
    await check(`${name}, engine in the ${host}: a whole visit under exactly README's policy shows an offer, and nothing complains`, async () => {
      const { page, complaints, goto, close } = await open();
      await goto(`${server.url}/empty?policy=${policy}`);
      await signIn(page, 'c01');
      assert.equal(await goto(`${server.url}/home?policy=${policy}&host=${host}`), 'yes');
      assert.deepEqual(await page.evaluate(() => globalThis.shown), ['shown overdraft-protection', 'evergreen -']);
      assert.deepEqual(complaints, []);
      await close();
    });

    await check(`${name}, engine in the ${host}: the policy is enforced, Trusted Types too`, async () => {
      const { page, goto, close } = await open();
      await goto(`${server.url}/empty?policy=${policy}`);
      const bites = await page.evaluate(async () => {
        const nameOf = async (work) => { try { return String(await work()); } catch (error) { return error.name; } };
        return [
          await nameOf(() => { document.createElement('p').innerHTML = '<b>'; }),
          await nameOf(() => { document.createElement('script').src = '/home.js'; }),
          await nameOf(() => new Worker('/dist/worker-host.js', { type: 'module' })),
          await nameOf(() => trustedTypes.createPolicy('another', {})),
          await nameOf(() => fetch('https://example.invalid/')),
        ];
      });
      assert.deepEqual(bites, ['TypeError', 'TypeError', 'TypeError', 'TypeError', 'TypeError']);
      await close();
    });
  }

  // README's own code, with what it takes for granted around it; only the 300 ms are more, on a machine that does other work as well.
  const around = `
const { bundle, root, now: told, policy, request } = JSON.parse(document.getElementById('given').textContent);
const slots = [...document.querySelectorAll('tellerside-slot')];
const report = (code) => { throw new Error(code); };
let kept;`;
  const finished = `
for (const slot of slots) slot.placement = (decision.placements ?? []).find((one) => one.slot === slot.getAttribute('name')) ?? null;
document.documentElement.dataset.shown = decision.placements.map(({ campaign }) => campaign).join();`;
  const examples = [
    ['worker', 'worker-page', 'const now = told; const roots = undefined;', 'const decision = { placements };'],
    ['delivery', 'page', 'const now = () => told;', ''],
  ];
  for (const [block, policy, before, after] of examples) {
    await check(`${name}: README's example of ${block} runs, under its policy`, async () => {
      const { page, complaints, goto, close } = await open();
      const [imports, code] = example(block).replace('inTime(offers.start())', 'inTime(offers.start(), 60_000)').replace('deadline: 300', 'deadline: 60_000').split(/\n\n([^]+)/);
      const text = `import { define } from '/dist/element.js';\n${imports}\n${around}\n${before}\ndefine();\n${code}\n${after}\n${finished}`;
      server.files.set('/empty.js', { type: 'text/javascript', text: `${text}\ndocument.documentElement.dataset.ready = 'yes';` });
      try {
        // `dataset.ready` comes last: a fault of the example is a page that never gets ready.
        assert.equal(await goto(`${server.url}/empty?policy=${policy}`), 'yes', complaints.join());
        assert.equal(await page.$eval('html', (html) => html.dataset.shown), 'overdraft-protection');
        assert.deepEqual(complaints, []);
      } finally {
        server.files.clear();
        await close();
      }
    });
  }

  for (const { host, policy } of HOSTS) {
    await check(`${name}, engine in the ${host}: a page of HTML in place of bundle, root, chain or policy is told as one`, async () => {
      const { page, goto, close } = await open();
      await goto(`${server.url}/empty?policy=${policy}`);
      const told = await page.evaluate(async (where) => {
        const { given, load } = globalThis.tests;
        const html = '<!doctype html><title>Sign in</title>';
        const tried = async (change) => {
          const { bundle, root, now, policy: own, roots } = { now: given.now, bundle: given.bundle, root: given.root, policy: given.policy, ...change };
          try {
            await load(where, bundle, root, roots === undefined ? { now, policy: own } : { now, policy: own, roots });
            return 'taken';
          } catch ({ code, help }) {
            return `${code} ${help.includes('the server answered a page instead')}`;
          }
        };
        return Promise.all([{ bundle: html }, { root: html }, { roots: html }, { policy: html }].map(tried));
      }, host);
      assert.deepEqual(told, ['MALFORMED true', 'ROOT_INVALID true', 'ROOT_INVALID true', 'OPTIONS_INVALID true']);
      await close();
    });
  }

  const refusals = [
    ['in the page', 'page', 'page', {}, 'yes', 'the control of the next one: the same page, where its policy allows the module'],
    ['in the page, which may not compile', 'worker-page', 'page', {}, 'LoadError WASM_LOAD', 'without a worker such a page is refused'],
    ['in a worker, of a text as url', 'worker-page', 'worker', { url: '/dist/worker-host.js' }, 'LoadError WORKER_LOAD', 'Trusted Types want a TrustedScriptURL'],
    ['in a worker, which the page forbids', 'page', 'worker', {}, 'LoadError WORKER_LOAD', "'trusted-types none' has no policy that could make its url"],
    ['in a worker, whose script is not there', 'worker-page', 'worker', { file: null }, 'LoadError WORKER_LOAD', 'the server answers 503'],
    ['in a worker, whose own policy forbids imports', 'worker-page', 'worker', { file: { type: 'text/javascript' } }, /^LoadError (?:WORKER|WASM)_LOAD$/, "its own policy is `default-src 'none'` alone, which the one browser asks at the imports and the other at the module"],
    ['in a worker, whose own policy forbids the module', 'worker-page', 'worker', { file: { type: 'text/javascript', policy: 'worker-page' } }, 'LoadError WASM_LOAD', 'the policy of the script counts, not that of the page'],
  ];
  for (const [what, policy, host, { url, file }, expected, because] of refusals) {
    await check(`${name}, engine ${what}: ${because}`, async () => {
      const { page, goto, close } = await open();
      await goto(`${server.url}/empty?policy=${policy}`);
      if (file !== undefined) server.files.set('/dist/worker-host.js', file && { ...file, text: server.hostScript });
      try {
        const outcome = await page.evaluate(async (where, place) => {
          const { given, load } = globalThis.tests;
          try {
            await load(where, given.bundle, given.root, { now: given.now, policy: given.policy }, place);
            return 'yes';
          } catch (error) {
            if (typeof error.help !== 'string' || error.help.length < 20) return 'no help';
            return `${error.name} ${error.code}`;
          }
        }, host, url === undefined ? {} : { url });
        if (typeof expected === 'string') assert.equal(outcome, expected);
        else assert.match(outcome, expected);
      } finally {
        server.files.clear();
        await close();
      }
    });
  }
}

/** Signs a demo user in, from a page of the bank. */
export function signIn(page, customer) {
  return page.evaluate(async (id) => {
    const answer = await fetch('/login', { method: 'POST', body: new URLSearchParams({ customer: id }) });
    if (!answer.ok) throw new Error(`login: ${answer.status}`);
    await answer.text();
  }, customer);
}
