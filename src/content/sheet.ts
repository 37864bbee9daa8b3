/** The one style sheet that all of Dogear's shadow roots in a page share, in the page's own scheme. */
const LIGHT = `
  --ink: #1f2937; --soft: #4b5563; --ground: #fff; --line: #e5e7eb; --hover: #f3f4f6;
  --star: #b45309; --read: #047857; --focus: #2563eb; --wrong: #b91c1c;`;
const DARK = `
  --ink: #f3f4f6; --soft: #a8b0bd; --ground: #111827; --line: #374151; --hover: #1f2937;
  --star: #fbbf24; --read: #34d399; --focus: #60a5fa; --wrong: #fca5a5;`;

const RULES = `
*, ::before, ::after { box-sizing: border-box }
button {
  all: unset; box-sizing: border-box; cursor: pointer; display: inline-flex; align-items: center;
  justify-content: center; gap: .3em; min-inline-size: 24px; min-block-size: 24px;
  border-radius: 5px; color: var(--soft); -webkit-user-select: none; user-select: none;
}
button:hover { color: var(--ink) }
button:focus-visible, input:focus-visible { outline: 2px solid var(--focus); outline-offset: 1px }
svg { inline-size: 1.05em; block-size: 1.05em; flex: none; fill: none; stroke: currentColor;
  stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round }
[name=star][aria-pressed=true] { color: var(--star) }
[name=star][aria-pressed=true] svg { fill: currentColor }
[name=read][aria-pressed=true] { color: var(--read) }
[name=read][aria-pressed=true] svg { stroke-width: 2.6 }
[role=alert]:empty { display: none }
[role=alert] { color: var(--wrong) }

:host(dogear-control) {
  all: initial; font: inherit; color: inherit; cursor: auto; direction: inherit;
}
:host(dogear-control[data-look=line]) {
  display: inline-block; position: relative; vertical-align: baseline; white-space: nowrap;
  margin-inline-start: .5em; font-size: max(.85em, 12px); font-weight: 400; line-height: 1;
}
/* A target of 24 px, in the height of the line that it stands in. */
:host([data-look=line]) .group { display: inline-flex; gap: .35em; margin-block: -8px }
:host([data-look=line]) button { align-items: baseline; padding: 6px .25em }
/* Letters sit in the upper part of their line: the icon goes up to them. */
:host([data-look=line]) svg { align-self: center; translate: 0 -.08em }
:host(dogear-control[data-look=corner]) {
  position: absolute; inset-block-start: 8px; inset-inline-end: 8px; z-index: 2; font-size: 14px;
  font-family: inherit; line-height: 1;
}
:host([data-look=corner]) .group {
  display: flex; padding: 1px; border: 1px solid var(--line); border-radius: 7px;
  background: var(--ground); box-shadow: 0 1px 2px rgb(0 0 0 / .06);
}
:host([data-look=corner]) button { inline-size: 28px; block-size: 26px }
:host([data-look=corner]) button:hover { background: var(--hover) }
:host([data-look=corner]) .label { display: none }
:host([data-look=corner]) [role=alert] {
  position: absolute; inset-block-start: calc(100% + 4px); inset-inline-end: 0;
  inline-size: max-content; max-inline-size: 240px; padding: 6px 9px; border: 1px solid var(--line);
  border-radius: 7px; background: var(--ground); font-size: 13px; line-height: 1.35;
  box-shadow: 0 4px 14px rgb(0 0 0 / .14);
}

:host(dogear-bar) {
  all: initial; position: fixed; inset-block-end: 14px; inset-inline-end: 14px; z-index: 2147483000;
  max-inline-size: calc(100vw - 28px); font: 13px/1.4 system-ui, sans-serif;
}
.bar {
  display: flex; flex-wrap: wrap; align-items: center; gap: 2px 10px; padding: 5px 8px 5px 14px;
  border: 1px solid var(--line); border-radius: 10px; background: var(--ground); color: var(--ink);
  box-shadow: 0 4px 16px rgb(0 0 0 / .12); font-variant-numeric: tabular-nums;
}
.bar p { margin: 0 }
.bar button { padding-inline: 8px; font-weight: 600; color: var(--ink) }
.bar button:hover { background: var(--hover) }
.bar label {
  display: inline-flex; align-items: center; gap: 5px; min-block-size: 24px; padding-inline: 10px 6px;
  border-inline-start: 1px solid var(--line); color: var(--soft); cursor: pointer;
}
.bar input { margin: 0; accent-color: var(--focus) }
.bar [hidden] { display: none }
@media print { :host { display: none !important } }
@media (forced-colors: active) {
  [aria-pressed=true] { forced-color-adjust: none; color: Highlight }
}
`;

let shared: CSSStyleSheet | undefined;
let scheme: 'light' | 'dark' | undefined;

/** The sheet, for a shadow root's `adoptedStyleSheets`. */
export function sharedSheet(): CSSStyleSheet {
  if (!shared) {
    shared = new CSSStyleSheet();
    followScheme();
  }
  return shared;
}

/**
 * Takes on the page's scheme again. Sites switch it by a class, an attribute or the system's setting,
 * each its own way; what all of them have in common is light text in the dark.
 */
export function followScheme(): void {
  const now = isDark() ? 'dark' : 'light';
  if (!shared || now === scheme) return;
  scheme = now;
  shared.replaceSync(`:host { color-scheme: ${now};${now === 'dark' ? DARK : LIGHT} }\n${RULES}`);
}

function isDark(): boolean {
  const color = getComputedStyle(document.body ?? document.documentElement).color;
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
  // The page's colour can also be written in 0…1 (`color(srgb …)`, `oklch(…)`).
  const light = /^rgb/.test(color) ? 255 : 1;
  return (0.299 * red + 0.587 * green + 0.114 * blue) / light > 0.6;
}
