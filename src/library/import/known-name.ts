import type { Entry } from '../../paper/entry';
import { type PaperId, placeId, splitId, titleId } from '../../paper/ids';
import { idsOf, type Paper } from '../../paper/paper';
import { areTwoWorks } from '../../paper/same-work';
import { withoutIds } from '../../paper/without-ids';

type PaperOf = (id: PaperId) => Paper | undefined;

/** An id of an entry under which the library has another paper. */
export interface TakenId {
  readonly id: PaperId;
  readonly by: Paper;
}

/**
 * Returns the ids of a file's paper under which the library has a paper with another title, and which
 * it keeps.
 */
export const takenIds = ({ paper }: Entry, paperOf: PaperOf): TakenId[] =>
  idsOf(paper).flatMap((id) => {
    const by = paperOf(id);
    return by && areTwoWorks(by, paper) ? { id, by } : [];
  });

/** Returns the entries that lose ids to papers of the library, without these. */
export const withoutTaken = (entries: readonly Entry[], paperOf: PaperOf): Entry[] =>
  entries.flatMap((entry) => {
    const taken = takenIds(entry, paperOf).map(({ id }) => id);
    return (taken.length > 0 && withoutIds(entry, taken)) || [];
  });

/**
 * Returns the other id under which the library may have a paper whose file has only its page, or its
 * title. Talks that share the page of their proceedings are told apart by their titles, but one that is
 * alone in its file has the page.
 */
export function otherName({
  id,
  aliases,
  title,
  authors,
  published,
  links,
}: Paper): PaperId | undefined {
  if (aliases) return undefined;
  const [kind] = splitId(id);
  if (kind === 'url') return titleId(title, authors[0] ?? '', published?.slice(0, 4) ?? '');
  const place = kind === 'title' ? placeId(links.page) : undefined;
  return place && splitId(place)[0] === 'url' ? place : undefined;
}

/**
 * Returns the entry with the ids that the library has for it, and without those under which it has
 * another paper; the very same entry if these are its own.
 * @param paperOf returns what the library has under any of the entry's ids
 */
export function nameAsKnown(entry: Entry, paperOf: PaperOf): Entry {
  const [own = entry] = withoutTaken([entry], paperOf);
  const { paper, mark } = own;
  const other = otherName(paper);
  const known = other && paperOf(other);
  if (!known) return own;
  const byOwnId = paperOf(paper.id);
  const isByTitle = splitId(other)[0] === 'title';
  const isOwn = isByTitle ? byOwnId && wordsOf(byOwnId) === wordsOf(paper) : byOwnId;
  if (isOwn || (!isByTitle && wordsOf(known) !== wordsOf(paper))) return own;
  return { paper: { ...paper, id: other }, mark: { ...mark, id: other } };
}

const wordsOf = ({ title }: Paper): string => title.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
