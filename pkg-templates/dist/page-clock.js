// The page's own time, which no decision ever reads.

const pageClock = Object.freeze({
  __proto__: null,
  now: () => performance.now(),
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
  /** When the page was first painted, null if not yet. */
  painted: () => performance.getEntriesByName('first-contentful-paint', 'paint')[0]?.startTime ?? null,
});

export { pageClock };
