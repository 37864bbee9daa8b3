import type { Entry } from '../../paper/entry';
import { defined, type Paper } from '../../paper/paper';
import { clean } from '../../tex/to-tex';
import { splitName } from '../person-name';
import { plainOf } from './plain';
import {
  dateParts,
  hasMoreAuthors,
  localId,
  namesOf,
  type PublicationType,
  pageLink,
  publicationTypeOf,
} from './work';

/** An item as in https://github.com/citation-style-language/schema, of it what Dogear writes. */
export interface CslItem {
  readonly id: string;
  readonly type: 'article' | 'article-journal' | 'paper-conference' | 'book';
  readonly title: string;
  readonly author?: readonly CslName[];
  readonly issued?: { readonly 'date-parts': readonly (readonly number[])[] };
  readonly 'container-title'?: string;
  readonly publisher?: string;
  /** `arXiv:2401.12345`, as Zotero has it */
  readonly number?: string;
  readonly DOI?: string;
  readonly PMID?: string;
  readonly ISBN?: string;
  readonly URL?: string;
  readonly abstract?: string;
  /** The tags, with commas between them. */
  readonly keyword?: string;
  readonly note?: string;
  /** What CSL has no field for. */
  readonly custom?: { readonly authorCount: number };
}

export interface CslName {
  readonly family?: string;
  readonly given?: string;
  readonly suffix?: string;
  readonly 'non-dropping-particle'?: string;
  readonly literal?: string;
}

const TYPE: Record<PublicationType, CslItem['type']> = {
  preprint: 'article',
  article: 'article-journal',
  proceedings: 'paper-conference',
  book: 'book',
};

export function toCslItem({ paper, mark }: Entry, key: string): CslItem {
  const work = publicationTypeOf(paper);
  const isIn = work === 'article' || work === 'proceedings';
  const venue = plainOf(paper.venue ?? '') || undefined;
  const arxiv = localId(paper, 'arxiv');
  const date = dateParts(paper.published);
  const authors = namesOf(paper)
    .map(toCslName)
    .filter((name) => name !== undefined);
  return defined<CslItem>({
    id: key,
    type: TYPE[work],
    title: plainOf(paper.title) || paper.id,
    author: authors.length > 0 ? authors : undefined,
    issued: date.length > 0 ? { 'date-parts': [date] } : undefined,
    'container-title': isIn ? venue : undefined,
    publisher: isIn ? undefined : (venue ?? (arxiv && 'arXiv')),
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

/** CSL has no "and others": a processor shortens lists itself, and would print whatever stood for it. */
const customOf = (paper: Paper): { authorCount: number } | undefined =>
  hasMoreAuthors(paper) ? { authorCount: paper.authorCount as number } : undefined;

function toCslName(display: string): CslName | undefined {
  const { given, particle, family, suffix } = splitName(plainOf(display));
  if (!family) return undefined;
  // Styles turn a family name around; a group's is one text.
  if (!given && /[\s-]/.test(family)) return { literal: family };
  return defined<CslName>({
    family,
    given: given || undefined,
    suffix: suffix || undefined,
    'non-dropping-particle': particle || undefined,
  });
}

/** One item of the file, which is an array of them. */
export const writeCslItem = (entry: Entry, key: string): string =>
  `  ${JSON.stringify(toCslItem(entry, key), null, 2).replaceAll('\n', '\n  ')}`;
