// Releases as reviewers and approvers open them: what is told before the bank has approved anything, and approvals that are the
// command line's, byte for byte.

import { createPrivateKey, createHash, sign } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { assert, check } from '../page/checks.mjs';
import { attacks } from './attacks.mjs';
import { ROOT, tellerside } from './cases.mjs';
import { run } from './process.mjs';

const NOW = '2026-11-23T09:30:00-05:00';
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

export async function checkOpened({ esm }, scratch, pilot) {
  const review = await import(pathToFileURL(join(esm, 'node_modules', 'tellerside', 'dist', 'review.node.js')).href);
  await review.init();
  await checkCases(review);
  await checkComposed(review, scratch);
  await checkWhatIf(review, pilot);
  await checkApprovals(review, new Desk(join(scratch, 'desk')), pilot.requests[0], esm);
}

/** Sheets that nobody signed and nobody could: the page's door never reads them, and this one tells what is wrong with them. */
const UNSIGNED_SHEETS = { 'mixed-sheet': 'SHEET_MISMATCH', 'unproven-sheet-of-no-json': 'MALFORMED' };

async function checkCases({ Review }) {
  const cases = attacks();
  await check(`${cases.length} good and hostile bundles are opened or refused as the page's door refuses them`, () => {
    const counts = { ok: 0, told: 0, thrown: 0 };
    for (const { name, given: { bundle, root, roots, policy, now }, expect } of cases) {
      const code = expect.split(' ')[0];
      let opened;
      try {
        opened = Review.open(bundle, root, { now, ...(roots !== undefined && { roots }), ...(policy !== undefined && { policy }) });
      } catch (error) {
        const ofPolicy = error.code === 'OPTIONS_INVALID' && error.path.startsWith('policy');
        assert.equal(ofPolicy ? 'MALFORMED' : error.code, UNSIGNED_SHEETS[name] ?? code, name);
        counts.thrown += 1;
        continue;
      }
      const { accepted, signatures, release } = opened.facts;
      assert.equal(accepted.ok ? 'ok' : accepted.code, code, name);
      if (!accepted.ok) assert.ok(accepted.help.length > 0 && accepted.message.length > 0, name);
      counts[accepted.ok ? 'ok' : 'told'] += 1;
      assert.ok(signatures.some(({ of, holds, role }) => of === 'release' && holds && role === 'vendor'), name);
      assert.equal(release.bundle, sha256(bundle), name);
      assert.equal(sha256(opened.text('index')), release.index, name);
      for (const { campaign, digest, reads, locales } of opened.campaigns.slice(0, 3)) {
        assert.equal(sha256(opened.text({ campaign })), digest, name);
        assert.ok(opened.describe(campaign).length > 0 && locales.every((locale) => opened.rendering(campaign, locale).length > 0), name);
        for (const { feature } of reads) assert.ok(opened.features.find((entry) => entry.feature === feature).read_by.includes(campaign), name);
      }
      try {
        opened.toSign();
        assert.ok(accepted.ok || ['APPROVALS_MISSING', 'ROLLED_BACK', 'ROOT_ROLLED_BACK', 'CAMPAIGN_INVALID', 'POLICY_INVALID', 'GOLDEN_MISMATCH'].includes(code), name);
      } catch (error) {
        assert.ok(['BundleError', 'TrustError', 'ApprovalError'].includes(error.name) && error.code !== 'ENGINE_RESET', `${name}: ${error}`);
      }
      opened.close();
    }
    assert.ok(counts.ok >= 20 && counts.told >= 20 && counts.thrown >= 100, JSON.stringify(counts));
  });
}

async function checkComposed({ Review }, scratch) {
  await check('a text that could be spelt otherwise and look the same is put up for nobody, in the words of the command line', () => {
    for (const name of ['text-not-nfc', 'text-not-nfc-singleton', 'text-not-nfc-hangul']) {
      const { given: { bundle, root, now } } = attacks().find((one) => one.name === name);
      const opened = Review.open(bundle, root, { now });
      const folder = join(ROOT, 'tests', 'bundles', 'hostile', name);
      const args = ['approve', '--bundle', 'bundle.tsb.json', '--root', 'root.json', '--now', now, '--pae-out', join(scratch, 'pae'), '--yes', opened.facts.sheet.digest, '--format', 'json'];
      const { stderr } = spawnSync(tellerside(), args, { cwd: folder, encoding: 'utf8' });
      const told = JSON.parse(stderr.trim().split('\n').at(-1));
      assert.throws(() => opened.toSign(), { name: 'ApprovalError', code: 'TEXT_NOT_COMPOSED', message: told.message });
      assert.equal(told.code, 'TEXT_NOT_COMPOSED');
    }
  });
}

