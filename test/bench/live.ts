/** Runs in a page of the extension: weeks of a user, and the backups of them. */
import { backUpDaily, backups } from '../../src/library/backup/backup';
import { patchMarks, writeMarks } from '../../src/library/marks';
import { openLibrary } from '../../src/library/open';
import type { Library } from '../../src/library/schema';
import { type PaperId, pageOf } from '../../src/paper/ids';
import type { Paper } from '../../src/paper/paper';

const DAY_MS = 24 * 3_600_000;
/** 2026-11-25 */
const START = 1_795_600_000_000;

let db: Library;
let papers: Paper[] = [];
let ids: PaperId[] = [];
// The same numbers in every run.
let state = 1;
const next = (below: number): number => {
  state = (Math.imul(state, 48_271) >>> 0) % 2_147_483_647;
  return state % below;
};

export async function begin(): Promise<void> {
  // Else the background, which has a day's backup to make, too, would be in the way.
  await new Promise<void>((resolve) => {
    void navigator.locks.request('dogear-backup', () => {
      resolve();
      return new Promise(() => undefined);
    });
  });
  db = await openLibrary();
  papers = await db.getAll('papers', null, 2_000);
  ids = await db.getAllKeys('marks');
}

/** Lives through some days, makes the backup of the last, and resolves to how long that took, in ms. */
export async function live(from: number, to: number, marked: number, fresh: number) {
  for (let day = from; day < to; day++) {
    const now = START + day * DAY_MS;
    const changes = Array.from({ length: marked }, (_, n) => ({
      id: ids[next(ids.length)] as PaperId,
      patch: n % 3 === 0 ? { starred: now } : { note: { text: `Day ${day}, note ${n}`, was: '' } },
    }));
    await patchMarks(db, changes, now);
    const added = Array.from({ length: fresh }, (_, n) => {
      const id = `arxiv:26${day < 30 ? '11' : '12'}.${10_000 + day * fresh + n}` as PaperId;
      const like = papers[next(papers.length)];
      if (!like) throw new Error('The library is empty.');
      return { paper: { ...like, id, links: { page: pageOf(id) } }, patch: { starred: now } };
    });
    await writeMarks(db, added, now);
  }
  const start = performance.now();
  await backUpDaily(db, START + (to - 1) * DAY_MS);
  return performance.now() - start;
}

/** Measures the size of all backups, in bytes, and counts them. */
export async function size(): Promise<{ bytes: number; count: number }> {
  const all = await db.getAll('chunks');
  const kept = await backups(db);
  const bytes = all.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  return { bytes: bytes + JSON.stringify(kept).length, count: kept.length };
}
