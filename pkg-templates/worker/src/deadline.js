// A deadline that holds whatever hangs.

/** What `work(signal)` gives; null where it fails, or is not there within `milliseconds`. Never rejects. */
function within(milliseconds, work) {
  const controller = new AbortController();
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve(null);
      controller.abort();
    }, milliseconds);
    const settle = (value) => {
      clearTimeout(timer);
      resolve(value);
    };
    // Begun inside a promise, so that what throws at once is a failure like any other.
    Promise.resolve(controller.signal).then(work).then(settle, () => settle(null));
  });
}

export { within };
