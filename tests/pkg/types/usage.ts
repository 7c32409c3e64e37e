// Uses every name that the package exports, as an ES module. Compiled, never run.

import {
  BundleError, Engine, EngineError, InputError, LoadError, TellersideError, TrustError, gateName, init,
} from 'tellerside';
import type {
  Account, Campaign, Choice, Decision, DecisionRecord, DecisionRequest, ErrorCode, FeatureVector, GateName, History, InitOptions,
  LoadOptions, Notice, ObservedEvent, PagePolicy, Placement, Reason, Release, Status, Target,
} from 'tellerside';
import { ApprovalError, Engine as ReviewEngine, Review, init as initReview } from 'tellerside/review';
import type {
  Answer, Approved, CampaignChange, CampaignFacts, ChangeCause, Changes, Clause, Difference, DocumentChange, EvidenceFacts, EvidenceKind,
  ExperimentFacts, Explanation, FeatureFacts, Judgement, Language, Limit, Place, Preview, ReadPart, ReviewFacts, RoleFacts, SheetText,
  SignatureFacts, ToSign, Verdict, WhatIf,
} from 'tellerside/review';
import { measurements } from 'tellerside/measure';
import type { Ghost, MeasureOptions, MeasureQueue, MeasuredEvent } from 'tellerside/measure';
import { define, shadowHtml, styleHash } from 'tellerside/element';
import { prefetchImages, type ImagesStatus, type LeftOut, type PrefetchedImages } from 'tellerside/images';
import type {
  BubblingSlotEvents, DefineOptions, RefuseDetail, Refused, ShadowOptions, SlotClock, SlotDetail, SlotEvents, SlotStatus, SlotWords, TellersideSlot, Words, WordsOfLanguages,
} from 'tellerside/element';
import { aes, kv, local, memory, session, writes } from 'tellerside/storage';
import type { HistoryStore, KeyValues, Sealing, StorageArea, StorageStatus, StoreOptions, Stored } from 'tellerside/storage';
import { Engine as SlimEngine, init as initSlim } from 'tellerside/slim';
import { Engine as InlineEngine, init as initInline } from 'tellerside/inline';
import { Engine as SourceEngine, init as initSource } from 'tellerside/source';
import { tellerside } from 'tellerside/vite';
import { WorkerEngine, InputError as WorkerInputError, gateName as workerGateName } from 'tellerside/worker';
import type { CallOptions, DecideOptions, WorkerLoadOptions } from 'tellerside/worker';
import { delivery, inTime } from 'tellerside/delivery';
import type { Delivered, Delivery, DeliveryOptions } from 'tellerside/delivery';

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
await initInline();
await initSource();
const others: (typeof Engine)[] = [InlineEngine, SourceEngine];
const plugin: { name: string; config: () => { optimizeDeps: { exclude: string[] } } } = tellerside();
void [others, plugin];

const policy: PagePolicy = { deny: ['overdraft-protection'], floor: 6, policy: 1 };
const options: LoadOptions = { now: '2026-11-23T09:30:00-05:00', policy };
using engine = Engine.load(bundle, trust, options);
const slim: typeof Engine = SlimEngine;
const spoken: Language = 'es';
const reviewer: ReviewEngine = ReviewEngine.load(bundle, trust, options);
const said: string = reviewer.describe(0, spoken) + reviewer.describe('overdraft-protection') + reviewer.explain('{}', 'en') + reviewer.rendering(0, 'es-US');
const decider: Engine = reviewer;
using opened = Review.open(bundle, trust, options);
const facts: ReviewFacts = opened.facts;
const [signature]: readonly SignatureFacts[] = facts.signatures;
const [role, limit]: [RoleFacts, Limit] = [facts.root.roles.approver, facts.limits.campaigns];
const door: Answer = facts.accepted.ok ? facts.if_approved : facts.accepted;
const help: string = door.ok ? '' : `${door.code} ${door.help}`;
const [about]: readonly CampaignFacts[] = opened.campaigns;
const [piece, link, trial]: [EvidenceFacts | undefined, Place | undefined, ExperimentFacts | undefined] = [about?.evidence[0], about?.links[0], about?.experiments[0]];
const kind: EvidenceKind = piece?.kind ?? 'goldens';
const parts: readonly ReadPart[] = about?.reads[0]?.in ?? [];
const entries: readonly FeatureFacts[] = opened.features;
const whatIf: WhatIf = { as_if_approved: ['overdraft-protection'] };
const preview: Preview = opened.decide('{}', whatIf);
const told: Explanation[] = opened.explanations('{}', 'es', { as_if_approved: true });
const clause: Clause | undefined = told[0]?.suppressions?.[0]?.clause ?? told[0]?.trigger;
const changed: Changes = opened.changes(opened, 'en');
const [change]: readonly CampaignChange[] = changed.campaigns;
const [cause]: readonly ChangeCause[] = change?.because ?? [];
const document_: DocumentChange = changed.policy;
const difference: Difference | null = document_.difference;
const verdict: Verdict = change?.carries ?? 'held';
const judgement: Judgement = { verdicts: { 'overdraft-protection': verdict }, last: opened };
const sheetText: SheetText = opened.sheet(judgement);
const toSign: ToSign = opened.toSign(judgement);
const signedBy: Approved = opened.signed(judgement, '-----BEGIN PUBLIC KEY-----', new Uint8Array(await crypto.subtle.digest('SHA-256', toSign.bytes)));
const ofApproval: boolean = new Error() instanceof ApprovalError;
void [signature, role, limit, help, link, trial, kind, parts, entries, preview, clause, cause, difference, sheetText, signedBy, ofApproval];
void [opened.text({ campaign: 'overdraft-protection' }), opened.policy('es'), opened.describe(0), opened.rendering(0, 'es-US'), opened.describeFeature('bal.acb')];

