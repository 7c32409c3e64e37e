// Approval: a verdict on each campaign, the exact bytes to sign, and the signature taken back. No key is ever in this page.

import { Verdicts } from '../approval-verdicts.js';
import { badge, button, digest, element, facts, fault, fold, paragraph } from '../element.js';
import { COMMANDS } from '../commands.js';
import { save } from '../save.js';

export const id = 'approval';
export const title = 'Approve';

/** Where the package tells programmers how to mend it, approvers are told in the words of this page. */
const HELP = {
  __proto__: null,
  SIGNATURE_INVALID: 'sign the file `pae.bin` itself, as this page saved it for the same verdicts, with the private half of the key that was handed in',
};

/** @param reading with `replace(text, name)`, which lays an approved bundle on the desk in the place of this one */
export function draw(reading) {
  return new Approval(reading).parts;
}

class Approval {
  #reading;
  #verdicts = null;
  #signature = null;
  #key = null;
  #sheet = element('div', { id: 'sheet' });
  /** Private keys that were refused, by the file asked for: said until that file is there. */
  #refused = new Map();
  #answer = element('div', { id: 'approved', role: 'status' });

  constructor(reading) {
    this.#reading = reading;
    const { review } = reading;
    let proposed = null;
    let refused = null;
    try {
      proposed = review.sheet(this.#judgement()).verdicts;
    } catch (error) {
      refused = error;
    }
    if (proposed === null) {
      this.parts = [paragraph('This release cannot be put up for signature.'), fault(refused)];
      return;
    }
    this.#verdicts = new Verdicts(reading, proposed, (all) => {
      this.#showSheet();
      // The button that was pressed is gone: go on where it leads to.
      if (all) document.getElementById('save-bytes')?.focus();
    });
    const signatureFile = this.#file('signature', 'The signature, approval.sig', (bytes) => { this.#signature = bytes; });
    const keyFile = this.#file('public-key', 'Your public key, approver.pub.pem or .der', (bytes) => { this.#key = bytes; });
    this.parts = [
      paragraph('An approval covers one sheet, and the sheet one whole release: every campaign with its verdict, the policy, the catalogue, each word of each banner. It counts together with those of other approvers over this very sheet only.'),
      element('ol', { class: 'steps' },
        step('Say your verdicts',
          paragraph('What the sheet proposes stands beside each campaign. The vendor wrote it, or another approver after that; nobody has judged for you.'),
          this.#verdicts.part),
        step('Look at what you sign', this.#sheet),
        step('Sign it where your key is', this.#commands()),
        step('Bring the signature back',
          paragraph('Neither file is a secret. A private key is never asked for here, and refused if it comes.'),
          signatureFile, keyFile,
          element('p', { class: 'row' }, button('Check the signature', { class: 'act', id: 'check-signature' }, () => this.#approve())),
          this.#answer)),
    ];
    this.#showSheet();
  }

  #judgement() {
    const { last, changes } = this.#reading;
    return { verdicts: this.#verdicts?.given ?? {}, ...(last !== null && changes?.last.ok === true ? { last } : {}) };
  }

  /** The sheet that these verdicts make, and the bytes of its approval; or why nothing is put up for signature. */
  #showSheet() {
    const { review } = this.#reading;
    this.#say();
    try {
      const sheet = review.sheet(this.#judgement());
      // Asked for also while verdicts are open: what cannot be signed at all is said before anybody judges it.
      const toSign = review.toSign(this.#judgement());
      if (this.#verdicts.open.length > 0) {
        this.#sheet.replaceChildren(paragraph(`There is nothing to sign before every campaign is judged. Open: ${this.#verdicts.open.join(', ')}.`, 'notice'));
        return;
      }
      this.#sheet.replaceChildren(
        paragraph(sheet.changed
          ? `These verdicts make another sheet than the one that the vendor put into the release${sheet.dropped === 0 ? '' : `, and ${sheet.dropped} approvals of that one are dropped`}. Save the release with this sheet, so that the other approvers sign the same one.`
          : 'These verdicts are those of the sheet in the release: your approval counts together with those that it has.'),
        facts([['Sheet, SHA-256', digest(toSign.sheet)], ['Bytes to sign', `${toSign.bytes.length} bytes, SHA-256 `, digest(toSign.sha256)]]),
        paragraph('Read the digest of the sheet to the other approvers before you sign: those who sign the same digest sign the same release.', 'aside'),
        element('p', { class: 'row screen' },
          button('Save the bytes to sign, pae.bin', { class: 'act', id: 'save-bytes' }, () => save('pae.bin', 'application/octet-stream', toSign.bytes)),
          button('Save the release with this sheet', { class: 'quiet', id: 'save-sheet' }, () => save('to-approve.tsb.json', 'application/json', toSign.bundle))),
        fold('The statement, for people', false, element('pre', { class: 'commands', tabindex: '0', 'aria-label': 'Statement' }, toSign.statement)),
        fold('The sheet', false, element('pre', { class: 'commands', tabindex: '0', 'aria-label': 'Sheet' }, sheet.text)));
    } catch (error) {
      this.#sheet.replaceChildren(paragraph('Nothing is put up for signature.'), refusal(error));
    }
  }

  #commands() {
    return element('div', {},
      paragraph('On the machine or at the module that holds your key, in the folder of pae.bin. Openssl comes with most systems; nothing of this project is needed there.'),
      COMMANDS.map(([who, commands], place) => fold(who, place === 0, element('pre', { class: 'commands', tabindex: '0', 'aria-label': who }, commands))));
  }

  #file(name, label, taken) {
    const input = element('input', { type: 'file', id: `${name}-file`, class: 'plain-file' });
    // The same file may be chosen again after it was signed anew: a browser tells of that only where nothing was chosen before.
    input.addEventListener('click', () => {
      input.value = '';
      taken(null);
    });
    input.addEventListener('change', async () => {
      const [file] = input.files;
      this.#say();
      if (file === undefined) return taken(null);
      const bytes = new Uint8Array(await file.arrayBuffer());
      if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(new TextDecoder().decode(bytes))) {
        input.value = '';
        taken(null);
        this.#refused.set(name, fault({ name: 'PRIVATE_KEY', message: `the file ${file.name} is a private key; it was not kept`, help: 'hand in the public key: `openssl pkey -in approver.pem -pubout` makes it' }));
        return this.#say();
      }
      this.#refused.delete(name);
      this.#say();
      return taken(bytes);
    });
    return element('div', { class: 'field' }, element('label', { for: `${name}-file` }, label), input);
  }

  /** Says `parts` of the files that came back, below whatever was refused and has not been put right. */
  #say(...parts) {
    this.#answer.replaceChildren(...[...this.#refused.values(), ...parts].filter((part) => part !== null));
  }

  #approve() {
    const missing = [['the signature', this.#signature], ['your public key', this.#key]].filter(([, bytes]) => bytes === null).map(([what]) => what);
    if (missing.length > 0) {
      this.#say(paragraph(`Hand in ${missing.join(' and ')} first.`, 'notice'));
      return;
    }
    if (this.#verdicts.open.length > 0) {
      this.#say(paragraph('Say your verdicts first, the same as when you saved the bytes.', 'notice'));
      return;
    }
    try {
      const done = this.#reading.review.signed(this.#judgement(), keyIn(this.#key), signatureIn(this.#signature));
      const { found, threshold } = done.approvals;
      const isEnough = found >= threshold;
      const name = isEnough ? 'approved.tsb.json' : `signed-${found}-of-${threshold}.tsb.json`;
      this.#say(
        element('p', { class: 'done' }, badge('good', 'It holds'), ` The signature is this key’s, over these very bytes. ${found} of ${threshold} approvers have signed this sheet now.`),
        isEnough ? null : paragraph('Not approved yet: the bank’s page refuses this release until enough approvers have signed. Save it and hand it to the next one.', 'notice'),
        facts([['Key', digest(done.key)], ['Sheet', digest(done.sheet)]]),
        element('p', { class: 'row' },
          button(isEnough ? 'Save the approved release' : `Save the release with your approval (${found} of ${threshold})`, { class: 'act', id: 'save-approved' }, () => save(name, 'application/json', done.bundle)),
          button('Read it here', { class: 'quiet', id: 'read-approved' }, () => this.#reading.replace(done.bundle, name))));
    } catch (error) {
      this.#say(refusal(error));
    }
  }
}

function step(title, ...children) {
  return element('li', {}, element('div', {}, element('h3', {}, title), children));
}

/** A refusal of approving says its own code beside that of the package. */
function refusal(error) {
  const code = error.approval ?? error.code;
  return fault({ ...told(error), code, ...(code in HELP ? { help: HELP[code] } : {}) });
}

function told({ name, message, help, path }) {
  return { name, message, help, path };
}

/** PEM is a text, DER are bytes. */
function keyIn(bytes) {
  const text = new TextDecoder().decode(bytes);
  return text.includes('-----BEGIN') ? text : bytes;
}

/** Base64 is a text, everything else are bytes. */
function signatureIn(bytes) {
  const text = new TextDecoder().decode(bytes).trim();
  return /^[A-Za-z0-9+/\s]+={0,2}$/.test(text) && text.length >= 80 ? text.replaceAll(/\s/g, '') : bytes;
}
