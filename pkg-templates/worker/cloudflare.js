// Cloudflare Workers, and workerd anywhere.

import * as tellerside from 'tellerside';
import * as storage from 'tellerside/storage';

import configuration from './config.js';
import { createHandler } from './handler.js';
import root from './root.json.txt';
import { insert } from './src/insert-rewriter.js';

// Codes about releases and origin alone; nothing about a customer is ever handed to it.
const report = (code) => console.warn(`tellerside: ${code}`);
const handle = createHandler({ configuration, root, tellerside, storage, insert, report });

export default {
  fetch(request, env, context) {
    // Should this Worker fail all the same, the visitor gets what the origin says.
    context.passThroughOnException();
    return handle(request, {
      histories: env.HISTORIES,
      secrets: { edge: env.TELLERSIDE_EDGE_SECRET, history: env.TELLERSIDE_HISTORY_SECRET },
      waitUntil: (work) => context.waitUntil(work),
    });
  },
};
