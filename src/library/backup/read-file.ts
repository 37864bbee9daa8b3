import type { Entry } from '../../paper/entry';
import { TAG_COLOURS } from '../../paper/mark';
import type { Exported, TagRecord } from '../schema';
import { MANY } from './chunks';
import {
  EXPORTED_LINE,
  FILE_VERSION,
  type FileFoot,
  type FileHead,
  makeChecksum,
} from './file-format';
import { readLines } from './file-lines';
import type { Damage, OpenBackup } from './open-backup';

/**
 * Opens a backup that was written to a file, compressed or not. Never rejects: what is wrong with the
 * file is in `damage`.
 */
export async function openBackupFile(file: Blob): Promise<OpenBackup> {
  const damage: Damage[] = [];
  const first = await readLines(file)
    .next()
    .catch(() => undefined);
  const head = headFrom(first?.value ?? '');
  if (!head) damage.push({ code: 'not-a-backup' });
  if (head && head.version > FILE_VERSION) damage.push({ code: 'version', version: head.version });
  let rest: FileRest = {};
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

/** Returns the head of a file; undefined if the line is not one. */
function headFrom(line: string): FileHead | undefined {
  if (!line.startsWith('{"format":"dogear"')) return undefined;
  try {
    const head = JSON.parse(`${line}]}`) as FileHead;
    const isHead = Number.isInteger(head.version) && Number.isFinite(Date.parse(head.exportedAt));
    return isHead && Array.isArray(head.tags)
      ? { ...head, tags: head.tags.filter(isTag) }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the library accepts a tag. The checksum does not cover tags, and a bad one must not stop a restore. */
function isTag(one: unknown): one is TagRecord {
  const { name, colour } = Object(one) as Partial<Record<keyof TagRecord, unknown>>;
  if (typeof name !== 'string' || !/^.{1,100}$/s.test(name.trim())) return false;
  if (name === '__proto__') return false;
  return colour === undefined || (TAG_COLOURS as readonly unknown[]).includes(colour);
}

/** The rest of a file after the entries, as far as it is there. */
interface FileRest {
  readonly counts?: FileFoot['counts'] | undefined;
  readonly exported?: readonly Exported[] | undefined;
}

/** Most broken lines that are reported; in some files all are broken. */
const MAX_REPORTED = 10;

/** Yields the entries, read line by line, and returns the rest. */
async function* readEntries(
  file: Blob,
  report: (damage: Damage) => void,
): AsyncGenerator<Entry[], FileRest> {
  const checksum = makeChecksum();
  let some: Entry[] = [];
  let read = 0;
  let line = 0;
  let broken = 0;
  let foot: FileFoot | undefined;
  let exported: Exported[] | undefined;
  const lines = readLines(file);
  for (;;) {
    // If the file was cut off or is damaged, everything before that was read by now.
    const next = await lines.next().catch(() => undefined);
    if (!next || next.done) break;
    // In a file that was edited on Windows, lines end in "\r\n".
    const value = next.value.trimEnd();
    line += 1;
    if (line === 1) continue;
    if (value === EXPORTED_LINE) {
      exported = [];
      continue;
    }
    if (value.startsWith('],')) {
      foot = parse<FileFoot>(`{${value.slice(2)}`);
      break;
    }
    const text = value.replace(/,$/, '');
    const record = parse<Entry | Exported>(text);
    if (record === undefined && text !== '' && broken < MAX_REPORTED) {
      broken += 1;
      report({ code: 'line', line });
    }
    if (record === undefined) continue;
    await checksum.add([text]);
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
  else if (foot.checksum !== (await checksum.end())) report({ code: 'checksum' });
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
