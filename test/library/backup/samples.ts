import { expect } from 'vitest';
import type { OpenBackup } from '../../../src/library/backup/open-backup';
import { writeMarks } from '../../../src/library/marks';
import type { Library } from '../../../src/library/schema';
import type { Entry } from '../../../src/paper/entry';
import type { PaperId } from '../../../src/paper/ids';
import { makeChange, numbered } from '../samples';

export const DOI = 'doi:10.1000/x' as PaperId;
export const DAY = 24 * 3_600_000;
/** 2026-11-25, a Wednesday */
export const NOW = new Date(2026, 10, 25, 12).getTime();

export const keyFor = (n: number): [PaperId, string] => [numbered(n), `key${n}`];

/** Adds starred papers with notes. */
export const fillLibrary = (db: Library, from: number, to: number): Promise<unknown> =>
  writeMarks(
    db,
    Array.from({ length: to - from }, (_, i) =>
      makeChange(from + i, { starred: 5, note: { text: `note ${from + i}`, was: '' } }),
    ),
  );

/** Reads all entries of a backup, and checks that not too many come at once. */
export async function readAll(opened: OpenBackup | undefined): Promise<Entry[]> {
  const all: Entry[] = [];
  for await (const some of opened?.entries() ?? []) {
    expect(some.length).toBeLessThanOrEqual(1_000);
    all.push(...some);
  }
  return all;
}
