// Where a customer's history is kept: in the edge's key-value store, under a name and sealed with a key that are made of the bank's key for
// this customer and of the Worker's own secret. Either alone opens nothing and finds nothing.

const NONE = {
  read: async () => ({ history: undefined, storage: 'memory' }),
  write: async () => ({ status: 'unavailable' }),
  isKept: false,
};

/** The place for the history under the bank's `key`; one that keeps nothing where the host has no store, no secret, or the bank no key. */
async function historyUnder(key, { histories, secrets }, engine, { aes, kv }, days) {
  if (key === undefined || histories === undefined || (secrets.history ?? '').length < 32) return NONE;
  const [naming, sealing] = await Promise.all(['name', 'seal'].map((use) => derived(secrets.history, `tellerside edge ${use}\0${key}`)));
  const { read, write } = kv(histories, { engine, key: naming, name: 'edge', ttlDays: days, ...aes(sealing) });
  return { read, write, isKept: true };
}

async function derived(secret, text) {
  const bytes = (value) => new TextEncoder().encode(value);
  const key = await crypto.subtle.importKey('raw', bytes(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(text)));
}

export { historyUnder };
