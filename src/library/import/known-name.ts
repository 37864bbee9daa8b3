import type { Entry } from '../../paper/entry';
import { type PaperId, placeId, splitId, titleId } from '../../paper/ids';
import type { Paper } from '../../paper/paper';

/**
 * Returns the other id under which the library may have a paper whose file has only its page, or its
 * title. Talks that share the page of their proceedings are told apart by their titles, except for the
 * first one of a file; and another file may begin with another talk.
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
 * Returns the entry with the id that the library has for it; the very same entry if that is its own.
 * @param paperOf returns what the library has under the entry's own or its other id
 */
export function nameAsKnown(entry: Entry, paperOf: (id: PaperId) => Paper | undefined): Entry {
  const { paper, mark } = entry;
  const other = otherName(paper);
  const known = other && paperOf(other);
  if (!known) return entry;
  const own = paperOf(paper.id);
  const isByTitle = splitId(other)[0] === 'title';
  const isOwn = isByTitle ? own && wordsOf(own) === wordsOf(paper) : own;
  if (isOwn || (!isByTitle && wordsOf(known) !== wordsOf(paper))) return entry;
  return { paper: { ...paper, id: other }, mark: { ...mark, id: other } };
}

const wordsOf = ({ title }: Paper): string => title.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
