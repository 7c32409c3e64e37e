// What the demo tells of campaigns: what a customer may refuse, as the engine says, and out of the bundle headlines and how old features may
// be. Only a bundle that the engine has taken is read: then every byte of it is what vendor and bank signed.

export class Offers {
  #campaigns = new Map();
  #definitions = new Map();
  #ages = new Map();

  /**
   * @param bundle text of a bundle that was taken; null for none
   * @param campaigns of the engine that took it
   */
  constructor(bundle, campaigns = []) {
    this.#campaigns = new Map(campaigns.map((one) => [one.campaign, one]));
    if (bundle === null) return;
    const { files, index } = JSON.parse(bundle);
    const { campaigns: signed, catalogue } = JSON.parse(index);
    for (const { digest, id } of signed) this.#definitions.set(id, JSON.parse(files[digest]));
    for (const feature of JSON.parse(files[catalogue.digest]).features) {
      if (Object.hasOwn(feature, 'max_age')) this.#ages.set(feature.id, feature.max_age);
    }
  }

  /** What a customer who is shown the campaign may refuse: `offer` and `all`, and `product` and `topic` where it has one. */
  refusals(campaign) {
    const { product, topic } = this.#campaigns.get(campaign);
    return ['offer', ...(product === undefined ? [] : ['product']), ...(topic === undefined ? [] : ['topic']), 'all'];
  }

  /** The target of a refusal, as the history has it. */
  target(campaign, refused) {
    if (refused === 'all') return 'all';
    return refused === 'offer' ? { campaign } : { [refused]: this.#campaigns.get(campaign)[refused] };
  }

  /** The approved headline of the campaign in `locale`, else in its default locale; null for a campaign that the bundle does not have. */
  headline(campaign, locale) {
    const definition = this.#definitions.get(campaign);
    if (definition === undefined) return null;
    const { creatives, default_locale: usual } = definition;
    return (Object.hasOwn(creatives, locale) ? creatives[locale] : creatives[usual]).headline;
  }

  /** How old features may be before they count as unknown: the age as the catalogue writes it, by feature. */
  get ages() {
    return this.#ages;
  }
}
