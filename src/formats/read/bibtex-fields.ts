/** What an entry of BibTeX or BibLaTeX says of a paper. */

import { plain, untex } from '../../tex/to-text';
import { dateAmong, monthOf } from './dates';
import {
  displayName,
  isArchive,
  type NoteLine,
  type Reference,
  SCOPUS_NOTE,
  splitNote,
  timeIn,
} from './to-entry';

/** A field's value as written, without the outer delimiters and with the macros in place. */
export type Fields = Map<string, string>;

/** Where a work appeared, the best first. */
const VENUES =
  'journal journaltitle booktitle maintitle eventtitle howpublished school institution';

export function toReference(type: string, key: string, fields: Fields): Reference {
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
    date: dateAmong([bare('date'), [bare('year'), monthIn(fields)].filter(Boolean).join('-')]),
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
      ...idLines,
    ],
    isbn: isBook ? bare('isbn') : undefined,
    pages: [bare('url', 'bdsk-url-1'), /https?:\/\/\S+/.exec(how ?? '')?.[0]],
    note,
    tags: TAGS.flatMap((name) => keywordsIn(fields.get(name) ?? '')),
    // JabRef's, Papers' and BibDesk's
    readAt: /^(?:read|yes|1)$/i.test(bare('readstatus', 'read') ?? '')
      ? (timeIn(bare('date-added', 'creationdate', 'timestamp')) ?? 0)
      : undefined,
  };
}

/** The month as a number, from its macro, its name or "6 jun". */
const monthIn = (fields: Fields): string | undefined => {
  const month = plain(fields.get('month') ?? '').replace(/[^a-z0-9]+/gi, ' ');
  const words = month.split(' ').filter(Boolean);
  // Beside a name, a number is the day.
  return [...words.filter((word) => !/\d/.test(word)), ...words].map(monthOf).find(Boolean);
};

/** Only what is in an archive: any other number could pass for an id. */
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

export const NOTES = ['annote', 'annotation', 'note', 'comment'];

/** The reader's own, and what stands in the field that styles print: there Zotero writes its "Extra". */
function noteOf(fields: Fields): { note: string; idLines: NoteLine[] } {
  const textOf = (name: string): string => untex(fields.get(name) ?? '', { isNote: true });
  const isByScopus = /scopus/i.test(fields.get('source') ?? '') && SCOPUS_NOTE.test(textOf('note'));
  // JabRef has a field for each of its readers: `comment-ada`.
  const names = [...NOTES, ...[...fields.keys()].filter((name) => name.startsWith('comment-'))];
  const said = [
    ...new Set(names.filter((name) => !(isByScopus && name === 'note')).map(textOf)),
  ].filter(Boolean);
  return { note: said.join('\n\n'), idLines: splitNote(textOf('note'), () => true).idLines };
}

/** Mendeley's are among them, and the groups that it and JabRef have. */
const TAGS = ['keywords', 'keyword', 'mendeley-tags', 'groups', 'mendeley-groups'];

/** By commas and semicolons, but not within braces. */
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
  // A comma inside braces is part of a name, and does not part it.
  const [family = '', second = '', ...given] = parts.map((part) => untex(part));
  if (given.length > 0) return [given.join(', '), family, second].filter(Boolean).join(' ');
  return second.includes(',') || family.includes(',')
    ? [second, family].filter(Boolean).join(' ')
    : displayName(`${family}, ${second}`);
}

/** BibLaTeX's other form: `family=Maaten, given=Laurens, prefix=van der`. */
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

/** The parts between separators that stand in no braces. */
function splitOutside(text: string, separator: RegExp): string[] {
  if (!text.includes('{')) return text.split(separator);
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  let seen = 0;
  for (const match of text.matchAll(separator)) {
    for (; seen < match.index; seen++) {
      if (text[seen] === '{') depth++;
      if (text[seen] === '}') depth--;
    }
    if (depth > 0) continue;
    parts.push(text.slice(start, match.index));
    start = match.index + match[0].length;
  }
  parts.push(text.slice(start));
  return parts;
}
