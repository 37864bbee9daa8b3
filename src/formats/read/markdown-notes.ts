import { isPaperId, parseId } from '../../paper/ids';
import { unescapeMarkdownTitle } from '../markdown-text';
import { isObject, type JsonObject, timeIn } from './checks';
import { authorsIn, displayName } from './fields';
import type { FormatReader, ReadRecord } from './format-reader';
import { NOTE_BEGINS } from './note-files';
import { excerpt } from './problem';
import type { MarkTime, Reference } from './reference';
import { isNothing, parseYaml } from './yaml-text';

/**
 * Reads notes of Obsidian, Logseq and the like, each about one paper, which the front matter names: a
 * single one, or several as `joinNotes` joins them. Those that Dogear wrote come back with the
 * abstract and the note in their places; of any other, the text is the note.
 */
export function markdownNotesReader(): FormatReader {
  return (text, at, isLast) => {
    const end = text.indexOf(NOTE_BEGINS, at + 1);
    if (end < 0 && !isLast) return undefined;
    const next = end < 0 ? text.length : end;
    return { next, records: recordsOf(text.slice(at, next), at) };
  };
}

const FRONT = /^\s*---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/;

function recordsOf(file: string, at: number): ReadRecord[] {
  const lines = file.replace(/\r\n?/g, '\n');
  const [, path = '', text = lines] =
    (lines.startsWith(NOTE_BEGINS) && /^.([^\n]*)\n([\s\S]*)$/.exec(lines)) || [];
  const name = path.replace(/^.*\//, '').replace(/\.(?:md|markdown)$/i, '');
  const front = FRONT.exec(text);
  // A folder has notes on anything; what says nothing of a paper is named and left.
  if (!front) return text.trim() ? [{ at, code: 'no-id', detail: excerpt(name || text) }] : [];
  const fields = parseYaml(front[1] ?? '');
  if (!isObject(fields)) {
    return [{ at, code: 'broken', detail: excerpt(name || (front[1] ?? '')) }];
  }
  return [{ at, reference: toReference(membersOf(fields), text.slice(front[0].length), name) }];
}

type Members = ReadonlyMap<string, unknown>;

/** Returns the members by their names without case and signs: "Date Added", "date-added". */
const membersOf = (fields: JsonObject): Members =>
  new Map(
    Object.entries(fields).flatMap(([name, value]) =>
      isNothing(value) ? [] : [[name.toLowerCase().replace(/[^a-z]/g, ''), value] as const],
    ),
  );

function toReference(members: Members, body: string, fileName: string): Reference {
  const all = (...names: string[]): string[] =>
    names
      .flatMap((name) => [members.get(name)].flat(2))
      .flatMap((value) =>
        typeof value === 'string' ? value.replace(/\[\[(?:[^\]|]*\|)?([^\]]*)\]\]/g, '$1') : [],
      );
  const text = (...names: string[]): string => all(...names)[0] ?? '';
  const id = text('id', 'paperid');
  const own = isPaperId(id) ? ownParts(body) : undefined;
  const title = text('title', 'papertitle') || text('aliases') || headingIn(body) || fileName;
  const arxiv = text('arxiv', 'arxivid', 'eprint');
  const pages = all('url', 'link', 'links', 'source', 'website', 'page', 'uri');
  const { code, pdf, abstract, note } = own ?? {};
  const key = text('citekey', 'citationkey', 'bibtexkey', 'key');
  return {
    key: key || fileName,
    isCited: key !== '',
    title,
    ...authorsIn(all('authors', 'author', 'creators').flatMap(namesIn)),
    date: text('published', 'date', 'publicationdate', 'issued', 'year'),
    venue: text('venue', 'journal', 'publication', 'conference', 'containertitle', 'booktitle'),
    abstract: text('abstract') || abstract,
    ids: [
      id,
      text('doi'),
      arxiv && `arxiv:${arxiv.replace(/^arxiv:\s*/i, '')}`,
      text('pmid') && `pmid:${text('pmid')}`,
      ...pages.filter((page) => parseId(page)),
    ],
    pages: pages.filter((page) => /^https?:/i.test(page)),
    pdf: text('pdf', 'pdfurl') || pdf,
    code: text('code', 'github', 'repository') || code,
    note: note ?? withoutHeading(body, title),
    tags: all('tags', 'tag', 'keywords').flatMap((tag) =>
      (Array.isArray(members.get('tags')) ? [tag] : tag.split(/[,\s]+/)).map((one) =>
        one.replace(/^#/, ''),
      ),
    ),
    starredAt: markedAt(text('starred', 'favorite', 'favourite')),
    readAt:
      markedAt(text('read', 'readat', 'dateread')) ?? isReadStatus(text('status', 'readstatus')),
    addedAt: timeIn(text('dateadded', 'added', 'created')),
    from: 'markdown',
  };
}

/** "Ada Lovelace; Charles Babbage", "Lovelace, Ada and Babbage, Charles", or one name. */
function namesIn(text: string): string[] {
  const names = text.split(/\s*;\s*|\s+and\s+/i);
  const isList = names.length === 1 && text.split(',').length > 2;
  return (isList ? text.split(',') : names).map(displayName);
}

function markedAt(text: string): MarkTime | undefined {
  if (/^(?:true|yes|x|1)$/i.test(text)) return 'undated';
  // A mere day is one of the reader's own, as it was written.
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  return year ? new Date(Number(year), Number(month) - 1, Number(day)).getTime() : timeIn(text);
}

const isReadStatus = (status: string): MarkTime | undefined =>
  /^(?:read|done|finished|completed)$/i.test(status) ? 'undated' : undefined;

/** Returns the text of the first heading. */
const headingIn = (body: string): string =>
  unescapeMarkdownTitle(
    /^#{1,2}[ \t]+([^\n]{1,1000})$/m.exec(body.slice(0, 5_000))?.[1]?.trim() ?? '',
  );

/** Returns the text without a heading that only repeats the title. */
function withoutHeading(body: string, title: string): string {
  const [heading = '', words = ''] = /^\s*#{1,2}[ \t]+([^\n]{1,1000})(?:\n|$)/.exec(body) ?? [];
  const isTitle = unescapeMarkdownTitle(words.trim()) === title;
  return (isTitle ? body.slice(heading.length) : body).trim();
}

interface OwnParts {
  readonly abstract: string;
  readonly note: string;
  readonly pdf: string | undefined;
  readonly code: string | undefined;
}

/** Reads what Dogear's own template puts below the front matter (src/formats/write/markdown-files.ts). */
function ownParts(body: string): OwnParts | undefined {
  const links = /^\[Page\]\([^()\s]+\)[^\n]*$/m.exec(body)?.[0];
  if (!links) return undefined;
  const linkOf = (name: string) =>
    new RegExp(String.raw`\[${name}\]\(([^()\s]+)\)`).exec(links)?.[1];
  const after = body.slice(body.indexOf(links) + links.length);
  const [head = '', ...notes] = after.split('\n## Note\n\n');
  const [, abstract = ''] = head.split('\n## Abstract\n\n');
  return {
    abstract: unescapeMarkdownTitle(abstract.trim().replace(/<(https?:[^<>\s]+)>/g, '$1')),
    note: notes.join('\n## Note\n\n').replace(/\n$/, ''),
    pdf: linkOf('PDF'),
    code: linkOf('Code'),
  };
}