async function checkWhatIf({ Engine, Review }, { bundle, trust, options, requests }) {
  const unapproved = JSON.stringify({ ...JSON.parse(bundle), approvals: [] });
  const engine = Engine.load(bundle, trust, options);
  const approved = Review.open(bundle, trust, options);
  const opened = Review.open(unapproved, trust, options);

  await check('the engine says of its campaigns what reviewers are told of them: also by what customers refuse', () => {
    const told = approved.campaigns.map(({ campaign, category, class: kind, name, priority, product, slots, topic }) =>
      ({ campaign, category, class: kind, name, priority, ...(product !== null && { product }), slots, ...(topic !== null && { topic }) }));
    assert.deepEqual(engine.campaigns, told);
    assert.ok(told.some(({ product, topic }) => product === undefined && topic !== undefined), 'one that offers no product');
  });

  await check('a release that nobody approved is opened, tells what is missing, and is no engine', () => {
    const { facts } = opened;
    assert.throws(() => Engine.load(unapproved, trust, options), { code: 'APPROVALS_MISSING' });
    assert.deepEqual([facts.accepted.ok, facts.accepted.code, facts.if_approved], [false, 'APPROVALS_MISSING', { ok: true }]);
    assert.deepEqual([approved.facts.accepted, approved.facts.if_approved], [{ ok: true }, { ok: true }]);
    assert.deepEqual(facts.approvals, { found: 0, threshold: 2 });
    assert.ok(opened.campaigns.every(({ signed_off: off }) => !off) && approved.campaigns.some(({ signed_off: off }) => off));
    assert.ok(!(opened instanceof Engine) && ['record', 'observe', 'update'].every((name) => opened[name] === undefined));
    assert.ok(Object.isFrozen(facts.root.roles.vendor.keys) && Object.isFrozen(opened.campaigns[0].reads));
  });

  await check('nothing is shown of it, unless it is asked what would be, and then as the approved one decides', () => {
    let shown = 0;
    for (const request of requests) {
      const before = opened.decide(request);
      assert.deepEqual([before.placements, before.preview, before.as_if_approved, before.history, before.gates], [[], 1, false, undefined, undefined]);
      assert.ok(before.reasons.every(({ gate }) => ['not_signed_off', 'not_scheduled', 'denied', 'release_status'].includes(gate)));
      const decision = engine.decide({ ...request, dry_run: true });
      const preview = opened.decide(request, { as_if_approved: true });
      shown += preview.placements.length;
      assert.deepEqual(preview.placements, decision.placements);
      assert.deepEqual(preview.statuses, decision.statuses);
      assert.deepEqual(opened.reasons(request, { as_if_approved: true }), engine.reasons(request));
      assert.deepEqual(approved.reasons(request), engine.reasons(request));
      for (const language of ['en', 'es']) {
        assert.equal(opened.explain(request, language, { as_if_approved: true }), engine.explain(request, language));
        const told = opened.explanations(request, language, { as_if_approved: true });
        assert.deepEqual(told.map(({ campaign, gate }) => [campaign, gate]), engine.reasons(request).map(({ campaign, gate }) => [campaign, gate]));
      }
    }
    assert.ok(shown > 0, 'something is shown to somebody');
    const [request] = requests;
    const named = opened.reasons(request, { as_if_approved: [opened.campaigns[0].campaign] });
    assert.ok(named.slice(1).every(({ gate }) => gate !== 'shown') && named[0].gate !== 'not_signed_off');
  });

  await check('it says what the engine of reviewers says, and the texts that are signed', () => {
    for (const { campaign, locales, evidence } of opened.campaigns) {
      for (const language of ['en', 'es']) assert.equal(opened.describe(campaign, language), engine.describe(campaign, language));
      for (const locale of locales) {
        const rendering = opened.rendering(campaign, locale);
        assert.equal(rendering, engine.rendering(campaign, locale));
        const piece = evidence.find(({ kind, locale: of }) => kind === 'renderings' && of === locale);
        assert.deepEqual([piece.standing, piece.digest], ['holds', sha256(rendering)]);
      }
    }
    const json = JSON.parse(opened.text('catalogue'));
    assert.deepEqual(opened.features.map(({ feature }) => feature), json.features.map(({ id }) => id));
    for (const [place, entry] of opened.features.entries()) {
      const { definition, purpose, sensitivity, basis, provenance, version, type } = json.features[place];
      const { description, ...told } = entry;
      assert.deepEqual({ ...told, definition: description }, { ...told, definition, purpose, sensitivity, basis, provenance, version, type });
      assert.ok(opened.describeFeature(entry.feature, 'es').includes(entry.feature));
    }
    assert.ok(opened.features.some(({ read_by: by }) => by.length > 0) && opened.policy('es') !== opened.policy('en'));
  });

  await check('what it does not know is refused, in words', () => {
    const [request] = requests;
    const [{ campaign }] = opened.campaigns;
    for (const [work, path] of [
      [() => opened.describe('no-such-campaign'), 'campaign'],
      [() => opened.describe('policy:'), 'campaign'],
      [() => opened.describe(campaign, 'fr'), 'language'],
      [() => opened.rendering(campaign, 'fr-CA'), 'locale'],
      [() => opened.describeFeature('no.such'), 'feature'],
      [() => opened.text('root'), 'file'],
      [() => opened.text({ campaign: 'no-such-campaign' }), 'campaign'],
      [() => opened.reasons(request, { as_if_approved: ['no-such-campaign'] }), 'as_if_approved'],
      [() => opened.reasons(request, { as_if_approved: 'yes' }), 'as_if_approved'],
      [() => opened.reasons(request, { as_if: true }), 'as_if'],
      [() => opened.changes(bundle), 'other'],
      [() => opened.sheet({ last: bundle }), 'last'],
      [() => opened.sheet({ verdicts: { [campaign]: 'yes' } }), `verdicts.${campaign}`],
      [() => opened.sheet({ verdicts: { 'no-such-campaign': 'held' } }), 'verdicts.no-such-campaign'],
      [() => opened.signed({}, 7, 'x'), 'key'],
    ]) assert.throws(work, { name: 'InputError', code: 'OPTIONS_INVALID', path }, String(work));
    assert.throws(() => opened.decide('{}'), { code: 'REQUEST_INVALID' });
    const closed = Review.open(unapproved, trust, options);
    closed.close();
    assert.throws(() => closed.facts, { code: 'NOT_INITIALISED' });
  });
  [engine, approved, opened].forEach((one) => one.close());
}

