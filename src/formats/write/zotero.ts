import type { Entry } from '../../paper/entry';
import { defined } from '../../paper/paper';
import { clean, lineOf } from '../../tex/to-tex';
import { splitName } from '../person-name';
import { paragraphsOf } from './html';
import { localId, namesOf, pageLink } from './paper-fields';
import { plainOf } from './plain';
import { type PublicationType, publicationTypeOf } from './publication-type';

/** An item as Zotero's connector server takes it (`POST /connector/saveItems`). */
export interface ZoteroItem {
  /** Identifies the item within its request. */
  readonly id: string;
  readonly itemType: 'preprint' | 'journalArticle' | 'conferencePaper' | 'book';
  readonly title: string;
  readonly creators: readonly ZoteroCreator[];
  readonly abstractNote?: string;
  readonly date?: string;
  readonly url?: string;
  readonly DOI?: string;
  /** The archive of a preprint, and its number there, `arXiv:2401.12345`. */
  readonly repository?: string;
  readonly archiveID?: string;
  readonly publicationTitle?: string;
  readonly proceedingsTitle?: string;
  readonly publisher?: string;
  readonly ISBN?: string;
  /** Lines for which Zotero has no field, such as `Citation Key: …` and `PMID: …`. */
  readonly extra?: string;
  readonly tags: readonly { readonly tag: string }[];
  readonly notes: readonly { readonly note: string }[];
  readonly attachments: readonly never[];
}

export interface ZoteroCreator {
  readonly firstName?: string;
  readonly lastName: string;
  readonly creatorType: 'author';
  /** 1 if the name is in one piece. */
  readonly fieldMode?: 1;
}

const ITEM_TYPE: Record<PublicationType, ZoteroItem['itemType']> = {
  preprint: 'preprint',
  article: 'journalArticle',
  proceedings: 'conferencePaper',
  book: 'book',
};

/**
 * Returns the paper as an item for Zotero. If the venue says that the paper appeared, the item is
 * of that type, and its arXiv number goes to `extra`, where Zotero's own translator for arXiv puts
 * it.
 * @param key the citation key; Zotero keeps it in `extra`
 */
export function toZoteroItem({ paper, mark }: Entry, key?: string): ZoteroItem {
  const type = publicationTypeOf(paper);
  const arxiv = localId(paper, 'arxiv');
  const pmid = localId(paper, 'pmid');
  const venue = plainOf(paper.venue ?? '') || undefined;
  const isPreprint = type === 'preprint';
  const [primary] = paper.categories ?? [];
  const known = paper.authors.length;
  const extra = [
    arxiv && `arXiv:${arxiv}${primary ? ` [${clean(primary)}]` : ''}`,
    pmid && `PMID: ${pmid}`,
    key && `Citation Key: ${key}`,
    (paper.authorCount ?? 0) > known && `Authors: ${paper.authorCount}, of whom ${known} are named`,
  ].filter(Boolean);
  return defined<ZoteroItem>({
    id: paper.id,
    itemType: ITEM_TYPE[type],
    title: plainOf(paper.title) || paper.id,
    creators: namesOf(paper)
      .map(toCreator)
      .filter((creator) => creator !== undefined),
    abstractNote: plainOf(paper.abstract ?? '') || undefined,
    date: paper.published,
    url: pageLink(paper),
    DOI: localId(paper, 'doi'),
    repository: isPreprint ? (arxiv ? 'arXiv' : venue) : undefined,
    archiveID: isPreprint && arxiv ? `arXiv:${arxiv}` : undefined,
    publicationTitle: type === 'article' ? venue : undefined,
    proceedingsTitle: type === 'proceedings' ? venue : undefined,
    publisher: type === 'book' ? venue : undefined,
    ISBN: localId(paper, 'isbn'),
    extra: extra.join('\n') || undefined,
    tags: (mark.tags ?? []).map((tag) => ({ tag: lineOf(tag) })),
    notes: mark.note?.trim() ? [{ note: paragraphsOf(mark.note) }] : [],
    attachments: [],
  });
}

function toCreator(display: string): ZoteroCreator | undefined {
  const { given, particle, family, suffix } = splitName(plainOf(display));
  if (!family) return undefined;
  const lastName = [particle, family].filter(Boolean).join(' ');
  // Zotero has no field for "Jr.", and reads it behind a comma.
  if (!given) {
    const name = [lastName, suffix].filter(Boolean).join(' ');
    return { lastName: name, creatorType: 'author', fieldMode: 1 };
  }
  const firstName = [given, suffix].filter(Boolean).join(', ');
  return { firstName, lastName, creatorType: 'author' };
}
