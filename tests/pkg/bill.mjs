// The bill of materials: valid by the schema of CycloneDX, true to the lockfile and to the modules, with nothing that changes from build to build.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { assert, check } from '../page/checks.mjs';
import { ROOT } from './cases.mjs';

const tools = createRequire(join(ROOT, 'tests', 'npm', 'package.json'));
const MODULES = ['dist/tellerside.wasm', 'dist/tellerside_review.wasm'];

export async function checkBill({ esm }) {
  const installed = join(esm, 'node_modules', 'tellerside');
  const text = readFileSync(join(installed, 'sbom.cdx.json'), 'utf8');
  const bill = JSON.parse(text);
  const crates = bill.components.filter(({ purl }) => purl.startsWith('pkg:cargo/'));
  const needs = new Map(bill.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));

  await check('bill: valid by the schema of CycloneDX 1.6, with nothing that it does not know', async () => {
    const { Spec, Validation } = tools('@cyclonedx/cyclonedx-library');
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
    assert.equal(await validator.validate(text), null);
    // It does look.
    const wrong = { ...bill, components: [{ ...bill.components[0], hashes: [{ alg: 'SHA-256', content: 'short' }] }] };
    assert.notEqual(await validator.validate(JSON.stringify(wrong)), null);
  });

  await check('bill: no time, no random number', () => {
    assert.equal(bill.serialNumber, undefined);
    assert.deepEqual(Object.keys(bill.metadata), ['component']);
    assert.doesNotMatch(text, /\d\d:\d\d:\d\d|urn:uuid/);
  });

  await check('bill: both modules, by the digests of the files', () => {
    const told = bill.metadata.component.components.map(({ name, hashes }) => [name, Object.fromEntries(hashes.map(({ alg, content }) => [alg, content]))]);
    const digest = (name, algorithm) => createHash(algorithm).update(readFileSync(join(installed, name))).digest('hex');
    assert.deepEqual(told, MODULES.map((name) => [name, { 'SHA-256': digest(name, 'sha256'), 'SHA-384': digest(name, 'sha384') }]));
  });

  await check('bill: every crate by the checksum of the lockfile, and every reference leads somewhere', () => {
    const lock = readFileSync(join(ROOT, 'Cargo.lock'), 'utf8');
    assert.ok(crates.length >= 30, `${crates.length}`);
    for (const { name, version, purl, hashes, licenses } of crates) {
      assert.equal(purl, `pkg:cargo/${name}@${version}`);
      assert.ok(lock.includes(`name = "${name}"\nversion = "${version}"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "${hashes[0].content}"\n`), purl);
      assert.match(licenses[0].expression, /^[A-Za-z0-9.() -]+$/, purl);
    }
    const known = new Set([...bill.components, bill.metadata.component, ...bill.metadata.component.components].map((component) => component['bom-ref']));
    for (const [ref, dependsOn] of needs) for (const one of [ref, ...dependsOn]) assert.ok(known.has(one), one);
    // Nothing hangs in the air: each part is linked into a module.
    const linked = new Set(MODULES.flatMap((name) => needs.get(name)));
    assert.deepEqual(bill.components.filter((component) => !linked.has(component['bom-ref'])), []);
  });

  await check('bill: whatever crate a module names in its panic messages is on its list', () => {
    for (const name of MODULES) {
      const wasm = readFileSync(join(installed, name), 'latin1');
      const named = new Set([...wasm.matchAll(/\/cargo\/registry\/src\/[^/]+\/([a-z0-9_-]+?)-(\d+\.\d+\.\d+[a-z0-9.+-]*)\//g)].map(([, crate, version]) => `pkg:cargo/${crate}@${version}`));
      assert.ok(named.size > 0, 'no crate is named: the look finds nothing');
      for (const one of named) assert.ok(needs.get(name).includes(one), `${name}: ${one}`);
    }
  });

  await check('bill: the tools of the workshop are in no module', () => {
    for (const absent of ['clap', 'miette', 'serde-saphyr', 'serde_derive', 'wasm-bindgen-cli', 'thiserror-impl']) {
      assert.ok(!crates.some(({ name }) => name === absent), absent);
    }
    const explains = (name) => needs.get(name).some((one) => one.startsWith('pkg:cargo/similar@'));
    assert.deepEqual(MODULES.map(explains), [false, true]);
  });
}
