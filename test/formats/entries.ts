import type { Entry } from '../../src/paper/entry';
import type { PaperId } from '../../src/paper/ids';
import type { Mark } from '../../src/paper/mark';
import type { Paper } from '../../src/paper/paper';

/** An entry with all that a test does not care about filled in. */
export function makeEntry(paper: Partial<Paper> = {}, mark: Partial<Mark> = {}): Entry {
  const id = paper.id ?? ('arxiv:2401.12345' as PaperId);
  return {
    paper: {
      id,
      title: 'A title',
      authors: ['Ada Lovelace'],
      published: '2024-01-22',
      links: { page: 'https://arxiv.org/abs/2401.12345' },
      ...paper,
    },
    mark: { id, times: {}, seq: 1, ...mark },
  };
}

/** An entry with a value for most of what a format can write. */
export const FULL_ENTRY = makeEntry(
  {
    aliases: ['doi:10.1000/x' as PaperId],
    title: 'BERT for Schr{\\"o}dinger in $O(n)$',
    authors: ['Laurens van der Maaten', '张三', 'Martin Luther King Jr.', 'Qwen Team'],
    authorCount: 9,
    abstract: 'We are\n  100% sure.',
    categories: ['cs.CL', 'cs.LG'],
    links: {
      page: 'https://arxiv.org/abs/2401.12345',
      pdf: 'https://arxiv.org/pdf/2401.12345',
      code: 'https://github.com/a/b',
    },
  },
  {
    note: 'First.\n\nER  - \n<b>Second</b> & last',
    tags: ['nlp', 'to read'],
    starredAt: Date.UTC(2026, 0, 2),
  },
);
