// The reviewer's page under observation, and papers handed in as people do: dropped, or chosen.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Watched } from '../page/browser.mjs';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FILES = { bundle: 'bundle.tsb.json', root: 'root.json', roots: 'roots.json', policy: 'policy.json' };

/** One open page. */
export class Desk {
  static async open(browser, url, options = {}) {
    const desk = new Desk();
    desk.watched = await Watched.open(browser, { shadows: 'as they are', ...options });
    desk.page = desk.watched.page;
    desk.ready = await desk.watched.goto(`${url}review/`);
    return desk;
  }

  get requests() { return this.watched.requests; }

  get complaints() { return this.watched.complaints; }

  /** Drops texts (or bytes) on the places of their papers, after everything else was taken away. `moment` is RFC 3339, or null for now. */
  async handIn(papers, moment = null) {
    const before = await this.turns();
    await this.page.evaluate(async (some, at) => {
      for (const remove of document.querySelectorAll('.place.held .quiet, .place.wrong .quiet')) remove.click();
      const when = document.querySelector('#moment');
      when.value = at === null ? '' : new Date(at).toISOString().slice(0, 19);
      when.dispatchEvent(new Event('change'));
      for (const [paper, { name, text, bytes }] of Object.entries(some)) {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text ?? Uint8Array.from(bytes)], name));
        document.querySelector(`[data-paper="${paper}"]`).dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
        // One after the other, as hands do.
        await new Promise((resolve) => { setTimeout(resolve, 0); });
      }
    }, papers, moment);
    await this.page.waitForFunction((wanted) => wanted.every((paper) => document.querySelector(`[data-paper="${paper}"]`).matches('.held, .wrong')), {}, Object.keys(papers));
    await this.page.waitForFunction((last) => Number(document.documentElement.dataset.turns) > last, {}, before);
    await this.settled();
  }

  /** Chooses a file by the picker. */
  async choose(paper, file) {
    const before = await this.turns();
    const input = await this.page.$(`#file-${paper}`);
    await input.uploadFile(file);
    await this.page.waitForFunction((last) => Number(document.documentElement.dataset.turns) > last, {}, before);
    await this.settled();
  }

  /** Waits until nothing is read any more. */
  async settled() {
    let last = -1;
    for (let now = await this.turns(); now !== last; now = await this.turns()) {
      last = now;
      await this.page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 20); }));
    }
  }

  async turns() {
    return Number(await this.page.$eval('html', (html) => html.dataset.turns ?? '0'));
  }

  async sample() {
    const before = await this.turns();
    await this.page.click('#sample');
    await this.page.waitForFunction((last) => Number(document.documentElement.dataset.turns) > last, {}, before);
    await this.settled();
  }

  /** `{ state, code, words }` of the verdict. */
  verdict() {
    return this.page.evaluate(() => {
      const verdict = document.querySelector('#verdict');
      return { state: document.documentElement.dataset.state, code: verdict?.dataset.code ?? null, words: verdict?.innerText ?? '' };
    });
  }

  /** The visible text of a section. */
  text(id) {
    return this.page.$eval(`#${id}`, (section) => section.textContent);
  }

  close() {
    return this.watched.close();
  }
}

/** The papers of a folder with bundle, root and whatever else there is, as `handIn` takes them. */
export function papersIn(folder, padded = null) {
  return Object.fromEntries(Object.entries(FILES).flatMap(([paper, file]) => {
    try {
      const text = readFileSync(join(folder, file), 'utf8');
      return [[paper, { name: file, text: padded?.[file] === undefined ? text : text.padEnd(padded[file], ' ') }]];
    } catch {
      return [];
    }
  }));
}

export function paper(path) {
  return { name: path.split('/').at(-1), text: readFileSync(path, 'utf8') };
}
