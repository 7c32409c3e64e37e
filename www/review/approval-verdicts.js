// An approver's verdicts. Nothing is judged until a person says so, or what was judged before carries forward.

import { badge, button, code, counted, element } from './element.js';

const WORDS = { __proto__: null, approved: 'Approved', held: 'Held', rejected: 'Rejected' };

export class Verdicts {
  #reading;
  #changed;
  /** By campaign: `{ verdict, how }`, with how it came about as the print says it. */
  #judged = new Map();
  #proposed;
  #fields = new Map();
  #left = element('p', { id: 'verdicts-left', role: 'status' });
  #takeOver = button('Take over what the sheet proposes', { class: 'quiet', id: 'take-over' }, () => this.#takeOverAll());

  /**
   * @param proposed the verdicts of the sheet that would be signed if nobody judged
   * @param changed called after every verdict; with true where all that was left was taken over at once
   */
  constructor(reading, proposed, changed) {
    this.#reading = reading;
    this.#proposed = proposed;
    this.#changed = changed;
    const compared = reading.changes?.last.ok === true ? reading.changes.campaigns : [];
    const before = new Map(compared.map((one) => [one.campaign, one]));
    for (const { campaign, standing, carries } of compared) {
      // As on the command line: what has changed is judged anew, even where it was turned down before.
      if (standing === 'unchanged' && carries !== null) this.#judged.set(campaign, { verdict: carries, how: 'carried forward' });
    }
    this.part = element('div', {},
      reading.review.campaigns.map((campaign) => this.#field(campaign, before.get(campaign.campaign)?.carries ?? null)),
      this.#left, element('p', { class: 'row screen' }, this.#takeOver));
    this.#tell();
  }

  /** What this approver says, by campaign. What carries forward the package adds by itself. */
  get given() {
    return Object.fromEntries([...this.#judged].filter(([, { how }]) => how !== 'carried forward').map(([campaign, { verdict }]) => [campaign, verdict]));
  }

  /** The campaigns that nobody has judged. */
  get open() {
    return this.#reading.review.campaigns.map(({ campaign }) => campaign).filter((campaign) => !this.#judged.has(campaign));
  }

  #field({ campaign, name }, carries) {
    const judged = this.#judged.get(campaign);
    const radios = Object.keys(WORDS).map((verdict) => {
      const radio = element('input', { type: 'radio', name: `verdict-${campaign}`, value: verdict, checked: judged?.verdict === verdict });
      radio.addEventListener('change', () => this.#judge(campaign, verdict));
      return radio;
    });
    const printed = element('p', { class: 'only-print judged' });
    this.#fields.set(campaign, { radios, printed });
    const beside = judged === undefined ? `${carries === null ? 'the sheet proposes' : 'as before, the sheet proposes'}: ${this.#proposed[campaign]}` : `carried forward: ${judged.verdict}`;
    return element('fieldset', { class: 'choice verdict-choice' },
      element('legend', {}, name, ' ', code(campaign), ' ', badge('mute', beside)),
      radios.map((radio) => element('label', { class: 'screen' }, radio, WORDS[radio.value])), printed);
  }

  #judge(campaign, verdict) {
    this.#judged.set(campaign, { verdict, how: 'chosen in this page' });
    this.#tell();
    this.#changed(false);
  }

  #takeOverAll() {
    for (const campaign of this.open) {
      const verdict = this.#proposed[campaign];
      this.#judged.set(campaign, { verdict, how: 'taken over from the sheet, with all that was left' });
      for (const radio of this.#fields.get(campaign).radios) radio.checked = radio.value === verdict;
    }
    this.#tell();
    this.#changed(true);
  }

  #tell() {
    for (const [campaign, { printed }] of this.#fields) {
      const judged = this.#judged.get(campaign);
      printed.textContent = judged === undefined ? 'Not judged' : `${WORDS[judged.verdict]}, ${judged.how}`;
    }
    const left = this.open.length;
    this.#left.textContent = left === 0 ? 'Every campaign is judged.' : `${left} of ${counted(this.#fields.size, 'campaign')} ${left === 1 ? 'is' : 'are'} not judged yet.`;
    this.#takeOver.hidden = left === 0;
  }
}
