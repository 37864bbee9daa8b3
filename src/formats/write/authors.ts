import type { Paper } from '../../paper/paper';

/**
 * Returns the authors in short: up to three by name; of more, the first two and the last. If only
 * some are known, two of them and the number of all; if none is, the number.
 * @param sayCount returns the words for a number of authors: "10 authors"
 */
export function shortAuthors(paper: Paper, sayCount: (n: number) => string): string {
  const { authors } = paper;
  const all = Math.max(paper.authorCount ?? 0, authors.length);
  if (all === 0) return '';
  if (authors.length === 0) return sayCount(all);
  if (all > authors.length) return `${authors.slice(0, 2).join(', ')} et al. (${all})`;
  if (all <= 3) return authors.join(', ');
  return `${authors[0]}, ${authors[1]}, … ${authors.at(-1)}`;
}
