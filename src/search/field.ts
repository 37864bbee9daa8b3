/** The parts of a paper that are searched. */
export const FIELDS = ['title', 'author', 'abstract', 'note', 'tag', 'venue', 'cat', 'id'] as const;

/** A searched part of a paper. `id` holds its other ids only, because the index is keyed by its own. */
export type SearchField = (typeof FIELDS)[number];

/** Several fields at once, one bit for each. */
export type FieldMask = number;

export const maskOf = (...fields: readonly SearchField[]): FieldMask =>
  fields.reduce((mask, field) => mask | (1 << FIELDS.indexOf(field)), 0);

/** The fields in which a word is looked for if its query names none. */
export const ANYWHERE = maskOf('title', 'author', 'abstract', 'note', 'tag', 'venue');

/** The fields of most words: those that are only in the abstract. */
export const ONLY_ABSTRACT = maskOf('abstract');

/** How much a field counts. A category or an id is found only by queries that name the field. */
const RANK: Record<SearchField, number> = {
  title: 5,
  tag: 5,
  author: 4,
  note: 3,
  venue: 2,
  abstract: 1,
  cat: 1,
  id: 1,
};

/**
 * Returns the score of a word that is found in these fields: twice the rank of the best of them, and
 * one more if it is the whole word and not only its beginning; 0 for no fields.
 */
export function scoreOf(fields: FieldMask, isWhole: boolean): number {
  let best = 0;
  for (const [i, field] of FIELDS.entries()) {
    if (fields & (1 << i)) best = Math.max(best, RANK[field]);
  }
  return best === 0 ? 0 : 2 * best + (isWhole ? 1 : 0);
}
