// The published SDKs of OpenFeature, and how a test asks a provider through each.

import { createRequire } from 'node:module';
import { join } from 'node:path';

import { ROOT } from './cases.mjs';

const tools = createRequire(join(ROOT, 'tests', 'npm', 'package.json'));
export const web = tools('@openfeature/web-sdk');
export const server = tools('@openfeature/server-sdk');

export const HELD_BACK = { held: 'back' };
const METHODS = { boolean: 'getBooleanDetails', string: 'getStringDetails', number: 'getNumberDetails', object: 'getObjectDetails' };

let domains = 0;
export const nextDomain = () => `domain-${domains += 1}`;

/** What each SDK says of a flag of a provider. A provider that cannot be initialised is asked all the same. */
export const SDKS = {
  async web(Provider, options, { flag, type = 'object', fallback = HELD_BACK, context = {} }) {
    const domain = nextDomain();
    await web.OpenFeature.setProviderAndWait(domain, new Provider(options), context).catch(() => {});
    return web.OpenFeature.getClient(domain)[METHODS[type]](flag, fallback);
  },
  async server(Provider, { request, ...options }, { flag, type = 'object', fallback = HELD_BACK, context = {} }) {
    const domain = nextDomain();
    const provider = new Provider({ ...options, request: typeof request === 'function' ? request : () => request });
    await server.OpenFeature.setProviderAndWait(domain, provider).catch(() => {});
    return server.OpenFeature.getClient(domain)[METHODS[type]](flag, fallback, context);
  },
};

/** Everything that a client hears from now on: the event, and which flags changed. */
export function listen(sdk, client) {
  const heard = [];
  for (const type of Object.values(sdk.ProviderEvents)) {
    let isLater = false;
    // What holds already is told at once, and is not new.
    client.addHandler(type, ({ flagsChanged } = {}) => { if (isLater) heard.push(flagsChanged === undefined ? [type] : [type, flagsChanged]); });
    isLater = true;
  }
  return heard;
}

/** Until what was said is heard: the SDKs hand events on asynchronously. */
export function settle() {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

export function bound(of, name) {
  const value = of[name];
  return typeof value === 'function' ? value.bind(of) : value;
}
