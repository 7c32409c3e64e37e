// Uses every name that the package exports, as an ES module. Compiled, never run.

import {
  BundleError, Engine, EngineError, InputError, LoadError, TellersideError, TrustError, gateName, init,
} from 'tellerside';
import type {
  Account, Campaign, Choice, Decision, DecisionRecord, DecisionRequest, ErrorCode, FeatureVector, GateName, History, InitOptions,
  LoadOptions, Notice, ObservedEvent, PagePolicy, Placement, Reason, Release, Status, Target,
} from 'tellerside';
import { Engine as ReviewEngine, init as initReview } from 'tellerside/review';
import type { Language } from 'tellerside/review';
import { measurements } from 'tellerside/measure';
import type { Ghost, MeasureOptions, MeasureQueue, MeasuredEvent } from 'tellerside/measure';
import { define, shadowHtml, styleHash } from 'tellerside/element';
import { prefetchImages, type ImagesStatus, type LeftOut, type PrefetchedImages } from 'tellerside/images';
import type {
  DefineOptions, RefuseDetail, Refused, ShadowOptions, SlotClock, SlotDetail, SlotEvents, SlotStatus, SlotWords, TellersideSlot, Words, WordsOfLanguages,
} from 'tellerside/element';
import { aes, kv, local, memory, session } from 'tellerside/storage';
import type { HistoryStore, KeyValues, Sealing, StorageArea, StorageStatus, StoreOptions, Stored } from 'tellerside/storage';
import { Engine as SlimEngine, init as initSlim } from 'tellerside/slim';

declare const bundle: string;
declare const trust: string;
declare const module: WebAssembly.Module;
declare const bytes: Uint8Array<ArrayBuffer>;
declare const kept: History | undefined;

const given: InitOptions = { url: new URL('https://bank.example/tellerside.wasm'), signal: AbortSignal.timeout(300) };
await init();
await init(given);
await init({ module, integrity: 'sha384-' });
await initSlim({ module: bytes });
await initReview();

const policy: PagePolicy = { deny: ['overdraft-protection'], floor: 6, policy: 1 };
const options: LoadOptions = { now: '2026-11-23T09:30:00-05:00', policy };
using engine = Engine.load(bundle, trust, options);
const slim: typeof Engine = SlimEngine;
const spoken: Language = 'es';
const reviewer: ReviewEngine = ReviewEngine.load(bundle, trust, options);
const said: string = reviewer.describe(0, spoken) + reviewer.describe('overdraft-protection') + reviewer.explain('{}', 'en') + reviewer.rendering(0, 'es-US');
const decider: Engine = reviewer;

const account: Account = {
  class: 'consumer',
  features: {
    'bal.acb': [{ days: 31, full: true, period: '2026-10', sum: '309969' }],
    'bal.avail': '212.40',
    'ev.txn': { list: [{ amount: '12.50', class: 'deposit', date: '2026-11-20', id: 'e1' }], since: 'ever' },
  },
  kind: 'checking',
  product: 'checking_noninterest',
  role: 'owner',
  status: 'open',
};
const features: FeatureVector = {
  accounts: [account],
  as_of: '2026-11-22',
  currency: 'USD',
  features: { 'own.card': false, 'exp.bucket': 4711, 'geo.region': 'northeast', 'fn.state': null },
  vector: 1,
};
const request: DecisionRequest = {
  features,
  locales: ['es-US', 'en-US'],
  now: '2026-11-23T09:30:00-05:00',
  page: 'home',
  slots: ['hero', 'card'],
  storage: 'durable',
  visit: 'own_session',
  ...(kept === undefined ? {} : { history: kept }),
};

const decision: Decision = engine.decide(request);
const again: Decision = engine.decide(JSON.stringify(request));
const reasons: Reason[] = engine.reasons(request);
const record: DecisionRecord = engine.record(request);
const release: Release = engine.info;
const campaigns: readonly Campaign[] = engine.campaigns;
const status: Status | undefined = decision.statuses[0];
const notices: Notice[] = again.notifications ?? [];
const notified: [string, boolean | number | string | undefined][] = notices.map(({ period, values }) => [period, values?.['bal.total']]);
const gate: GateName | undefined = gateName(decision.gates.charAt(0));

const target: Target = { topic: 'overdraft' };
let history: History = engine.observe(null, { at: request.now, kind: 'refuse', target });
for (const placement of decision.placements) {
  const { action, headline, image, id, why }: Placement = placement;
  const seen: ObservedEvent = { at: request.now, kind: 'impression', placement: id };
  history = engine.observe(history, seen);
  const texts: string[] = [action.label, action.url, headline, why, image?.alt ?? ''];
  texts.sort();
}
const chosen: Choice[] = engine.choices(history);
history = engine.prune(engine.merge(history, kept), request.now);
for (const { target: refused } of chosen) history = engine.observe(history, { at: request.now, kind: 'allow', target: refused });

