import { PLACES } from '../sites/places';
import type { Place } from '../sites/site';

const servedBy = (site: Place, origin: string): boolean =>
  site.matches.some((pattern) => pattern.startsWith(`${origin}/`));

/**
 * Whether the reader came to this page from a digest. Within one site the browser tells the whole
 * address; across sites, by default (`strict-origin-when-cross-origin`), the origin alone, and a
 * paper's page is opened from another paper site's digest or from the same paper's page there.
 */
export function cameFromDigest(referrer: string, here: URL): boolean {
  if (!URL.canParse(referrer)) return false;
  const from = new URL(referrer);
  return PLACES.some((site) =>
    from.origin === here.origin || from.pathname !== '/'
      ? servedBy(site, from.origin) && site.kindOf(from) === 'digest'
      : servedBy(site, from.origin),
  );
}

/** Whether this page was opened by following a link, and not by Reload or Back. */
export function wasNavigatedTo(): boolean {
  const [entry] = performance.getEntriesByType('navigation');
  return (entry as PerformanceNavigationTiming | undefined)?.type === 'navigate';
}
