// The papers on the desk: what was handed in, until it is taken away again. They are kept nowhere else.

import { PAPERS, PaperFault, readPaper } from './papers.js';

export class Desk {
  #papers = new Map();
  #faults = new Map();
  #pictures = new Map();
  #changed;

  /** @param changed called after every change; what it returns is waited for where the desk's own caller goes on from there */
  constructor(changed) {
    this.#changed = changed;
  }

  /** The paper of that name; null where there is none. */
  paper(name) {
    return this.#papers.get(name) ?? null;
  }

  /** What was wrong with the file that was handed in for a paper; null for nothing. */
  fault(name) {
    return this.#faults.get(name) ?? null;
  }

  /** Addresses in this page's memory of the pictures that were handed in, by digest. */
  get pictures() {
    return this.#pictures;
  }

  /** Takes files that were dropped on, or chosen for, the place of `wanted`. What is clearly another paper goes to its own place. */
  async take(files, wanted) {
    for (const file of files) {
      try {
        const paper = await readPaper(file, wanted);
        // A bundle is one, whichever of the two places it was meant for.
        const place = paper.paper === 'bundle' && wanted === 'last' ? 'last' : paper.paper;
        if (place === null) throw new PaperFault('UNKNOWN_PAPER', `the file ${file.name} is none of the files of a review`, 'drop it on the place that it is for');
        this.#papers.set(place, paper);
        if (place === 'picture') this.#pictures.set(paper.sha256, URL.createObjectURL(new Blob([paper.bytes], { type: paper.type })));
        this.#faults.delete(place);
        this.#faults.delete(wanted);
      } catch (error) {
        this.#faults.set(wanted ?? 'bundle', error);
      }
    }
    this.#changed();
  }

  /** Takes papers that lie ready, all at once: names with texts. */
  async lay(texts) {
    this.#papers.clear();
    this.#faults.clear();
    for (const [name, text] of Object.entries(texts)) {
      this.#papers.set(name, await readPaper(new File([text], PAPERS[name].file), name));
    }
    this.#changed();
  }

  /** Puts a bundle that was made here in the place of the one that lies there. */
  async replaceBundle(text, name) {
    this.#papers.set('bundle', await readPaper(new File([text], name), 'bundle'));
    await this.#changed();
  }

  remove(name) {
    if (name === 'picture') {
      for (const address of this.#pictures.values()) URL.revokeObjectURL(address);
      this.#pictures.clear();
    }
    this.#papers.delete(name);
    this.#faults.delete(name);
    this.#changed();
  }
}
