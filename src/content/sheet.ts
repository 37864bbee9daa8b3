import { call } from '../protocol/rpc';
import { beforeFrame } from './frame';

const shared = new CSSStyleSheet();
let scheme: 'light' | 'dark' | undefined;
let isLoaded = false;
let isScheduled = false;

/** Returns the one style sheet that all of Dogear's shadow roots in a page share. */
export const sharedSheet = (): CSSStyleSheet => shared;

/**
 * Loads the style sheet from the background. It is a tenth of what the script would weigh with it, and
 * a page without papers never needs it. Rejects with a `RequestError`.
 */
export async function loadSheet(): Promise<void> {
  if (isLoaded) return;
  shared.replaceSync(await call('sheet'));
  isLoaded = true;
  // A rule of its own at the end can be changed without parsing the sheet again.
  shared.insertRule(':host {}', shared.cssRules.length);
  followScheme();
}

/**
 * Adopts the page's light or dark scheme, with the next frame: asked earlier, the page would have to be
 * styled for the answer alone. Sites switch it by a class, an attribute or the system's setting; what
 * they have in common is light text in the dark.
 */
export function followScheme(): void {
  if (!isLoaded || isScheduled) return;
  isScheduled = true;
  beforeFrame(() => {
    isScheduled = false;
    const current = isDark() ? 'dark' : 'light';
    if (current === scheme) return;
    scheme = current;
    const last = shared.cssRules[shared.cssRules.length - 1] as CSSStyleRule;
    last.style.setProperty('color-scheme', current, 'important');
  });
}

function isDark(): boolean {
  const { color } = getComputedStyle(document.body ?? document.documentElement);
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
  // The page's colour can also be written in 0…1 (`color(srgb …)`, `oklch(…)`).
  const light = /^rgb/.test(color) ? 255 : 1;
  return (0.299 * red + 0.587 * green + 0.114 * blue) / light > 0.6;
}
