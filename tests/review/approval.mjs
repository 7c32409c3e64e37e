// Approving without installing anything: the page's bytes, signed by openssl, taken back, and verified by the command line.

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { assert, check } from '../page/checks.mjs';
import { openssl, run, tellerside } from './command.mjs';
import { Desk, paper } from './page.mjs';

export async function checkApproval(browser, url, folder) {
  const file = (name) => join(folder, name);
  const work = join(folder, 'approving');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work);
  const desk = await Desk.open(browser, url);
  const { page } = desk;
  const session = await browser.target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', browserContextId: desk.watched.context.id, downloadPath: work });

  /** Presses a button that saves, and gives the bytes. */
  const saved = async (button, name) => {
    rmSync(join(work, name), { force: true });
    await page.click(button);
    for (let tries = 0; tries < 100; tries += 1) {
      if (readdirSync(work).includes(name)) return readFileSync(join(work, name));
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
    throw new Error(`${name} was not saved`);
  };
  const handBack = async (signature, key) => {
    for (const [id, path] of [['#signature-file', signature], ['#public-key-file', key]]) await (await page.$(id)).uploadFile(path);
    await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 50); }));
    await page.click('#check-signature');
    return page.$eval('#approved', (answer) => answer.textContent);
  };
  const takeOver = () => page.click('#take-over');
  const isP256 = (key) => readFileSync(key, 'utf8').length > 130;
  const sign = (key, pae, out) => (isP256(key)
    ? openssl(work, 'dgst', '-sha256', '-sign', key, '-out', out, pae)
    : openssl(work, 'pkeyutl', '-sign', '-rawin', '-inkey', key, '-in', pae, '-out', out));

  await check('approval: two approvers sign the page’s bytes by openssl, and the command line verifies the release', async () => {
    let bundle = paper(file('bundles/unapproved.tsb.json'));
    for (const [place, who] of ['a', 'b'].entries()) {
      await desk.handIn({ bundle, root: paper(file('root.json')) });
      assert.equal((await desk.verdict()).code, 'APPROVALS_MISSING');
      await takeOver();
      const bytes = await saved('#save-bytes', 'pae.bin');
      // The command line, asked for the same sheet, puts up the very same bytes.
      writeFileSync(join(work, 'asked.tsb.json'), bundle.text);
      const sheet = await page.$eval('#sheet .digest', (digest) => digest.textContent);
      tellerside('approve', '--bundle', join(work, 'asked.tsb.json'), '--root', file('root.json'), '--yes', sheet, '--pae-out', join(work, 'cli.bin'));
      assert.deepEqual(bytes, readFileSync(join(work, 'cli.bin')));
      sign(file(`keys/approver-${who}.pem`), 'pae.bin', 'approval.sig');
      const said = await handBack(join(work, 'approval.sig'), file(`keys/approver-${who}.pub.pem`));
      assert.match(said, new RegExp(`It holds.*${place + 1} of 2 approvers`));
      const name = place === 0 ? 'signed-1-of-2.tsb.json' : 'approved.tsb.json';
      assert.equal(await page.$eval('#save-approved', (one) => one.textContent), place === 0 ? 'Save the release with your approval (1 of 2)' : 'Save the approved release');
      assert.equal(/Not approved yet/.test(said), place === 0, said);
      bundle = { name, text: (await saved('#save-approved', name)).toString() };
      // What the page calls approved is what the command line takes.
      assert.equal(run(['verify', join(work, name), '--root', file('root.json')]).status === 0, place === 1);
    }
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    const before = await desk.turns();
    await page.click('#read-approved');
    await page.waitForFunction((last) => Number(document.documentElement.dataset.turns) > last, {}, before);
    await desk.settled();
    assert.deepEqual(await page.evaluate(() => {
      const { top } = document.querySelector('#summary').getBoundingClientRect();
      return { focused: document.activeElement.id, atTop: top >= 0 && top < 60 };
    }), { focused: 'summary-heading', atTop: true }, 'one is where the new reading begins');
    assert.equal((await desk.verdict()).code, 'ok');
    tellerside('verify', join(work, 'approved.tsb.json'), '--root', file('root.json'));
  });

  await check('approval: nobody has judged before a person did, and until then there is nothing to sign', async () => {
    const proposed = JSON.parse(JSON.parse(paper(file('bundles/unapproved.tsb.json')).text).sheet).campaigns;
    await desk.handIn({ bundle: paper(file('bundles/unapproved.tsb.json')), root: paper(file('root.json')) });
    const seen = () => page.evaluate(() => ({
      chosen: [...document.querySelectorAll('#approval input:checked')].map(({ name, value }) => [name, value]),
      beside: [...document.querySelectorAll('#approval legend .badge')].map((one) => one.textContent),
      printed: [...document.querySelectorAll('#approval .judged')].map((one) => one.textContent),
      left: document.querySelector('#verdicts-left').textContent,
      saves: document.querySelectorAll('#save-bytes, #save-sheet').length,
      focused: document.activeElement.id,
    }));
    const before = await seen();
    assert.deepEqual(before.beside, proposed.map(({ verdict }) => `the sheet proposes: ${verdict}`));
    assert.deepEqual([before.chosen, before.saves], [[], 0]);
    assert.ok(before.printed.length === proposed.length && before.printed.every((one) => one === 'Not judged'), before.printed.join());
    for (const [place, { campaign }] of proposed.entries()) {
      assert.match((await seen()).left, new RegExp(`^${proposed.length - place} of ${proposed.length} campaigns`));
      assert.equal((await seen()).saves, 0, `before ${campaign}`);
      await page.click(`input[name="verdict-${campaign}"][value="approved"]`);
    }
    const judged = await seen();
    assert.equal(judged.saves, 2);
    assert.ok(judged.printed.every((one) => one === 'Approved, chosen in this page'), judged.printed.join());
    const digest = await page.$eval('#sheet .digest', (one) => one.textContent);

    await desk.handIn({ bundle: paper(file('bundles/unapproved.tsb.json')), root: paper(file('root.json')) });
    await page.click('input[name="verdict-everyday-card"][value="held"]');
    await takeOver();
    const taken = await seen();
    assert.deepEqual(taken.chosen, proposed.map(({ campaign, verdict }) => [`verdict-${campaign}`, campaign === 'everyday-card' ? 'held' : verdict]), 'what was judged stays');
    assert.deepEqual(taken.printed.filter((one) => !/taken over from the sheet/.test(one)), ['Held, chosen in this page']);
    assert.equal(taken.focused, 'save-bytes');
    assert.notEqual(await page.$eval('#sheet .digest', (one) => one.textContent), digest);
  });

  await check('approval: a verdict of one’s own makes another sheet, which the command line reads', async () => {
    await desk.handIn({ bundle: paper(file('bundles/one-approver.tsb.json')), root: paper(file('root.json')) });
    await takeOver();
    const before = await page.$eval('#sheet .digest', (digest) => digest.textContent);
    await page.click('input[name="verdict-everyday-card"][value="rejected"]');
    assert.notEqual(await page.$eval('#sheet .digest', (digest) => digest.textContent), before);
    assert.match(await page.$eval('#sheet', (sheet) => sheet.textContent), /another sheet.*1 approvals of that one are dropped/);
    let text = (await saved('#save-sheet', 'to-approve.tsb.json')).toString();
    for (const [who, name] of [['a', 'signed-1-of-2.tsb.json'], ['b', 'approved.tsb.json']]) {
      await desk.handIn({ bundle: { name: 'to-approve.tsb.json', text }, root: paper(file('root.json')) });
      await takeOver();
      await saved('#save-bytes', 'pae.bin');
      sign(file(`keys/approver-${who}.pem`), 'pae.bin', 'approval.sig');
      await handBack(join(work, 'approval.sig'), file(`keys/approver-${who}.pub.pem`));
      text = (await saved('#save-approved', name)).toString();
    }
    const verified = tellerside('verify', join(work, 'approved.tsb.json'), '--root', file('root.json'));
    assert.match(verified, /everyday-card.*rejected|rejected.*everyday-card/);
  });

  await check('approval: what is no approval is refused, each slip by its name', async () => {
    await desk.handIn({ bundle: paper(file('bundles/unapproved.tsb.json')), root: paper(file('root.json')) });
    await takeOver();
    const bytes = await saved('#save-bytes', 'pae.bin');
    tellerside('keygen', '--no-passphrase', '--algorithm', 'p256', '--out', join(work, 'stranger'));
    const a = [file('keys/approver-a.pem'), file('keys/approver-a.pub.pem')];
    writeFileSync(join(work, 'other.bin'), Buffer.concat([bytes, Buffer.from(' ')]));
    writeFileSync(join(work, 'empty.sig'), '');
    const rows = [
      ['a stranger’s key', join(work, 'stranger', 'key.pem'), join(work, 'stranger', 'key.pub.pem'), 'pae.bin', /NOT_AN_APPROVER/],
      ['the vendor’s key', file('keys/vendor.pem'), file('keys/vendor.pub.pem'), 'pae.bin', /NOT_AN_APPROVER/],
      ['other bytes', ...a, 'other.bin', /SIGNATURE_INVALID/],
      ['another approver’s public key', a[0], file('keys/approver-b.pub.pem'), 'pae.bin', /SIGNATURE_INVALID/],
    ];
    for (const [what, key, pub, signed, expected] of rows) {
      sign(key, signed, 'wrong.sig');
      const said = await handBack(join(work, 'wrong.sig'), pub);
      assert.match(said, expected, what);
      if (said.includes('SIGNATURE_INVALID')) assert.match(said, /To mend it: Sign the file pae\.bin itself/);
      assert.doesNotMatch(said, /toSign/, 'no word of programs');
    }
    assert.match(await handBack(join(work, 'empty.sig'), a[1]), /SIGNATURE_INVALID/);
    assert.match(await handBack(join(work, 'wrong.sig'), join(work, 'pae.bin')), /KEY_INVALID/);
    await (await page.$('#public-key-file')).uploadFile(a[0]);
    await page.waitForFunction(() => document.querySelector('#approved').textContent.includes('PRIVATE_KEY'));
    await page.click('#check-signature');
    assert.match(await page.$eval('#approved', (answer) => answer.textContent), /PRIVATE_KEY.*openssl pkey.*Hand in your public key first/s, 'the refusal stays');
    await (await page.$('#signature-file')).uploadFile(join(work, 'wrong.sig'));
    await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 50); }));
    assert.match(await page.$eval('#approved', (answer) => answer.textContent), /PRIVATE_KEY/, 'also when the other file comes');
    assert.doesNotMatch(await handBack(join(work, 'wrong.sig'), a[1]), /PRIVATE_KEY/, 'until the right one is there');
  });

  await check('approval: who has signed already is told so', async () => {
    await desk.handIn({ bundle: paper(file('bundles/one-approver.tsb.json')), root: paper(file('root.json')) });
    await takeOver();
    await saved('#save-bytes', 'pae.bin');
    const answers = [];
    for (const who of ['a', 'b']) {
      sign(file(`keys/approver-${who}.pem`), 'pae.bin', `${who}.sig`);
      answers.push(await handBack(join(work, `${who}.sig`), file(`keys/approver-${who}.pub.pem`)));
    }
    assert.equal(answers.filter((one) => one.includes('ALREADY_SIGNED')).length, 1, answers.join('\n'));
    assert.equal(answers.filter((one) => one.includes('2 of 2')).length, 1, answers.join('\n'));
  });

  await check('approval: nothing is put up for signature where the release does not hold', async () => {
    await desk.handIn({ bundle: paper(file('bundles/expired.tsb.json')), root: paper(file('root.json')) });
    assert.match(await desk.text('approval'), /Nothing is put up for signature|cannot be put up/);
    assert.match(await desk.text('approval'), /EXPIRED/);
  });

  await check('approval: the evidence of the release that comes out is made again by the command line', () => {
    const { status } = run(['verify', join(work, 'approved.tsb.json'), '--root', file('root.json'), '--evidence']);
    assert.equal(status, 0);
  });

  await check('approval: nothing is complained of', () => assert.deepEqual(desk.complaints, []));
  await desk.close();
}
