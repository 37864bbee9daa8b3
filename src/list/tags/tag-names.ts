import type { TagCount } from '../../library/tags';

/** Most tags that are offered while one is typed. */
const MOST_OFFERED = 8;

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * Returns the tags to which a typed text can be completed: those that begin with it, then those that
 * contain it, the most used first.
 *
 * @param without tags that are not offered
 */
export function completionsOf(
  text: string,
  tags: readonly TagCount[],
  without: readonly string[],
): TagCount[] {
  const typed = fold(text.trim());
  const rest = tags.filter(({ name }) => !without.includes(name));
  const byUse = [...rest].sort((a, b) => b.count - a.count);
  const begins = byUse.filter(({ name }) => fold(name).startsWith(typed));
  const contains = byUse.filter(
    ({ name }) => !fold(name).startsWith(typed) && fold(name).includes(typed),
  );
  return [...begins, ...contains].slice(0, MOST_OFFERED);
}

/** Longest tag that the library takes, in characters. */
export const LONGEST_TAG = 100;

/** Returns the tag in a typed text: without a leading #, and with single blanks only. */
export const tagFrom = (typed: string): string =>
  typed.trim().replace(/^#/, '').replace(/\s+/g, ' ').slice(0, LONGEST_TAG).trim();

/** Returns the query that finds a tag's papers. */
export const tagQuery = (name: string): string =>
  /^[\p{L}\p{N}_./-]+$/u.test(name) ? `tag:${name}` : `tag:"${name.replaceAll('"', ' ')}"`;
