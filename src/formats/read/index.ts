import type { Entry } from '../../paper/entry';
import { makePace } from '../../slices';
import { type Collector, makeCollector } from './collect';
import { decode } from './decode';
import { detectFormat, type ReadFormat, readerOf } from './detect';
import {
  excerpt,
  type FormatReader,
  PROBLEM_CODES,
  type ProblemCode,
  type ReadRecord,
} from './format-reader';
import { toEntry } from './to-entry';

export interface ReadEntry {
  /**
   * Passes the library's own check. Of a file that does not say when its marks were changed, which
   * is all but Dogear's own, `mark.times` is empty; `mark.seq` is the file's, or 0.
   */
  readonly entry: Entry;
  /** Where it begins, from 1. */
  readonly line: number;
  /** What the file calls it: a citation key, an id; it may be empty. */
  readonly key: string;
}

export interface FileProblem {
  /** From 1; 0 where it is about the whole file. */
  readonly line: number;
  /** From 1, where it is known. */
  readonly column?: number;
  /** Ends the key of its message. */
  readonly code: ProblemCode;
  /** What of the file it is about: a title, a field, the beginning of an entry; it may be empty. */
  readonly detail: string;
}

export interface ReadResult {
  /** Undefined where the file is none that can be read; then a problem says why. */
  readonly format: ReadFormat | undefined;
  /** No two of the same paper. */
  readonly entries: readonly ReadEntry[];
  /** The first so many, in the order of the file; `problemCount` counts all. */
  readonly problems: readonly FileProblem[];
  readonly problemCount: number;
}

export interface ReadOptions {
  /** Called now and then with the share of the file that is read, 0 to 1. */
  onProgress?(share: number): void;
}

/** A record that goes on for longer than this, in characters, is one that does not end. */
const LONGEST_RECORD = 1 << 22;

/**
 * The papers of a file, whatever its format and its name: it is known by what is in it. Works in
 * slices of a few milliseconds. What cannot be read is left out and told of, and costs nothing else.
 * Rejects only when the file itself cannot be fetched.
 */
export async function readFile(
  input: string | Uint8Array | Blob,
  { onProgress }: ReadOptions = {},
): Promise<ReadResult> {
  const pace = makePace();
  const collector = makeCollector();
  const decoded = await decode(input, pace);
  const { refused } = decoded;
  if (refused) return { format: undefined, ...collector.fail(refused) };
  for (const problem of decoded.problems) collector.tell({ line: 0, ...problem });

  const first = await firstText(decoded.next);
  // Old programs on a Mac end lines with a mere CR.
  const isMac = first.includes('\r') && !first.includes('\n');
  const lined = (text: string): string => (isMac ? text.replaceAll('\r', '\n') : text);
  const head = lined(first);
  const nextText = async () => {
    const text = await decoded.next();
    return text === undefined ? undefined : lined(text);
  };
  const format = detectFormat(head);
  if (isProblem(format)) {
    return { format: undefined, ...collector.fail({ code: format, detail: excerpt(head) }) };
  }
  const size = typeof input === 'string' || input instanceof Uint8Array ? input.length : input.size;
  await readAll(readerOf(format), head, nextText, collector, async (charactersRead) => {
    const rest = pace();
    if (!rest) return;
    onProgress?.(Math.min(1, charactersRead / size));
    await rest;
  });
  onProgress?.(1);
  return { format, ...collector.end() };
}

const isProblem = (format: ReadFormat | ProblemCode): format is ProblemCode =>
  (PROBLEM_CODES as readonly string[]).includes(format);

/** The first record in which there is something. */
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

/** Hands the reader one window of the text after the other. */
async function readAll(
  read: FormatReader,
  head: string,
  nextText: () => Promise<string | undefined>,
  collector: Collector,
  rest: (charactersRead: number) => Promise<void>,
): Promise<void> {
  let text = head;
  let at = 0;
  let before = 0;
  let isLast = false;
  let isLong = false;
  const lines = makeLines();
  const lineAt = (at: number) => lines.at(text, at);
  for (;;) {
    const isAtEnd = at >= text.length;
    const step = isAtEnd && !isLast ? undefined : read(text, at, isLast || isLong, lineAt);
    if (!step) {
      if (text.length - at > LONGEST_RECORD) {
        isLong = true;
        continue;
      }
      lines.at(text, at);
      lines.shift(at);
      before += at;
      text = text.slice(at);
      at = 0;
      // As much again as is there already, so that a long record is not begun too often.
      for (const wanted = Math.max(1, text.length * 2); !isLast && text.length < wanted; ) {
        const more = await nextText();
        if (more === undefined) isLast = true;
        else text += more;
      }
      continue;
    }
    isLong = false;
    for (const record of step.records) take(record, collector, text, lineAt);
    if (collector.isFull() || (isAtEnd && isLast)) return;
    at = Math.max(step.next, isAtEnd ? at : at + 1);
    await rest(before + at);
  }
}

function take(
  record: ReadRecord,
  collector: Collector,
  text: string,
  lineAt: (at: number) => number,
): void {
  const line = record.line ?? lineAt(record.at);
  if ('code' in record) {
    collector.tell({
      line,
      ...columnOf(text, record.at),
      code: record.code,
      detail: record.detail,
    });
    return;
  }
  const { entry, problems } = 'reference' in record ? toEntry(record.reference) : record;
  for (const problem of problems) collector.tell({ line, ...problem });
  if (entry) {
    collector.add({
      entry,
      line,
      key: 'reference' in record ? (record.reference.key ?? '') : entry.paper.id,
    });
  }
}

/** In a file of one line, the column is what tells where. */
function columnOf(text: string, at: number): { column?: number } {
  const from = Math.max(0, at - 5_000);
  const before = text.slice(from, at).lastIndexOf('\n');
  return before >= 0 ? { column: at - (from + before) } : {};
}

/** Counts lines as it goes: a place is asked for once, and the next one is mostly behind it. */
function makeLines() {
  let counted = 0;
  let line = 1;
  const between = (text: string, from: number, to: number): number => {
    let count = 0;
    for (let i = text.indexOf('\n', from); i >= 0 && i < to; i = text.indexOf('\n', i + 1)) {
      count++;
    }
    return count;
  };
  return {
    at(text: string, at: number): number {
      if (at < counted) return line - between(text, at, counted);
      line += between(text, counted, at);
      counted = at;
      return line;
    },
    /** The text now begins so much later; all before it is counted. */
    shift(by: number): void {
      counted -= by;
    },
  };
}
