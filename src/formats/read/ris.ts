import type { CslType } from '../../paper/publication';
import { cslTypeOfRis, unfillLine, unguardFields, unguardTags } from '../ris-types';
import { isInContainer } from '../write/publication-type';
import { mostExactDate } from './dates';
import { authorsIn, displayName, isArchive, isToCite, namesIn, pagesIn } from './fields';
import type { FormatReader } from './format-reader';
import { stripMarkup } from './html-text';
import { isByDatabase, joinSplit, splitNote } from './note-lines';
import type { Reference } from './reference';

/** `TY  - JOUR`; some programs write only one blank. A value may have U+2028 in it. */
const TAG = /^([A-Z][A-Z0-9]) {0,2}-(?: (.*))?$/s;

/** The values of each tag of a record, in order. */
type Tags = Map<string, string[]>;

/**
 * Reads RIS
 * (https://web.archive.org/web/20120526103719/http://refman.com/support/risformat_intro.asp) as
 * Zotero and the publishers write it. A line without a tag continues the one before; a record
 * without `ER` ends where the next begins.
 */
export function risReader(): FormatReader {
  return (text, at, isLast) => {
    let tags: Tags | undefined;
    let start = at;
    let tag = '';
    let from = at;
    while (from < text.length) {
      const end = text.indexOf('\n', from);
      if (end < 0 && !isLast) return undefined;
      const next = end < 0 ? text.length : end + 1;
      const line = text.slice(from, end < 0 ? text.length : end).replace(/\r$/, '');
      const [, name = '', value = ''] = TAG.exec(line.trimStart()) ?? [];
      if (name === 'TY') {
        if (tags) return { next: from, records: [{ at: start, reference: toReference(tags) }] };
        [tags, start] = [new Map(), from];
      }
      if (name === 'ER' && tags)
        return { next, records: [{ at: start, reference: toReference(tags) }] };
      if (name === 'ER' || (!tags && from > at + 100_000)) return { next, records: [] };
      if (tags) tag = addLine(tags, tag, name, name ? value : line);
      from = next;
    }
    if (!isLast && tags) return undefined;
    const records = tags ? [{ at: start, reference: toReference(tags) }] : [];
    return { next: text.length, records };
  };
}

/** Adds a line to a record, and returns the tag that the next line may continue. */
function addLine(tags: Tags, last: string, name: string, value: string): string {
  if (name) {
    const values = tags.get(name);
    // Copying the list for each line would take minutes for a paper with 100,000 keywords.
    if (values) values.push(value.trim());
    if (!values) tags.set(name, [value.trim()]);
    return name;
  }
  const values = tags.get(last);
  // A blank stands for an empty line, which ends a record for some programs.
  if (values) values[values.length - 1] += `\n${value === ' ' ? '' : unfillLine(value)}`;
  return last;
}

/**
 * The tags of a record that Dogear wrote, in their order; then all texts are as they stand, and the
 * note is the user's.
 */
const OWN =
  /^TY ID TI(?: AU)?(?: ED)?(?: A4)?(?: T2)?(?: BT)?(?: T3)?(?: J2)?(?: ST)?(?: VL)?(?: IS)?(?: SP)?(?: EP)?(?: M1)?(?: SV)?(?: NV)?(?: SE)?(?: ET)?(?: M3)?(?: PB)?(?: CY)?(?: C1)?(?: C2)?(?: CR)?(?: SN)?(?: PY DA)?(?: Y2)?(?: DO)?(?: AN)?(?: DB)?(?: PB)?(?: SN)?(?: LA)?(?: CN)?(?: DP)?(?: UR)?(?: L1)?(?: AB)?(?: KW)?(?: N1)?$/;

function toReference(tags: Tags): Reference {
  const all = (...names: string[]): string[] =>
    names.flatMap((name) => tags.get(name) ?? []).filter(Boolean);
  const isOwn = OWN.test([...tags.keys()].join(' '));
  const words = (text: string | undefined) =>
    text && (isOwn ? unguardTags(text) : stripMarkup(text));
  const type = tags.get('TY')?.[0] ?? '';
  const isBook = /^(?:BOOK|EBOOK|EDBOOK)$/i.test(type.trim());
  const authors = all('AU', 'A1');
  const names = (authors.length > 0 ? authors : all('A2', 'ED', 'A3')).flatMap((name) =>
    isOwn ? displayName(name) : namesIn(stripMarkup(name)),
  );
  const isTalk = /^(?:CONF|CPAPER)$/i.test(type.trim());
  const known = cslTypeOfRis(type.trim().toUpperCase());
  // What is in press is so in a journal.
  const itsType = known === 'article' && all('T2', 'JO', 'JF')[0] ? 'article-journal' : known;
  // What is in no journal or book has only a series there.
  const isAlone = itsType !== undefined && !isInContainer(itsType);
  const title = all('TI', 'T1')[0];
  const archive = all('DB', 'DP').join(' ');
  const notes = all('N1', 'RN');
  const { note, idLines, readAt } = isOwn
    ? { note: notes.map(unguardFields).join('\n\n'), idLines: [], readAt: undefined }
    : joinSplit(
        notes
          .filter((text) => !isByDatabase(text, archive))
          .map((text) => splitNote(text, () => false)),
      );
  // Zotero writes its "Extra" here, not among the notes.
  const extra = joinSplit(all('M2').map((text) => splitNote(text, () => true)));
  const places = [...all('UR'), ...all('LK')].flatMap((value) =>
    value.split(/\s+|;(?=http)/).map((place) => place.replace(/;$/, '')),
  );
  return {
    key: all('ID', 'LB')[0],
    isCited: isToCite(all('ID', 'LB')[0]),
    ...publicationOf(itsType, all, words),
    title: words(all('TI', 'T1', ...(isBook ? ['BT', 'T2'] : ['CT']))[0]),
    ...authorsIn(names),
    abstract: words(all('AB', 'N2')[0]),
    date: mostExactDate(all('PY', 'Y1', 'DA')),
    venue: all(
      ...(isTalk ? ['BT'] : []),
      ...(isAlone ? ['PB'] : []),
      'T2',
      ...(isTalk ? ['C3'] : []),
      'JO',
      'JF',
      'BT',
      'JA',
      'J2',
      'T3',
      'PB',
    )
      .map((venue) => words(venue) ?? '')
      .find((venue) => venue !== title && !isArchive(venue)),
    ids: [
      ...all('DO'),
      ...all('M1', 'M3', 'AN', 'C7', 'IS', 'VL', 'JO', 'JF', 'T2').filter((value) =>
        /arxiv|^10\.\d{4}|pmid|^doi:/i.test(value),
      ),
      ...all('AN').map((number) =>
        /pubmed|medline|nlm/i.test(archive) && /^\d+$/.test(number) ? `pmid:${number}` : undefined,
      ),
      ...extra.idLines,
      ...idLines,
    ],
    isbn: isBook ? all('SN')[0] : undefined,
    pages: places,
    pdf: all('L1').find((value) => /^https?:/i.test(value)),
    note,
    tags: all('KW').flatMap((value) => (isOwn ? value : stripMarkup(value).split(/[\n;]/))),
    readAt: extra.readAt ?? readAt,
  };
}

