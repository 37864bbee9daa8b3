import { describe, expect, it } from 'vitest';
import type { Library } from '../../src/library/schema';
import { papersBefore, writeVisit } from '../../src/library/visits';
import type { PaperId } from '../../src/paper/ids';
import { useLibrary } from './harness';

const id = (text: string): PaperId => text as PaperId;

let db: Library;
useLibrary((library) => {
  db = library;
});

describe('visits', () => {
  const DIGEST = 'https://arxiv.org/list/cs.CL/recent';
  const MINUTE = 60_000;
  const ids = (...numbers: number[]): PaperId[] => numbers.map((n) => id(`arxiv:2401.0000${n}`));

  it('begin with nothing that was there before', async () => {
    expect(await papersBefore(db, DIGEST, 0)).toBeNull();
    await writeVisit(db, DIGEST, ids(1, 2), 0);
    expect(await papersBefore(db, DIGEST, 10 * MINUTE)).toBeNull();
    expect(await papersBefore(db, 'https://arxiv.org/list/cs.LG/recent', 0)).toBeNull();
  });

  it('are the same within half an hour of one another, and then another', async () => {
    await writeVisit(db, DIGEST, ids(1, 2), 0);
    expect(await papersBefore(db, DIGEST, 30 * MINUTE)).toEqual(ids(1, 2));
    await writeVisit(db, DIGEST, ids(3, 1), 60 * MINUTE);
    // Reloaded, with one more that has just come: 3 and 4 are both new.
    expect(await papersBefore(db, DIGEST, 80 * MINUTE)).toEqual(ids(1, 2));
    await writeVisit(db, DIGEST, ids(4, 3, 1), 80 * MINUTE);
    expect(await papersBefore(db, DIGEST, 100 * MINUTE)).toEqual(ids(1, 2));
    // Each look puts the end off: half an hour after the last, it is over.
    expect(await papersBefore(db, DIGEST, 109 * MINUTE)).toEqual(ids(1, 2));
    expect(await papersBefore(db, DIGEST, 110 * MINUTE)).toEqual(ids(4, 3, 1, 2));
  });

  it('remember what left the page, and at most 5,000 papers of a digest', async () => {
    const many = Array.from({ length: 4_000 }, (_, n) => id(`arxiv:2402.${10_000 + n}`));
    await writeVisit(db, DIGEST, ids(1, 2), 0);
    await writeVisit(db, DIGEST, many, 40 * MINUTE);
    expect(await papersBefore(db, DIGEST, 50 * MINUTE)).toEqual(ids(1, 2));
    const more = Array.from({ length: 4_000 }, (_, n) => id(`arxiv:2403.${10_000 + n}`));
    await writeVisit(db, DIGEST, more, 80 * MINUTE);
    expect(await papersBefore(db, DIGEST, 90 * MINUTE)).toEqual(many.slice(0, 1_000));
    expect(await papersBefore(db, DIGEST, 120 * MINUTE)).toEqual([
      ...more,
      ...many.slice(0, 1_000),
    ]);
  });
});
