// Every state that the page can be in, by its papers: what the other rooms look at.

import { join } from 'node:path';

import { paper } from './page.mjs';

/** `[name, bring(desk)]` */
export function statesOf(folder) {
  const file = (name) => paper(join(folder, name));
  const root = { root: file('root.json') };
  const unfold = (page, selector) => page.evaluate((which) => {
    for (const one of document.querySelectorAll(which)) one.open = true;
    // What is folded is made when it is first seen.
    return new Promise((resolve) => { setTimeout(resolve, 200); });
  }, selector);
  return [
    ['empty', async () => {}],
    ['with all places open', async ({ page }) => unfold(page, '.others')],
    ['refused', (desk) => desk.handIn({ bundle: file('bundles/one-byte-changed.tsb.json'), ...root })],
    ['a wrong file', (desk) => desk.handIn({ bundle: file('keys/vendor.pem') })],
    ['approved', (desk) => desk.sample()],
    ['unapproved', (desk) => desk.handIn({ bundle: file('bundles/unapproved.tsb.json'), ...root })],
    ['compared', (desk) => desk.handIn({ bundle: file('bundles/second-signs.tsb.json'), last: file('bundle.tsb.json'), ...root })],
    ['what if', async (desk) => {
      await desk.sample();
      await unfold(desk.page, '#whatif details');
    }],
    ['everything unfolded', async (desk) => {
      await desk.handIn({ bundle: file('bundles/one-approver.tsb.json'), ...root });
      await unfold(desk.page, 'details');
    }],
    ['approving, refused', async (desk) => {
      await desk.handIn({ bundle: file('bundles/one-approver.tsb.json'), ...root });
      await desk.page.click('#take-over');
      await (await desk.page.$('#public-key-file')).uploadFile(join(folder, 'keys/approver-b.pub.pem'));
      await (await desk.page.$('#signature-file')).uploadFile(join(folder, 'policy.json'));
      await desk.page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 60); }));
      await desk.page.click('#check-signature');
    }],
  ];
}
