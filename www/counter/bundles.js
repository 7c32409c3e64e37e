// The prepared bundles: each button hands one to the module, which takes it or says why not.

import { button, element } from '../element.js';
import { codeOf, helpOf, sentenceOf } from '../faults.js';

/**
 * Makes a button for each of `bundles`.
 *
 * @param hand gets the text of a bundle; returns null where the module took it, or the error it refused it with
 * @param kept says in a sentence what the page runs on after that
 */
export function showBundles(root, answer, bundles, hand, kept) {
  root.replaceChildren(...bundles.map((bundle) => button(bundle.title, { class: 'bundle', 'data-file': bundle.file }, () => {
    const refusal = hand(bundle.text);
    answer.replaceChildren(...sayAnswer(bundle, refusal), element('p', { class: 'aside-note' }, kept()));
    for (const other of root.children) other.classList.toggle('pressed', other.dataset.file === bundle.file);
  })));
}

/** Takes the answer back. */
export function clearAnswer(root, answer) {
  answer.replaceChildren();
  for (const other of root.children) other.classList.remove('pressed');
}

function sayAnswer(bundle, refusal) {
  const code = refusal === null ? 'ok' : codeOf(refusal);
  const verdict = element('p', { class: refusal === null ? 'verdict taken' : 'verdict refused' },
    element('strong', {}, refusal === null ? 'Taken' : 'Refused'), ' ', element('code', {}, code));
  const sentence = refusal === null
    ? 'Signatures, approvals, dates and every byte hold, and the golden decisions in it come out as approved.'
    : sentenceOf(refusal);
  const help = refusal === null ? null : helpOf(refusal);
  const surprise = code === bundle.expect
    ? null
    : element('p', { class: 'verdict refused' }, `The samples' table says ${bundle.expect}.`);
  const mend = help === null ? null : element('p', { class: 'aside-note' }, help);
  return [verdict, element('p', {}, sentence), mend, surprise].filter((part) => part !== null);
}
