import { call } from '../protocol/rpc';

/**
 * Returns whether the user came to this page from a digest of any site. The background answers, since it
 * alone knows all sites. Never rejects.
 */
export async function cameFromDigest(referrer: string, page: URL): Promise<boolean> {
  if (!/^https?:/.test(referrer)) return false;
  return call('cameFromDigest', referrer, page.href).catch(() => false);
}

/** Returns whether this page was opened by following a link, and not by Reload or Back. */
export function wasNavigatedTo(): boolean {
  const [entry] = performance.getEntriesByType('navigation');
  return (entry as PerformanceNavigationTiming | undefined)?.type === 'navigate';
}
