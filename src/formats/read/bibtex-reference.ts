/** Reads the fields of a BibTeX or BibLaTeX entry. */
import { parseMonth } from '../../paper/date';
import { plain, untex } from '../../tex/to-text';
import { type BibFields, NOTE_FIELDS } from './bibtex-entry';
import { timeIn } from './checks';
import { mostExactDate } from './dates';
import { displayName, isArchive } from './fields';
import { SCOPUS_NOTE, splitNote } from './note-lines';
import type { NoteLine, Reference } from './reference';

/** Fields that say where a work appeared, best first. */
const VENUES =
  'journal journaltitle booktitle maintitle eventtitle howpublished school institution';

export function toReference(type: string, key: string, fields: BibFields): Reference {
  const text = (...names: string[]): string | undefined => {
    const name = names.find((name) => fields.get(name)?.trim());
    return name && untex(fields.get(name) as string);
  };
  const bare = (...names: string[]): string | undefined => {
    const name = names.find((name) => fields.get(name)?.trim());
    return name && plain(fields.get(name) as string);
  };
  const isBook = /^(?:mv)?(?:book|collection|reference|proceedings)$/.test(type);
  const { names, hasMore } = namesIn(fields.get('author') || fields.get('editor') || '');
  const { note, idLines } = noteOf(fields);
  const venues = [...VENUES.split(' '), ...(isBook ? ['series'] : []), 'publisher']
    .map((name) => text(name) ?? '')
    .filter((venue) => venue && !isArchive(venue) && !/^https?:/i.test(venue));
  const how = bare('howpublished');
  return {
    key,
    title: [text('title'), text('subtitle')].filter(Boolean).join(': '),
    authors: names,
    hasMoreAuthors: hasMore,
    abstract: text('abstract'),
    date: mostExactDate([bare('date'), [bare('year'), monthIn(fields)].filter(Boolean).join('-')]),
    venue: venues[0],
    categories: bare('primaryclass', 'eprintclass')?.split(/[\s,;]+/),
    ids: [
      eprintOf(bare('eprint'), bare('archiveprefix', 'eprinttype')),
      doiOf(bare('doi')),
      bare('pmid') && `pmid:${bare('pmid')}`,
      bare('arxivid') && `arxiv:${bare('arxivid')}`,
      ...['journal', 'journaltitle', 'number'].map(archived(bare)),
      // As DBLP has it: journal = {CoRR}, volume = {abs/1706.03762}.
      /^abs\/(.+)$/.exec(bare('volume') ?? '')?.[1],
      how,
      // The address of the entry itself, by which DBLP is known.
      bare('biburl'),
      ...idLines,
    ],
    isbn: isBook ? bare('isbn') : undefined,
    pages: [bare('url', 'bdsk-url-1'), /https?:\/\/\S+/.exec(how ?? '')?.[0]],
    note,
    tags: TAGS.flatMap((name) => keywordsIn(fields.get(name) ?? '')),
    // as JabRef, Papers and BibDesk write it
    readAt: /^(?:read|yes|1)$/i.test(bare('readstatus', 'read') ?? '')
      ? (timeIn(bare('date-added', 'creationdate', 'timestamp')) ?? 'undated')
      : undefined,
  };
}

/** Returns the number of the month, from its macro, its name or "6 jun". */
const monthIn = (fields: BibFields): string | undefined => {
  const month = plain(fields.get('month') ?? '').replace(/[^a-z0-9]+/gi, ' ');
  const words = month.split(' ').filter(Boolean);
  // Beside a name, a number is the day.
  return [...words.filter((word) => !/\d/.test(word)), ...words].map(parseMonth).find(Boolean);
};

/** Returns the field if it names arXiv: any other number could pass for an id. */
const archived =
  (bare: (name: string) => string | undefined) =>
  (name: string): string | undefined => {
    const value = bare(name);
    return value && /arxiv/i.test(value) ? value : undefined;
  };

const doiOf = (doi: string | undefined): string | undefined => doi?.replace(/^doi:\s*/i, '');

