// A release as its reviewers and approvers read it, before the bank has approved it. It is no engine, and gives none away.

import { EngineError, InputError } from './errors.js';
import { frozen, isObject, known } from './options.js';
import { instance, trapped } from './review-engine.js';
import { helpOf, refused } from './review-errors.js';
import { bytesOf, composed, spkiOf } from './review-signing.js';
import { jsonOf, loadTexts } from './texts.js';

const { entries, freeze } = Object;
const { isArray } = Array;
const { parse } = JSON;

/** The text of the bundle of another review. */
let textOf;

class Review {
  #texts;
  /** The module's own; null after a trap until it is replaced, and after close(). */
  #module = null;
  #closed = false;
  #told = new Map();

  /** Use Review.open. */
  constructor(bundle, trust, options) {
    this.#texts = loadTexts(bundle, trust, options);
    try {
      this.#module = this.#open();
    } catch (thrown) {
      throw refused(thrown) ?? trapped(thrown);
    }
  }

  static open(bundle, trust, options) {
    return new this(bundle, trust, options);
  }

  get facts() {
    return this.#facts('release');
  }

  get campaigns() {
    return this.#facts('campaigns');
  }

  get features() {
    return this.#facts('features');
  }

  policy(language = 'en') {
    const spoken = codeOf(language);
    return this.#call((module) => module.describe('policy:', spoken));
  }

  text(file) {
    if (isObject(file)) {
      const { campaign } = known(file, ['campaign']);
      const id = this.#idOf(campaign);
      return this.#call((module) => module.text('', id));
    }
    if (typeof file !== 'string') throw refusedOption('file', 'name a file of the bundle, or `{ campaign }`');
    return this.#call((module) => module.text(file));
  }

  describe(campaign, language = 'en') {
    const id = this.#idOf(campaign);
    const spoken = codeOf(language);
    return this.#call((module) => module.describe(id, spoken));
  }

  rendering(campaign, locale) {
    const id = this.#idOf(campaign);
    if (typeof locale !== 'string') throw refusedOption('locale', 'the locale is a text such as `en-US`');
    return this.#call((module) => module.rendering(id, locale));
  }

  describeFeature(feature, language = 'en') {
    if (typeof feature !== 'string') throw refusedOption('feature', 'name a feature by its id');
    const spoken = codeOf(language);
    return this.#call((module) => module.describe(`feature:${feature}`, spoken));
  }

