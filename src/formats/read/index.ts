import { makePace } from '../../slices';
import { type Collector, makeCollector } from './collect';
import { decode } from './decode';
import { detectFormat, type ReadFormat, readerOf } from './detect';
import type { FormatReader, ReadRecord } from './format-reader';
import { makeLineCounter } from './line-counter';
import { excerpt, PROBLEM_CODES, type Problem, type ProblemCode } from './problem';
import type { ReadResult } from './result';
import { toEntry } from './to-entry';

export type { FileProblem, Problem } from './problem';
export type { ReadEntry, ReadResult } from './result';

export interface ReadOptions {
  /** Called now and then with the share of the file that has been read, 0 to 1. */
  onProgress?(share: number): void;
}

/** A record longer than this, in characters, is taken for one that does not end. */
const LONGEST_RECORD = 1 << 22;

/** Largest zip, in bytes: it is in memory whole. */
const LARGEST_ZIP = 400_000_000;

/**
 * Reads the papers of a file, whatever its format and name: the format is detected from the
 * content. Works in slices of a few milliseconds. What cannot be read is left out and reported, and
 * does not affect the rest. Rejects only if the file itself cannot be fetched.
 */
export async function readFile(
  input: string | Uint8Array | Blob,
  { onProgress }: ReadOptions = {},
): Promise<ReadResult> {
  const pace = makePace();
  const collector = makeCollector();
  const opened = typeof input === 'string' ? input : await unpacked(input);
  if (isProblem(opened)) return { format: undefined, ...collector.fail(opened) };
  const decoded = await decode(opened, pace);
  const { refused } = decoded;
  if (refused) return { format: undefined, ...collector.fail(refused) };
  for (const problem of decoded.problems) collector.report({ line: 0, ...problem });

  const first = await firstText(decoded.next);
  // Old programs on a Mac end lines with a mere CR.
  const isMac = first.includes('\r') && !first.includes('\n');
  const withNewlines = (text: string): string => (isMac ? text.replaceAll('\r', '\n') : text);
  const head = withNewlines(first);
  const nextText = async () => {
    const text = await decoded.next();
    return text === undefined ? undefined : withNewlines(text);
  };
  const format = detectFormat(head);
  if (isProblemCode(format)) {
    return { format: undefined, ...collector.fail({ code: format, detail: excerpt(head) }) };
  }
  const size =
    typeof opened === 'string' || opened instanceof Uint8Array ? opened.length : opened.size;
  await readAll(await readerOf(format), head, nextText, collector, async (charactersRead) => {
    const rest = pace();
    if (!rest) return;
    onProgress?.(Math.min(1, charactersRead / size));
    await rest;
  });
  onProgress?.(1);
  return { format, ...collector.end() };
}

/** Resolves to what is in a zip, or to any other file as it is. */
async function unpacked(file: Uint8Array | Blob): Promise<Uint8Array | Blob | string | Problem> {
  const bytes = async (length: number) =>
    file instanceof Uint8Array
      ? file.subarray(0, length)
      : new Uint8Array(await file.slice(0, length).arrayBuffer());
  if (!isZip(await bytes(4))) return file;
  const size = file instanceof Uint8Array ? file.length : file.size;
  if (size > LARGEST_ZIP) return { code: 'too-large', detail: String(size) };
  return (await import('./zip-file')).openZip(await bytes(size));
}

const isProblem = (opened: object | string): opened is Problem =>
  typeof opened === 'object' && 'code' in opened;

/** Begins every zip, those of office programs too. */
const isZip = ([p, k, three, four]: Uint8Array): boolean =>
  p === 0x50 && k === 0x4b && three === 3 && four === 4;

const isProblemCode = (format: ReadFormat | ProblemCode): format is ProblemCode =>
  (PROBLEM_CODES as readonly string[]).includes(format);

/** Returns the text up to the end of the first chunk that is not blank. */
async function firstText(next: () => Promise<string | undefined>): Promise<string> {
  let text = '';
  while (text.length < LONGEST_RECORD) {
    const more = await next();
    if (more === undefined) return text;
    text += more;
    if (/\S/.test(more)) return text;
  }
  return text;
}

/** Hands the reader one window of the text after the other, and the records to the collector. */
async function readAll(
  read: FormatReader,
  head: string,
  nextText: () => Promise<string | undefined>,
  collector: Collector,
  rest: (charactersRead: number) => Promise<void>,
): Promise<void> {
  const now = Date.now();
  let text = head;
  let at = 0;
  let before = 0;
  let isLast = false;
  let isLong = false;
  const lines = makeLineCounter();
  const lineAt = (at: number) => lines.lineAt(text, at);
  for (;;) {
    const isAtEnd = at >= text.length;
    const step = isAtEnd && !isLast ? undefined : read(text, at, isLast || isLong, lineAt);
    if (!step) {
      if (text.length - at > LONGEST_RECORD) {
        isLong = true;
        continue;
      }
      lines.lineAt(text, at);
      lines.shift(at);
      before += at;
      text = text.slice(at);
      at = 0;
      // Doubles the window, so that a long record is not begun too often.
      for (const wanted = Math.max(1, text.length * 2); !isLast && text.length < wanted; ) {
        const more = await nextText();
        if (more === undefined) isLast = true;
        else text += more;
      }
      continue;
    }
    isLong = false;
    for (const record of step.records) collect(record, collector, text, lineAt, now);
    if (collector.isFull() || (isAtEnd && isLast)) return;
    at = Math.max(step.next, isAtEnd ? at : at + 1);
    await rest(before + at);
  }
}

function collect(
  record: ReadRecord,
  collector: Collector,
  text: string,
  lineAt: (at: number) => number,
  now: number,
): void {
  const line = record.line ?? lineAt(record.at);
  if ('code' in record) {
    const { at, code, detail } = record;
    collector.report({ line, ...columnOf(text, at), code, detail });
    return;
  }
  const { entry, problems } = 'reference' in record ? toEntry(record.reference, now) : record;
  for (const problem of problems) collector.report({ line, ...problem });
  if (!entry) return;
  const key = 'reference' in record ? (record.reference.key ?? '') : entry.paper.id;
  collector.add({ entry, line, key });
}

/** Returns the column of a place; in a file of one line, it alone says where the place is. */
function columnOf(text: string, at: number): { column?: number } {
  const from = Math.max(0, at - 5_000);
  const before = text.slice(from, at).lastIndexOf('\n');
  return before >= 0 ? { column: at - (from + before) } : {};
}
