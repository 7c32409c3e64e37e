// A Worker: answers with the answers to every request of the cases file that it was deployed with, one JSON text a line.

import { Engine, init } from 'tellerside';

import text from './cases.json';

export default {
  async fetch() {
    const { bundle, trust, options, requests } = JSON.parse(text);
    await init();
    using engine = Engine.load(bundle, trust, options);
    const answers = requests.flatMap((request) => [engine.decide(request), engine.reasons(request), engine.record(request)]);
    return new Response(answers.map((answer) => `${JSON.stringify(answer)}\n`).join(''));
  },
};
