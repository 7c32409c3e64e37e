// The bank's policy for all campaigns, and what the page itself denies.

import { element, fold, list, paragraph } from '../element.js';
import { sentences } from '../sentences.js';

export const id = 'policy';
export const title = 'Policy for all campaigns';

export function draw({ review }) {
  const { denied } = review.facts;
  return [
    paragraph('These rules stand above every campaign of the release. A suppression that is not known holds as if it were true.'),
    sentences(review.policy('en'), 'en'),
    element('h3', {}, 'What the page itself denies'),
    denied.length === 0
      ? paragraph('Nothing, or no page policy was handed in. A bank stops a campaign within minutes by naming it there, without a release.')
      : list(denied.map((campaign) => `${campaign} is not shown, whatever is signed`), {}),
    fold('En español', false, () => sentences(review.policy('es'), 'es')),
    fold('The policy as it is signed', false, () => element('pre', { class: 'commands', tabindex: '0', 'aria-label': 'Signed text of the policy' }, review.text('policy'))),
  ];
}
