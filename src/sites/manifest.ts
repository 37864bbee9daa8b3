import { SITES } from '.';

/** Returns the path of the entry of a site's content script, which the build generates. */
export const scriptOf = (id: string): string => `src/content/${id}.iife.ts`;

/** The part of the manifest that the registry decides: a content script for each site, and its pages. */
export const SITES_MANIFEST = {
  content_scripts: SITES.map(({ id, matches }) => ({
    matches,
    js: [scriptOf(id)],
    css: ['src/content/page.css'],
    run_at: 'document_start',
  })),
  host_permissions: SITES.flatMap(({ matches }) => matches),
};
