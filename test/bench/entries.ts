import type { Entry } from '../../src/paper/entry';
import { type PaperId, pageOf } from '../../src/paper/ids';
import type { Paper } from '../../src/paper/paper';
import type { SamplePaper } from '../demo/sample';
import { makePapers } from './pages';

/** 2026-11-01, in ms since 1970. */
export const FIRST_MARK = 1_793_491_200_000;

/** Makes a paper as arXiv's reader hands it on; it was first seen `at`, in ms since 1970. */
export function paperOf(sample: SamplePaper, at: number): Paper {
  const id = `arxiv:${sample.id}` as PaperId;
  return {
    id,
    title: sample.title,
    authors: sample.authors,
    authorCount: sample.authors.length,
    abstract: sample.abstract,
    published: '2026-11-23',
    categories: ['cs.CL', 'cs.LG'],
    links: { page: pageOf(id), pdf: `https://arxiv.org/pdf/${sample.id}` },
    seen: { site: 'arxiv', url: 'https://arxiv.org/list/cs.CL/new', at },
  };
}

/** Makes a library of invented papers; every third has a note, every second has tags. */
export function makeEntries(count: number): Entry[] {
  return makePapers('2504', 0, count).map((sample, i) => {
    const paper = paperOf(sample, FIRST_MARK + i);
    return {
      paper,
      mark: {
        id: paper.id,
        starredAt: FIRST_MARK + i,
        ...(i % 3 === 0 ? { note: `Read **again**: 100% of it.\n\n- §${i}` } : {}),
        ...(i % 2 === 0 ? { tags: ['nlp', 'to read'] } : {}),
        times: {},
        seq: i + 1,
      },
    };
  });
}
