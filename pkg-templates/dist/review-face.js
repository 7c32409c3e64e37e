// The face over the module with explanations: an engine that also says in words what campaigns mean and why it decided so.

import { Engine, ask, gateName, start } from './review-engine.js';
import { InputError } from './errors.js';
import { ApprovalError } from './review-errors.js';
import { Review } from './review-open.js';
import { jsonOf } from './texts.js';

class ReviewEngine extends Engine {
  /** The campaign at a place of `campaigns`, or of an id, in sentences. */
  describe(campaign, language = 'en') {
    const id = idOf(this, campaign);
    const spoken = codeOf(language);
    return ask(this, (module) => module.describe(id, spoken));
  }

  /** The campaign as approvers read it for the customers of exactly one locale: the text that the approval sheet binds. */
  rendering(campaign, locale) {
    const id = idOf(this, campaign);
    if (typeof locale !== 'string') throw new InputError('OPTIONS_INVALID', 'the locale is a text such as `en-US`', 'locale');
    return ask(this, (module) => module.rendering(id, locale));
  }

  /** Why each campaign is shown or not, clause by clause with the values that were read. */
  explain(request, language = 'en') {
    const text = jsonOf(request, 'REQUEST_INVALID', 'request');
    const spoken = codeOf(language);
    return ask(this, (module) => module.explain(text, spoken));
  }
}

function idOf(engine, campaign) {
  const id = typeof campaign === 'number' ? engine.campaigns[campaign]?.campaign : campaign;
  if (typeof id === 'string') return id;
  throw new InputError('OPTIONS_INVALID', 'name a campaign by its id or its place in `campaigns`', 'campaign');
}

function codeOf(language) {
  if (language === 'en' || language === 'es') return language;
  throw new InputError('OPTIONS_INVALID', 'the language is `en` or `es`', 'language');
}

export { ApprovalError, Review, ReviewEngine, gateName, start };
