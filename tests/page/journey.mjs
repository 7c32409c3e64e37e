// The whole journey with the keyboard alone: at the usual size, and at 200 % zoom.

import { Watched, gatesOf, slotsOf } from './browser.mjs';
import { assert, check } from './checks.mjs';
import { assertSameAsNode } from './decisions.mjs';
import { act, assertNothingLost, focused, tabTo, viewOf } from './steps.mjs';

const SIZES = [
  ['1440 px', { width: 1440, height: 900 }],
  ['200 % zoom', { width: 720, height: 450, deviceScaleFactor: 2 }],
];

const by = (wanted) => (here) => Object.entries(wanted).every(([key, value]) => here[key] === value || (value instanceof RegExp && value.test(here[key])));

export async function checkJourney(browser, url, engine) {
  for (const [size, viewport] of SIZES) {
    const watched = await Watched.open(browser, { viewport });
    const { page } = watched;
    const press = async (wanted, key = 'Enter') => {
      await tabTo(page, by(wanted));
      await act(page, key);
      await assertNothingLost(page, JSON.stringify(Object.values(wanted).map(String)));
    };
    const back = async (name) => {
      await tabTo(page, by({ name }), { back: true });
      await act(page, 'Enter');
    };
    const heading = async () => (await focused(page))?.name;
    const gate = async (campaign) => new Map(await gatesOf(page)).get(campaign);
    await watched.goto(url);
    // By no hand: a click would begin the order of the keyboard where it fell.
    await page.evaluate(() => document.getElementById('reset').click());
    watched.requests.length = 0;
    const step = (name, body) => check(`keyboard, ${size}: ${name}`, body);

    await step('the first stop leads past the navigation, and the order is that of the page', async () => {
      await page.keyboard.press('Tab');
      assert.equal((await focused(page)).name, 'Skip to the main content');
      const order = [];
      for (let stop = 0; stop < 8; stop += 1) {
        await page.keyboard.press('Tab');
        order.push((await focused(page)).name);
      }
      assert.deepEqual(order, ['First Sample Bank, home', 'English', 'Español', 'Sign out', 'Accounts', 'Pay', 'Your choices', 'Help']);
    });

    await step('an offer is closed, and the focus stays where it was', async () => {
      await press({ classes: 'dismiss' });
      assert.equal((await slotsOf(page)).hero, null);
      assert.equal(await page.evaluate(() => document.activeElement.dataset.slot), 'hero');
      await assertSameAsNodeButClosed(page);
    });

    await step('an account is opened; its heading has the focus, and its slots decide', async () => {
      await press({ name: 'Everyday Checking' });
      assert.equal(await viewOf(page), 'account');
      assert.equal(await heading(), 'Everyday Checking');
      assert.equal(await page.title(), 'Account · First Sample Bank');
      await assertSameAsNode(page, engine, 'account');
    });

    await step('the next visit shows the offer again, and it is refused by its topic', async () => {
      await press({ id: 'next-visit' });
      assert.equal(await viewOf(page), 'home');
      assert.equal(await gate('overdraft-protection'), 'shown');
      await press({ tag: 'summary', classes: 'why-ask' });
      await press({ refused: 'topic' });
      assert.equal((await slotsOf(page)).hero, null);
      assert.equal(await gate('overdraft-protection'), 'refused');
      assert.match(await page.$eval('[data-view="home"] .choices-line', (line) => line.textContent), /^Your choices We noted your choice\.$/);
    });

    await step('the way from the refusal to the choices is one stop, and they list it', async () => {
      assert.equal(await tabTo(page, by({ name: 'Your choices' })) <= 2, true, 'right after the slot');
      await act(page, 'Enter');
      assert.equal(await heading(), 'Your choices');
      const [choice] = await page.$$eval('.choice', (rows) => rows.map((row) => row.textContent));
      assert.match(choice, /^Offers on this topic: overdraftssince .*Take back$/);
      await assertNothingLost(page, 'choices');
    });

    await step('it is taken back, and the offer is there at the next decision', async () => {
      await press({ name: 'Take back: Offers on this topic: overdrafts' });
      assert.equal((await page.$$('.choice')).length, 0);
      assert.equal(await heading(), 'What you asked us not to show');
      assert.equal(await page.$eval('#choices-said', (line) => line.textContent), 'Taken back. Such offers may be shown again.');
      await back('Accounts');
      assert.equal(await gate('overdraft-protection'), 'shown');
      assert.notEqual((await slotsOf(page)).hero, null);
      await assertSameAsNode(page, engine, 'allowed again');
    });

    await step('all offers are refused and allowed again', async () => {
      await press({ name: 'Your choices' });
      await press({ id: 'refuse-all' }, 'Space');
      assert.deepEqual(new Set((await gatesOf(page)).map(([, reached]) => reached)), new Set(['not_permitted']), 'the page of choices is a quiet one');
      await back('Accounts');
      assert.equal(await gate('overdraft-protection'), 'refused');
      assert.deepEqual(await slotsOf(page), { hero: null, card: null });
      await press({ name: 'Your choices' });
      await press({ name: 'Take back: All offers' });
      await back('Accounts');
      assert.equal(await gate('overdraft-protection'), 'shown');
    });

    await step('someone is paid: what is missing is told, and the confirmation promotes nothing', async () => {
      await back('Pay');
      assert.equal(await heading(), 'Pay someone');
      await press({ name: 'Send payment' });
      assert.deepEqual([(await focused(page)).id, await page.$eval('#pay-to-wrong', (line) => line.hidden)], ['pay-to', false]);
      await page.keyboard.type('Lena Ortiz');
      await tabTo(page, by({ id: 'pay-amount' }));
      await page.keyboard.type('25.00');
      await act(page, 'Enter');
      assert.equal(await viewOf(page), 'sent');
      assert.match(await page.$eval('#sent-text', (line) => line.textContent), /^\$25\.00 to Lena Ortiz, from Everyday Checking, on /);
      assert.deepEqual(await slotsOf(page), { card: null });
      await assertSameAsNode(page, engine, 'quiet page');
      await assertNothingLost(page, 'sent');
    });

    await step('the clock is moved, and the data grows old', async () => {
      await press({ name: 'Back to your accounts' });
      await press({ name: '7 days' });
      await assertSameAsNode(page, engine, 'a week later');
      assert.equal(await gate('overdraft-protection'), 'suppressed_unknown');
      await press({ id: 'nightly' }, 'Space');
      assert.equal(await gate('overdraft-protection'), 'shown');
      await assertSameAsNode(page, engine, 'a week later, computed anew');
    });

    await step('the customer signs out and in again', async () => {
      await back('Sign out');
      assert.equal(await heading(), 'You are signed out');
      await press({ id: 'sign-in' });
      assert.equal(await viewOf(page), 'home');
      await assertSameAsNode(page, engine, 'signed in again');
    });

    await step('nothing was asked for, and nothing complained', async () => {
      assert.deepEqual(watched.requests, []);
      assert.deepEqual(watched.complaints, []);
    });
    await watched.close();
  }
}

/** What was closed stays away though it was decided. */
async function assertSameAsNodeButClosed(page) {
  assert.match(await page.$eval('#gates tr[data-gate="shown"]', (row) => row.textContent), /Closed by the customer until the next visit$/);
}