  reasons(request, whatIf) {
    return parse(this.#decided(request, whatIf)).reasons;
  }

  decide(request, whatIf) {
    const preview = parse(this.#decided(request, whatIf));
    preview.as_if_approved = asIfOf(whatIf);
    return frozen(preview);
  }

  explain(request, language = 'en', whatIf = undefined) {
    return this.#explained(request, language, whatIf, false);
  }

  explanations(request, language = 'en', whatIf = undefined) {
    return frozen(parse(this.#explained(request, language, whatIf, true)));
  }

  changes(other, language = 'en') {
    const text = textOf(other, 'other');
    const spoken = codeOf(language);
    const changes = parse(this.#call((module) => module.changes(text, spoken)));
    helped(changes.last);
    return frozen(changes);
  }

  sheet(judgement) {
    const { verdicts, last } = judged(judgement);
    return frozen(parse(this.#call((module) => module.sheet(verdicts, last))));
  }

  toSign(judgement) {
    const { verdicts, last } = judged(judgement);
    const told = parse(this.#call((module) => module.signing(verdicts, last)));
    composed(told.bundle);
    told.bytes = bytesOf(told.bytes, 'bytes');
    return freeze(told);
  }

  signed(judgement, key, signature) {
    const { verdicts, last } = judged(judgement);
    const spki = spkiOf(key);
    const given = bytesOf(signature, 'signature');
    const told = parse(this.#call((module) => module.approved(verdicts, last, spki, given)));
    composed(told.bundle);
    return frozen(told);
  }

  close() {
    this.#closed = true;
    this.#module = null;
    this.#told.clear();
  }

  static {
    textOf = (review, name) => {
      if (typeof review === 'object' && review !== null && #texts in review) return review.#texts.bundle;
      throw refusedOption(name, 'give another release that Review.open opened');
    };
  }

  #open() {
    const { Review: ModuleReview } = instance();
    const { bundle, trust, options: { now, policy, roots } } = this.#texts;
    return ModuleReview.open(bundle, trust, now, policy, roots);
  }

  #facts(what) {
    if (!this.#told.has(what)) {
      const facts = parse(this.#call((module) => module.facts(what)));
      if (what === 'release') [facts.accepted, facts.if_approved].forEach(helped);
      this.#told.set(what, frozen(facts));
    }
    return this.#told.get(what);
  }

  #idOf(campaign) {
    const id = typeof campaign === 'number' ? this.campaigns[campaign]?.campaign : campaign;
    // What is no id asks for nothing else that the module tells.
    if (typeof id === 'string' && !id.includes(':')) return id;
    throw refusedOption('campaign', 'name a campaign by its id or its place in `campaigns`');
  }

  #decided(request, whatIf) {
    const text = jsonOf(request, 'REQUEST_INVALID', 'request');
    const asIf = namedOf(asIfOf(whatIf));
    return this.#call((module) => module.decide(text, asIf));
  }

  #explained(request, language, whatIf, asData) {
    const text = jsonOf(request, 'REQUEST_INVALID', 'request');
    const spoken = codeOf(language);
    const asIf = namedOf(asIfOf(whatIf));
    return this.#call((module) => module.explain(text, spoken, asIf, asData));
  }

  /** What `work` gives. An instance that trapped is thrown away, and the next call gets a new one. */
  #call(work) {
    if (this.#closed) throw new EngineError('NOT_INITIALISED', 'the review is closed');
    try {
      this.#module ??= this.#open();
      return work(this.#module);
    } catch (thrown) {
      const error = refused(thrown);
      if (error !== null) throw error;
      this.#module = null;
      throw trapped(thrown);
    }
  }
}
if (Symbol.dispose) Review.prototype[Symbol.dispose] = Review.prototype.close;

/** A judgement as the module takes it: a verdict a line, and the text of the last release. */
function judged(judgement = {}) {
  const { verdicts = {}, last } = known(judgement, ['verdicts', 'last']);
  if (!isObject(verdicts)) throw refusedOption('verdicts', 'verdicts are an object by campaign');
  const lines = entries(verdicts).map(([campaign, verdict]) => {
    if (/[\n\r]/.test(campaign) || !['approved', 'rejected', 'held'].includes(verdict)) {
      throw refusedOption(`verdicts.${campaign}`, 'write `approved`, `rejected` or `held`');
    }
    return `${verdict} ${campaign}`;
  });
  return { verdicts: lines.join('\n'), last: last === undefined ? undefined : textOf(last, 'last') };
}

function asIfOf(whatIf) {
  const { as_if_approved: asIf = false } = known(whatIf, ['as_if_approved']);
  const named = isArray(asIf) && asIf.every((id) => typeof id === 'string' && id !== '' && id !== '*' && !/[\n\r]/.test(id));
  if (typeof asIf === 'boolean' || named) return asIf;
  throw refusedOption('as_if_approved', 'write true, or name campaigns by their ids');
}

function namedOf(asIf) {
  return isArray(asIf) ? asIf.join('\n') : asIf ? '*' : '';
}

/** An answer of a door, with how to mend it. */
function helped(answer) {
  if (!answer.ok) answer.help = helpOf(answer.code);
}

function codeOf(language) {
  if (language === 'en' || language === 'es') return language;
  throw refusedOption('language', 'the language is `en` or `es`');
}

function refusedOption(path, message) {
  return new InputError('OPTIONS_INVALID', message, path);
}

export { Review };
