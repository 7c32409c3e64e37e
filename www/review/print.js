// On paper nothing can be unfolded: everything is, for as long as the page prints.

import { unfold } from './element.js';

export function openForPrint() {
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('#review details:not([open])')];
    for (const details of closed) {
      unfold(details);
      details.open = true;
    }
  });
  addEventListener('afterprint', () => {
    for (const details of closed) details.open = false;
    closed = [];
  });
}
