import type { Entry } from '../../paper/entry';
import { defined, type Paper } from '../../paper/paper';
import { clean } from '../../tex/to-tex';
import { splitName } from '../person-name';
import { dateParts, hasMoreAuthors, localId, namesOf, pageLink } from './paper-fields';
import { plainOf } from './plain';
import { type PublicationType, publicationTypeOf } from './publication-type';

/**
 * The members of an item that Dogear writes (https://github.com/citation-style-language/schema).
 */
export interface CslItem {
  readonly id: string;
  readonly type: 'article' | 'article-journal' | 'paper-conference' | 'book';
  readonly title: string;
  readonly author?: readonly CslName[];
  readonly issued?: { readonly 'date-parts': readonly (readonly number[])[] };
  readonly 'container-title'?: string;
  readonly publisher?: string;
  /** `arXiv:2401.12345`, as in Zotero. */
  readonly number?: string;
  readonly DOI?: string;
  readonly PMID?: string;
  readonly ISBN?: string;
  readonly URL?: string;
  readonly abstract?: string;
  /** Tags, separated by commas. */
  readonly keyword?: string;
  readonly note?: string;
  /** That Dogear wrote the item, and facts for which CSL has no field. */
  readonly custom: { readonly program: 'dogear'; readonly authorCount?: number };
}

export interface CslName {
  readonly family?: string;
  readonly given?: string;
  readonly suffix?: string;
  readonly 'non-dropping-particle'?: string;
  readonly literal?: string;
}

const ITEM_TYPE: Record<PublicationType, CslItem['type']> = {
  preprint: 'article',
  article: 'article-journal',
  proceedings: 'paper-conference',
  book: 'book',
};

export function toCslItem({ paper, mark }: Entry, key: string): CslItem {
  const type = publicationTypeOf(paper);
  const isInContainer = type === 'article' || type === 'proceedings';
  const venue = plainOf(paper.venue ?? '') || undefined;
  const arxiv = localId(paper, 'arxiv');
  const date = dateParts(paper.published);
  const authors = namesOf(paper)
    .map(toCslName)
    .filter((name) => name !== undefined);
  return defined<CslItem>({
    id: key,
    type: ITEM_TYPE[type],
    title: plainOf(paper.title) || paper.id,
    author: authors.length > 0 ? authors : undefined,
    issued: date.length > 0 ? { 'date-parts': [date] } : undefined,
    'container-title': isInContainer ? venue : undefined,
    publisher: isInContainer ? undefined : (venue ?? (arxiv && 'arXiv')),
    number: arxiv && `arXiv:${arxiv}`,
    DOI: localId(paper, 'doi'),
    PMID: localId(paper, 'pmid'),
    ISBN: localId(paper, 'isbn'),
    URL: pageLink(paper),
    abstract: plainOf(paper.abstract ?? '') || undefined,
    keyword: mark.tags?.map((tag) => clean(tag)).join(', '),
    note: mark.note && clean(mark.note),
    custom: customOf(paper),
  });
}

/**
 * Keeps the number of authors here: CSL has no "and others", and a processor would print whatever
 * stood for it.
 */
const customOf = (paper: Paper): CslItem['custom'] =>
  defined({
    program: 'dogear',
    authorCount: hasMoreAuthors(paper) ? (paper.authorCount as number) : undefined,
  });

function toCslName(display: string): CslName | undefined {
  const { given, particle, family, suffix } = splitName(plainOf(display));
  if (!family) return undefined;
  // Styles turn names around; the name of a group must stay one text.
  if (!given && /[\s-]/.test(family)) return { literal: family };
  return defined<CslName>({
    family,
    given: given || undefined,
    suffix: suffix || undefined,
    'non-dropping-particle': particle || undefined,
  });
}

/** Writes one item of the file, which is an array of them. */
export const writeCslItem = (entry: Entry, key: string): string =>
  `  ${JSON.stringify(toCslItem(entry, key), null, 2).replaceAll('\n', '\n  ')}`;
