// Deno. It has no HTMLRewriter, so slots are found by the scanner of this template; histories are in Deno KV.
//
//   deno run --allow-net --allow-read --allow-env --unstable-kv deno.js

import { readFileSync } from 'node:fs';

import * as tellerside from 'tellerside';
import * as storage from 'tellerside/storage';

import configuration from './config.js';
import { createHandler } from './handler.js';
import { insert } from './src/insert-stream.js';

const report = (code) => console.warn(`tellerside: ${code}`);
const root = readFileSync(new URL('./root.json.txt', import.meta.url), 'utf8');
const handle = createHandler({ configuration, root, tellerside, storage, insert, report });

const database = await Deno.openKv(Deno.env.get('TELLERSIDE_DATABASE'));
const host = {
  // A value of Deno KV has 64 KiB at most: a longer history is not kept, and is told as `unavailable`.
  histories: {
    get: async (name) => (await database.get(['tellerside', name])).value,
    put: async (name, text, { expirationTtl }) => { await database.set(['tellerside', name], text, { expireIn: expirationTtl * 1000 }); },
    delete: (name) => database.delete(['tellerside', name]),
  },
  secrets: { edge: Deno.env.get('TELLERSIDE_EDGE_SECRET'), history: Deno.env.get('TELLERSIDE_HISTORY_SECRET') },
  waitUntil: (work) => { work.catch(() => {}); },
};

Deno.serve({ hostname: Deno.env.get('HOST') ?? '127.0.0.1', port: Number(Deno.env.get('PORT') ?? 8000) }, (request) => handle(request, host));