/** A bank's desk on the command line: keys, a root, two releases of the sample. */
class Desk {
  constructor(folder) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
    for (const [name, algorithm] of [['vendor', 'ed25519'], ['anna', 'p256'], ['bo', 'ed25519'], ['next', 'p256']]) {
      this.run('keygen', '--algorithm', algorithm, '--out', 'keys', '--name', name, '--no-passphrase');
    }
    this.run(
      'root', '--bank', 'first-sample', '--environment', 'pilot', '--expires', '2027-11-23T00:00:00Z', '--vendor', 'keys/vendor.pub.pem',
      '--approver', 'keys/anna.pub.pem', '--approver', 'keys/bo.pub.pem', '--root', 'keys/next.pub.pem', '--lifetime-days', '30', '--out', 'root.json',
    );
    cpSync(join(ROOT, 'www', 'sample'), join(folder, 'sources'), { recursive: true });
    this.release(1, 'first.tsb.json');
  }

  run(...args) {
    return run(tellerside(), args, { cwd: this.folder });
  }

  read(name) {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  write(name, content) {
    writeFileSync(join(this.folder, name), content);
  }

  release(version, out) {
    this.run('release', '--source', 'sources', '--key', 'keys/vendor.pem', '--issued', '2026-11-23T14:30:00Z', '--version', String(version), '--out', out);
  }

  /** What the command line does with an approval; its code where it refuses. */
  approve(bundle, out, ...more) {
    const args = ['approve', '--bundle', bundle, '--root', 'root.json', '--now', NOW, '--out', out, '--format', 'json', ...more];
    const { stdout, stderr, status } = spawnSync(tellerside(), args, { cwd: this.folder, encoding: 'utf8' });
    return { stdout, code: status === 0 ? 'ok' : JSON.parse(stderr.trim().split('\n').at(-1)).code };
  }

  sign(key, bytes, dsaEncoding = 'der') {
    const secret = createPrivateKey(this.read(`keys/${key}.pem`));
    return sign(secret.asymmetricKeyType === 'ed25519' ? null : 'sha256', bytes, { key: secret, dsaEncoding });
  }

  key(name) {
    return this.read(`keys/${name}.pub.pem`);
  }
}

