import { type Fields, NOTES, toReference } from './bibtex-fields';
import { MONTHS } from './dates';
import { excerpt, type FormatReader, type ReadRecord } from './format-reader';

/** `@article{`, `@string(`: what begins something; all else between entries is comment. */
const OPENING =
  /@\s*(?:([a-z_]{1,40})\s*(\{)|(comment|preamble|string|article|book|inproceedings|misc)\s*(\())/gi;
/** Of Google Scholar's, some hold TeX: `garc{\'\i}a2015`; and people type blanks and brackets. */
const ODD_KEY = String.raw`(?:[^\n,={}]|\{(?:[^\n,={}]|\{[^\n,={}]{0,20}\}){0,50}\}){0,200}`;
/** Those that are entries whatever their key is, and also where they have none. */
const TYPES =
  '(?:mv|in|supp|bookin)?(?:book|collection|proceedings|reference)|article|booklet|conference|dataset|electronic|manual|mastersthesis|misc|online|patent|periodical|phdthesis|report|software|techreport|thesis|unpublished|www';
/** The same at the beginning of a line, with a key: an entry, wherever the braces before it end. */
const BOUNDARY = new RegExp(
  String.raw`\n[ \t]*@[ \t]*(?:(?:comment|preamble|string)\s*[{(]|[a-z_]{1,40}\s*[{(]\s*[^\s{}()=,"]+\s*,|(?:${TYPES})[ \t]*[{(](?:${ODD_KEY},|\s*[a-z]{1,40}\s*=\s*[{"]))`,
  'gi',
);

interface Parsed {
  readonly key: string;
  readonly fields: Fields;
  readonly end: number;
}

/** Of what others refer to, by its key. */
interface Parents {
  readonly fields: Map<string, Fields>;
  /** Those that refer, which have to wait: what they refer to stands after them. */
  readonly waiting: { readonly line: number; readonly type: string; readonly parsed: Parsed }[];
}

/**
 * BibTeX and BibLaTeX (btxdoc; the biblatex manual, chapter 2), also as the reference managers write
 * them. Every brace counts, also after a backslash, as BibTeX counts them; where an entry only ends
 * without those, as Zotero writes them, it is read so. One that does not end at all costs itself
 * alone: the next begins at the next line that begins with `@type{key,`.
 */
export function bibtexReader(): FormatReader {
  const macros = new Map(MONTHS.map((month) => [month, month]));
  const parents: Parents = { fields: new Map(), waiting: [] };
  let boundary = -1;
  let window = '';

  return (text, at, isLast, lineAt) => {
    OPENING.lastIndex = at;
    const opening = OPENING.exec(text);
    if (!opening) {
      if (isLast)
        return { next: text.length, records: [...stumpIn(text, at), ...takeWaiting(parents)] };
      // "@artic" may go on in what comes.
      const rest = text.lastIndexOf('@');
      const next = text.length - rest > 200 ? text.length : rest;
      return next > at ? { next, records: [] } : undefined;
    }
    const [whole, braced, brace, known, bracket] = opening;
    const [type, open] = [braced ?? known ?? '', brace ?? bracket];
    const start = opening.index;
    if (text !== window || boundary <= start) {
      BOUNDARY.lastIndex = start;
      const found = BOUNDARY.exec(text);
      window = text;
      boundary = found ? found.index : text.length;
    }
    const scan = { text, at: start + whole.length, limit: boundary };
    const name = type.toLowerCase();
    const close = open === '{' ? '}' : ')';
    const parsed =
      parseEntry(scan, name, close, macros, false) ?? parseEntry(scan, name, close, macros, true);
    if (parsed) {
      return {
        next: parsed.end,
        records: /^(?:comment|preamble|string)$/.test(name)
          ? []
          : entryPieces(start, lineAt, name, parsed, parents),
      };
    }
    if (boundary === text.length && !isLast) return undefined;
    const isEntry = name !== 'comment' && name !== 'preamble';
    const records: ReadRecord[] = isEntry
      ? [{ at: start, code: 'unclosed', detail: excerpt(text.slice(start, start + 200)) }]
      : [];
    if (boundary === text.length) records.push(...takeWaiting(parents));
    return { next: Math.max(boundary, start + 1), records };
  };
}

/** "@artic": a file that was cut in the middle of the word. */
function stumpIn(text: string, at: number): ReadRecord[] {
  const end = Math.max(at, text.length - 60);
  const stump = /(?:^|\n)[ \t]*(@[ \t]*[a-z]{0,40}\s*)$/i.exec(text.slice(end));
  return stump ? [{ at: end + stump.index, code: 'unclosed', detail: excerpt(stump[0]) }] : [];
}

interface Scan {
  readonly text: string;
  readonly at: number;
  readonly limit: number;
}

function parseEntry(
  { text, at, limit }: Scan,
  type: string,
  close: string,
  macros: Map<string, string>,
  skipsEscaped: boolean,
): Parsed | undefined {
  if (type === 'comment' || type === 'preamble') {
    const end = endOfBraces(text, at, limit, close, skipsEscaped);
    return end < 0 ? undefined : { key: '', fields: new Map(), end: end + 1 };
  }
  const cursor: Cursor = { text, at, limit, skipsEscaped };
  const key = type === 'string' ? '' : readKey(cursor);
  const fields: Fields = new Map();
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
      // Not the beginning of a field: whatever it is, go on behind it.
      cursor.at++;
      continue;
    }
    if (skipBlanks(cursor) !== '=') continue;
    cursor.at++;
    const value = readValue(cursor, macros, close);
    if (value === undefined) return undefined;
    if (type === 'string') macros.set(name, value);
    const known = fields.get(name);
    // Zotero writes a field for each note.
    if (known && NOTES.includes(name)) fields.set(name, `${known}\n\n${value}`);
    if (!known) fields.set(name, value);
  }
  return { key, fields, end: cursor.at + 1 };
}

