import { arxiv } from './arxiv';
import { huggingface } from './huggingface';
import type { Site } from './site';

/** The sites that Dogear can read, the most visited first. */
export const SITES: readonly Site[] = [huggingface, arxiv];

/** The site that serves an address, whether or not the page there is a digest. */
export function siteOf(url: URL): Site | undefined {
  return SITES.find(({ matches }) =>
    matches.some((pattern) => url.href.startsWith(pattern.replace(/\*$/, ''))),
  );
}
