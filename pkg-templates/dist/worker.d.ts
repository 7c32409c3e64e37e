/// <reference lib="esnext.disposable" />
/**
 * The engine in a dedicated Worker of the page: a realm of its own, where no script of the page reaches, with a Content-Security-Policy of
 * its own. Texts cross, and nothing else. An ES module only: it is for browsers.
 *
 * @example
 * import { WorkerEngine } from 'tellerside/worker';
 *
 * const engine = await WorkerEngine.load(bundleText, rootText, { now, policy });
 * const { placements, history } = await engine.decide(request, { deadline: 300 });
 *
 * @module tellerside/worker
 */
import type {
  Campaign, Choice, Decision, DecisionRecord, DecisionRequest, History, LoadOptions, MomentText, ObservedEvent, Reason, Release,
} from './index.js';

export { BundleError, EngineError, InputError, LoadError, TellersideError, TrustError, gateName } from './index.js';

/** With what a bundle is judged, and where the worker comes from. */
export interface WorkerLoadOptions extends LoadOptions {
  /** Where `worker-host.js` lies, if not beside this package's own files; under Trusted Types a `TrustedScriptURL`. */
  url?: string | URL | TrustedScriptUrl;
  /** Makes the Worker, in place of `url`. Called again when a worker was lost. */
  worker?: () => Worker;
  /** Where `tellerside.wasm` lies, relative to the page, if not beside the worker's script. */
  wasm?: string | URL;
  /** Subresource integrity that the fetched module must have, if it is not this package's own file. */
  integrity?: string;
  /** After how many milliseconds without an answer a worker counts as lost; 10,000 unless said. Loading is not limited, but by `signal`. */
  patience?: number;
  /** Ends the loading, with the signal's reason. */
  signal?: AbortSignal;
}

/** What `TrustedTypePolicy.createScriptURL` gives. */
export interface TrustedScriptUrl {
  toJSON(): string;
  toString(): string;
}

/** Ends the waiting of one call, with the signal's reason. What it asked of the worker is answered to nobody. */
export interface CallOptions {
  signal?: AbortSignal;
}

/** As of a call, and how long a page waits. */
export interface DecideOptions extends CallOptions {
  /** After so many milliseconds the decision shows nothing, with the status `deadline` and the history that was handed in. */
  deadline?: number;
}

/**
 * `Engine`, asked across a boundary: every method answers a promise, in the order of the calls, and rejects with the errors that `Engine`
 * throws. A worker that is lost is replaced from the texts that it was loaded with.
 */
export declare class WorkerEngine {
  protected constructor();

  /**
   * The engine of a bundle that the bank's trust root vouches for, in a worker of its own.
   *
   * @throws As `Engine.load` and `init`, and `LoadError` `WORKER_LOAD`: the worker's script was not found or not allowed.
   */
  static load(bundle: string, trust: string, options: WorkerLoadOptions): Promise<WorkerEngine>;

  /** The release that decides. The same frozen object until `update`. */
  readonly info: Release;

  /** The campaigns of the release, ascending by id: the order of `gates`. The same frozen array until `update`. */
  readonly campaigns: readonly Campaign[];

  /**
   * Decides what is shown. Where the worker is lost on the way, or the module traps, nothing is shown this once, with the status
   * `engine_reset`; the next call is answered by a fresh one.
   */
  decide(request: DecisionRequest | string, options?: DecideOptions): Promise<Decision>;

  /** Why each campaign is shown or not. Rejects with `ENGINE_RESET` where the worker is lost, as all of the following. */
  reasons(request: DecisionRequest | string, options?: CallOptions): Promise<Reason[]>;

  /** The record of the decision on `request`. */
  record(request: DecisionRequest | string, options?: CallOptions): Promise<DecisionRecord>;

  /** The history with something that the host observed. */
  observe(history: History | string | null | undefined, event: ObservedEvent | string, options?: CallOptions): Promise<History>;

  /** Everything that two copies of one history know. */
  merge(a: History | string | null | undefined, b: History | string | null | undefined, options?: CallOptions): Promise<History>;

  /** The history without what can change no decision at `now` or later. */
  prune(history: History | string | null | undefined, now: MomentText, options?: CallOptions): Promise<History>;

  /** What the customer refuses now. */
  choices(history: History | string | null | undefined, options?: CallOptions): Promise<Choice[]>;

  /** Goes over to another bundle under the same trust root. Where it is refused, this rejects and the last good one goes on. */
  update(bundle: string, options: LoadOptions): Promise<void>;

  /** Ends the worker. What is under way, and any later call, rejects with `NOT_INITIALISED`. */
  close(): Promise<void>;

  /** As `close`, for `await using engine = await WorkerEngine.load(…)`, where the host has `Symbol.asyncDispose`. */
  [Symbol.asyncDispose](): Promise<void>;
}
