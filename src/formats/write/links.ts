import type { Entry } from '../../paper/entry';
import { pageLink } from './paper-fields';

/** Writes the address of the paper's own page on a line of its own. */
export function writeLink({ paper }: Entry): string {
  const link = pageLink(paper);
  return link ? `${link}\n` : '';
}
