import { call } from '../protocol/rpc';
import { beforeFrame } from './frame';

const shared = new CSSStyleSheet();
let scheme: 'light' | 'dark' | undefined;
let isRead = false;
let isFollowing = false;

/** The one style sheet that all of Dogear's shadow roots in a page share. */
export const sharedSheet = (): CSSStyleSheet => shared;

/**
 * Has the background tell the sheet, which is a tenth of what the script would weigh with it, and which
 * a page without a paper never needs. Rejects with a `RequestError`.
 */
export async function readSheet(): Promise<void> {
  if (isRead) return;
  shared.replaceSync(await call('sheet'));
  isRead = true;
  // Not a rule of the sheet's own text: written last, it can be changed without parsing it all anew.
  shared.insertRule(':host {}', shared.cssRules.length);
  followScheme();
}

/**
 * Takes on the page's scheme again, with the next frame: asked before, the page would have to be styled
 * for the answer alone. Sites switch it by a class, an attribute or the system's setting, each its own
 * way; what all of them have in common is light text in the dark.
 */
export function followScheme(): void {
  if (!isRead || isFollowing) return;
  isFollowing = true;
  beforeFrame(() => {
    isFollowing = false;
    const now = isDark() ? 'dark' : 'light';
    if (now === scheme) return;
    scheme = now;
    const last = shared.cssRules[shared.cssRules.length - 1] as CSSStyleRule;
    last.style.setProperty('color-scheme', now, 'important');
  });
}

function isDark(): boolean {
  const color = getComputedStyle(document.body ?? document.documentElement).color;
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
  // The page's colour can also be written in 0…1 (`color(srgb …)`, `oklch(…)`).
  const light = /^rgb/.test(color) ? 255 : 1;
  return (0.299 * red + 0.587 * green + 0.114 * blue) / light > 0.6;
}