const patterns: string[] = writes.map(({ by, area, name, value, mostDays }) => `${by} ${area} ${name} ${value} ${mostDays}`);
void patterns;

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
const sealedByText: Sealing = aes('x'.repeat(43));
void [sealedByText, local({ engine, key: 'x'.repeat(43) })];
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
const region: HTMLElement = slot;
document.addEventListener('view', ({ detail }) => { const seen: SlotDetail = detail; void seen; });
document.addEventListener('dismiss', ({ detail: { placement } }) => { const id: string = placement; void id; });
region.addEventListener('not-interested', ({ detail: { placement } }) => { const id: string = placement; void id; });
region.addEventListener('refuse', ({ detail }) => { const what: Refused = detail.refused; void what; });
// @ts-expect-error: only `refuse` says what is refused
document.addEventListener('view', ({ detail }) => { void detail.refused; });
// @ts-expect-error: native `select` has no detail
document.addEventListener('select', ({ detail }) => { void detail; });
document.addEventListener('select', (event) => { if (event instanceof CustomEvent) void event.detail.placement; });
const bubbling: keyof BubblingSlotEvents = 'view';
void bubbling;
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

declare const trusted: TrustedScript;
interface TrustedScript { toJSON(): string; toString(): string }
const ofTheWorker: WorkerLoadOptions = { ...options, url: trusted, wasm: '/tellerside.wasm', patience: 5000, signal: AbortSignal.timeout(300) };
await using remote = await WorkerEngine.load(bundle, trust, ofTheWorker);
const other = await WorkerEngine.load(bundle, trust, { ...options, worker: () => new Worker('/worker.js', { type: 'module' }) });
const waiting300: DecideOptions = { deadline: 300 };
const call: CallOptions = { signal: AbortSignal.timeout(300) };
const far: Decision = await remote.decide(request, waiting300);
const farHistory: History = await remote.merge(far.history, await remote.prune(far.history, request.now, call));
await remote.update(bundle, options);
await other.close();
void [WorkerInputError, workerGateName('.'), remote.info.version, remote.campaigns.length, farHistory, local({ engine: remote, key: bytes })];
const keeping: DeliveryOptions<Engine> = { now: () => request.now, load: (text, given2) => Engine.load(text, trust, given2), roots: null, report: ({ code }) => void code };
const kept5: Delivery<Engine> = delivery(keeping);
const remotely = delivery({ now: () => request.now, load: (text, given2) => WorkerEngine.load(text, trust, given2) });
const maybe: Decision | null = await inTime(kept5.start().then(() => kept5.engine?.decide(request) ?? null));
const either: Delivered[] = [engine, remote];
remotely.to(kept5.engine ?? engine);
void [maybe, either, remotely.subscribe(() => {})];

// What must not compile.
// @ts-expect-error: the engine in a worker answers by promises
const early: Decision = remote.decide(request);
// @ts-expect-error: a Worker that is lost is replaced, so a function makes it
await WorkerEngine.load(bundle, trust, { ...options, worker: new Worker('/worker.js') });
// @ts-expect-error: no policy, no kill
delivery({ ...keeping, policy: null });
void early;
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
// @ts-expect-error: a release that is reviewed is no engine
const noEngine: Engine = opened;
// @ts-expect-error: not a verdict
opened.sheet({ verdicts: { 'overdraft-protection': 'pending' } });
// @ts-expect-error: facts are not for writing
opened.facts.goldens = 3;
void noEngine;
// @ts-expect-error: the slim entry loads nothing itself
await initSlim({});
// @ts-expect-error: the inline entry fetches nothing
await initInline({ url: '/tellerside.wasm' });
void unknown;
