import { info as arxiv } from './arxiv';
import { info as huggingface } from './huggingface';
import type { SiteInfo } from './site';

/**
 * The sites that Dogear can read, the most visited first. The content scripts, the manifest's patterns
 * and the README's table of sites are made from this list.
 */
export const SITES: readonly SiteInfo[] = [huggingface, arxiv];

/** Returns the name of a site on screen; undefined for an id that only an imported file knows. */
export const siteName = (id: string | undefined): string | undefined =>
  SITES.find((site) => site.id === id)?.name;
