// workerd: answers with the answers to the cases that it was deployed with, by whichever entry its host calls `tellerside`.

import * as tellerside from 'tellerside';

import { answersOf } from './answers.js';
import cases from './cases.json.txt';

export default {
  async fetch() {
    return new Response(await answersOf(tellerside, JSON.parse(cases)));
  },
};
