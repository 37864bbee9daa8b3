/** Reads the fields of a BibTeX or BibLaTeX entry. */
import { parseMonth } from '../../paper/date';
import { parseId } from '../../paper/ids';
import type { CslType } from '../../paper/publication';
import { literal, oneBlank } from '../../tex/to-tex';
import { plain, untex } from '../../tex/to-text';
import { BIB_FIELDS, cslTypeOf, genreOf, oddTypeOf } from '../bibtex-types';
import { type BibFields, NOTE_FIELDS } from './bibtex-entry';
import { timeIn } from './checks';
import { mostExactDate } from './dates';
import { displayName, initialsFirst, isArchive, namesByInitials, namesIn, pagesIn } from './fields';
import { removeTags, unescapeHtml } from './html-text';
import { journalOf } from './journal-macros';
import { isByDatabase, joinSplit, type SplitNote, splitNote } from './note-lines';
import type { Reference, ReferenceFields } from './reference';

/** Fields that say where a work appeared, best first. */
const IN_WORK = [
  ...['journal', 'journaltitle', 'booktitle', 'maintitle', 'eventtitle', 'howpublished'],
  ...['school', 'institution'],
];
const VENUES = [...IN_WORK, 'publisher', 'organization'];
const BOOK_VENUES = [...VENUES, 'series'];

/** Returns what is found first; none of what comes behind it is read. */
function firstOf<T>(
  names: readonly string[],
  find: (name: string) => T | undefined,
): T | undefined {
  for (const name of names) {
    const found = find(name);
    if (found) return found;
  }
  return undefined;
}

