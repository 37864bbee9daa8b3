/** What is searched of a paper, and how much it counts that a word is found there. */
export const FIELDS = ['title', 'author', 'abstract', 'note', 'tag', 'venue', 'cat', 'id'] as const;

/** As the language of queries names them. `id` has the paper's other ids; its own names its record. */
export type Field = (typeof FIELDS)[number];

/** Several fields at once: a bit of each. */
export type FieldMask = number;

export const maskOf = (...fields: readonly Field[]): FieldMask =>
  fields.reduce((mask, field) => mask | (1 << FIELDS.indexOf(field)), 0);

/** Where a word without a field is looked for. */
export const ANYWHERE = maskOf('title', 'author', 'abstract', 'note', 'tag', 'venue');

/**
 * Title and tags before authors, before the note, before the venue and the abstract. A category or an
 * id is only ever asked for by name.
 */
const RANK: Record<Field, number> = {
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
 * The score of a word that is found in these fields: twice the rank of the best of them, and one more
 * where it is the whole word and not its beginning. 0 where there is none.
 */
export function scoreOf(fields: FieldMask, isWhole: boolean): number {
  let best = 0;
  for (const [i, field] of FIELDS.entries()) {
    if (fields & (1 << i)) best = Math.max(best, RANK[field]);
  }
  return best === 0 ? 0 : 2 * best + (isWhole ? 1 : 0);
}
