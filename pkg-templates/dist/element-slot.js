// The element itself: what stands in the slot, until when that may still change, and what the customer does with it.

import { REFUSALS, banner, named, place } from './element-banner.js';
import { directionOf, placementOf } from './element-placement.js';
import { Sight } from './element-sight.js';
import { STYLE } from './element-style.js';
import { nodes } from './element-tree.js';
import { spoken, worded } from './element-words.js';
import { InputError } from './errors.js';

/** How long a customer may wait for a decision, in milliseconds: what stands there then is being read. */
const DEADLINE = 300;
/** Properties that a page may have set before the element was defined. */
const SETTABLE = ['deadline', 'images', 'words', 'placement'];

/** The style sheet of each window, whose documents alone may adopt it. */
const sheets = new WeakMap();

/** The class for one name. Made when it is asked for: where there is no page there is no `HTMLElement`. */
function slotClass({ clock, mode, words: defined }) {
  return class TellersideSlot extends HTMLElement {
    // Own answers to what the registry asks a class: nothing planted on a prototype answers in their place.
    static observedAttributes = [];
    static formAssociated = false;
    static disabledFeatures = [];

    #root;
    #region;
    #sight = new Sight(this, clock);
    #words = defined;
    #images = new Map();
    #deadline = null;
    /** From when on a customer may have read what stands here. */
    #since = null;
    /** What is in the slot: `{ id }`, with the placement where the page gave it and not the edge; or null. */
    #held = null;
    #status = 'waiting';
    /** What the customer did with the last one, until the page begins anew. */
    #closed = null;
    #error = null;

    constructor() {
      super();
      const internals = this.attachInternals();
      this.#root = internals.shadowRoot ?? this.attachShadow({ __proto__: null, mode });
      this.#dress();
      // Defined after it was parsed: it stood there as long as the page can be seen.
      if (this.isConnected) this.#since = clock.painted() ?? clock.now();
      this.#adopt() || this.#build();
      this.#listen();
    }

    connectedCallback() {
      this.#since ??= clock.now();
      for (const name of SETTABLE) this.#takeEarly(name);
      if (this.#held === null) this.#name();
      this.#sight.start();
    }

    disconnectedCallback() {
      this.#sight.stop();
    }

    adoptedCallback() {
      this.#dress();
    }

    connectedMoveCallback() {}

    /** `waiting` `shown` `evergreen` `late` `invalid` `dismissed` `refused` */
    get status() { return this.#status; }

    /** Why the last placement was no placement, else null. */
    get error() { return this.#error; }

    /** The id of the placement in the slot, else null. */
    get shown() { return this.#held?.id ?? null; }

    /** The placement that the page gave and that is in the slot, else null. */
    get placement() { return this.#held?.given ?? null; }

    set placement(placement) { this.show(placement); }

    get deadline() { return this.#deadline ?? numberOf(this.getAttribute('deadline')) ?? DEADLINE; }

    set deadline(milliseconds) {
      if (!(milliseconds >= 0)) throw refused('deadline', 'a deadline is a number of milliseconds');
      this.#deadline = Number(milliseconds);
    }

    get words() { return this.#words; }

    set words(words) { this.#words = worded(words); }

    get images() { return this.#images; }

    set images(images) {
      if (!(images instanceof Map)) throw refused('images', 'images are a Map: digests, each with a `blob:` URL');
      this.#images = images;
    }

    /** Shows `placement`, or the bank's own content for null, if it is still time for that. Returns the status; throws nothing. */
    show(given) {
      this.#error = null;
      if (given === null || given === undefined) {
        this.#fill(null);
        return this.#turn(this.#closed ?? 'evergreen');
      }
      let placement;
      try {
        placement = placementOf(given, this.getAttribute('name') ?? undefined);
      } catch (error) {
        this.#error = error instanceof InputError ? error : new InputError('PLACEMENT_INVALID', 'the placement cannot be read', '$', error);
        this.#fill(null);
        return this.#turn('invalid');
      }
      // What the edge put in, or the page before: it stands as it is.
      if (placement.id === this.#held?.id) {
        this.#held = { id: placement.id, given };
        return this.#turn('shown');
      }
      if (this.#closed !== null) return this.#turn(this.#closed);
      if (this.#since !== null && clock.now() - this.#since > this.deadline) {
        // The offer that stands is not swapped either.
        if (this.#held === null) this.#turn('late');
        return 'late';
      }
      this.#fill(placement, given);
      return this.#turn('shown');
    }

    /** Begins anew, as for another page or after something that the customer did: the deadline runs from now on. What stands, stands. */
    restart() {
      this.#since = this.isConnected ? clock.now() : null;
      this.#closed = null;
      if (this.#held === null) this.#status = 'waiting';
    }

    #turn(status) {
      this.#status = status;
      return status;
    }

    #dress() {
      const view = this.ownerDocument.defaultView;
      if (view === null) return;
      if (!sheets.has(view)) {
        const sheet = new view.CSSStyleSheet();
        sheet.replaceSync(STYLE);
        sheets.set(view, sheet);
      }
      this.#root.adoptedStyleSheets = [sheets.get(view)];
    }

    /** Takes over what an edge put in, as it stands. Whether there was something. */
    #adopt() {
      const region = this.#root.querySelector('section.region');
      if (region === null || region.querySelector(':scope > slot') === null) return false;
      this.#region = region;
      const id = region.getAttribute('data-placement');
      if (id !== null) {
        this.#held = { id };
        this.#status = 'shown';
        this.#sight.expect(() => this.#tell('view'));
      }
      return true;
    }

    #build() {
      const look = { words: this.#words, language: this.#language(), label: undefined };
      this.#region = nodes(document, place(null, look));
      this.#root.replaceChildren(this.#region);
    }

    /** The language around the slot, for what it says while the bank's own content stands in it. */
    #language() {
      return this.closest('[lang]')?.getAttribute('lang') || 'en';
    }

    #name(placement = null) {
      const label = this.getAttribute('label') ?? undefined;
      const name = named(placement, this.#words, this.#language(), label);
      for (const attribute of Object.keys(name)) this.#region.setAttribute(attribute, name[attribute]);
    }

    #fill(placement, given = undefined) {
      const hadFocus = this.#root.activeElement !== null || this.#hasFocusWithin();
      const [status, slot, ...old] = this.#region.children;
      // Named anew: the language around it may be another.
      if (placement === null && old.length === 0) return this.#name();
      status.textContent = '';
      for (const part of old) part.remove();
      slot.toggleAttribute('hidden', placement !== null);
      this.#name(placement);
      this.#held = null;
      this.#sight.expect(null);
      if (placement === null) {
        this.#region.removeAttribute('data-placement');
      } else {
        this.#region.setAttribute('data-placement', placement.id);
        const fresh = nodes(document, banner(placement, this.#look(placement)));
        fresh.classList.add('fresh');
        this.#region.append(fresh);
        this.#held = { id: placement.id, given };
        this.#sight.expect(() => this.#tell('view'));
      }
      // Removing what had the focus would drop it to the top of the page.
      if (hadFocus) this.#region.focus({ __proto__: null, preventScroll: true });
    }

    #look(placement) {
      const named = this.getAttribute('refusals')?.split(/\s+/);
      const picture = placement.image === null ? undefined : this.#images.get(placement.image.sha256);
      return {
        words: this.#words,
        refusals: named === undefined ? REFUSALS : REFUSALS.filter((what) => named.includes(what)),
        level: levelOf(this.getAttribute('level')),
        picture: typeof picture === 'string' ? picture : undefined,
        origin: this.ownerDocument.defaultView?.origin,
      };
    }

    #hasFocusWithin() {
      const active = this.getRootNode().activeElement;
      return active instanceof Node && active !== this && this.contains(active);
    }

    #listen() {
      const act = (event, does) => {
        const control = event.target.closest?.('[data-does]');
        if (control?.getAttribute('data-does') === does || does === undefined) this.#act(event, control);
      };
      this.#region.addEventListener('click', (event) => act(event));
      // The middle button follows a link too.
      this.#region.addEventListener('auxclick', (event) => { if (event.button === 1) act(event, 'select'); });
      this.#region.addEventListener('keydown', (event) => {
        const why = this.#region.querySelector('details[open]');
        if (event.key !== 'Escape' || why === null) return;
        event.preventDefault();
        event.stopPropagation();
        why.open = false;
        why.querySelector('summary').focus();
      });
    }

    #act(event, control) {
      const does = control?.getAttribute('data-does');
      if (does === 'select') {
        if (!this.#tell('select')) event.preventDefault();
      } else if (does === 'dismiss') {
        this.#close('dismissed', 'dismissed', 'dismiss');
      } else if (does === 'not-interested') {
        this.#close('dismissed', 'noted', 'not-interested');
      } else if (does === 'refuse') {
        this.#close('refused', 'refused', 'refuse', control.getAttribute('data-refused'));
      }
    }

    /** The offer goes, the bank's own content comes back, and that is said to who cannot see it. */
    #close(status, word, type, refused = undefined) {
      const { id } = this.#held;
      const locale = this.#region.querySelector('.banner')?.lang ?? this.#language();
      this.#fill(null);
      this.#closed = status;
      this.#turn(status);
      const language = spoken(this.#words, locale);
      const line = this.#region.firstElementChild;
      line.lang = language;
      line.dir = directionOf(language);
      line.textContent = this.#words[language][word];
      this.#region.focus({ __proto__: null, preventScroll: true });
      this.#tell(type, refused, id);
    }

    /** Says what happened, by the id of the placement alone. False where the page took it upon itself. */
    #tell(type, refused = undefined, placement = this.#held.id) {
      const detail = refused === undefined ? { __proto__: null, placement } : { __proto__: null, placement, refused };
      return this.dispatchEvent(new CustomEvent(type, {
        __proto__: null, bubbles: true, composed: true, cancelable: type === 'select', detail: Object.freeze(detail),
      }));
    }

    #takeEarly(name) {
      if (!Object.hasOwn(this, name)) return;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
  };
}

function numberOf(text) {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** The level of the headline: 2 where the host says nothing. */
function levelOf(text) {
  return text !== null && /^[2-6]$/.test(String(text)) ? Number(text) : 2;
}

function refused(path, message) {
  return new InputError('OPTIONS_INVALID', message, path);
}

export { slotClass, levelOf };
