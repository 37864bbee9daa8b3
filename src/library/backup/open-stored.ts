import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import type { Mark } from '../../paper/mark';
import type { Paper } from '../../paper/paper';
import { entryFrom } from '../entries';
import type { Backup, Exported, Library } from '../schema';
import { checksumOf } from './backup';
import { gunzip, hashOf, MANY, MOST } from './chunks';
import type { Damage, OpenBackup } from './open-backup';
import { BACKUP_VERSION } from './write-chunks';

/**
 * Opens one of the library's own backups, as far as it is whole.
 * @param at when the backup was begun
 * @returns undefined if there is none of that time
 */
export async function openBackup(db: Library, at: number): Promise<OpenBackup | undefined> {
  const backup = await db.get('backups', at);
  if (!backup) return undefined;
  const damage: Damage[] = [];
  if (backup.version > BACKUP_VERSION) damage.push({ code: 'version', version: backup.version });
  if ((await checksumOf(backup)) !== backup.checksum) damage.push({ code: 'checksum' });
  const reader = makeChunkReader(db);
  let exported: Exported[] | undefined;
  async function* entries(): AsyncGenerator<Entry[]> {
    yield* readEntries(reader, backup as Backup);
    if (backup?.exported) exported = [];
    for (const hash of backup?.exported ?? []) {
      exported?.push(...(await reader.read<Exported>(hash)));
    }
    if (reader.lost > 0) damage.push({ code: 'chunks', lost: reader.lost });
  }
  const { counts, tags } = backup;
  return {
    ...{ at, counts, tags, damage, entries },
    get exported() {
      return exported;
    },
  };
}

/** Reads chunks, and counts those that are lost. */
interface ChunkReader {
  /** Resolves to the records of a chunk, none if it is lost. */
  read<T>(hash: string): Promise<T[]>;
  /** Number of chunks that are missing or damaged. */
  readonly lost: number;
}

function makeChunkReader(db: Library): ChunkReader {
  let lost = 0;
  return {
    async read(hash) {
      try {
        const bytes = await db.get('chunks', hash);
        const text = await gunzip(bytes ?? new ArrayBuffer(0));
        if ((await hashOf(text)) === hash) return JSON.parse(text);
      } catch {
        // Nothing in a chunk that cannot be unzipped or parsed could be trusted.
      }
      lost += 1;
      return [];
    },
    get lost() {
      return lost;
    },
  };
}

/** Yields the entries of a backup, joining the chunks of marks with those of papers. */
async function* readEntries(reader: ChunkReader, backup: Backup): AsyncGenerator<Entry[]> {
  const papers = new Map<PaperId, Paper>();
  let some: Entry[] = [];
  let reached = '';
  let next = 0;
  for (const hash of backup.marks) {
    const marks = await reader.read<Mark>(hash);
    const last = marks.at(-1)?.id;
    // Both are in the order of the ids, which IndexedDB and JavaScript compare in the same way.
    while (last && next < backup.papers.length && reached < last) {
      const more = await reader.read<Paper>(backup.papers[next] as string);
      next += 1;
      for (const paper of more) papers.set(paper.id, paper);
      reached = more.at(-1)?.id ?? reached;
    }
    some.push(...marks.map((mark) => entryFrom(papers.get(mark.id), mark)));
    for (const { id } of marks) papers.delete(id);
    if (some.length + MOST <= MANY) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
