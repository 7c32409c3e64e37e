// Bun: HTMLRewriter as in workerd, histories in SQLite.
//
//   bun run bun.js

import { Database } from 'bun:sqlite';
import { readFileSync } from 'node:fs';

import * as tellerside from 'tellerside';
import * as storage from 'tellerside/storage';

import configuration from './config.js';
import { createHandler } from './handler.js';
import { insert } from './src/insert-rewriter.js';

const { env } = process;
const report = (code) => console.warn(`tellerside: ${code}`);
const root = readFileSync(new URL('./root.json.txt', import.meta.url), 'utf8');
const handle = createHandler({ configuration, root, tellerside, storage, insert, report });

const database = new Database(env.TELLERSIDE_DATABASE ?? 'histories.sqlite', { create: true });
database.run('CREATE TABLE IF NOT EXISTS histories (name TEXT PRIMARY KEY, value TEXT NOT NULL, ends INTEGER NOT NULL) STRICT');
const [read, write, remove, sweep] = [
  'SELECT value FROM histories WHERE name = ?1 AND ends > ?2',
  'INSERT OR REPLACE INTO histories VALUES (?1, ?2, ?3)',
  'DELETE FROM histories WHERE name = ?1',
  'DELETE FROM histories WHERE ends <= ?1',
].map((statement) => database.query(statement));
setInterval(() => sweep.run(Date.now()), 3_600_000).unref();
const host = {
  histories: {
    get: async (name) => read.get(name, Date.now())?.value ?? null,
    put: async (name, text, { expirationTtl }) => { write.run(name, text, Date.now() + expirationTtl * 1000); },
    delete: async (name) => { remove.run(name); },
  },
  secrets: { edge: env.TELLERSIDE_EDGE_SECRET, history: env.TELLERSIDE_HISTORY_SECRET },
  waitUntil: (work) => { work.catch(() => {}); },
};

Bun.serve({ hostname: env.HOST ?? '127.0.0.1', port: Number(env.PORT ?? 8000), fetch: (request) => handle(request, host) });
