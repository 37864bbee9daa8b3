import { fnv1aHex } from '../fnv';
import type { IdKind, PaperId } from './kind';

/**
 * `title:5f0c8e1b2a3d4c69`: a paper that has not even a page, by a hash of its title, first author and
 * year.
 */
export const title: IdKind = {
  prefix: 'title',
  parse: (local) =>
    local && /^[0-9a-f]{16}$/.test(local) ? (`title:${local}` as PaperId) : undefined,
  pageOf: () => 'https://scholar.google.com/scholar',
};

/**
 * Returns the id of a paper of which no more than a title, an author and a year is known: the same for
 * the same words, whatever their case, accents, signs and blanks. Undefined where a title stands alone,
 * since too many papers are called "Introduction".
 * @param isAlone whether nothing but titles is known of any paper; then those of one word are left out
 */
export function titleId(
  title: string,
  author: string,
  year: string,
  isAlone = false,
): PaperId | undefined {
  const [words, name] = [title, author].map((text) =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ''),
  );
  const isTelling = isAlone && /\p{L}\P{L}+\p{L}|\p{Script=Han}{4}/u.test(title);
  if (!words || !(name || year || isTelling)) return undefined;
  return `title:${fnv1aHex([words, name, year].join('|'))}` as PaperId;
}
