/** The syntax of one entry of a BibTeX file. */

/** Fields by name in lower case, as written: without the outer delimiters, with TeX in place. */
export type BibFields = Map<string, string>;

export interface BibEntry {
  /** Empty if the entry has none. */
  readonly key: string;
  readonly fields: BibFields;
  /** Offset in the text at which the entry ends. */
  readonly end: number;
}

/**
 * A citation key. Some of Google Scholar's hold TeX, `garc{\'\i}a2015`, and people type blanks and
 * brackets.
 */
export const ODD_KEY = String.raw`(?:[^\n,={}]|\{(?:[^\n,={}]|\{[^\n,={}]{0,20}\}){0,50}\}){0,200}`;

/** Fields for notes. Zotero writes one for each note. */
export const NOTE_FIELDS = ['annote', 'annotation', 'note', 'comment'];

interface Scan {
  readonly text: string;
  /** Offset behind the opening brace. */
  readonly at: number;
  /** Offset of the next entry, beyond which this one cannot go. */
  readonly limit: number;
}

/**
 * Parses an entry; undefined if it does not end before the limit. A `@string` adds to the macros.
 * @param type the entry's type in lower case
 * @param close the brace or bracket that ends it
 * @param skipsEscaped whether a brace after a backslash does not count
 */
export function parseBibEntry(
  { text, at, limit }: Scan,
  type: string,
  close: string,
  macros: Map<string, string>,
  skipsEscaped: boolean,
): BibEntry | undefined {
  const cursor: Cursor = { text, at, limit, skipsEscaped };
  if (type === 'comment' || type === 'preamble') {
    const end = endOfBraces(cursor, at, close);
    return end < 0 ? undefined : { key: '', fields: new Map(), end: end + 1 };
  }
  const key = type === 'string' ? '' : readKey(cursor);
  const fields: BibFields = new Map();
  for (;;) {
    const char = skipBlanks(cursor);
    if (!char) return undefined;
    if (char === close) break;
    if (char === ',') {
      cursor.at++;
      continue;
    }
    const name = readName(cursor);
    if (!name) {
      // No field begins here: whatever the character is, go on behind it.
      cursor.at++;
      continue;
    }
    if (skipBlanks(cursor) !== '=') continue;
    cursor.at++;
    const value = readValue(cursor, macros, close);
    if (value === undefined) return undefined;
    if (type === 'string') macros.set(name, value);
    const known = fields.get(name);
    if (known && NOTE_FIELDS.includes(name)) fields.set(name, `${known}\n\n${value}`);
    if (!known) fields.set(name, value);
  }
  return { key, fields, end: cursor.at + 1 };
}

interface Cursor {
  readonly text: string;
  at: number;
  readonly limit: number;
  readonly skipsEscaped: boolean;
}

const BLANKS = /\s*/y;
const KEY = new RegExp(ODD_KEY, 'y');
const FIELD_NAME = /[^\s={},"#%'()\\]+/y;
const BARE_VALUE = /[^\s={},"#()]+/y;

/** Moves to the next character that is not blank, and returns it; "" at the end. */
function skipBlanks(cursor: Cursor): string {
  BLANKS.lastIndex = cursor.at;
  cursor.at += BLANKS.exec(cursor.text)?.[0].length ?? 0;
  return cursor.at < cursor.limit ? (cursor.text[cursor.at] as string) : '';
}

function readKey(cursor: Cursor): string {
  const from = cursor.at;
  skipBlanks(cursor);
  KEY.lastIndex = cursor.at;
  const key = KEY.exec(cursor.text)?.[0] ?? '';
  cursor.at += key.length;
  if (/[,})]/.test(skipBlanks(cursor))) return copyOf(key.trim());
  // There is no key, and this was the name of a field.
  cursor.at = from;
  return '';
}

function readName(cursor: Cursor): string {
  FIELD_NAME.lastIndex = cursor.at;
  const name = FIELD_NAME.exec(cursor.text)?.[0] ?? '';
  cursor.at += name.length;
  return name.toLowerCase();
}

const LONGEST_VALUE = 1_000_000;

/** Reads `{…}`, `"…"`, a number or a macro, and more of them joined by `#`. */
function readValue(cursor: Cursor, macros: Map<string, string>, close: string): string | undefined {
  let value = '';
  for (;;) {
    const char = skipBlanks(cursor);
    if (!char) return undefined;
    if (char === '{' || char === '"') {
      const end = endOfBraces(cursor, cursor.at + 1, char === '{' ? '}' : '"');
      if (end < 0) return undefined;
      value += copyOf(cursor.text.slice(cursor.at + 1, end));
      cursor.at = end + 1;
    } else if (char !== close && char !== ',' && char !== '#') {
      BARE_VALUE.lastIndex = cursor.at;
      const bare = BARE_VALUE.exec(cursor.text)?.[0] ?? '';
      if (!bare) return value;
      value += macros.get(bare.toLowerCase()) ?? bare;
      cursor.at += bare.length;
    }
    // A chain of macros, each twice the one before, would fill the memory.
    if (value.length > LONGEST_VALUE) value = value.slice(0, LONGEST_VALUE);
    if (skipBlanks(cursor) !== '#') return value;
    cursor.at++;
  }
}

/**
 * Copies a slice into memory of its own. An engine lets a slice hold on to the whole text it was
 * cut out of, so that one key would keep the file in memory beside the abstracts made from it: with
 * 100,000 papers 350 MB instead of 200, and garbage collection that is felt.
 */
const copyOf = (slice: string): string => [slice, ''].join(' ').slice(0, -1);

/** Returns where the delimiter stands outside of all braces; −1 if not before the limit. */
function endOfBraces({ text, limit, skipsEscaped }: Cursor, from: number, close: string): number {
  const closer = close.charCodeAt(0);
  let depth = 0;
  for (let i = from; i < limit; i++) {
    const code = text.charCodeAt(i);
    if (code === closer && depth === 0) return i;
    if (code === 0x7b) depth++;
    if (code === 0x7d && --depth < 0) return -1;
    if (code === 0x5c && skipsEscaped && /[{}"\\]/.test(text[i + 1] ?? '')) i++;
  }
  return -1;
}
