// Starts the page: everything is fetched first, then the module decides.

import { say } from './counter/desk.js';
import { countRequests } from './counter/requests-counter.js';
import { byId } from './element.js';
import { codeOf, sentenceOf } from './faults.js';
import { Page } from './page.js';
import { defineSlots } from './slots.js';
import { fetchEssentials, fetchPrepared } from './start.js';

try {
  defineSlots();
  const page = new Page(await fetchEssentials());
  const isRunning = await page.open();
  page.offer(await fetchPrepared());
  countRequests((count) => { byId('request-count').textContent = String(count); });
  document.documentElement.dataset.ready = isRunning ? 'yes' : 'failed';
} catch (error) {
  // The bank's own banners are in the page as it was served, and stay.
  say(`The page runs without offers (${codeOf(error)}): ${sentenceOf(error)}`);
  document.documentElement.dataset.ready = 'failed';
}
