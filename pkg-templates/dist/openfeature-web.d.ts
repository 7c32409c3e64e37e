/**
 * An OpenFeature provider for the page: `@openfeature/web-sdk`. A slot is an object flag, its value the placement.
 *
 * @example
 * import { OpenFeature } from '@openfeature/web-sdk';
 * import { TellersideWebProvider } from 'tellerside/openfeature/web';
 *
 * await OpenFeature.setProviderAndWait(new TellersideWebProvider({ engine, request, now }));
 * const { value, reason, variant } = OpenFeature.getClient().getObjectDetails('hero', null);
 *
 * @module tellerside/openfeature/web
 */
import type { EvaluationContext, Provider, TrackingEventDetails } from '@openfeature/web-sdk';

import type { Engine, LoadOptions } from './index.js';
import type { Slots, SlotsOptions } from './slots.js';

/** Whose slots the provider answers for, and from what. */
export interface WebProviderOptions extends Omit<SlotsOptions<EvaluationContext>, 'engine'> {
  /** The engine, or what loads it; one that is loaded here is closed with the provider. */
  engine: Engine | (() => Engine | Promise<Engine>);
  /**
   * What to do about a context with a `targetingKey`: `refuse` it, which is the default and gives `INVALID_CONTEXT`, or `ignore` it, and
   * then `request` does not see it.
   */
  targetingKey?: 'refuse' | 'ignore';
}

/** One decision serves all flags of one context. It is made when the context is set; evaluating is looking at it, and counts nothing. */
export declare class TellersideWebProvider implements Provider {
  /** @throws {InputError} `OPTIONS_INVALID` */
  constructor(options: WebProviderOptions);

  readonly metadata: { readonly name: 'tellerside' };
  readonly runsOn: 'client';
  readonly domainScoped: true;
  readonly events: NonNullable<Provider['events']>;
  /** What it decided; null until there is an engine. */
  readonly slots: Slots<EvaluationContext> | null;

  initialize(context?: EvaluationContext): Promise<void>;
  onContextChange(before: EvaluationContext, context: EvaluationContext): Promise<void> | void;
  readonly resolveBooleanEvaluation: Provider['resolveBooleanEvaluation'];
  readonly resolveStringEvaluation: Provider['resolveStringEvaluation'];
  readonly resolveNumberEvaluation: Provider['resolveNumberEvaluation'];
  readonly resolveObjectEvaluation: Provider['resolveObjectEvaluation'];
  /** `impression`, `click`, `dismiss`, `not_interested` and `start` with `{ slot }` or `{ placement }`; other events are not for it. */
  track(name: string, context: EvaluationContext, details: TrackingEventDetails): void;
  onClose(): Promise<void>;

  /** Decides anew in the same context: another page of the visit, or a fresh vector. */
  refresh(): void;
  /**
   * As `Engine.update`, and `PROVIDER_CONFIGURATION_CHANGED`. Where the bundle is refused, `PROVIDER_ERROR`, and the last good one answers
   * with the reason `STALE`.
   */
  update(bundle: string, options: LoadOptions): void;
}
