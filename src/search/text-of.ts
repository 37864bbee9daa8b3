import { timeOf } from '../paper/clock';
import type { Entry } from '../paper/entry';
import type { Mark } from '../paper/mark';
import { FIELDS, type SearchField } from './field';
import { wordsOf } from './fold';
import { BOUND, valueWords } from './query-words';
import { HAS } from './segment';

/** Called with the number of a field, a word in it, and the position of the word. */
type VisitFieldWord = (field: number, word: string, position: number) => void;

const NUMBER_OF = Object.fromEntries(FIELDS.map((field, i) => [field, i])) as Record<
  SearchField,
  number
>;

/**
 * Calls `visit` with every word of a paper, field by field in the order of `FIELDS`. Between two
 * authors one position is left out, so that no phrase reaches from one to the next.
 */
export function eachWordOf({ paper, mark }: Entry, visit: VisitFieldWord): void {
  const visitText = (field: SearchField, texts: readonly string[], read = wordsOf): void => {
    let position = 0;
    for (const text of texts) {
      for (const word of read(text)) visit(NUMBER_OF[field], word, position++);
      position++;
    }
  };
  const visitValues = (field: SearchField, values: readonly string[]): void => {
    let position = 0;
    for (const value of values) {
      visit(NUMBER_OF[field], BOUND, position++);
      for (const word of valueWords(value)) visit(NUMBER_OF[field], word, position++);
    }
    if (position > 0) visit(NUMBER_OF[field], BOUND, position);
  };
  visitText('title', [paper.title]);
  visitText('author', paper.authors);
  visitText('abstract', paper.abstract ? [paper.abstract] : []);
  visitText('note', mark.note ? [mark.note] : []);
  visitValues('tag', mark.tags ?? []);
  visitText('venue', paper.venue ? [paper.venue] : []);
  visitValues('cat', paper.categories ?? []);
  visitText('id', paper.aliases ?? [], (id) => [idWord(id)]);
}

/** Returns an id as a word of the index; no word of a text begins with this character. */
export const idWord = (id: string): string => `\u0002${id}`;

/** Returns when a paper was imported, or first seen, or else marked, in milliseconds since 1970. */
export function addedOf({ paper, mark }: Entry): number {
  return paper.addedAt ?? paper.seen?.at ?? firstTimeOf(mark);
}

function firstTimeOf({ times, starredAt, readAt, dismissedAt }: Mark): number {
  const stamps = [times.starred, times.read, times.dismissed, times.note];
  const known = [...stamps, ...Object.values(times.tags ?? {})].flatMap((stamp) =>
    stamp ? timeOf(stamp) : [],
  );
  const all = [...known, ...[starredAt, readAt, dismissedAt].flatMap((at) => at ?? [])];
  return all.length > 0 ? Math.min(...all) : 0;
}

/** Returns the date of publication as a number, 20260925 for `2026-09-25`; 0 if there is none. */
export function publishedOf({ paper }: Entry): number {
  const [, year, month = '00', day = '00'] =
    /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(paper.published ?? '') ?? [];
  return year ? Number(year + month + day) : 0;
}

/** Returns what a paper has as bits of `HAS`. */
export function flagsOf({ paper, mark }: Entry): number {
  return (
    (mark.note ? HAS.note : 0) |
    (mark.tags?.length ? HAS.tag : 0) |
    (paper.links.code ? HAS.code : 0) |
    (paper.links.pdf ? HAS.pdf : 0)
  );
}

/** Longest sort key of a title, in characters. */
const MAX_KEY = 120;

/** Returns the sort key of a title: its folded words, with numbers that sort by their size. */
export function titleKeyOf({ paper }: Entry): string {
  return wordsOf(paper.title)
    .map((word) => word.replace(/\d+/g, (digits) => digits.padStart(6, '0')))
    .join(' ')
    .slice(0, MAX_KEY);
}
