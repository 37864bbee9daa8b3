import { MONTH_NAMES } from '../../paper/date';
import { type BibEntry, type BibFields, ODD_KEY, parseBibEntry } from './bibtex-entry';
import { toReference } from './bibtex-reference';
import type { FormatReader, ReadRecord } from './format-reader';
import { excerpt } from './problem';

/** `@article{`, `@string(`: the beginning of an entry; everything between entries is comment. */
const OPENING = /@\s*([a-z_]{1,40})\s*([{(])/gi;
/** The types that make an entry whatever its key is, even without one. */
const TYPES =
  '(?:mv|in|supp|bookin)?(?:book|collection|proceedings|reference)|article|booklet|conference|dataset|electronic|manual|mastersthesis|misc|online|patent|periodical|phdthesis|report|software|techreport|thesis|unpublished|www';
/** What must follow a round bracket: a mail address may stand before one, too. */
const IN_BRACKETS = new RegExp(
  String.raw`@\s*(?:(?:comment|preamble|string|${TYPES})\s*\(|[a-z_]{1,40}\s*\(\s*[^\s{}()=,"]{1,200}\s*,)`,
  'iy',
);
/**
 * An entry with a key at the beginning of a line, which begins one wherever the braces before it
 * end.
 */
const BOUNDARY = new RegExp(
  String.raw`\n[ \t]*@[ \t]*(?:(?:comment|preamble|string)\s*[{(]|[a-z_]{1,40}\s*[{(]\s*[^\s{}()=,"]+\s*,|(?:${TYPES})[ \t]*[{(](?:${ODD_KEY},|\s*[a-z]{1,40}\s*=\s*[{"]))`,
  'gi',
);

/** Entries that `crossref` connects across the file. */
interface CrossReferences {
  /** Fields of entries to which others can refer, by key. */
  readonly parents: Map<string, BibFields>;
  /** Entries that refer to one which stands after them. */
  readonly waiting: { readonly line: number; readonly type: string; readonly entry: BibEntry }[];
}

/**
 * Reads BibTeX and BibLaTeX (btxdoc; the biblatex manual, chapter 2), also as the reference
 * managers write them. Every brace counts, also after a backslash, as BibTeX counts them; an entry
 * that only ends if those do not count, as Zotero writes them, is read so. An entry that does not
 * end at all costs only itself: the next begins at the next line that begins with `@type{key,`.
 */
export function bibtexReader(): FormatReader {
  const macros = new Map(MONTH_NAMES.map((month) => [month, month]));
  const references: CrossReferences = { parents: new Map(), waiting: [] };
  const boundaryAfter = makeBoundaryFinder();

  return (text, at, isLast, lineAt) => {
    OPENING.lastIndex = at;
    const opening = OPENING.exec(text);
    if (!opening) {
      if (isLast) {
        return {
          next: text.length,
          records: [...unfinishedAt(text, at), ...takeWaiting(references)],
        };
      }
      // "@artic" may go on in the next window.
      const rest = text.lastIndexOf('@');
      const next = text.length - rest > 200 ? text.length : rest;
      return next > at ? { next, records: [] } : undefined;
    }
    const [whole, name = '', bracket] = opening;
    const start = opening.index;
    IN_BRACKETS.lastIndex = start;
    if (bracket === '(' && !IN_BRACKETS.test(text)) {
      if (!isLast && text.length - start < 500) return undefined;
      return { next: start + whole.length, records: [] };
    }
    const limit = boundaryAfter(text, start);
    const scan = { text, at: start + whole.length, limit };
    const type = name.toLowerCase();
    const close = bracket === '{' ? '}' : ')';
    const entry =
      parseBibEntry(scan, type, close, macros, false) ??
      parseBibEntry(scan, type, close, macros, true);
    if (entry) {
      const isEntry = !/^(?:comment|preamble|string)$/.test(type);
      const records = isEntry ? recordsOf(start, lineAt, type, entry, references) : [];
      return { next: entry.end, records };
    }
    if (limit === text.length && !isLast) return undefined;
    const isReported = type !== 'comment' && type !== 'preamble';
    const records: ReadRecord[] = isReported
      ? [{ at: start, code: 'unclosed', detail: excerpt(text.slice(start, start + 200)) }]
      : [];
    if (limit === text.length) records.push(...takeWaiting(references));
    return { next: Math.max(limit, start + 1), records };
  };
}

/** Returns a function that finds the next boundary, and looks for it only once for each. */
function makeBoundaryFinder(): (text: string, at: number) => number {
  let boundary = -1;
  let window = '';
  return (text, at) => {
    if (text !== window || boundary <= at) {
      BOUNDARY.lastIndex = at;
      boundary = BOUNDARY.exec(text)?.index ?? text.length;
      window = text;
    }
    return boundary;
  };
}

/** Reports "@artic" at the end of a file that was cut in the middle of the word. */
function unfinishedAt(text: string, at: number): ReadRecord[] {
  const end = Math.max(at, text.length - 60);
  const match = /(?:^|\n)[ \t]*(@[ \t]*[a-z]{0,40}\s*)$/i.exec(text.slice(end));
  return match ? [{ at: end + match.index, code: 'unclosed', detail: excerpt(match[0]) }] : [];
}

function recordsOf(
  at: number,
  lineAt: (at: number) => number,
  type: string,
  entry: BibEntry,
  { parents, waiting }: CrossReferences,
): ReadRecord[] {
  const { key, fields } = entry;
  if (key && /^(?:book|mvbook|proceedings|mvproceedings|collection|mvcollection)$/.test(type)) {
    parents.set(key, fields);
  }
  const parent = fields.get('crossref')?.trim();
  if (!parent) return [{ at, reference: toReference(type, key, fields) }];
  const known = parents.get(parent);
  if (known) return [{ at, reference: toReference(type, key, inherit(fields, known)) }];
  waiting.push({ line: lineAt(at), type, entry });
  return [];
}

function inherit(fields: BibFields, parent: BibFields): BibFields {
  const all: BibFields = new Map(fields);
  const take = (name: string, from: string) => {
    const value = parent.get(from);
    if (value && !all.get(name)) all.set(name, value);
  };
  take('booktitle', 'booktitle');
  take('booktitle', 'title');
  for (const name of ['year', 'date', 'month', 'publisher', 'series', 'journal']) take(name, name);
  return all;
}

function takeWaiting({ parents, waiting }: CrossReferences): ReadRecord[] {
  return waiting.splice(0).map(({ line, type, entry }) => {
    const parent = parents.get(entry.fields.get('crossref')?.trim() ?? '');
    const fields = parent ? inherit(entry.fields, parent) : entry.fields;
    return { at: 0, line, reference: toReference(type, entry.key, fields) };
  });
}
