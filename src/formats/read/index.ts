import type { Entry } from '../../paper/entry';
import { makePace } from '../../slices';
import { type Gathered, makeGathering } from './collect';
import { decode } from './decode';
import { type ReadFormat, readerOf, recognise } from './detect';
import { type Piece, type Reader, shortly, TROUBLES, type TroubleCode } from './reader';
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

export interface Problem {
  /** From 1; 0 where it is about the whole file. */
  readonly line: number;
  /** From 1, where it is known. */
  readonly column?: number;
  /** Ends the key of its message. */
  readonly code: TroubleCode;
  /** What of the file it is about: a title, a field, the beginning of an entry; it may be empty. */
  readonly detail: string;
}

export interface ReadResult {
  /** Undefined where the file is none that can be read; then a problem says why. */
  readonly format: ReadFormat | undefined;
  /** No two of the same paper. */
  readonly entries: readonly ReadEntry[];
  /** The first so many, in the order of the file; `problemCount` counts all. */
  readonly problems: readonly Problem[];
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
  const gathering = makeGathering();
  const decoded = await decode(input, pace);
  const { refused } = decoded;
  if (refused) return { format: undefined, ...gathering.fail(refused) };
  for (const trouble of decoded.troubles) gathering.tell({ line: 0, ...trouble });

  const first = await firstText(decoded.next);
  // Old programs on a Mac end lines with a mere CR.
  const isMac = first.includes('\r') && !first.includes('\n');
  const lined = (text: string): string => (isMac ? text.replaceAll('\r', '\n') : text);
  const head = lined(first);
  const nextText = async () => {
    const text = await decoded.next();
    return text === undefined ? undefined : lined(text);
  };
  const format = recognise(head);
  if (isTrouble(format)) {
    return { format: undefined, ...gathering.fail({ code: format, detail: shortly(head) }) };
  }
  const size = typeof input === 'string' || input instanceof Uint8Array ? input.length : input.size;
  await readAll(readerOf(format), head, nextText, gathering, async (charactersRead) => {
    const rest = pace();
    if (!rest) return;
    onProgress?.(Math.min(1, charactersRead / size));
    await rest;
  });
  onProgress?.(1);
  return { format, ...gathering.end() };
}

const isTrouble = (format: ReadFormat | TroubleCode): format is TroubleCode =>
  (TROUBLES as readonly string[]).includes(format);

/** The first piece in which there is something. */
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
  read: Reader,
  head: string,
  nextText: () => Promise<string | undefined>,
  gathering: Gathered,
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
    for (const piece of step.pieces) take(piece, gathering, text, lineAt);
    if (gathering.isFull() || (isAtEnd && isLast)) return;
    at = Math.max(step.next, isAtEnd ? at : at + 1);
    await rest(before + at);
  }
}

function take(
  piece: Piece,
  gathering: Gathered,
  text: string,
  lineAt: (at: number) => number,
): void {
  const line = piece.line ?? lineAt(piece.at);
  if ('code' in piece) {
    gathering.tell({ line, ...columnOf(text, piece.at), code: piece.code, detail: piece.detail });
    return;
  }
  const { entry, troubles } = 'facts' in piece ? toEntry(piece.facts) : piece;
  for (const trouble of troubles) gathering.tell({ line, ...trouble });
  if (entry) {
    gathering.add({
      entry,
      line,
      key: 'facts' in piece ? (piece.facts.key ?? '') : entry.paper.id,
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
