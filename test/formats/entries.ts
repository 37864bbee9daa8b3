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
