import { isOrphaned } from '../protocol/rpc';
import type { Site } from '../sites/site';
import { showOverlay } from './overlay';

/** Heard by every copy of this script in the page; after an update there can be an older one. */
const LEAVE = 'dogear:leave';
/** A page that replaces itself each time would have it no other way. */
const MOST_STARTS = 20;

let starts = 0;
let stay: AbortController | undefined;

/**
 * Shows the overlay on the site's pages, each of which carries this and that site's reader alone. Once
 * for a document; again where the page replaces all of it, and every listener goes with it.
 */
export function start(site: Site): void {
  stay?.abort();
  if (++starts > MOST_STARTS) return;
  const now = new AbortController();
  stay = now;
  document.dispatchEvent(new Event(LEAVE));
  // The page could say so, too.
  document.addEventListener(LEAVE, () => isOrphaned() && now.abort(), { signal: now.signal });

  // Otherwise it runs before the page has any part of its own.
  const isUpdate = starts === 1 && document.readyState === 'complete';
  showOverlay(site, now.signal, () => start(site), isUpdate);
}
