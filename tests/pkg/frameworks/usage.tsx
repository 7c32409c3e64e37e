// Uses every name of the entries for frameworks, as an ES module. Compiled, never run.

import { OpenFeature as Server } from '@openfeature/server-sdk';
import type { Provider as ServerProvider } from '@openfeature/server-sdk';
import { OpenFeature as Web } from '@openfeature/web-sdk';
import type { Provider as WebProvider } from '@openfeature/web-sdk';
import type { Engine, Placement } from 'tellerside';
import { TellersideServerProvider } from 'tellerside/openfeature/server';
import type { ServerProviderOptions } from 'tellerside/openfeature/server';
import { TellersideWebProvider } from 'tellerside/openfeature/web';
import type { WebProviderOptions } from 'tellerside/openfeature/web';
import { TellersideProvider, useSlot, useSlots } from 'tellerside/react';
import type { Slot, TellersideProviderProps } from 'tellerside/react';
import { Slots, isAlike, whenSeen } from 'tellerside/slots';
import type { HistoryAnswer, HistoryPlace, SlotEvent, SlotsOptions, SlotsRequest } from 'tellerside/slots';
import { memory } from 'tellerside/storage';
import type { ReactElement } from 'react';

declare const engine: Engine;
declare const request: SlotsRequest;
declare const element: Element;

const now = () => '2026-11-23T09:30:00-05:00';
const own: HistoryPlace = { read: (): HistoryAnswer => ({ storage: 'session' }), write() {} };
const options: SlotsOptions = { engine, request, history: memory({ engine }), now };
const slots = new Slots(options);
const other = new Slots<string>({ engine, request: (page) => ({ ...request, page }), history: own });
other.prepare('home');
await other.start('home');
other.decide('cards');
other.decide();
await slots.open();
const placement: Placement | null = slots.placement('hero');
const stop: () => void = whenSeen(element, () => slots.observe({ kind: 'impression', slot: 'hero' }));
const event: SlotEvent = { kind: 'refuse', target: { topic: 'lending' } };
slots.observe(event);
const unsubscribe: () => void = slots.subscribe(() => {});
slots.update('', { now: now() });
await slots.settled();
void [placement, stop, unsubscribe, isAlike(placement, null), slots.gatesOf('hero'), slots.names, slots.error, slots.history, slots.decision, slots.release];

function Hero(): ReactElement {
  const { placement: shown, observe, seen }: Slot = useSlot('hero');
  const all: Slots | null = useSlots();
  if (shown === null) return <p>The bank</p>;
  return (
    <section lang={shown.locale} ref={seen}>
      <h2>{shown.headline}</h2>
      <a href={shown.action.url} onClick={() => observe('click')}>{shown.action.label}</a>
      <button onClick={() => { all?.observe({ kind: 'refuse', target: { campaign: shown.campaign } }); all?.decide(); }}>No more</button>
    </section>
  );
}
const props: TellersideProviderProps = { engine, request, now };
export const page = [
  <TellersideProvider {...props}><Hero /></TellersideProvider>,
  <TellersideProvider engine={null} request={request} />,
  <TellersideProvider slots={slots}><Hero /><Hero /></TellersideProvider>,
];

const webOptions: WebProviderOptions = {
  engine: async () => engine, request: (context) => ({ ...request, page: String(context['page']) }), history: own, now, targetingKey: 'ignore',
};
const web = new TellersideWebProvider(webOptions);
const asWeb: WebProvider = web;
await Web.setProviderAndWait(web);
const { value, reason, variant } = Web.getClient().getObjectDetails('hero', null);
web.refresh();
web.update('', { now: now() });
void [value, reason, variant, asWeb, web.slots?.decision];

const serverOptions: ServerProviderOptions = { engine, request: async () => request, history: () => own, now, report: () => {}, targetingKey: 'refuse' };
const server = new TellersideServerProvider(serverOptions);
const asServer: ServerProvider = server;
await Server.setProviderAndWait(server);
Server.getClient().track('click', {}, { slot: 'hero' });
server.update('', { now: now() });
await server.settled();
void asServer;

// What must not compile.
// @ts-expect-error: what is refused is no answer to a placement
useSlot('hero').observe('refuse');
// @ts-expect-error: a provider needs an engine or slots
<TellersideProvider request={request} />;
// @ts-expect-error: both are one too many
<TellersideProvider slots={slots} engine={engine} request={request} />;
// @ts-expect-error: a server has a customer a context
new TellersideServerProvider({ engine, request });
// @ts-expect-error: keys are refused or ignored
new TellersideWebProvider({ engine, request, targetingKey: 'hash' });
// @ts-expect-error: a placement is not for writing
slots.placement = () => null;
