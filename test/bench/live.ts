/** Runs in a page of the extension: eight weeks of a reader's life, and a backup every day. */
import { backUpDaily, backups } from '../../src/library/backup';
import { patchMarks, writeMarks } from '../../src/library/library';
import { openLibrary } from '../../src/library/schema';
import { type PaperId, pageOf } from '../../src/paper/id';

const DAY_MS = 24 * 3_600_000;
/** 2026-11-25 */
const START = 1_795_600_000_000;

export function live(days: number, marked: number, fresh: number) {
  // Else the background, which has a day's backup to make, too, would be in the way.
  return navigator.locks.request('dogear-backup', () => liveAlone(days, marked, fresh));
}

async function liveAlone(days: number, marked: number, fresh: number) {
  const db = await openLibrary();
  const papers = await db.getAll('papers', null, 2_000);
  const ids = await db.getAllKeys('marks');
  const times: number[] = [];
  const sizeOf = async (): Promise<number> => {
    const all = await db.getAll('chunks');
    const bytes = all.reduce((sum, chunk) => sum + chunk.byteLength, 0);
    return bytes + JSON.stringify(await backups(db)).length;
  };
  let one = 0;
  // The same numbers in every run.
  let state = 1;
  const next = (below: number): number => {
    state = (Math.imul(state, 48_271) >>> 0) % 2_147_483_647;
    return state % below;
  };
  for (let day = 0; day < days; day++) {
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
    const start = performance.now();
    await backUpDaily(db, now);
    times.push(performance.now() - start);
    if (day === 0) one = await sizeOf();
  }
  const [first = 0, ...others] = times;
  const result = { first, others, stored: await sizeOf(), kept: (await backups(db)).length, one };
  db.close();
  return result;
}
