// Counts what the page asks of the network from a moment on, as the browser itself keeps the books.

/** Calls `counted` with the number of requests begun after this call: with 0 at once, then after each. */
export function countRequests(counted) {
  const since = performance.now();
  let count = 0;
  counted(count);
  new PerformanceObserver((list) => {
    count += list.getEntries().filter((entry) => entry.startTime >= since).length;
    counted(count);
  }).observe({ type: 'resource' });
}
