import { excerpt, type FormatReader } from './format-reader';
import { jsonReader } from './json-reader';
import {
  isArchive,
  isObject,
  isZoteroLine,
  type Reference,
  splitList,
  splitNote,
  stripMarkup,
  timeIn,
} from './to-entry';

type Unknown = Readonly<Record<string, unknown>>;

const FIELDS = [
  'author',
  'issued',
  'DOI',
  'URL',
  'container-title',
  'abstract',
  'publisher',
  'note',
];

export const isCslItem = (value: unknown): boolean =>
  isObject(value) &&
  (typeof value.title === 'string' || typeof value.DOI === 'string') &&
  (typeof value.type === 'string' || FIELDS.some((name) => Object.hasOwn(value, name)));

/** CSL-JSON (https://docs.citationstyles.org/en/stable/specification.html): a list, or `{items}`. */
export function cslReader(): FormatReader {
  return jsonReader({
    isEntry: isCslItem,
    read({ name, isItem, value, at }) {
      if (isObject(value) && (isItem || isCslItem(value)))
        return [{ at, reference: toReference(value) }];
      return isItem && !name ? [{ at, code: 'broken', detail: excerpt(String(value)) }] : [];
    },
  });
}

function toReference(item: Unknown): Reference {
  const text = (...names: string[]): string => {
    const found = names.map((name) => item[name]).find((value) => value !== '' && value != null);
    // Crossref's own JSON has lists of one.
    const value = Array.isArray(found) ? found[0] : found;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const isDogears = isOwn(item);
  const words = (...names: string[]): string =>
    isDogears ? text(...names) : stripMarkup(text(...names));
  const { note, idLines } = splitNote(text('note', 'annote'), isExtra);
  const names = Array.isArray(item.author) ? item.author : item.editor;
  const authors = (Array.isArray(names) ? names : []).map(nameOf);
  const isMore = /^(?:others|et al\.?)$/i;
  const keywords = item.keyword ?? item.keywords ?? item.tags;
  const venue = words('container-title', 'event-title', 'collection-title', 'publisher');
  return {
    key: text('citation-key', 'id'),
    title: words('title'),
    authors: authors.filter((name) => name && !isMore.test(name)),
    hasMoreAuthors: authors.some((name) => isMore.test(name)),
    authorCount: isObject(item.custom) ? Number(item.custom.authorCount) : undefined,
    abstract: words('abstract'),
    date: dateIn(item.issued) || dateIn(item['original-date']),
    venue: isArchive(venue) ? undefined : venue,
    ids: [
      text('DOI'),
      text('PMID') && `pmid:${text('PMID')}`,
      ...['number', 'archive_location', 'archiveID', 'archive-place', 'container-title']
        .map((name) => text(name))
        .filter((value) => /arxiv/i.test(value)),
      /^arxiv$/i.test(text('archive')) ? text('archive_location', 'number') : undefined,
      ...(isDogears ? [] : idLines),
    ],
    isbn: /^book$/.test(text('type')) ? text('ISBN') : undefined,
    pages: [text('URL')],
    note,
    tags: Array.isArray(keywords)
      ? keywords.filter((tag) => typeof tag === 'string')
      : splitList(typeof keywords === 'string' ? keywords : ''),
    addedAt: timeIn(item['date-added']),
  };
}

/** Zotero's note is its "Extra", which begins with what it has no field for, written just so. */
const isExtra = (line: string, isAtHead: boolean): boolean =>
  isAtHead && (/^(?:PMID|DOI): \S+$/.test(line) || isZoteroLine(line));

const OWN =
  /^id type title(?: author)?(?: issued)?(?: container-title)?(?: publisher)?(?: number)?(?: DOI)?(?: PMID)?(?: ISBN)?(?: URL)?(?: abstract)?(?: keyword)?(?: note)?(?: custom)?$/;

/** Whether Dogear's writer could have written it, by its fields and their order: the note is the reader's. */
const isOwn = (item: Unknown): boolean => OWN.test(Object.keys(item).slice(0, 20).join(' '));

function nameOf(name: unknown): string {
  if (typeof name === 'string') return name;
  if (!isObject(name)) return '';
  const parts = ['given', 'dropping-particle', 'non-dropping-particle', 'family', 'suffix'];
  const said = parts.map((part) => name[part]).filter((part) => typeof part === 'string' && part);
  const literal = name.literal ?? name.name;
  return said.length > 0 ? said.join(' ') : typeof literal === 'string' ? literal : '';
}

/** `{"date-parts": [[2017, 6, 12]]}`, `{"raw": "12 June 2017"}`, or a mere text. */
function dateIn(date: unknown): string {
  if (typeof date === 'string') return date;
  if (!isObject(date)) return '';
  const [first] = Array.isArray(date['date-parts']) ? date['date-parts'] : [];
  if (Array.isArray(first) && /^\d{1,4}$/.test(String(first[0]))) {
    const [year, month, day] = first.slice(0, 3).map((part) => String(part));
    return [year?.padStart(4, '0'), month, day].filter(Boolean).join('-');
  }
  const said = date.raw ?? date.literal;
  return typeof said === 'string' ? said : '';
}
