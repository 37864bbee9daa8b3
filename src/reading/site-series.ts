import type { SiteSum, Sums } from './sums';

export interface SiteRow extends SiteSum {
  /** A site's id; '' for the papers without a known site. */
  readonly site: string;
}

/** Returns the sites, the one with the most papers first, and the papers without a site last. */
export function sitesOf({ sites }: Sums): SiteRow[] {
  return [...sites]
    .map(([site, sum]) => ({ site, ...sum }))
    .sort(
      (a, b) =>
        Number(a.site === '') - Number(b.site === '') ||
        b.papers - a.papers ||
        (a.site < b.site ? -1 : 1),
    );
}
