// The module of reviewers decides as the page's does, and says what the command line says, word for word.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { assert, check } from '../page/checks.mjs';
import { nativeExplanations } from './cases.mjs';

export async function checkReview({ esm, cjs }, folder, { bundle, trust, options, requests }) {
  const page = createRequire(join(esm, 'main.mjs'))('tellerside');
  const entry = pathToFileURL(join(esm, 'node_modules', 'tellerside', 'dist', 'review.node.js')).href;
  const reviews = [['import', await import(entry)], ['require', createRequire(join(cjs, 'main.js'))('tellerside/review')]];
  await page.init();
  const decider = page.Engine.load(bundle, trust, options);

  for (const [kind, review] of reviews) {
    await review.init();
    const engine = review.Engine.load(bundle, trust, options);

    await check(`tellerside/review by ${kind} decides as tellerside does`, () => {
      assert.deepEqual(Object.keys(review).sort(), [...Object.keys(page), 'ApprovalError', 'Review'].sort());
      for (const request of requests) assert.deepEqual(engine.decide(request), decider.decide(request));
    });

    for (const language of ['en', 'es']) {
      const native = nativeExplanations(folder, requests, language);

      await check(`tellerside/review by ${kind} describes every campaign as the command line does, in ${language}`, () => {
        engine.campaigns.forEach(({ campaign }, place) => {
          assert.equal(engine.describe(campaign, language), native.describe(campaign));
          assert.equal(engine.describe(place, language), engine.describe(campaign, language));
          assert.equal(engine.rendering(campaign, `${language}-US`), native.rendering(campaign, `${language}-US`));
        });
      });

      await check(`tellerside/review by ${kind} explains every decision as the command line does, in ${language}`, () => {
        for (const request of requests) assert.equal(engine.explain(request, language), native.explain(request));
      });
    }

    await check(`tellerside/review by ${kind} refuses what it does not know, in words`, () => {
      const refused = (work, path) => assert.throws(work, (error) => {
        assert.deepEqual([error.name, error.code, error.path], ['InputError', 'OPTIONS_INVALID', path]);
        return true;
      });
      refused(() => engine.describe('no-such-campaign'), 'campaign');
      refused(() => engine.describe(999), 'campaign');
      refused(() => engine.describe('overdraft-protection', 'fr'), 'language');
      refused(() => engine.explain(requests[0], 'fr'), 'language');
      refused(() => engine.rendering('no-such-campaign', 'en-US'), 'campaign');
      refused(() => engine.rendering('overdraft-protection', 'fr-CA'), 'locale');
      refused(() => engine.rendering('overdraft-protection'), 'locale');
      assert.throws(() => engine.explain('{}'), { code: 'REQUEST_INVALID' });
    });

    engine.close();
  }
  decider.close();
}
