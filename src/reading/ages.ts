import { formatNumber, message, plural } from '../i18n';
import { dayNumberAt } from '../paper/date';
import { AGES, agesOf } from './age-series';
import { drawBars } from './bars';
import { formatAge } from './locale';
import type { Picture } from './picture';
import type { Snapshot } from './store';

/** Returns the picture of how old the unread stars are. */
export function agePicture({ sums, at }: Snapshot): Picture {
  const { total, counts, median } = agesOf(sums, dayNumberAt(at));
  const name = (i: number): string => message(`reading_age_${AGES[i]}`);
  return {
    id: 'unread-stars',
    title: message('reading_ages'),
    summary:
      median === undefined
        ? message('reading_no_ages')
        : message('reading_ages_summary', plural('reading_unread', total), formatAge(median)),
    isEmpty: total === 0,
    table: {
      head: [message('reading_age'), message('reading_unread_head')],
      rows: counts.map((n, i) => ({ shown: [name(i), formatNumber(n)], raw: [name(i), n] })),
    },
    draw: (style) =>
      drawBars(
        counts.map((n, i) => ({
          name: name(i),
          figures: formatNumber(n),
          title: message('reading_name_figures', name(i), plural('reading_unread', n)),
          bars: [{ n, fill: style.paint.star }],
        })),
        style,
        'line',
      ),
  };
}
