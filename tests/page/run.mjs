// The demo page in Chromium, over a fresh pilot folder and the package as it lies in `pkg/`:
// `node tests/page/run.mjs [DIR]`, where DIR is a pilot folder to use instead. Prints a line a check; the last line
// counts them.

import { join } from 'node:path';

import { checkAccess } from './access.mjs';
import { checkAttacks } from './attacks.mjs';
import { checkAxe } from './axe.mjs';
import { Watched, launch } from './browser.mjs';
import { checkBundles } from './bundles.mjs';
import { finish } from './checks.mjs';
import { checkCustomers, checkLanguages, checkScenario } from './decisions.mjs';
import { checkArrival, checkFallback, checkPollution, checkSilence, checkStability } from './delivery.mjs';
import { checkJourney } from './journey.mjs';
import { checkPages, checkTime } from './pages.mjs';
import { checkPictures } from './pictures.mjs';
import { TARGET, makePilot, openPilot, serve } from './pilot.mjs';
import { checkReact } from './react.mjs';
import { takeScreenshots } from './screenshots.mjs';
import { checkServer } from './server.mjs';
import { checkShifts } from './shifts.mjs';
import { checkStorage } from './storage.mjs';
import { checkTabs } from './tabs.mjs';
import { checkLink, checkVisits } from './visits.mjs';

const folder = process.argv[2] ?? makePilot();
const { customers, prepared, load } = await openPilot(folder);
const engine = load();
const { url, stop } = await serve(folder);
const browser = await launch();
try {
  await checkServer(url);
  await checkArrival(browser, url);

  const watched = await Watched.open(browser);
  await watched.goto(url);
  // A page that came late on a busy machine has not shown its first decision: the next visit has.
  await watched.page.click('#reset');
  watched.requests.length = 0;
  await checkCustomers(watched, engine, customers);
  await checkScenario(watched, engine);
  await checkLanguages(watched, engine, customers);
  await checkBundles(watched, engine, prepared);
  await checkVisits(watched, engine, customers);
  await checkPages(watched, engine, customers);
  await checkTime(watched, engine, customers);
  await checkSilence(watched, url);
  await checkLink(watched);
  await watched.close();

  await checkPictures(browser, url, engine, customers);
  await checkStorage(browser, url);
  await checkTabs(browser, url, engine);
  await checkJourney(browser, url, engine);
  await checkReact(browser, folder, engine, customers);
  await checkAttacks(browser, url);
  await checkPollution(browser, url, engine, customers);
  await checkFallback(browser, url, engine, customers);
  await checkStability(browser, url, customers);
  await checkShifts(browser, url, customers);
  await checkAccess(browser, url);
  await checkAxe(browser, url);
  await takeScreenshots(browser, url, join(TARGET, 'artefacts'));
} finally {
  await browser.close();
  stop();
}
finish();
