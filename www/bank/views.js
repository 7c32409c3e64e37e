// The pages of the bank, of which one is open: what each is called by the bank's policy, and which slots it asks for. All were served at
// once, so that going from one to the next asks for nothing.

import { byId } from '../element.js';

/** By what stands behind the `#` of the address. Pages that the bundle's policy calls quiet promote nothing, whatever slots they have. */
const VIEWS = [
  { name: 'home', path: /^#\/$/, page: 'home', slots: ['hero', 'card'], title: 'titleHome' },
  { name: 'account', path: /^#\/accounts\/(\d{1,3})$/, page: 'account', slots: ['card', 'tile'], title: 'titleAccount' },
  { name: 'pay', path: /^#\/pay$/, page: 'pay', slots: [], title: 'titlePay' },
  { name: 'sent', path: /^#\/pay\/sent$/, page: 'pay.confirm', slots: ['card'], title: 'titleSent' },
  { name: 'choices', path: /^#\/choices$/, page: 'privacy.consent', slots: [], title: 'titleChoices' },
  { name: 'signed-out', path: /^#\/signed-out$/, page: 'login.timeout', slots: [], title: 'titleSignedOut' },
];

export class Views {
  #open = VIEWS[0];
  #item = 0;
  #opened;

  /** @param opened called when another page was opened, by the customer or by `go` */
  constructor(opened) {
    this.#opened = opened;
    addEventListener('hashchange', () => this.#follow(true));
    this.#follow(false);
  }

  /** The page that is open: `{ name, page, slots, title }`. */
  get open() {
    return this.#open;
  }

  /** Which one of the page's things it is about, from 0. */
  get item() {
    return this.#item;
  }

  /** Opens the page at `path`, such as `#/pay`. Whether it was another one. */
  go(path) {
    if (location.hash !== path && !(path === '#/' && location.hash === '')) location.hash = path;
    // The browser says so later; the page is open at once.
    return this.#follow(true);
  }

  #follow(isMove) {
    const hash = location.hash === '' ? '#/' : location.hash;
    const view = VIEWS.find(({ path }) => path.test(hash));
    // Other anchors lead to places within the page that is open.
    if (view === undefined) return false;
    const item = Number(view.path.exec(hash)[1] ?? 1) - 1;
    const isSame = view === this.#open && item === this.#item;
    this.#open = view;
    this.#item = item;
    for (const section of document.querySelectorAll('[data-view]')) section.hidden = section.dataset.view !== view.name;
    for (const link of document.querySelectorAll('.bank-nav a')) {
      const target = link.getAttribute('href');
      // An account is one of the accounts.
      const current = target === hash ? 'page' : String(target === '#/' && view.name === 'account');
      link.setAttribute('aria-current', current);
    }
    if (isSame || !isMove) return false;
    this.#opened();
    byId('main').querySelector(`[data-view="${view.name}"] h1`).focus({ preventScroll: true });
    scrollTo(0, 0);
    return true;
  }
}