function eprintOf(eprint: string | undefined, archive = ''): string | undefined {
  if (!eprint || /^(?:jstor|hal|googlebooks|hdl)$/i.test(archive)) return undefined;
  if (/^pubmed$/i.test(archive)) return `pmid:${eprint}`;
  return /^arxiv$/i.test(archive) || /^acl$|^openreview$/i.test(archive)
    ? `${archive.toLowerCase()}:${eprint.replace(/^arxiv:/i, '')}`
    : eprint;
}

/**
 * Returns the user's notes, and the id lines of `note`, the field that styles print, where Zotero
 * writes its "Extra".
 */
function noteOf(fields: BibFields): { note: string; idLines: NoteLine[] } {
  const textOf = (name: string): string => untex(fields.get(name) ?? '', { isNote: true });
  const isByScopus = /scopus/i.test(fields.get('source') ?? '') && SCOPUS_NOTE.test(textOf('note'));
  // JabRef has a field for each of its users: `comment-ada`.
  const names = [
    ...NOTE_FIELDS,
    ...[...fields.keys()].filter((name) => name.startsWith('comment-')),
  ];
  const notes = [
    ...new Set(names.filter((name) => !(isByScopus && name === 'note')).map(textOf)),
  ].filter(Boolean);
  return { note: notes.join('\n\n'), idLines: splitNote(textOf('note'), () => true).idLines };
}

/** Fields that hold tags: keywords, Mendeley's tags, and the groups of Mendeley and JabRef. */
const TAGS = ['keywords', 'keyword', 'mendeley-tags', 'groups', 'mendeley-groups'];

/** Splits at commas and semicolons that stand in no braces. */
function keywordsIn(value: string): string[] {
  return splitOutside(value, /[,;]/g).map((keyword) => untex(keyword));
}

/** Names as displayName, of "Last, First and {A Group} and others". */
function namesIn(value: string): { names: string[]; hasMore: boolean } {
  const all = splitOutside(value.replace(/\s+/g, ' ').trim(), / and(?= )/gi);
  const names = all.map((name) => name.trim()).filter(Boolean);
  const hasMore = names.length > 1 && /^(?:others|et~?\s*al\.?)$/i.test(names.at(-1) ?? '');
  return { names: (hasMore ? names.slice(0, -1) : names).map(nameOf), hasMore };
}

function nameOf(raw: string): string {
  const parts = splitOutside(raw, /,/g);
  if (parts.some((part) => /^\s*(?:family|given)\s*=/.test(part))) return nameOfPairs(parts);
  if (parts.length === 1) return untex(raw);
  // A comma inside braces is part of the name and does not separate its parts.
  const [family = '', second = '', ...given] = parts.map((part) => untex(part));
  if (given.length > 0) return [given.join(', '), family, second].filter(Boolean).join(' ');
  return second.includes(',') || family.includes(',')
    ? [second, family].filter(Boolean).join(' ')
    : displayName(`${family}, ${second}`);
}

/** Returns the name in BibLaTeX's other form: `family=Maaten, given=Laurens, prefix=van der`. */
function nameOfPairs(parts: readonly string[]): string {
  const pairs = new Map(
    parts.map((part) => {
      const [, name = '', value = ''] = /^\s*([\w-]+)\s*=\s*(.*)$/s.exec(part) ?? [];
      return [name, untex(value).replace(/^"|"$/g, '')];
    }),
  );
  return ['given', 'prefix', 'family', 'suffix']
    .map((name) => pairs.get(name))
    .filter(Boolean)
    .join(' ');
}

/** Splits at separators that stand in no braces. */
function splitOutside(text: string, separator: RegExp): string[] {
  if (!text.includes('{')) return text.split(separator);
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  let counted = 0;
  for (const match of text.matchAll(separator)) {
    for (; counted < match.index; counted++) {
      if (text[counted] === '{') depth++;
      if (text[counted] === '}') depth--;
    }
    if (depth > 0) continue;
    parts.push(text.slice(start, match.index));
    start = match.index + match[0].length;
  }
  parts.push(text.slice(start));
  return parts;
}
