/** Made-up entries of a library, numbered. */
import { tick } from '../../../src/paper/clock';
import type { Entry } from '../../../src/paper/entry';
import type { PaperId } from '../../../src/paper/ids';
import type { Mark } from '../../../src/paper/mark';
import type { Paper } from '../../../src/paper/paper';
import { makeEntry } from '../../formats/entries';

export const TODAY = Date.UTC(2026, 10, 24);

export const idOf = (n: number): PaperId => `arxiv:2601.${String(n).padStart(5, '0')}` as PaperId;

export const pageOf = (n: number): string => `https://arxiv.org/abs/${idOf(n).slice(6)}`;

/** Makes the n-th paper of a library; the greater n is, the earlier it was starred. */
export function starredEntry(
  n: number,
  paper: Partial<Paper> = {},
  mark: Partial<Mark> = {},
): Entry {
  const at = TODAY - n * 60_000;
  return makeEntry(
    {
      id: idOf(n),
      title: `Paper ${n}`,
      authors: ['Ines Okafor'],
      links: { page: pageOf(n) },
      ...paper,
    },
    {
      starredAt: at,
      seq: 100_000 - n,
      times: { starred: tick(undefined, at, 'aaaaaaaa') },
      ...mark,
    },
  );
}

export const starredEntries = (count: number): Entry[] =>
  Array.from({ length: count }, (_, n) => starredEntry(n));

/** The row of a paper in the popup or in the list, or something in it, as a selector. */
export const rowOf = (id: PaperId, inside = ''): string => `[data-paper="${id}"] ${inside}`.trim();
