/**
 * An OpenFeature provider for servers and edge workers: `@openfeature/server-sdk`. A slot is an object flag, its value the placement.
 *
 * @example
 * import { OpenFeature } from '@openfeature/server-sdk';
 * import { TellersideServerProvider } from 'tellerside/openfeature/server';
 *
 * await OpenFeature.setProviderAndWait(new TellersideServerProvider({ engine, request: ({ visit }) => visit }));
 * const hero = await OpenFeature.getClient().getObjectDetails('hero', null, { visit });
 *
 * @module tellerside/openfeature/server
 */
import type { EvaluationContext, Provider, TrackingEventDetails } from '@openfeature/server-sdk';

import type { Engine, LoadOptions, MomentText } from './index.js';
import type { HistoryPlace, SlotsRequest } from './slots.js';

/** Whose slots the provider answers for, and from what. */
export interface ServerProviderOptions {
  /** The engine, or what loads it; one that is loaded here is closed with the provider. */
  engine: Engine | (() => Engine | Promise<Engine>);
  /**
   * The request of a context, for all slots of the answer. Give the same object for the same answer: one object, one decision. Two that say the
   * same are decided alike.
   */
  request: (context: EvaluationContext) => SlotsRequest | Promise<SlotsRequest>;
  /** Where the history of a context's customer is kept. */
  history?: (context: EvaluationContext) => HistoryPlace | undefined;
  /** What time it is, for observations and for requests that do not say it. */
  now?: () => MomentText;
  /** Hears of what went wrong in `track`, which can answer nothing. */
  report?: (error: unknown) => void;
  /**
   * What to do about a context with a `targetingKey`: `refuse` it, which is the default and gives `INVALID_CONTEXT`, or `ignore` it, and
   * then `request` does not see it.
   */
  targetingKey?: 'refuse' | 'ignore';
}

/** One decision serves all flags that are evaluated for one request object. Evaluating counts nothing. */
export declare class TellersideServerProvider implements Provider {
  /** @throws {InputError} `OPTIONS_INVALID` */
  constructor(options: ServerProviderOptions);

  readonly metadata: { readonly name: 'tellerside' };
  readonly runsOn: 'server';
  readonly events: NonNullable<Provider['events']>;

  initialize(): Promise<void>;
  readonly resolveBooleanEvaluation: Provider['resolveBooleanEvaluation'];
  readonly resolveStringEvaluation: Provider['resolveStringEvaluation'];
  readonly resolveNumberEvaluation: Provider['resolveNumberEvaluation'];
  readonly resolveObjectEvaluation: Provider['resolveObjectEvaluation'];
  /** `impression`, `click`, `dismiss`, `not_interested` and `start` with `{ slot }` or `{ placement }`; other events are not for it. */
  track(name: string, context: EvaluationContext, details: TrackingEventDetails): void;
  /** Resolves when all histories are written, or could not be: for `waitUntil` of an edge worker. */
  settled(): Promise<void>;
  onClose(): Promise<void>;

  /**
   * As `Engine.update`, and `PROVIDER_CONFIGURATION_CHANGED`. Where the bundle is refused, `PROVIDER_ERROR`, and the last good one answers
   * with the reason `STALE`.
   */
  update(bundle: string, options: LoadOptions): void;
}