interface Cursor {
  readonly text: string;
  at: number;
  readonly limit: number;
  /** Whether a brace after a backslash does not count. */
  readonly skipsEscaped: boolean;
}

const BLANKS = /\s*/y;
const KEY = new RegExp(ODD_KEY, 'y');
const FIELD_NAME = /[^\s={},"#%'()\\]+/y;
const BARE = /[^\s={},"#()]+/y;

/** The next character that is none, "" at the end. */
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
  if (/[,})]/.test(skipBlanks(cursor))) return own(key.trim());
  // There is none, and this was the name of a field.
  cursor.at = from;
  return '';
}

function readName(cursor: Cursor): string {
  FIELD_NAME.lastIndex = cursor.at;
  const name = FIELD_NAME.exec(cursor.text)?.[0] ?? '';
  cursor.at += name.length;
  return name.toLowerCase();
}

/** `{…}`, `"…"`, a number or a macro, and more of them after `#`. */
function readValue(cursor: Cursor, macros: Map<string, string>, close: string): string | undefined {
  let value = '';
  for (;;) {
    const char = skipBlanks(cursor);
    if (!char) return undefined;
    if (char === '{' || char === '"') {
      const end = endOfBraces(
        ...([cursor.text, cursor.at + 1, cursor.limit] as const),
        char === '{' ? '}' : '"',
        cursor.skipsEscaped,
      );
      if (end < 0) return undefined;
      value += own(cursor.text.slice(cursor.at + 1, end));
      cursor.at = end + 1;
    } else if (char !== close && char !== ',' && char !== '#') {
      BARE.lastIndex = cursor.at;
      const bare = BARE.exec(cursor.text)?.[0] ?? '';
      if (!bare) return value;
      value += macros.get(bare.toLowerCase()) ?? bare;
      cursor.at += bare.length;
    }
    // As many macros, each twice the one before, would fill the memory.
    if (value.length > LONGEST_VALUE) value = value.slice(0, LONGEST_VALUE);
    if (skipBlanks(cursor) !== '#') return value;
    cursor.at++;
  }
}

/**
 * The same, in memory of its own. An engine lets what is cut out of a text hold on to all of it, and
 * one key would keep the file beside the abstracts that are made of it: with 100,000 papers 350 MB
 * and not 200, in which collecting the garbage is felt.
 */
const own = (slice: string): string => [slice, ''].join(' ').slice(0, -1);

const LONGEST_VALUE = 1_000_000;

/** Where, at no depth, the delimiter is; −1 where it is not before the limit. */
function endOfBraces(
  text: string,
  from: number,
  limit: number,
  close: string,
  skipsEscaped: boolean,
): number {
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

function entryPieces(
  at: number,
  lineAt: (at: number) => number,
  type: string,
  parsed: Parsed,
  parents: Parents,
): ReadRecord[] {
  const { key, fields } = parsed;
  if (key && /^(?:book|mvbook|proceedings|mvproceedings|collection|mvcollection)$/.test(type)) {
    parents.fields.set(key, fields);
  }
  const parent = fields.get('crossref')?.trim();
  if (!parent) return [{ at, reference: toReference(type, key, fields) }];
  const known = parents.fields.get(parent);
  if (known) return [{ at, reference: toReference(type, key, inherit(fields, known)) }];
  parents.waiting.push({ line: lineAt(at), type, parsed });
  return [];
}

function inherit(fields: Fields, parent: Fields): Fields {
  const all: Fields = new Map(fields);
  const take = (name: string, from: string) => {
    const value = parent.get(from);
    if (value && !all.get(name)) all.set(name, value);
  };
  take('booktitle', 'booktitle');
  take('booktitle', 'title');
  for (const name of ['year', 'date', 'month', 'publisher', 'series', 'journal']) take(name, name);
  return all;
}

function takeWaiting({ fields, waiting }: Parents): ReadRecord[] {
  return waiting.splice(0).map(({ line, type, parsed }) => {
    const parent = fields.get(parsed.fields.get('crossref')?.trim() ?? '');
    const all = parent ? inherit(parsed.fields, parent) : parsed.fields;
    return { at: 0, line, reference: toReference(type, parsed.key, all) };
  });
}
