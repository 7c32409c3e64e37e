// A page, raw or bundled: leaves the answers, or what went wrong, as `finished`. Where the module lies is said by the page, or not at all.

import * as tellerside from 'tellerside';

import { answersOf } from './answers.js';

const { wasm } = document.documentElement.dataset;

async function finish() {
  try {
    const cases = await (await fetch('/cases.json')).json();
    return { answers: await answersOf(tellerside, cases, wasm === undefined ? undefined : { url: wasm }) };
  } catch (error) {
    return { failure: String(error), code: error.code, help: error.help };
  }
}

finish().then((finished) => { globalThis.finished = finished; });
