import type { Paper } from '../../paper/paper';
import { moreAuthors } from './paper-fields';
import { plainNamesOf } from './plain';

/** Returns all authors in one text: "Ada Lovelace, Alan Turing and 3 more", or "3 authors". */
export function bylineOf(paper: Paper): string {
  const names = plainNamesOf(paper).join(', ');
  const more = moreAuthors(paper);
  if (more === 0) return names;
  return names ? `${names} and ${more} more` : `${more} ${more === 1 ? 'author' : 'authors'}`;
}
