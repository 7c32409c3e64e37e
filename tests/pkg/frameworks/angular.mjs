// The recipe for Angular, as it was compiled, in an injector without a document.

import { APP_INITIALIZER, createEnvironmentInjector, runInInjectionContext } from '@angular/core';

import { drive, openBank } from './bank.mjs';
import { injectSlot, provideOffers } from './out/recipes/angular.js';

const bank = await openBank();
const injector = createEnvironmentInjector(provideOffers(bank.options), null);
for (const initializer of injector.get(APP_INITIALIZER)) runInInjectionContext(injector, initializer);
const [hero, card] = runInInjectionContext(injector, () => bank.slots.map((name) => injectSlot(name)));
await drive(bank, { hero, card, read: () => [hero, card].map(({ placement }) => placement()?.headline ?? null), end: () => injector.destroy() });
