import type { Entry } from '../../paper/entry';
import { TAG_COLOURS } from '../../paper/mark';
import { entryFrom } from '../entries';
import type { Backup, Exported, FileRecord, Library, TagRecord } from '../schema';
import { hashOf, MANY, readAtRest, readExported, readLibrary } from './chunks';
import { readLines } from './file-lines';
import type { Damage, OpenBackup } from './open-backup';

const VERSION = 2;

/**
 * A backup as a file is Dogear's JSON, gzipped, with a paper a line: what is before the damage of a
 * damaged one can be read. What papers left with follows, a line each; version 1 had none of it.
 *
 * ```
 * {"format":"dogear","version":2,"exportedAt":"2026-11-25T08:00:00.000Z","tags":[],"papers":[
 * {"paper":{…},"mark":{…}},
 * {"paper":{…},"mark":{…}}
 * ],"exported":[
 * {"id":"arxiv:1706.03762","citationKey":"vaswani2017attention","keyPattern":"…"}
 * ],"counts":{…},"checksum":"…"}
 * ```
 */
interface Head {
  readonly format: 'dogear';
  /** Grows when an older Dogear could misread a newer file. */
  readonly version: number;
  /** ISO 8601, in UTC. */
  readonly exportedAt: string;
  readonly tags: readonly TagRecord[];
}

interface Foot {
  readonly counts: Backup['counts'];
  /** SHA-256 of the SHA-256 of every thousand entries and records; the text of each, a line each. */
  readonly checksum: string;
}

/** `dogear-backup-2026-11-25.json.gz`, by the day where the reader is. */
export function backupFileName(now: number): string {
  const day = new Date(now);
  const digits = (part: number): string => String(part).padStart(2, '0');
  const date = [day.getFullYear(), digits(day.getMonth() + 1), digits(day.getDate())].join('-');
  return `dogear-backup-${date}.json.gz`;
}

const DAY_MS = 24 * 3_600_000;
/** No file for so long, in ms, and the reader is reminded. */
const REMIND_AFTER_MS = 30 * DAY_MS;

/** When a backup was last written to a file, and whether it is time to remind the reader of it. */
export async function fileState(
  db: Library,
  now: number = Date.now(),
): Promise<FileRecord & { readonly isDue: boolean }> {
  const record = (await db.get('files', 'backup')) ?? {};
  // Without a backup of its own the library has had nothing to lose for longer than a day.
  const since = record.writtenAt ?? (await db.getAllKeys('backups', null, 1))[0];
  const age = now - (since ?? now);
  // Days to come are of a clock that was ahead, which must not silence it until then.
  const isLong = age >= REMIND_AFTER_MS || age <= -DAY_MS;
  return { ...record, isDue: isLong && !record.isQuiet };
}

/** Remembers that a backup was written to a file, or whether to remind. */
export async function writeFileState(db: Library, change: FileRecord): Promise<void> {
  const tx = db.transaction('files', 'readwrite');
  await tx.store.put({ ...(await tx.store.get('backup')), ...change }, 'backup');
  await tx.done;
}

/** Everything, as a file. It is never in memory as a whole but compressed. */
export function writeBackupFile(db: Library, now: number = Date.now()): Promise<Blob> {
  return readAtRest(db, () => write(db, now));
}

