// Both providers over a module with little memory. `node openfeature-trap.mjs CASES PAGES TOOLS`, where TOOLS is the package.json
// beside whose packages the SDKs lie. Prints what happened as one JSON text.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { Engine, init } from 'tellerside/slim';
import { TellersideServerProvider } from 'tellerside/openfeature/server';
import { TellersideWebProvider } from 'tellerside/openfeature/web';

import { largeRequest, moduleWithMostPages } from './little-memory.mjs';

const { bundle, trust, options, requests } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const require = createRequire(process.argv[4]);
await init({ module: moduleWithMostPages(Number(process.argv[3])) });
const [request] = requests;
const [flag] = request.slots;
const large = largeRequest(request);
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

const report = {};
for (const [kind, sdk, Provider] of [
  ['web', require('@openfeature/web-sdk'), TellersideWebProvider],
  ['server', require('@openfeature/server-sdk'), TellersideServerProvider],
]) {
  let given = request;
  const provider = new Provider({ engine: Engine.load(bundle, trust, options), request: () => given });
  const client = sdk.OpenFeature.getClient();
  const heard = [];
  for (const type of Object.values(sdk.ProviderEvents)) client.addHandler(type, () => heard.push(type));
  await sdk.OpenFeature.setProviderAndWait(provider);
  await settle();
  const ask = async () => client.getObjectDetails(flag, null);
  const decideOn = async (next) => {
    given = next;
    if (kind === 'web') provider.refresh();
    const details = await ask();
    await settle();
    return details;
  };
  const before = await ask();
  const trapped = await decideOn(large);
  report[kind] = { message: trapped.errorMessage, trapped: [trapped.reason, trapped.errorCode, client.providerStatus, trapped.value] };
  const after = await decideOn({ ...request });
  report[kind].after = [client.providerStatus, after.errorCode];
  report[kind].same = JSON.stringify(before.value) === JSON.stringify(after.value);
  report[kind].heard = heard.filter((type) => type !== 'PROVIDER_CONFIGURATION_CHANGED');
}
console.log(JSON.stringify(report));
