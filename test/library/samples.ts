import { allIds, manyEntries } from '../../src/library/entries';
import type { Library } from '../../src/library/schema';
import type { Entry } from '../../src/paper/entry';
import type { PaperId } from '../../src/paper/ids';
import type { MarkChange, MarkPatch } from '../../src/paper/mark';
import type { Paper } from '../../src/paper/paper';

export const numbered = (n: number): PaperId =>
  `arxiv:2401.${String(n).padStart(5, '0')}` as PaperId;

export function makePaper(n: number, more: Partial<Paper> = {}): Paper {
  const id = numbered(n);
  return {
    id,
    title: `Title of ${id}`,
    authors: ['Ada Lovelace'],
    links: { page: `https://arxiv.org/abs/${id.slice(6)}` },
    ...more,
  };
}

export const makeChange = (n: number, patch: MarkPatch): MarkChange => ({
  paper: makePaper(n),
  patch,
});

/** Reads every paper that was ever marked, in the order of the ids. */
export const allEntries = async (db: Library): Promise<Entry[]> =>
  manyEntries(db, await allIds(db));
