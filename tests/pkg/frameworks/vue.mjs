// The recipe for Vue, in an application without a document.

import { createSSRApp, effectScope } from 'vue';

import { drive, openBank } from './bank.mjs';
import { offersPlugin, useSlot } from './recipes/vue.js';

const bank = await openBank();
const app = createSSRApp({ render: () => null });
app.use(offersPlugin, bank.options);
const scope = effectScope();
const [hero, card] = scope.run(() => app.runWithContext(() => bank.slots.map(useSlot)));
await drive(bank, { hero, card, read: () => [hero, card].map(({ placement }) => placement.value?.headline ?? null), end: () => scope.stop() });
