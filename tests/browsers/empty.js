// A page that does nothing until a test does it; imported beforehand, so that a page whose network is off can too.

import { delivery } from '/dist/delivery.js';
import { define } from '/dist/element.js';
import { HOST, load, url } from './hosts.js';

define();
Object.assign(globalThis, { tests: { HOST, delivery, load, url, given: JSON.parse(document.getElementById('given').textContent) } });
document.documentElement.dataset.ready = 'yes';
