import { SITES } from '../sites';
import type { SiteInfo } from '../sites/site';

const serves = (site: SiteInfo, origin: string): boolean =>
  site.matches.some((pattern) => pattern.startsWith(`${origin}/`));

/**
 * Returns whether the page at `address` was opened from a digest. Within one site the browser tells the
 * whole address of the referrer; across sites, by default (`strict-origin-when-cross-origin`), only its
 * origin, and a paper's page is opened from another paper site's digest or from the same paper's page
 * there.
 */
export function cameFromDigest(referrer: string, address: string): boolean {
  const [from, here] = [new URL(referrer), new URL(address)];
  const isWhole = from.origin === here.origin || from.pathname !== '/';
  return SITES.some(
    (site) => serves(site, from.origin) && (!isWhole || site.kindOf(from) === 'digest'),
  );
}
