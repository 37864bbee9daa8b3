import type { Entry } from '../../src/paper/entry';
import { type PaperId, pageOf } from '../../src/paper/id';
import { makePapers } from './pages';

/** A library of invented papers; every third has a note, every second tags. */
export function makeEntries(count: number): Entry[] {
  return makePapers('2504', 0, count).map((sample, i) => {
    const id = `arxiv:${sample.id}` as PaperId;
    return {
      paper: {
        id,
        title: sample.title,
        authors: sample.authors,
        authorCount: sample.authors.length,
        abstract: sample.abstract,
        published: '2026-11-23',
        categories: ['cs.CL', 'cs.LG'],
        links: { page: pageOf(id), pdf: `https://arxiv.org/pdf/${sample.id}` },
        seen: { site: 'arxiv', url: 'https://arxiv.org/list/cs.CL/new', at: 1_793_491_200_000 + i },
      },
      mark: {
        id,
        starredAt: 1_793_491_200_000 + i,
        ...(i % 3 === 0 ? { note: `Read **again**: 100% of it.\n\n- §${i}` } : {}),
        ...(i % 2 === 0 ? { tags: ['nlp', 'to read'] } : {}),
        times: {},
        seq: i + 1,
      },
    };
  });
}
