/**
 * As `tellerside`, with explanations: the same decisions by a larger module, for reviewers and never for the bank's page.
 *
 * @example
 * import { Engine, init } from 'tellerside/review';
 *
 * await init();
 * const engine = Engine.load(bundleText, rootText, { now });
 * console.log(engine.describe('overdraft-protection', 'es'));
 * console.log(engine.explain(request));
 *
 * @module tellerside/review
 */
import { Engine as Decider } from './index.js';
import type { DecisionRequest, LoadOptions } from './index.js';

export * from './index.js';

/** The language of an explanation. */
export type Language = 'en' | 'es';

/** An engine that says in words what its campaigns mean, and why it decides as it does. */
export declare class Engine extends Decider {
  private constructor();

  /** As `Engine.load` of `tellerside`. */
  static load(bundle: string, trust: string, options: LoadOptions): Engine;

  /**
   * A campaign in sentences, made of its signed definition: to whom, when, never when, how often, how long and where.
   *
   * @param campaign Its id, or its place in `campaigns`.
   * @throws {InputError} `OPTIONS_INVALID`: no such campaign, or no such language.
   */
  describe(campaign: string | number, language?: Language): string;

  /**
   * A campaign as approvers read it for the customers of exactly one locale: in their language, with every word that they see, and the
   * codes that it carries. The approval sheet binds the SHA-256 of this text, as `evidence.renderings`.
   *
   * @param campaign Its id, or its place in `campaigns`.
   * @throws {InputError} `OPTIONS_INVALID`: no such campaign, or it has no words for the locale.
   */
  rendering(campaign: string | number, locale: string): string;

  /**
   * Why each campaign is shown or not: its gate, and of each clause of suppressions and trigger whether it is TRUE, FALSE or UNKNOWN,
   * with the values that were read; and the score by which it is ranked, factor by factor, where the policy ranks by scores. The text holds values of the customer: it is for the bank's own reviewers.
   *
   * @throws {InputError} As `decide`, and `OPTIONS_INVALID`: no such language.
   */
  explain(request: DecisionRequest | string, language?: Language): string;
}
