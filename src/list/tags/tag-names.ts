import type { TagCount } from '../../library/tags';

/** How many tags are offered while one is typed. */
const MOST_OFFERED = 8;

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The tags that a text can be completed to: those that begin with it, then those that hold it. */
export function completionsOf(
  text: string,
  tags: readonly TagCount[],
  without: readonly string[],
): TagCount[] {
  const typed = fold(text.trim());
  const rest = tags.filter(({ name }) => !without.includes(name));
  const byUse = [...rest].sort((a, b) => b.count - a.count);
  const begins = byUse.filter(({ name }) => fold(name).startsWith(typed));
  const holds = byUse.filter(
    ({ name }) => !fold(name).startsWith(typed) && fold(name).includes(typed),
  );
  return [...begins, ...holds].slice(0, MOST_OFFERED);
}

/** As tags are kept: no blanks around, and none longer than the library takes. */
export const LONGEST_TAG = 100;
export const tagFrom = (typed: string): string =>
  typed.trim().replace(/^#/, '').replace(/\s+/g, ' ').slice(0, LONGEST_TAG).trim();

/** The query for a tag's papers. */
export const tagQuery = (name: string): string =>
  /^[\p{L}\p{N}_./-]+$/u.test(name) ? `tag:${name}` : `tag:"${name.replaceAll('"', ' ')}"`;