/** Returns the type, and what says where and by whom a work was published. */
function publicationOf(
  type: CslType | undefined,
  all: (...names: string[]) => string[],
  words: (text: string | undefined) => string | undefined,
): Pick<Reference, 'type' | 'fields'> {
  const one = (...names: string[]): string | undefined => words(all(...names)[0]);
  const [isBook, isTalk] = [type === 'book', type === 'paper-conference'];
  const isArticle = type?.startsWith('article-') ?? false;
  const isOnNumber = type === 'report' || type === 'patent';
  const isInside = type !== undefined && isInContainer(type);
  const [first = '', last = ''] = [one('SP'), one('EP')];
  const page = last && !first.includes('-') && last !== first ? `${first}-${last}` : first;
  // Some write the number of pages of a book here.
  const isCount = !isInside && !last && /^\d+$/.test(first) && type !== undefined;
  const serial = all('SN').map((text) => text.trim());
  const isSerial = (text: string): boolean => /^[\dxX\s-]{8,20}(?:\s*\(.*\))?$/.test(text);
  const isbn = serial.find((text) => isSerial(text) && text.replace(/[^\dxX]/g, '').length >= 10);
  const issn = serial.find((text) => text !== isbn && isSerial(text));
  const number = isOnNumber ? (one('M1') ?? serial.find((text) => !isSerial(text))) : one('M1');
  // PubMed's numbers are ids, too.
  const isKnown = isArchived(one('AN')) || /pubmed|medline|nlm/i.test(one('DB') ?? '');
  const names = (...tags: string[]) => all(...tags).map(displayName);
  const venueTag = isTalk && all('BT')[0] ? 'BT' : 'T2';
  const hasVenue = isInside && all('T2', 'JO', 'JF', 'BT', 'JA', 'J2', 'T3', 'C3').length > 0;
  return {
    type,
    fields: {
      volume: one('VL'),
      issue: one('IS'),
      page: isCount ? undefined : pagesIn(page),
      'number-of-pages': isCount ? first : undefined,
      number: isBook || isArchived(number) ? undefined : number,
      'collection-number': isBook ? number : one('SV'),
      'collection-title':
        one('T3') ?? (type === 'book' || type === 'report' ? one('T2') : undefined),
      'event-title': venueTag === 'BT' && all('T2')[0] !== all('BT')[0] ? one('T2') : undefined,
      'event-place': isTalk ? one('C1') : undefined,
      'number-of-volumes': one('NV'),
      'chapter-number': type === 'chapter' ? one('SE') : undefined,
      section: type === 'article-newspaper' ? one('SE') : undefined,
      edition: type === 'software' ? undefined : one('ET'),
      version: type === 'software' ? one('ET') : undefined,
      genre: isArchived(one('M3')) ? undefined : one('M3'),
      publisher: hasVenue ? all('PB').find((name) => !isArchive(name)) : undefined,
      'publisher-place': one('CY', 'PP'),
      PMCID: isArticle || isTalk ? one('C2')?.match(/^(?:PMC)?\d+$/)?.[0] : undefined,
      ISBN: isbn,
      ISSN: issn,
      language: one('LA'),
      rights: one('CR'),
      'title-short': one('ST'),
      'container-title-short': one('J2', 'JA'),
      'call-number': one('CN'),
      source: one('DP'),
      accessed: one('Y2')?.replace(/^(\d{4})\/(\d\d?)?\/?(\d\d?)?\/?.*$/, (_, ...parts) =>
        parts.slice(0, 3).filter(Boolean).join('-'),
      ),
      archive: isKnown ? undefined : one('DB'),
      archive_location: isKnown ? undefined : one('AN'),
      editor: names('ED', ...(isInside ? ['A2'] : isBook ? ['A3'] : [])),
      'collection-editor': names(...(isBook ? ['A2'] : isInside ? ['A3'] : [])),
      translator: names('A4'),
    },
  };
}

/** Whether a number is the paper's in an archive, and read as its id. */
const isArchived = (text: string | undefined): boolean =>
  text !== undefined && /arxiv|^10\.\d{4}|^(?:pmid|doi):/i.test(text);
