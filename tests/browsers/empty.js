// A page that does nothing until a test does it; imported beforehand, so that a page whose network is off can too.

import { delivery } from '/dist/delivery.js';
import { define } from '/dist/element.js';
import { Engine, init } from '/dist/index.js';
import { Slots } from '/dist/slots.js';
import { memory } from '/dist/storage.js';
import { HOST, load, url } from './hosts.js';

define();
Object.assign(globalThis, { tests: { Engine, HOST, Slots, delivery, init, load, memory, url, given: JSON.parse(document.getElementById('given').textContent) } });
document.documentElement.dataset.ready = 'yes';