async function checkApprovals({ ApprovalError, Review }, desk, request, esm) {
  const open = (text) => Review.open(text, desk.read('root.json'), { now: NOW });
  const first = open(desk.read('first.tsb.json'));
  const [one, two] = first.campaigns.map(({ campaign }) => campaign);
  const judgement = { verdicts: { [one]: 'rejected', [two]: 'held' } };

  await check('an approval is what the command line writes, byte for byte, signed here or elsewhere', () => {
    const { bytes, sha256: digest, sheet, statement, bundle } = first.toSign();
    assert.deepEqual([sha256(bytes), bundle, new TextDecoder().decode(bytes).endsWith(statement)], [digest, desk.read('first.tsb.json'), true]);
    assert.equal(desk.approve('first.tsb.json', 'cli.tsb.json', '--pae-out', 'pae', '--yes', sheet).code, 'ok');
    assert.deepEqual(new Uint8Array(readFileSync(join(desk.folder, 'pae'))), bytes);

    // Ed25519 is deterministic: the command line's own signature is the same.
    const bo = first.signed(undefined, desk.key('bo'), desk.sign('bo', bytes));
    assert.equal(desk.approve('first.tsb.json', 'cli.tsb.json', '--key', 'keys/bo.pem', '--yes', sheet).code, 'ok');
    assert.equal(bo.bundle, desk.read('cli.tsb.json'));
    assert.deepEqual(bo.approvals, { found: 1, threshold: 2 });

    // P-256 elsewhere: DER, raw as of WebCrypto, and base64 come to the same bytes.
    const second = open(bo.bundle);
    const der = desk.sign('anna', second.toSign().bytes);
    desk.write('sig', der);
    assert.equal(desk.approve('cli.tsb.json', 'both.tsb.json', '--signature-in', 'sig', '--public-key', 'keys/anna.pub.pem').code, 'ok');
    const raw = rawOf(der);
    for (const given of [der, new Uint8Array(raw).buffer, der.toString('base64'), raw.toString('base64')]) {
      const both = second.signed({}, desk.key('anna'), given);
      assert.equal(both.bundle, desk.read('both.tsb.json'));
      assert.deepEqual([both.approvals, both.sheet], [{ found: 2, threshold: 2 }, sheet]);
    }
    assert.deepEqual(open(desk.read('both.tsb.json')).facts.accepted, { ok: true });
  });

  await check('verdicts make the sheet that the command line makes of the same answers, and drop approvals of another one', () => {
    const words = first.campaigns.map(({ campaign }) => ({ rejected: 'n', held: 'h' })[judgement.verdicts[campaign]] ?? 'y');
    desk.write('answers', ['y', 'y', ...words, 'y', ''].join('\n'));
    const typed = spawnSync(tellerside(), ['approve', '--bundle', 'cli.tsb.json', '--root', 'root.json', '--now', NOW, '--out', 'judged.tsb.json', '--key', 'keys/bo.pem', '--ask'], { cwd: desk.folder, input: desk.read('answers'), encoding: 'utf8' });
    assert.equal(typed.status, 0, typed.stderr);
    const opened = open(desk.read('cli.tsb.json'));
    const sheet = opened.sheet(judgement);
    assert.deepEqual([sheet.changed, sheet.dropped, sheet.verdicts[one], sheet.verdicts[two]], [true, 1, 'rejected', 'held']);
    assert.equal(sheet.digest, sha256(sheet.text));
    const { bytes } = opened.toSign(judgement);
    assert.equal(opened.signed(judgement, desk.key('bo'), desk.sign('bo', bytes)).bundle, desk.read('judged.tsb.json'));
    const same = opened.sheet();
    assert.deepEqual([same.changed, same.dropped, same.text], [false, 0, opened.text('sheet')]);
  });

  await check('the usual slips are named, and nothing comes of them', () => {
    const { bytes, statement, sha256: digest } = first.toSign();
    const hashed = Buffer.from(digest, 'hex');
    const rows = [
      ['bo', desk.sign('bo', Buffer.from(statement)), 'SIGNATURE_INVALID', /over the statement alone/],
      ['bo', desk.sign('bo', hashed), 'SIGNATURE_INVALID', /hashed it again/],
      ['anna', desk.sign('anna', Buffer.from(digest)), 'SIGNATURE_INVALID', /in hexadecimal letters/],
      ['bo', desk.sign('anna', bytes), 'SIGNATURE_INVALID', /are no signature by the key/],
      ['bo', desk.sign('bo', first.toSign(judgement).bytes), 'SIGNATURE_INVALID', /are no signature by the key/],
      ['bo', '', 'SIGNATURE_INVALID', /0 bytes/],
      ['vendor', desk.sign('vendor', bytes), 'NOT_AN_APPROVER', /is the vendor's/],
      ['next', desk.sign('next', bytes), 'NOT_AN_APPROVER', /is a root key/],
    ];
    for (const [key, signature, code, message] of rows) {
      assert.throws(() => first.signed({}, desk.key(key), signature), (error) => {
        assert.deepEqual([error.name, error.code, error instanceof ApprovalError, error.help.length > 0], ['ApprovalError', code, true, true]);
        assert.match(error.message, message);
        return true;
      });
      desk.write('slip', signature);
      const told = desk.approve('first.tsb.json', 'slip.tsb.json', '--signature-in', 'slip', '--public-key', `keys/${key}.pub.pem`);
      assert.deepEqual([told.code, existsSync(join(desk.folder, 'slip.tsb.json'))], [code, false]);
    }
    for (const key of [desk.read('keys/bo.pem'), 'x', new Uint8Array(44)]) {
      assert.throws(() => first.signed({}, key, 'x'), { name: 'ApprovalError', code: 'KEY_INVALID' });
    }
    const signed = open(first.signed({}, desk.key('bo'), desk.sign('bo', bytes)).bundle);
    assert.throws(() => signed.signed({}, desk.key('bo'), desk.sign('bo', bytes)), { code: 'ALREADY_SIGNED' });
  });

  await check('what changed since the last release is told as the command line tells it, and verdicts carry forward alike', async () => {
    const judged = open(desk.read('judged.tsb.json'));
    const { bytes } = judged.toSign();
    desk.write('last.tsb.json', judged.signed({}, desk.key('anna'), desk.sign('anna', bytes)).bundle);
    const path = join('sources', 'campaigns', 'overdraft-protection.yaml');
    desk.write(path, desk.read(path).replaceAll('100.00 USD', '900.00 USD').replaceAll('m1: 100.00', 'm1: 900.00'));
    desk.release(2, 'second.tsb.json');

    const [last, second] = ['last.tsb.json', 'second.tsb.json'].map((name) => open(desk.read(name)));
    const changes = second.changes(last);
    const toSign = second.toSign({ last });
    const told = desk.approve('second.tsb.json', 'second-signed.tsb.json', '--last', 'last.tsb.json', '--pae-out', 'pae', '--yes', toSign.sheet);
    assert.equal(told.code, 'ok');
    const changed = changes.campaigns.filter(({ standing }) => standing === 'changed');
    assert.deepEqual(changed.map(({ campaign, because, was, carries }) => [campaign, because.includes('text'), was, carries]), [['overdraft-protection', true, 'approved', null]]);
    for (const { difference } of changed) {
      assert.ok(told.stdout.includes(difference.text) && difference.sections.length > 0, difference.text);
    }
    const of = (id) => changes.campaigns.find(({ campaign }) => campaign === id);
    assert.deepEqual([changes.last, of(one).carries, of(two).carries, changes.policy.standing], [{ ok: true }, 'rejected', 'held', 'unchanged']);
    const sheet = second.sheet({ last });
    assert.deepEqual([sheet.verdicts[one], sheet.verdicts[two], sheet.changed], ['rejected', 'held', true]);
    assert.deepEqual(new Uint8Array(readFileSync(join(desk.folder, 'pae'))), toSign.bytes);
    assert.equal(toSign.bundle, desk.read('second-signed.tsb.json'));

    // As the README does it.
    const { groups: { code } } = /^```js review-release\nimport [^\n]*\n(?<code>[^]*?)^```$/m.exec(readFileSync(join(ROOT, 'pkg-templates', 'README.md'), 'utf8'));
    const names = ['Review', 'bundle', 'root', 'now', 'request', 'last', 'publicKeyPem', 'sign'];
    const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
    const example = new AsyncFunction(...names, `${code}; return approved;`);
    const signer = (bytes) => desk.sign('bo', bytes);
    const approved = await example(Review, desk.read('second.tsb.json'), desk.read('root.json'), NOW, request, last, desk.key('bo'), signer);
    assert.deepEqual(open(approved).facts.approvals, { found: 1, threshold: 2 });

    // The wrong way round, and with one that was not approved.
    assert.deepEqual([last.changes(second).last.code, second.changes(second).last.code], ['APPROVALS_MISSING', 'APPROVALS_MISSING']);
    assert.throws(() => last.sheet({ last }), { name: 'ApprovalError', code: 'LAST_IS_LATER' });
    assert.throws(() => last.sheet({ last: second }), { name: 'BundleError', code: 'APPROVALS_MISSING' });
  });

  await check('nobody is asked to sign what does not hold, or rests on something else', () => {
    const text = desk.read('first.tsb.json');
    const late = Review.open(text, desk.read('root.json'), { now: '2028-01-01T00:00:00Z' });
    assert.throws(() => late.toSign(), { code: 'ROOT_EXPIRED' });
    const parts = JSON.parse(text);
    const sheet = JSON.parse(parts.sheet);
    for (const entry of sheet.campaigns) {
      for (const locale of Object.keys(entry.evidence.renderings)) entry.evidence.renderings[locale] = '0'.repeat(64);
    }
    const forged = JSON.stringify({ ...parts, sheet: JSON.stringify(sheet) });
    const opened = open(forged);
    assert.ok(opened.campaigns.every(({ evidence }) => evidence.some(({ standing, found }) => standing === 'differs' && found !== null)));
    assert.throws(() => opened.toSign(), { name: 'ApprovalError', code: 'EVIDENCE_MISMATCH' });
    desk.write('forged.tsb.json', forged);
    assert.equal(desk.approve('forged.tsb.json', 'x.tsb.json', '--pae-out', 'pae').code, 'EVIDENCE_MISMATCH');
  });

  await check('`tellerside audit` tells the same facts, the imports of the shipped module, and what is ever stored', async () => {
    const wasm = join(esm, 'node_modules', 'tellerside', 'dist', 'tellerside.wasm');
    const args = ['audit', 'first.tsb.json', '--root', 'root.json', '--now', NOW, '--module', wasm];
    const told = JSON.parse(desk.run(...args, '--format', 'json'));
    const { facts, campaigns, features } = first;
    const plain = ({ help, ...answer }) => answer;
    assert.deepEqual(told.release, { ...facts, accepted: plain(facts.accepted), if_approved: plain(facts.if_approved) });
    assert.deepEqual([told.campaigns, told.features], [campaigns, features]);
    const [module] = told.modules;
    const bytes = readFileSync(wasm);
    assert.deepEqual(module.imports, WebAssembly.Module.imports(new WebAssembly.Module(bytes)).map(({ module: from, name, kind }) => ({ kind, module: from, name })));
    assert.deepEqual([module.sha256, module.bytes], [sha256(bytes), bytes.length]);
    const { writes } = await import(pathToFileURL(join(esm, 'node_modules', 'tellerside', 'dist', 'storage.js')).href);
    assert.deepEqual(writes.map(({ area, name, value }) => [area.replace('the host', 'a host'), name, value]), told.storage.areas.map((area) => [area, told.storage.name, told.storage.value]));
    const text = desk.run(...args);
    for (const said of [facts.release.bundle, 'overdraft-protection', 'read by', module.sha256]) assert.ok(text.includes(said), said);
    for (const { links } of campaigns) for (const { url } of links) assert.ok(text.includes(url), url);
  });
  first.close();
}

/** The two numbers of a DER signature, 32 bytes each. */
function rawOf(der) {
  const number = (at) => der.subarray(at + 2, at + 2 + der[at + 1]);
  const r = number(2);
  const s = number(4 + r.length);
  return Buffer.concat([r, s].map((digits) => Buffer.concat([Buffer.alloc(32), digits]).subarray(-32)));
}
