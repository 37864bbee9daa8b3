import { PLACES } from '../sites/places';
import { count, formatNumber, word } from '../words';
import { drawBars } from './bars';
import { type SiteRow, sitesOf } from './figures';
import type { Picture } from './picture';
import type { Seen } from './store';

/** Where the papers come from. */
export function sitePicture({ sums }: Seen): Picture {
  const sites = sitesOf(sums);
  const figures = ({ read, starred }: SiteRow): string =>
    word('reading_two', count('reading_read', read), count('reading_starred', starred));
  return {
    id: 'sites',
    title: word('reading_sites'),
    summary: word('reading_sites_summary'),
    isEmpty: sites.length === 0,
    table: {
      head: [
        word('reading_site'),
        word('reading_papers_head'),
        word('reading_read_head'),
        word('reading_starred_head'),
      ],
      rows: sites.map((row) => {
        const cells = [row.papers, row.read, row.starred];
        return {
          shown: [nameOf(row.site), ...cells.map(formatNumber)],
          raw: [nameOf(row.site), ...cells],
        };
      }),
    },
    draw: (look) =>
      drawBars(
        sites.map((row) => ({
          name: nameOf(row.site),
          figures: figures(row),
          title: word('reading_name_figures', nameOf(row.site), figures(row)),
          bars: [
            { n: row.read, fill: look.paint.read },
            { n: row.starred, fill: look.paint.star },
          ],
        })),
        look,
        'below',
      ),
  };
}

function nameOf(site: string): string {
  if (site === '') return word('reading_no_site');
  // One that an imported file names, and this version does not know.
  return PLACES.find(({ id }) => id === site)?.name ?? site;
}
