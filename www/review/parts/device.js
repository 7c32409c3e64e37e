// What is kept on the customer's device, what is counted, and what the bank is told.

import { code, element, facts, paragraph, table } from '../element.js';

export const id = 'device';
export const title = 'What is kept, and what is told';

const AGAIN = { __proto__: null, day: 'once a day', week: 'once a week', month: 'once a calendar month', once: 'once' };

export function draw({ review: { campaigns } }) {
  const notices = campaigns.flatMap(({ campaign, notifications }) => notifications.map((notice) => ({ campaign, ...notice })));
  return [
    element('h3', {}, 'On the device'),
    paragraph('The module keeps nothing. The page that hosts it may keep one document, the history of what was shown and answered; this is what the package writes where it is asked to.'),
    facts([
      ['Storage key', 'one, its name the HMAC-SHA-256 of a key that the bank gives after sign-in: without the key nobody can tell whose history it is, nor that it is one'],
      ['Content', 'kind of event, its moment, ids of campaign, slot, offer group and placement; of the customer no feature, no name, no number'],
      ['Sealed', 'by AES-256-GCM under a second key of the bank, where the page asks for it with ', code('aes'), ' of ', code('tellerside/storage')],
      ['Kept', '90 days after the last write unless the page says otherwise; cleared at sign-out'],
      ['Cookies', 'none'],
    ]),
    element('h3', {}, 'To the bank'),
    notices.length === 0 ? paragraph('No campaign asks for a notice: nothing is told to the bank’s systems beyond what the page itself measures.')
      : table('Notices: from the bank’s own systems, and never from a customer’s page', ['Notice', 'By', 'How often', 'When', 'Values of the customer in it'],
        notices.map(({ notice, campaign, again, conditional, values }) => [code(notice), campaign, AGAIN[again] ?? again, conditional ? 'the trigger holds, and a further condition' : 'the trigger holds', values.length === 0 ? 'none' : values.join(', ')])),
    element('h3', {}, 'To the vendor'),
    paragraph('Nothing. The module has no way to the network (section 9), the signed definition has no address that it could fetch, and this format has no field for one.'),
  ];
}
