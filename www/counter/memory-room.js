// Where the history is kept, and what came from other tabs.

import { byId, element } from '../element.js';
import { PLACES } from '../history-keeper.js';

/** How the storage answered, where it is worth a sentence. */
const STATUSES = new Map([
  ['refused', 'The browser refuses storage: what is remembered is lost with the page, and campaigns that count over days rest.'],
  ['page', 'Lost with the page: campaigns that count over days rest.'],
  ['tab', 'Lost with the tab: campaigns that count over days rest, and a second tab knows nothing of it.'],
  ['device', 'Every tab of the customer reads and writes it; names and values say nothing without the keys.'],
]);

export class MemoryRoom {
  /** @param moved called with the place that was chosen */
  constructor(moved) {
    byId('place').replaceChildren(...[...PLACES].map(([place, words]) => element('option', { value: place }, words)));
    byId('place').addEventListener('change', () => moved(byId('place').value));
  }

  get place() {
    return byId('place').value;
  }

  set place(place) {
    if (PLACES.has(place)) byId('place').value = place;
  }

  /** @param address of the same page for the same customer, at the same time */
  show(place, address) {
    byId('place-status').textContent = STATUSES.get(place);
    byId('second-tab').href = address;
  }

  /** Says what other tabs did; nothing for an empty text. */
  tell(text) {
    byId('tab-note').textContent = text;
    byId('tab-note').hidden = text === '';
  }
}
