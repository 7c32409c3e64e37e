// The face over the module with explanations: an engine that also says in words what campaigns mean and why it decided so.

import { Engine, ask, gateName, jsonOf, start } from './review-engine.js';
import { InputError } from './errors.js';

class ReviewEngine extends Engine {
  /** The campaign at a place of `campaigns`, or of an id, in sentences. */
  describe(campaign, language = 'en') {
    const id = typeof campaign === 'number' ? this.campaigns[campaign]?.campaign : campaign;
    if (typeof id !== 'string') throw new InputError('OPTIONS_INVALID', 'name a campaign by its id or its place in `campaigns`', 'campaign');
    const spoken = codeOf(language);
    return ask(this, (module) => module.describe(id, spoken));
  }

  /** Why each campaign is shown or not, clause by clause with the values that were read. */
  explain(request, language = 'en') {
    const text = jsonOf(request, 'REQUEST_INVALID', 'request');
    const spoken = codeOf(language);
    return ask(this, (module) => module.explain(text, spoken));
  }
}

function codeOf(language) {
  if (language === 'en' || language === 'es') return language;
  throw new InputError('OPTIONS_INVALID', 'the language is `en` or `es`', 'language');
}

export { ReviewEngine, gateName, start };
