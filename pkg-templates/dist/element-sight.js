// When something counts as seen: at least half of it visible for a second without a break, in a page that is not hidden.

const SHARE = 0.5;
const LONG_ENOUGH = 1000;

/** Watches one element. Each call of `expect` is answered once at most. */
class Sight {
  #element;
  #clock;
  #observer = null;
  #isVisible = false;
  #cancel = null;
  #seen = null;
  #onTurn = () => this.#weigh();

  constructor(element, clock) {
    this.#element = element;
    this.#clock = clock;
  }

  /** `seen` is called when what the element holds from now on was seen; null for nothing that is waited for. */
  expect(seen) {
    this.#rest();
    this.#seen = seen;
    this.#weigh();
  }

  start() {
    if (this.#observer !== null) return;
    this.#observer = new IntersectionObserver((entries) => {
      const last = entries[entries.length - 1];
      this.#isVisible = last.isIntersecting && last.intersectionRatio >= SHARE;
      this.#weigh();
    }, { __proto__: null, threshold: [SHARE] });
    this.#observer.observe(this.#element);
    this.#element.ownerDocument.addEventListener('visibilitychange', this.#onTurn);
  }

  stop() {
    this.#observer?.disconnect();
    this.#observer = null;
    this.#isVisible = false;
    this.#element.ownerDocument.removeEventListener('visibilitychange', this.#onTurn);
    this.#rest();
  }

  #weigh() {
    const isInSight = this.#seen !== null && this.#isVisible && this.#element.ownerDocument.visibilityState === 'visible';
    if (!isInSight) return this.#rest();
    this.#cancel ??= this.#clock.after(LONG_ENOUGH, () => {
      this.#cancel = null;
      const seen = this.#seen;
      this.#seen = null;
      seen?.();
    });
  }

  #rest() {
    this.#cancel?.();
    this.#cancel = null;
  }
}

export { Sight };
