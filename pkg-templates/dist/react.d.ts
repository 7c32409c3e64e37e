/**
 * Slots in React 18 and 19.
 *
 * @example
 * import { TellersideProvider, useSlot } from 'tellerside/react';
 *
 * function Hero() {
 *   const { placement, observe, seen } = useSlot('hero');
 *   if (placement === null) return <BankHero />;
 *   const { action, headline, locale } = placement;
 *   return (
 *     <section lang={locale} ref={seen}>
 *       <h2>{headline}</h2>
 *       <a href={action.url} onClick={() => observe('click')}>{action.label}</a>
 *     </section>
 *   );
 * }
 * // <TellersideProvider engine={engine} request={request} history={store} now={now}><Hero /></TellersideProvider>
 *
 * @module tellerside/react
 */
import type { ReactElement, ReactNode } from 'react';

import type { Engine, ObservedKind, Placement } from './index.js';
import type { Slots, SlotsOptions } from './slots.js';

/**
 * Either `slots` that the host made, as for several roots of one page, or what they are made of. Without an engine, as while it is being
 * loaded, nothing is placed. `request`, `history` and `now` count when the engine comes; another customer has another `key`.
 */
export type TellersideProviderProps = { children?: ReactNode | undefined } & (
  | { slots: Slots; engine?: undefined; request?: undefined; history?: undefined; now?: undefined }
  | ({ slots?: undefined; engine: Engine | null | undefined } & Omit<SlotsOptions, 'engine'>)
);

/** One decision for all slots below it. Strict mode, which runs effects twice, makes no second one. */
export declare function TellersideProvider(props: TellersideProviderProps): ReactElement;

/** A slot as a component sees it. */
export interface Slot {
  /** What stands in the slot; null for the bank's own content, on the server and while hydrating always. */
  readonly placement: Placement | null;
  /** Says what the customer did with the placement; without one it does nothing. */
  readonly observe: (kind: Exclude<ObservedKind, 'refuse' | 'allow'>) => void;
  /** A `ref` that observes the impression once half of the element was visible for a second. */
  readonly seen: (element: Element | null) => void;
}

/** @throws {InputError} `OPTIONS_INVALID`: there is no provider above. */
export declare function useSlot(name: string): Slot;

/**
 * The slots of the nearest provider: to decide anew, to go over to another bundle, to refuse an offer. Null while there is no engine.
 *
 * @throws {InputError} `OPTIONS_INVALID`: there is no provider above.
 */
export declare function useSlots(): Slots | null;
