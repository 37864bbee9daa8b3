import type { Mark } from '../../paper/mark';
import type { Paper } from '../../paper/paper';
import { requestPut } from '../requests';
import type { Backup, Exported, Library } from '../schema';
import { gunzip, gzip, hashOf, makeCutter, readExported, readLibrary, seqOf } from './chunks';

export const BACKUP_VERSION = 1;

/** A backup before its checksum is known. */
export type UnsignedBackup = Omit<Backup, 'checksum'>;

type ChunkKind = 'papers' | 'marks' | 'exported';

/**
 * Writes the chunks of a backup of the library as it is now. Those that are stored already are not
 * written again.
 * @param pause called between batches of a thousand papers
 */
export async function writeChunks(
  db: Library,
  reason: Backup['reason'],
  now: number,
  pause: () => Promise<unknown>,
): Promise<UnsignedBackup> {
  const seq = await seqOf(db);
  const stored = new Set(await db.getAllKeys('chunks'));
  const hashes: Record<ChunkKind, string[]> = { papers: [], marks: [], exported: [] };
  const cutters = {
    papers: makeCutter<Paper>(),
    marks: makeCutter<Mark>(),
    exported: makeCutter<Exported>(),
  };
  const counts = { papers: 0, starred: 0, notes: 0 };
  const store = async (kind: ChunkKind, chunks: readonly object[][]): Promise<void> => {
    hashes[kind].push(...(await storeChunks(db, stored, chunks)));
  };
  for await (const { papers, marks } of readLibrary(db)) {
    counts.papers += marks.length;
    counts.starred += marks.filter(({ starredAt }) => starredAt !== undefined).length;
    counts.notes += marks.filter(({ note }) => note !== undefined).length;
    await store('papers', cutters.papers.add(papers));
    await store('marks', cutters.marks.add(marks));
    await pause();
  }
  await store('papers', cutters.papers.end());
  await store('marks', cutters.marks.end());
  for await (const some of readExported(db)) {
    await store('exported', cutters.exported.add(some));
    await pause();
  }
  await store('exported', cutters.exported.end());
  const tags = await db.getAll('tags');
  return { at: now, version: BACKUP_VERSION, reason, seq, until: now, counts, ...hashes, tags };
}

/**
 * Stores chunks that are not stored yet, or not undamaged. Resolves to the keys of all of them.
 * @param stored the keys of the chunks that are stored; new ones are added
 */
async function storeChunks(
  db: Library,
  stored: Set<string>,
  chunks: readonly object[][],
): Promise<string[]> {
  const texts = chunks.map((chunk) => JSON.stringify(chunk));
  const names = await Promise.all(texts.map(hashOf));
  const whole = await Promise.all(
    names.map(async (hash, i) => stored.has(hash) && (await isWhole(db, hash, texts[i] ?? ''))),
  );
  const fresh = names.filter((_, i) => !whole[i]);
  if (fresh.length === 0) return names;
  const zipped = await Promise.all(texts.filter((_, i) => !whole[i]).map(gzip));
  const tx = db.transaction('chunks', 'readwrite');
  for (const [i, hash] of fresh.entries()) {
    requestPut(tx.store, zipped[i] as ArrayBuffer, hash);
    stored.add(hash);
  }
  await tx.done;
  return names;
}

/** Whether a stored chunk is undamaged; a damaged one would spoil every backup made from now on. */
async function isWhole(db: Library, hash: string, text: string): Promise<boolean> {
  try {
    return (await gunzip((await db.get('chunks', hash)) as ArrayBuffer)) === text;
  } catch {
    return false;
  }
}
