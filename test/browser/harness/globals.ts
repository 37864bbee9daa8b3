import type { Browser } from 'webextension-polyfill';

/** The globals of the extension's own pages and of its background, as both browsers have them. */
export interface Extension {
  readonly chrome: Browser;
}
