import type { Entry } from '../../paper/entry';
import { defined, type Paper } from '../../paper/paper';
import {
  type CslType,
  NAME_FIELDS,
  type NameField,
  TEXT_FIELDS,
  type TextField,
} from '../../paper/publication';
import { clean } from '../../tex/to-tex';
import { splitName } from '../person-name';
import { areEditors, dateParts, hasMoreAuthors, localId, namesOf, pageLink } from './paper-fields';
import { plainOf } from './plain';
import { cslTypeOf, isInContainer } from './publication-type';

/**
 * The members of an item that Dogear writes (https://github.com/citation-style-language/schema).
 */
export type CslItem = {
  readonly id: string;
  /** Zotero keeps a key from here only. */
  readonly 'citation-key': string;
  readonly type: CslType;
  readonly title: string;
  readonly author?: readonly CslName[];
  readonly issued?: CslDate;
  readonly 'container-title'?: string;
  readonly DOI?: string;
  readonly PMID?: string;
  readonly URL?: string;
  readonly abstract?: string;
  /** Tags, separated by commas. */
  readonly keyword?: string;
  readonly note?: string;
  /** Facts for which CSL has no field, and that Dogear wrote the item. */
  readonly custom: { readonly program: 'dogear'; readonly authorCount?: number };
} & { readonly [K in Exclude<TextField, DateField>]?: string } & {
  readonly [K in DateField]?: CslDate;
} & { readonly [K in NameField]?: readonly CslName[] };

const DATE_FIELDS = ['event-date', 'original-date', 'accessed'] as const;
type DateField = (typeof DATE_FIELDS)[number];

type CslDate = { readonly 'date-parts': readonly (readonly number[])[] } | { readonly raw: string };

export interface CslName {
  readonly family?: string;
  readonly given?: string;
  readonly literal?: string;
}

export function toCslItem({ paper, mark }: Entry, key: string): CslItem {
  const type = cslTypeOf(paper);
  const { fields = {} } = paper;
  const isInside = isInContainer(type);
  const venue = plainOf(paper.venue ?? '') || undefined;
  const arxiv = localId(paper, 'arxiv');
  const date = dateParts(paper.published);
  const texts = TEXT_FIELDS.filter((name) => !isDateField(name)).map(
    (name) => [name, plainOf(fields[name] ?? '') || undefined] as const,
  );
  const names = NAME_FIELDS.map((name) => [name, namesIn(fields[name])] as const);
  const dates = DATE_FIELDS.map((name) => [name, fields[name] && cslDate(fields[name])] as const);
  const known = defined<Partial<CslItem>>(Object.fromEntries([...names, ...dates, ...texts]));
  return defined<CslItem>({
    id: key,
    'citation-key': key,
    type,
    title: plainOf(paper.title) || paper.id,
    author: areEditors(paper) ? undefined : namesIn(namesOf(paper)),
    issued: date.length > 0 ? { 'date-parts': [date] } : undefined,
    'container-title': isInside || known.publisher ? venue : undefined,
    ...known,
    publisher: known.publisher ?? (isInside ? undefined : (venue ?? (arxiv && 'arXiv'))),
    // `arXiv:2401.12345`, as in Zotero.
    number: known.number ?? (arxiv && `arXiv:${arxiv}`),
    archive: known.archive ?? (arxiv && known.number ? 'arXiv' : undefined),
    archive_location: known.archive_location ?? (arxiv && known.number ? arxiv : undefined),
    DOI: localId(paper, 'doi'),
    PMID: localId(paper, 'pmid'),
    ISBN: known.ISBN ?? localId(paper, 'isbn'),
    URL: pageLink(paper),
    abstract: plainOf(paper.abstract ?? '') || undefined,
    keyword: mark.tags?.map((tag) => clean(tag)).join(', '),
    note: mark.note && guardLines(clean(mark.note)),
    custom: customOf(paper),
  } as CslItem);
}

const isDateField = (name: string): name is DateField =>
  (DATE_FIELDS as readonly string[]).includes(name);

const cslDate = (text: string): CslDate =>
  /^\d{4}(?:-\d\d?(?:-\d\d?)?)?$/.test(text)
    ? { 'date-parts': [dateParts(text)] }
    : { raw: plainOf(text) };

/**
 * Puts a blank before each line that pandoc, citeproc-js or Zotero would take for a field of the item,
 * `issued: 1999`.
 */
const guardLines = (note: string): string =>
  note.replace(/^(?=[^\S\n]*\{?:?[\p{L}_][^:\n]*:)/gmu, ' ');

/** Returns a note without the blanks that `guardLines` put there. */
export const unguardLines = (note: string): string =>
  note.replace(/^ (?=[^\S\n]*\{?:?[\p{L}_][^:\n]*:)/gmu, '');

/**
 * Keeps the number of authors here: CSL has no "and others", and a processor would print whatever
 * stood for it.
 */
const customOf = (paper: Paper): CslItem['custom'] => ({
  program: 'dogear',
  ...(hasMoreAuthors(paper) && { authorCount: paper.authorCount as number }),
});

const namesIn = (names: readonly string[] | undefined): readonly CslName[] | undefined => {
  const all = (names ?? []).map(toCslName).filter((name) => name !== undefined);
  return all.length > 0 ? all : undefined;
};

/**
 * Returns a name with its particle in the family name and its suffix behind the given: Zotero drops
 * both elsewhere, and citeproc-js and pandoc find them there.
 */
function toCslName(display: string): CslName | undefined {
  const { given, particle, family, suffix } = splitName(plainOf(display));
  if (!family) return undefined;
  const whole = [particle, family].filter(Boolean).join(' ');
  // Styles turn names around; the name of a group must stay one text.
  if (!given && (suffix || /[\s-]/.test(whole))) {
    return { literal: [whole, suffix].filter(Boolean).join(' ') };
  }
  return defined<CslName>({
    family: whole,
    given: [given, suffix].filter(Boolean).join(', ') || undefined,
  });
}

/** Writes one item of the file, which is an array of them. */
export const writeCslItem = (entry: Entry, key: string): string =>
  `  ${JSON.stringify(toCslItem(entry, key), null, 2).replaceAll('\n', '\n  ')}`;
