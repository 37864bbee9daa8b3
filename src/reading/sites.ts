import { formatNumber, message, plural } from '../i18n';
import { siteName } from '../sites';
import { drawBars } from './bars';
import type { Picture } from './picture';
import { type SiteRow, sitesOf } from './site-series';
import type { Snapshot } from './store';

/** Returns the picture of the sites that the papers come from. */
export function sitePicture({ sums }: Snapshot): Picture {
  const sites = sitesOf(sums);
  const figures = ({ read, starred }: SiteRow): string =>
    message('reading_two', plural('reading_read', read), plural('reading_starred', starred));
  return {
    id: 'sites',
    title: message('reading_sites'),
    summary: message('reading_sites_summary'),
    isEmpty: sites.length === 0,
    table: {
      head: [
        message('reading_site'),
        message('reading_papers_head'),
        message('reading_read_head'),
        message('reading_starred_head'),
      ],
      rows: sites.map((row) => {
        const cells = [row.papers, row.read, row.starred];
        return {
          shown: [nameOf(row.site), ...cells.map(formatNumber)],
          raw: [nameOf(row.site), ...cells],
        };
      }),
    },
    draw: (style) =>
      drawBars(
        sites.map((row) => ({
          name: nameOf(row.site),
          figures: figures(row),
          title: message('reading_name_figures', nameOf(row.site), figures(row)),
          bars: [
            { n: row.read, fill: style.paint.read },
            { n: row.starred, fill: style.paint.star },
          ],
        })),
        style,
        'below',
      ),
  };
}

function nameOf(site: string): string {
  if (site === '') return message('reading_no_site');
  // An imported file can name a site that this version does not know.
  return siteName(site) ?? site;
}