export function toReference(type: string, key: string, fields: BibFields): Reference {
  const text = (...names: string[]): string | undefined => {
    const name = names.find((name) => fields.get(name)?.trim());
    return name && untex(withoutMarkup(fields.get(name) as string), 'library');
  };
  const bare = (...names: string[]): string | undefined => {
    const name = names.find((name) => fields.get(name)?.trim());
    return name && plain(fields.get(name) as string);
  };
  const isBook = /^(?:mv)?(?:book|collection|reference|proceedings)$/.test(type);
  const { names, hasMore } = authorsOf(fields.get('author') || fields.get('editor') || '');
  const { note, idLines, readAt } = noteOf(fields);
  const venueIn = (name: string): string | undefined => {
    const venue = journalOf(fields.get(name) ?? '') ?? text(name);
    return venue && !isArchive(venue) && !/^https?:/i.test(venue) ? venue : undefined;
  };
  const venueName = firstOf(isBook ? BOOK_VENUES : VENUES, (name) => venueIn(name) && name);
  const how = bare('howpublished');
  const eprint = eprintOf(bare('eprint'), bare('archiveprefix', 'eprinttype'));
  const csl = cslTypeOf(type, fields);
  const publication = publicationOf(type, csl, fields, venueName, text);
  const isRead = readAt !== undefined || /^(?:read|yes|1)$/i.test(bare('readstatus', 'read') ?? '');
  return {
    key,
    isCited: true,
    ...publication,
    title: [text('title'), text('subtitle')].filter(Boolean).join(': '),
    authors: names,
    hasMoreAuthors: hasMore,
    abstract: text('abstract'),
    date: mostExactDate([bare('date'), [bare('year'), monthIn(fields)].filter(Boolean).join('-')]),
    venue: venueName && venueIn(venueName),
    categories: bare('primaryclass', 'eprintclass')?.split(/[\s,;]+/),
    ids: [
      eprint,
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
    tags: TAGS.flatMap((name) => (fields.has(name) ? keywordsIn(fields.get(name) ?? '') : [])),
    // as JabRef, Papers and BibDesk write it
    readAt: isRead
      ? typeof readAt === 'number'
        ? readAt
        : (timeIn(bare('date-added', 'creationdate', 'timestamp')) ?? 'undated')
      : undefined,
  };
}

/** Fields that name who published a work, best first. */
const PUBLISHERS = ['publisher', 'institution', 'school', 'organization'];

/** Fields that are read into something else than a field of the publication. */
const ELSEWHERE = new Set(
  [
    'author title subtitle abstract date year month doi pmid arxivid url bdsk-url-1 key',
    'primaryclass eprintclass keywords keyword mendeley-tags groups mendeley-groups',
    'readstatus read',
  ].flatMap((line) => line.split(' ')),
);

/**
 * Returns the type and the fields of a publication, and as they are written the fields that none of
 * Dogear's take up.
 * @param venueName the field that is read as the venue
 */
function publicationOf(
  type: string,
  csl: CslType | undefined,
  fields: BibFields,
  venueName: string | undefined,
  text: (...names: string[]) => string | undefined,
): Pick<Reference, 'type' | 'fields' | 'bibtex'> {
  const used = new Set([...NOTE_FIELDS, ...(venueName ? [venueName] : [])]);
  const take = (...names: string[]): string | undefined => {
    const name = names.find((name) => fields.get(name)?.trim());
    if (name) used.add(name);
    return name && text(name);
  };
  const namesOf = (name: string): string[] => {
    used.add(name);
    return authorsOf(fields.get(name) ?? '').names;
  };
  const isArchiveIn = (name: string) => isArchiveName(name, fields.get(name) ?? '');
  const isArticle = csl?.startsWith('article-') || csl === 'periodical' || csl === 'review';
  const isInSeries = !isArticle && Boolean(fields.get('series')?.trim());
  const isVolumeAnId = /^\W*abs\/\S+$/.test(fields.get('volume') ?? '');
  const isNumberAnId = /arxiv/i.test(fields.get('number') ?? '');
  if (isVolumeAnId) used.add('volume');
  if (isNumberAnId) used.add('number');
  const volume = isVolumeAnId ? undefined : take('volume');
  const number = isNumberAnId ? undefined : take('number');
  const issue = isArticle ? number : undefined;
  const taken: ReferenceFields = {
    volume,
    issue: issue ?? take('issue'),
    number: isArticle || isInSeries ? undefined : number,
    'collection-number': isInSeries ? number : undefined,
    publisher: take(...PUBLISHERS.filter((name) => name !== venueName && !isArchiveIn(name))),
    genre: take('type') ?? genreOf(type),
    ...Object.fromEntries(
      BIB_FIELDS.map(({ csl, bibtex, biblatex = bibtex, also = bibtex }) => [
        csl,
        take(bibtex, biblatex, also),
      ]),
    ),
    ISBN: take('isbn'),
    editor: namesOf('editor'),
    translator: namesOf('translator'),
    'container-author': namesOf('bookauthor'),
  };
  const isOther = (name: string, value: string): boolean =>
    !used.has(name) &&
    !ELSEWHERE.has(name) &&
    !isOfEprint(name, fields) &&
    !/^comment-/.test(name) &&
    !isArchiveName(name, value) &&
    // Beside a venue, it has been followed.
    !(name === 'crossref' && venueName);
  return {
    type: csl,
    fields: { ...taken, page: pagesIn(taken.page) },
    bibtex: {
      type: oddTypeOf(type, csl),
      fields: new Map([...fields].filter(([name, value]) => isOther(name, value))),
    },
  };
}

/** Whether a field says no more than the paper's number in an archive. */
function isOfEprint(name: string, fields: BibFields): boolean {
  if (!/^(?:eprint|eprinttype|archiveprefix)$/.test(name)) return false;
  const archive = plain(fields.get('archiveprefix') ?? fields.get('eprinttype') ?? '');
  return parseId(eprintOf(plain(fields.get('eprint') ?? ''), archive) ?? '') !== undefined;
}

/** Whether a field names the archive only, or holds its address, of which there is another field. */
const isArchiveName = (name: string, value: string): boolean =>
  /^(?:journal|journaltitle|howpublished|publisher)$/.test(name) &&
  (isArchive(plain(value)) || /^\W*(?:\\url\W*)?https?:/i.test(value));

/** Returns the number of the month, from its macro, its name or "6 jun". */
const monthIn = (fields: BibFields): string | undefined => {
  if (!fields.has('month')) return undefined;
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
function noteOf(fields: BibFields): SplitNote {
  const database = fields.get('source') ?? '';
  // JabRef has a field for each of its users: `comment-ada`.
  const names = [
    ...NOTE_FIELDS,
    ...[...fields.keys()].filter((name) => name.startsWith('comment-')),
  ].filter((name) => fields.has(name));
  if (names.length === 0) return NO_NOTE;
  const notes = names
    .map((name) => ({ name, text: untex(fields.get(name) ?? '', 'note') }))
    .filter(({ text }, i, all) => all.findIndex((other) => other.text === text) === i)
    .filter(({ text }) => !isByDatabase(text, database));
  // Better BibTeX, too, writes "Extra" to `note`.
  // A tag that was written as words is none: `<{}b>`.
  const isHtml = (name: string): boolean => /^[\s{]*<[a-z]/i.test(fields.get(name) ?? '');
  const split = joinSplit(notes.map(({ name, text }) => splitNote(text, () => true, isHtml(name))));
  const extra = notes.find(({ name }) => name === 'note')?.text ?? '';
  return { ...split, idLines: extra ? splitNote(extra, () => true).idLines : [] };
}

const NO_NOTE: SplitNote = { note: '', idLines: [], readAt: undefined };

/** Fields that hold tags: keywords, Mendeley's tags, and the groups of Mendeley and JabRef. */
const TAGS = ['keywords', 'keyword', 'mendeley-tags', 'groups', 'mendeley-groups'];

/** Splits at commas and semicolons that stand in no braces, but for those of Web of Science. */
function keywordsIn(value: string): string[] {
  const [, inner] = /^\s*\{([^{}]*)\}\s*$/.exec(value) ?? [];
  const keywords = withoutMarkup(inner?.includes(';') ? inner : value);
  return splitOutside(keywords, /[,;]/g).map((keyword) => untex(keyword));
}

/** Returns TeX with the entities of HTML in it as TeX. */
const readEntities = (tex: string): string =>
  tex.includes('&')
    ? tex.replace(ENTITY, (found) => {
        const entity = found.replace(/[\\{}]/g, '');
        const sign = unescapeHtml(entity);
        return sign === entity ? found : /^[<>]$/.test(sign) ? sign : literal(sign);
      })
    : tex;

const MARKUP = /<|textless|&/;
const ENTITY = /(?:\\&|\{\\&\}|&)(?:\\?#)?\w{1,31};/g;
const LESS = /\{\\textless\s?\}|\\textless(?:\{\}|\s)|\{?\$<\$\}?|\{<\}/g;
const GREATER = /\{\\textgreater\s?\}|\\textgreater(?:\{\}|\s)|\{?\$>\$\}?|\{>\}/g;

/**
 * Returns TeX without the markup that pages and reference managers leave in it: `<i>`, and as Mendeley
 * has it, `{\textless}i{\textgreater}` and `{\&}amp;`.
 */
function withoutMarkup(tex: string): string {
  if (!MARKUP.test(tex)) return tex;
  // "&amp;lt;", where two programs escaped it.
  const entities = readEntities(readEntities(readEntities(tex)));
  const signs = entities.replace(LESS, '<').replace(GREATER, '>');
  const words = signs.includes('<') ? removeTags(signs) : signs;
  // Without tags, what stood for the signs stays as it was.
  return words === signs ? entities : words;
}

/** Names as displayName, of "Last, First and {A Group} and others". */
function authorsOf(value: string): { names: string[]; hasMore: boolean } {
  const line = withoutMarkup(oneBlank(value));
  const all = splitOutside(line, / and(?= )/gi);
  const names = (all.length === 1 ? severalIn(line) : all)
    .map((name) => name.trim())
    .filter(Boolean);
  const hasMore = names.length > 1 && /^(?:others|et~?\s*al\.?)$/i.test(names.at(-1) ?? '');
  return { names: (hasMore ? names.slice(0, -1) : names).map(nameOf), hasMore };
}

/** Splits what should be joined by "and": "Doe, J.; Roe, A.", "Doe, J., Roe, A." and "王小明, 李华". */
function severalIn(line: string): string[] {
  const list = splitOutside(line, /[;；]/g);
  if (list.length > 1) return list;
  if (/[，、]/.test(line) || (line.includes(',') && !/[!-+\--~]/.test(line))) return namesIn(line);
  const names = line.includes('{') || !line.includes(',') ? [] : namesByInitials(line);
  return names && names.length > 1 ? names : [line];
}

const PAIRS = /^\s*\{?\s*(?:family|given|prefix|suffix)(?:-i)?\s*=/;

function nameOf(raw: string): string {
  if (raw.includes('=') && PAIRS.test(raw)) {
    return nameOfPairs(splitOutside(/^\{(.*)\}$/s.exec(raw)?.[1] ?? raw, /,/g));
  }
  const parts = splitOutside(raw, /,/g);
  if (parts.length === 1) {
    const name = untex(raw);
    return raw.endsWith('.') ? initialsFirst(name) : name;
  }
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
