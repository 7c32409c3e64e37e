// How a slot looks where the host says nothing: the page's own fonts, plain colours that follow light and dark. The host changes it by
// custom properties and by parts; README has the list.

const STYLE = `
:host {
  display: block;
  container: tellerside-slot / inline-size;
}
:host([hidden]) { display: none; }
.region {
  position: relative;
  display: grid;
  box-sizing: border-box;
  min-block-size: var(--tellerside-size, 18rem);
  border-radius: var(--tellerside-radius, 12px);
}
.region:focus { outline: none; }
.region:focus-visible, .banner :focus-visible {
  outline: 3px solid var(--tellerside-focus, light-dark(#b8471b, #ffb27d));
  outline-offset: 2px;
  border-radius: 4px;
}
slot { display: block; }
[hidden] { display: none !important; }
.status, .spoken {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  margin: 0;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.banner {
  position: relative;
  display: flex;
  flex-direction: column;
  align-items: flex-start;
  gap: .6rem;
  box-sizing: border-box;
  min-inline-size: 0;
  padding: var(--tellerside-padding, 1.25rem);
  background: var(--tellerside-ground, light-dark(#ffffff, #18211d));
  color: var(--tellerside-ink, light-dark(#18251f, #e8eee9));
  border: 1px solid var(--tellerside-line, light-dark(#77827c, #7d8a83));
  border-radius: var(--tellerside-radius, 12px);
  font-family: var(--tellerside-font, inherit);
  line-height: 1.5;
  text-align: start;
  overflow-wrap: anywhere;
}
.banner > * { margin: 0; max-inline-size: 100%; }
.mark, .disclosure { color: var(--tellerside-soft, light-dark(#53625a, #a7b5ad)); }
.mark { font-size: .85rem; font-weight: 600; }
.mark, .headline { padding-inline-end: 2.75rem; }
.headline { font-family: var(--tellerside-heading-font, inherit); font-size: 1.35rem; font-weight: 600; line-height: 1.25; }
.image { block-size: var(--tellerside-image-size, 8rem); inline-size: 100%; object-fit: cover; border-radius: 6px; }
.action {
  display: inline-flex;
  align-items: center;
  box-sizing: border-box;
  min-block-size: 2.75rem;
  padding: .5rem 1.25rem;
  border-radius: 8px;
  border: 1px solid transparent;
  background: var(--tellerside-action-ground, light-dark(#0e4a3b, #8fd3b6));
  color: var(--tellerside-action-ink, light-dark(#ffffff, #0a2a20));
  font-weight: 600;
  text-decoration: none;
}
.action:hover { text-decoration: underline; text-underline-offset: .2em; }
.disclosure { font-size: .85rem; line-height: 1.4; }
.answers {
  display: flex;
  flex-wrap: wrap;
  align-items: flex-start;
  gap: 0 1.25rem;
  inline-size: 100%;
  margin-block-start: auto;
  font-size: .9rem;
}
.why { min-inline-size: 0; }
.why[open] { flex-basis: 100%; }
.why-text { margin: .25rem 0; }
.refusals { display: flex; flex-wrap: wrap; gap: 0 1.25rem; margin: 0; }
.why-ask, .refusal, .not-interested {
  display: inline-flex;
  align-items: center;
  min-block-size: 2.25rem;
  padding: 0;
  border: 0;
  background: none;
  color: inherit;
  font: inherit;
  text-align: start;
  text-decoration: underline;
  text-underline-offset: .2em;
  cursor: pointer;
}
.why-ask { list-style: none; }
.why-ask::-webkit-details-marker { display: none; }
.dismiss {
  position: absolute;
  inset-block-start: .4rem;
  inset-inline-end: .4rem;
  inline-size: 2.75rem;
  block-size: 2.75rem;
  padding: 0;
  border: 0;
  border-radius: 50%;
  background: none;
  color: inherit;
  font: 1.5rem/1 sans-serif;
  cursor: pointer;
}
.dismiss::before { content: "×" / ""; }
.dismiss:hover { background: color-mix(in srgb, currentColor 15%, transparent); }
@media (prefers-reduced-motion: no-preference) {
  .banner.fresh { animation: tellerside-appear .18s ease-out; }
  @keyframes tellerside-appear { from { opacity: .4; } }
}
@media (forced-colors: active) {
  .action { border-color: LinkText; }
  .dismiss { border: 1px solid ButtonText; }
}
`;

/** For `style-src` of a page that is put together at an edge, where the style stands in the markup. */
const styleHash = 'sha256-8rfIX9S7i95afZ3lQfdW/djZLjLCi8AyUTlXdfNEwRs=';

export { STYLE, styleHash };
