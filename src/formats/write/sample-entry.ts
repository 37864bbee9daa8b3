import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';

const SAMPLE_ID = 'arxiv:2611.04633' as PaperId;

/**
 * An entry that shows a template at work in an empty library; it has a value for every placeholder.
 */
export const SAMPLE_ENTRY: Entry = {
  paper: {
    id: SAMPLE_ID,
    aliases: ['doi:10.1000/footnotes' as PaperId],
    title: 'A Grammar of Footnotes in $O(n)$',
    authors: ['Beatriz Álvarez-León', 'Laurens van der Maaten'],
    authorCount: 5,
    abstract: 'We ask what footnotes are for.',
    published: '2026-11-20',
    venue: 'Journal of Margins',
    categories: ['cs.CL', 'cs.DL'],
    links: {
      page: 'https://arxiv.org/abs/2611.04633',
      pdf: 'https://arxiv.org/pdf/2611.04633',
      code: 'https://example.org/footnotes',
    },
  },
  mark: {
    id: SAMPLE_ID,
    starredAt: Date.UTC(2026, 10, 21),
    readAt: Date.UTC(2026, 10, 22),
    dismissedAt: Date.UTC(2026, 10, 23),
    note: 'Six moods, one tense.',
    tags: ['grammar', 'to read'],
    times: {},
    seq: 1,
  },
};