function write(db: Library, now: number): Promise<Blob> {
  const parts = partsOf(db, now);
  const stream = new ReadableStream<string>({
    async pull(controller) {
      const { value, done } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  const bytes = stream
    .pipeThrough(new TextEncoderStream())
    .pipeThrough(new CompressionStream('gzip') as TransformStream<Uint8Array, Uint8Array>);
  return new Response(bytes as ReadableStream<BufferSource & Uint8Array>, {
    headers: { 'Content-Type': 'application/gzip' },
  }).blob();
}

async function* partsOf(db: Library, now: number): AsyncGenerator<string> {
  const exportedAt = new Date(now).toISOString();
  const head: Head = {
    format: 'dogear',
    version: VERSION,
    exportedAt,
    tags: await db.getAll('tags'),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"papers":[\n`;
  const sums = makeSums();
  const counts = { papers: 0, starred: 0, notes: 0 };
  for await (const { marks, papers } of readLibrary(db)) {
    const byId = new Map(papers.map((paper) => [paper.id, paper]));
    const lines = marks.map((mark) => JSON.stringify(entryFrom(byId.get(mark.id), mark)));
    if (lines.length === 0) continue;
    yield (counts.papers > 0 ? ',\n' : '') + lines.join(',\n');
    await sums.add(lines);
    counts.papers += marks.length;
    counts.starred += marks.filter(({ starredAt }) => starredAt !== undefined).length;
    counts.notes += marks.filter(({ note }) => note !== undefined).length;
  }
  yield `\n${EXPORTED}\n`;
  let isFirst = true;
  for await (const some of readExported(db)) {
    const lines = some.map((record) => JSON.stringify(record));
    yield (isFirst ? '' : ',\n') + lines.join(',\n');
    await sums.add(lines);
    isFirst = false;
  }
  const foot: Foot = { counts, checksum: await sums.end() };
  yield `\n],${JSON.stringify(foot).slice(1)}\n`;
}

/** The line between the papers and what they left with. */
const EXPORTED = '],"exported":[';

/** WebCrypto has no digest that takes its text in parts. */
function makeSums(): { add(lines: readonly string[]): Promise<void>; end(): Promise<string> } {
  const sums: string[] = [];
  let open: string[] = [];
  return {
    async add(lines) {
      open.push(...lines);
      while (open.length >= MANY) {
        sums.push(await hashOf(open.slice(0, MANY).join('\n')));
        open = open.slice(MANY);
      }
    },
    async end() {
      if (open.length > 0) sums.push(await hashOf(open.join('\n')));
      return hashOf(sums.join('\n'));
    },
  };
}

/** Opens a backup that was written to a file, compressed or not; tells what is wrong, and never rejects. */
export async function openBackupFile(file: Blob): Promise<OpenBackup> {
  const damage: Damage[] = [];
  const first = await readLines(file)
    .next()
    .catch(() => undefined);
  const head = headFrom(first?.value ?? '');
  if (!head) damage.push({ code: 'not-a-backup' });
  if (head && head.version > VERSION) damage.push({ code: 'version', version: head.version });
  let rest: Rest = {};
  return {
    at: head ? Date.parse(head.exportedAt) : Number.NaN,
    tags: head?.tags ?? [],
    get counts() {
      return rest.counts;
    },
    get exported() {
      return rest.exported;
    },
    damage,
    async *entries() {
      if (!head) return;
      const read = readEntries(file, (one) => damage.push(one));
      for (;;) {
        const { value, done } = await read.next();
        if (!done) yield value;
        if (!done) continue;
        rest = value;
        return;
      }
    },
  };
}

function headFrom(line: string): Head | undefined {
  if (!line.startsWith('{"format":"dogear"')) return undefined;
  try {
    const head = JSON.parse(`${line}]}`) as Head;
    const isHead = Number.isInteger(head.version) && Number.isFinite(Date.parse(head.exportedAt));
    return isHead && Array.isArray(head.tags)
      ? { ...head, tags: head.tags.filter(isTag) }
      : undefined;
  } catch {
    return undefined;
  }
}

/** The checksum is not of the tags, and one that the library would refuse must not stop a restore. */
function isTag(one: unknown): one is TagRecord {
  const { name, colour } = Object(one) as Partial<Record<keyof TagRecord, unknown>>;
  if (typeof name !== 'string' || !/^.{1,100}$/s.test(name.trim())) return false;
  if (name === '__proto__') return false;
  return colour === undefined || (TAG_COLOURS as readonly unknown[]).includes(colour);
}

/** What comes behind the entries, as far as there is any. */
interface Rest {
  readonly counts?: Foot['counts'] | undefined;
  readonly exported?: readonly Exported[] | undefined;
}

/** So many broken lines are told of: a file can be broken in all. */
const MOST_TOLD = 10;

/** The entries line by line, and then the rest. */
async function* readEntries(
  file: Blob,
  report: (damage: Damage) => void,
): AsyncGenerator<Entry[], Rest> {
  const sums = makeSums();
  let some: Entry[] = [];
  let read = 0;
  let line = 0;
  let broken = 0;
  let foot: Foot | undefined;
  let exported: Exported[] | undefined;
  const lines = readLines(file);
  for (;;) {
    // What is before the place where a file was cut off, or is damaged, has come by then.
    const next = await lines.next().catch(() => undefined);
    if (!next || next.done) break;
    // Of a file that was in an editor of Windows, lines end in "\r\n".
    const value = next.value.trimEnd();
    line += 1;
    if (line === 1) continue;
    if (value === EXPORTED) {
      exported = [];
      continue;
    }
    if (value.startsWith('],')) {
      foot = parse<Foot>(`{${value.slice(2)}`);
      break;
    }
    const text = value.replace(/,$/, '');
    const record = parse<Entry | Exported>(text);
    if (record === undefined && text !== '' && broken < MOST_TOLD) {
      broken += 1;
      report({ code: 'line', line });
    }
    if (record === undefined) continue;
    await sums.add([text]);
    if (exported) {
      exported.push(record as Exported);
      continue;
    }
    some.push(record as Entry);
    read += 1;
    if (some.length < MANY) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
  if (!foot) report({ code: 'truncated', entries: read });
  else if (foot.checksum !== (await sums.end())) report({ code: 'checksum' });
  return { counts: foot?.counts, exported };
}

function parse<T>(text: string): T | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as T) : undefined;
  } catch {
    return undefined;
  }
}
