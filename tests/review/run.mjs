// The reviewer's page in Chromium, over a fresh pilot folder, the package as it lies in `pkg/`, and the folder `target/reviewer`:
// `node tests/review/run.mjs [ROOM…]`. Prints a line a check; the last line counts them.

import { join } from 'node:path';

import { launch } from '../page/browser.mjs';
import { finish } from '../page/checks.mjs';
import { TARGET, makePilot, serve } from '../page/pilot.mjs';
import { checkAccess } from './access.mjs';
import { checkApproval } from './approval.mjs';
import { checkChanged } from './changed.mjs';
import { checkDelivery } from './delivery.mjs';
import { checkFolder } from './folder.mjs';
import { checkHostile } from './hostile.mjs';
import { checkPaper } from './paper.mjs';
import { checkSample } from './sample.mjs';
import { checkVerdicts } from './verdicts.mjs';
import { checkWhatIf } from './whatif.mjs';

const folder = makePilot('review');
const { url, stop } = await serve(folder);
const browser = await launch();
const only = process.argv.slice(2);
const rooms = { delivery: checkDelivery, sample: checkSample, verdicts: checkVerdicts, changed: checkChanged, whatif: checkWhatIf, approval: checkApproval, hostile: checkHostile, access: checkAccess, paper: checkPaper, folder: checkFolder };
try {
  for (const [name, room] of Object.entries(rooms)) {
    if (only.length === 0 || only.includes(name)) await room(browser, url, folder, join(TARGET, 'artefacts'));
  }
} finally {
  await browser.close();
  stop();
}
finish();
