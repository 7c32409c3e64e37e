// In the page, served by the bank from its own origin: tells the edge what was seen and answered.
//
//   <script type="module" src="/offers/page.js"></script>
//
// A report goes each time that the page is left or hidden, for everyone, of one length, also where there is nothing to tell. Only an answer
// that a customer gives goes at once.

const OBSERVE = '/offers/observe';
/** Bytes of every report. */
const LENGTH = 4096;
/** An offer counts as seen when half of it was visible for a second without a break. */
const SHARE = 0.5;
const SEEN_AFTER = 1000;

let events = [];

function report() {
  const text = (padding) => JSON.stringify({ events, padding });
  // Whatever has no room is left out rather than told by a longer report.
  while (text('').length > LENGTH) events.pop();
  const body = text(' '.repeat(LENGTH - text('').length));
  events = [];
  fetch(OBSERVE, { method: 'POST', headers: { 'content-type': 'application/json' }, body, keepalive: true }).catch(() => {});
}

function watch(offer) {
  const placement = offer.dataset.tellerside;
  let timer = 0;
  const observer = new IntersectionObserver((entries) => {
    clearTimeout(timer);
    if (entries.at(-1).intersectionRatio < SHARE) return;
    timer = setTimeout(() => {
      if (document.visibilityState !== 'visible') return;
      observer.disconnect();
      events.push({ kind: 'impression', placement });
    }, SEEN_AFTER);
  }, { threshold: [SHARE] });
  observer.observe(offer);

  offer.addEventListener('click', ({ target }) => {
    const kind = target.closest('[data-answer]')?.dataset.answer;
    if (kind === undefined) return;
    events.push({ kind, placement });
    report();
    if (kind !== 'click') close(offer);
  });
}

/** The bank's own content takes the place of the offer, and the focus does not get lost. */
function close(offer) {
  const evergreen = offer.nextElementSibling;
  offer.remove();
  evergreen.hidden = false;
  evergreen.tabIndex = -1;
  evergreen.focus({ preventScroll: true });
}

for (const offer of document.querySelectorAll('.tellerside-offer[data-tellerside]')) watch(offer);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') report();
});