declare const namespace: KeyValues;
declare const area: StorageArea;
const sealing: Sealing = aes(bytes);
const place: StoreOptions = { engine, key: bytes, name: 'offers', ttlDays: 30, ...sealing };
const stores: HistoryStore[] = [memory(), memory({ engine }), session(place), local({ ...place, area: () => area }), kv(namespace, place)];
const keptFor: (number | null)[] = stores.map(({ ttlDays }) => ttlDays);
void keptFor;
for (const store of stores) {
  const found: Stored = await store.read();
  const went: StorageStatus = (await store.write(engine.decide({ ...request, history: found.history, storage: found.storage }).history, request.now)).status;
  void [went, await store.clear()];
}
const clock: SlotClock = { now: () => 0, after: () => () => {}, painted: () => null };
const spokenWords: SlotWords = { fr: { why: 'Pourquoi ?' } };
const defining: DefineOptions = { words: spokenWords, clock, mode: 'open' };
const Slot: new () => TellersideSlot = define();
const slot: TellersideSlot = document.querySelector('tellerside-slot') ?? new (define('bank-slot', defining))();
slot.placement = decision.placements[0] ?? null;
slot.images = new Map([['a'.repeat(64), 'blob:']]);
const gallery: PrefetchedImages = await prefetchImages('/offers/images/images.json', { timeout: 200, signal: new AbortController().signal });
slot.images = gallery.images;
const whyLeftOut: [string, string][] = gallery.leftOut.map(({ sha256, status: how }: LeftOut) => [sha256, how]);
const prefetched: ImagesStatus = gallery.status;
gallery.close();
void [whyLeftOut, prefetched];
slot.words = spokenWords;
const wording: WordsOfLanguages = slot.words;
const word: Words | undefined = wording['en'];
slot.deadline = 200;
const went: SlotStatus = slot.show(null);
slot.restart();
slot.addEventListener('view', ({ detail }) => { const seen: SlotDetail = detail; void seen; });
slot.addEventListener('refuse', ({ detail }: SlotEvents['refuse']) => { const { placement, refused }: RefuseDetail = detail; const what: Refused = refused; void [placement, what]; });
slot.addEventListener('click', ({ button }) => { void button; });
const shadow: ShadowOptions = { name: 'hero', language: 'es', level: 3, refusals: ['all'] };
const markup: string = shadowHtml(decision.placements[0] ?? null, shadow) + styleHash;
void [Slot, word, went, markup, slot.shown, slot.error?.path];
const dry: Decision = engine.decide({ ...request, dry_run: true });
engine.update(bundle, { now: request.now });

try {
  engine.close();
} catch (error) {
  if (error instanceof TellersideError) {
    const code: ErrorCode = error.code;
    const told: string = `${code} ${error.path} ${error.help} ${error.message}`;
    const isOfABundle: boolean = error instanceof BundleError || error instanceof TrustError;
    const isOther: boolean = error instanceof InputError || error instanceof EngineError || error instanceof LoadError;
    void [told, isOfABundle, isOther];
  }
}
const sending: MeasureOptions = { send: async (body: string) => void body, every: 60_000, size: 8192, most: 500 };
const queue: MeasureQueue = measurements(sending);
queue.start();
const ghosts: Ghost[] = queue.decided(decision, history);
const seen: MeasuredEvent[] = ghosts.map(({ id }) => ({ at: request.now, kind: 'ghost', placement: id }));
const queued: boolean[] = seen.map((event) => queue.observed(event));
await queue.drain();
const { waiting, dropped }: { waiting: number; dropped: number } = queue.status();
queue.stop();

void [queued, waiting, dropped, dry, slim, said, decider, reasons, record, release, campaigns, status, notices, notified, gate, history];

// What must not compile.
// @ts-expect-error: the constructor is not for use
new Engine(bundle, trust, options);
// @ts-expect-error: `now` is needed
Engine.load(bundle, trust, { policy });
// @ts-expect-error: an unknown field
engine.decide({ ...request, histroy: kept });
// @ts-expect-error: not a kind that a host observes
engine.observe(history, { at: request.now, kind: 'placed' });
// @ts-expect-error: names need a key
local({ engine });
// @ts-expect-error: a history is pruned at a moment
engine.prune(history);
// @ts-expect-error: a release is not for writing
engine.info.version = 8;
// @ts-expect-error: what is shown is told, not set
slot.shown = 'a';
// @ts-expect-error: a level that no headline has
shadowHtml(null, { level: 1 });
// @ts-expect-error: not a code
const unknown: ErrorCode = 'UNKNOWN';
// @ts-expect-error: a language that nothing is said in
reviewer.explain('{}', 'fr');
// @ts-expect-error: the slim entry loads nothing itself
await initSlim({});
void unknown;
