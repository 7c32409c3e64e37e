// Each campaign in plain words, as customers see it, and as the sheet binds it.

import { badge, button, code, digest, element, facts, fold, paragraph, table } from '../element.js';
import { inWords } from '../moments.js';
import { preview } from '../preview.js';
import { sentences } from '../sentences.js';

export const id = 'campaigns';
export const title = 'The campaigns';

const LANGUAGES = [['en', 'English'], ['es', 'Español']];
const STANDINGS = { __proto__: null, holds: ['good', 'Made again here, the same'], differs: ['bad', 'Differs'], not_measured: ['mute', 'Not measured'], not_remade: ['mute', 'Made elsewhere'] };

export function draw(reading) {
  const { review } = reading;
  const told = review.campaigns.map((campaign) => ({ campaign, words: element('div', {}) }));
  const choose = element('div', { class: 'row screen', role: 'group', 'aria-label': 'Language of the sentences' });
  const say = (language) => {
    for (const { campaign, words } of told) words.replaceChildren(sentences(withoutHeading(review.describe(campaign.campaign, language)), language));
    for (const one of choose.children) one.setAttribute('aria-pressed', String(one.dataset.language === language));
  };
  choose.append(...LANGUAGES.map(([language, name]) => button(name, { class: 'quiet', 'data-language': language, lang: language }, () => say(language))));
  say('en');
  return [
    paragraph('The sentences are made from the signed definition, inside this page: nobody wrote them beside it. The banners are drawn by the element that the bank’s page uses; nothing in them can be followed here.'),
    choose,
    ...told.map(({ campaign, words }) => one(reading, campaign, words)),
  ];
}

/** The first line names the campaign: the heading does so already. */
function withoutHeading(text) {
  return text.slice(text.indexOf('\n') + 1);
}

function one({ review, documents, images }, known, words) {
  const { campaign, name, verdict, signed_off: runs, denied, evidence } = known;
  const definition = documents.campaigns.get(campaign);
  return element('article', { class: 'campaign', 'data-campaign': campaign, 'aria-labelledby': `campaign-${campaign}` },
    element('h3', { id: `campaign-${campaign}` }, name, element('span', { class: 'id' }, code(campaign))),
    standing(verdict, runs, denied),
    words,
    element('h4', {}, 'As customers see it'),
    element('div', { class: 'previews' }, creativesOf(definition).map((place) => preview({ campaign, slot: known.slots[0], ...place }, place.creative, images))),
    element('h4', {}, 'What the verdict rests on'),
    table(`Evidence for ${campaign}; renderings and golden decisions were made again in this page`, ['Evidence', 'Stands', 'SHA-256 in the sheet'], evidence.map(evidenceRow)),
    ...known.locales.map((locale) => fold(`The text that the sheet binds for ${locale}`, false, () => sentences(review.rendering(campaign, locale), locale))),
    fold('Codes, dates and the signed text', false, () => [
      facts([
        ['Class and category', `${known.class}, ${known.category}`],
        ['Product', known.product ?? 'none'], ['Topic', known.topic ?? 'none'], ['Group', known.group ?? 'none'], ['Conflict group', known.conflict_group ?? 'none'],
        ['Priority', `${known.priority} of 1000`],
        ['Slots', known.slots.join(', ')],
        ['Runs', `from ${inWords(known.schedule.from)} until ${inWords(known.schedule.until)}`],
        ['Comparison group', known.holdout === null ? 'none of its own' : `${known.holdout.share_bp / 100} %`],
        ['Experiments', known.experiments.length === 0 ? 'none' : known.experiments.map(experimentInWords).join('; ')],
        ['Reads', known.reads.map(({ feature, in: parts }) => `${feature} (${parts.join(', ')})`).join('; ')],
        ['Signed text', `${known.bytes} bytes, SHA-256 `, digest(known.digest)],
      ]),
      element('pre', { class: 'commands', tabindex: '0', 'aria-label': `Signed text of ${campaign}` }, review.text({ campaign })),
    ]));
}

function standing(verdict, runs, denied) {
  if (denied) return badge('bad', 'Denied by the page’s policy: it does not run');
  if (runs) return badge('good', 'Approved: it may run');
  return verdict === 'approved' ? badge('held', 'Proposed as approved; the sheet lacks approvals') : badge('held', verdict === 'held' ? 'Held: it does not run' : 'Rejected: it does not run');
}

function experimentInWords({ key, state, coverage_bp: coverage, arms }) {
  return `${key}, ${state}, ${coverage / 100} % of customers, arms ${arms.map(({ arm, weight }) => `${arm} ×${weight}`).join(', ')}`;
}

function evidenceRow({ kind, locale, digest: stated, standing: stands, found }) {
  const [mood, word] = STANDINGS[stands];
  const what = kind === 'renderings' ? `Rendering in ${locale}` : { goldens: 'Golden decisions', lint: 'Compliance lint', reach: 'Reach' }[kind];
  const row = [what, badge(mood, word), stated === null ? 'none' : element('span', {}, digest(stated), stands === 'differs' ? element('span', {}, ' but here ', found === null ? 'there is none' : digest(found)) : null)];
  return row;
}

/** Every creative of a definition with its place: its own, those of variants, those of arms. */
function creativesOf({ creatives, variants = [], experiments = [] }) {
  const of = (some, variant) => Object.entries(some ?? {}).map(([locale, creative]) => ({ locale, creative, ...variant }));
  const arms = experiments.flatMap(({ experiment, arms: some = [] }) => some.flatMap((arm) => of(arm.creatives, { variant: `${experiment}: ${arm.arm}` })));
  return [...of(creatives, {}), ...variants.flatMap(({ variant, creatives: some }) => of(some, { variant })), ...arms];
}
