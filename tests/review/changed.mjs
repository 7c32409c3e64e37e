// A release with real changes, written from the sample's sources and signed by its vendor: what the page says of it is what approvers are
// told on the command line.

import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

import { assert, check } from '../page/checks.mjs';
import { tellerside } from './command.mjs';
import { Desk, ROOT, paper } from './page.mjs';

export async function checkChanged(browser, url, folder) {
  const work = join(folder, 'changed');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work);
  const file = (name) => join(folder, name);
  const picture = png();
  const sha256 = createHash('sha256').update(picture).digest('hex');
  const source = join(work, 'source');
  cpSync(join(ROOT, 'www', 'sample'), source, { recursive: true });
  edit(source, 'overdraft-protection', 'is: below, value: 25.00 USD', 'is: below, value: 30.00 USD');
  writeFileSync(join(source, 'images', 'savings.png'), picture);
  edit(source, 'savings-growth', /asset: growth\.png\n +sha256: [0-9a-f]{64}\n +alt: Five plants.*/, `asset: savings.png\n      sha256: ${sha256}\n      alt: A jar of coins`);
  edit(source, 'home-project-loan', 'url: /products/personal-loan', 'url: /products/home-loan');
  const release = join(work, 'next.tsb.json');
  tellerside('release', '--source', source, '--root', file('root.json'), '--key', file('keys/vendor.pem'), '--version', '9', '--out', release);

  const desk = await Desk.open(browser, url);
  const { page } = desk;
  await desk.handIn({ bundle: paper(release), root: paper(file('root.json')), last: paper(file('bundle.tsb.json')), picture: { name: 'savings.png', bytes: [...picture] } });

  await check('changed: verdicts of what has not changed are carried forward into the sheet that is signed', async () => {
    const carried = await page.$$eval('#approval legend .badge', (some) => some.map((one) => one.textContent));
    const [forward, open] = [true, false].map((isForward) => carried.filter((one) => (one === 'carried forward: approved') === isForward));
    assert.ok(forward.length >= 3, carried.join());
    assert.deepEqual(open, Array(3).fill('the sheet proposes: approved'), 'what changed is judged anew');
    assert.deepEqual(await page.$$eval('#approval .judged', (some) => some.map((one) => one.textContent).filter((one) => one !== 'Approved, carried forward')), Array(3).fill('Not judged'));
  });

  await page.click('#take-over');
  await check('changed: each campaign stands as the command line says, and why', async () => {
    const told = tellerside('approve', '--bundle', release, '--root', file('root.json'), '--last', file('bundle.tsb.json'), '--key', file('keys/approver-a.pem'), '--yes', await page.$eval('#sheet .digest', (one) => one.textContent), '--out', join(work, 'signed.tsb.json'));
    const stands = Object.fromEntries([...told.matchAll(/^(NEW|CHANGED|unchanged) +([a-z0-9-]+): /gm)].map(([, word, id]) => [id, word.toLowerCase()]));
    const rows = await page.$$eval('#changes table:first-of-type tbody tr', (some) => some.map((row) => [row.querySelector('th').textContent, row.querySelector('.badge').textContent]));
    assert.ok(Object.values(stands).includes('changed') && Object.values(stands).includes('unchanged'), told);
    for (const [id, word] of Object.entries(stands)) assert.deepEqual(rows.find(([name]) => name === id), [id, word]);
    const text = (await desk.text('changes')).replaceAll(/\s+/g, ' ');
    assert.match(text, /strictly below \$25\.00/);
    assert.match(text, /strictly below \$30\.00/);
    assert.ok(await page.$('#changes ins') !== null && await page.$('#changes del') !== null);
  });

  await check('changed: the summary names what is new, and what to look at', async () => {
    const text = await desk.text('summary');
    assert.match(text, /Compared with release 7/);
    assert.match(text, /Links.*1 address to which customers were not led before/s);
    assert.match(await desk.text('outside'), /\/products\/home-loan\s*New/);
  });

  await check('changed: a picture that was handed in stands in its banner, if it has the digest that was signed', async () => {
    const text = await desk.text('campaigns');
    assert.match(text, /the picture that was handed in has this digest/);
    assert.ok((await desk.text('outside')).includes(sha256));
    await desk.handIn({ bundle: paper(release), root: paper(file('root.json')), picture: { name: 'savings.png', bytes: [...picture, 0] } });
    assert.match(await desk.text('campaigns'), /hand it in to see it here/);
  });

  await check('changed: nothing is complained of', () => assert.deepEqual(desk.complaints, []));
  await desk.close();
}

function edit(source, campaign, before, after) {
  const path = join(source, 'campaigns', `${campaign}.yaml`);
  const text = readFileSync(path, 'utf8');
  const edited = text.replace(before, after);
  if (edited === text) throw new Error(`${campaign} has no \`${before}\``);
  writeFileSync(path, edited);
}

/** A picture of 8 by 8 points. */
function png() {
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.length);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc(body));
    return Buffer.concat([size, body, check]);
  };
  const head = Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 2, 0, 0, 0]);
  const rows = Buffer.concat(Array.from({ length: 8 }, () => Buffer.concat([Buffer.from([0]), Buffer.alloc(24, 0x66)])));
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function crc(bytes) {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  }
  return (rest ^ 0xffffffff) >>> 0;
}
