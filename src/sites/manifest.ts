import { SITES } from '.';

/** Returns the path of the entry of a site's content script, which the build generates. */
export const scriptOf = (id: string): string => `src/content/${id}.iife.ts`;

/** The script that comes once all of a page is there, whatever the site. */
const LATER_SCRIPT = 'src/content/later.iife.ts';

/**
 * The part of the manifest that the registry decides: a content script for each site and one for all of
 * them, and their pages.
 */
export const SITES_MANIFEST = {
  content_scripts: [
    ...SITES.map(({ id, matches }) => ({
      matches,
      js: [scriptOf(id)],
      css: ['src/content/page.css'],
      run_at: 'document_start',
    })),
    {
      matches: SITES.flatMap(({ matches }) => matches),
      js: [LATER_SCRIPT],
      run_at: 'document_end',
    },
  ],
  host_permissions: SITES.flatMap(({ matches }) => matches),
};
