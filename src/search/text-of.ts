import { timeOf } from '../paper/clock';
import type { Entry } from '../paper/entry';
import type { Mark } from '../paper/mark';
import { FIELDS, type Field } from './field';
import { wordsOf } from './fold';
import { BOUND, valueWords } from './query';
import { HAS } from './segment';

/** A word in a field, and where: words that follow one another have places that do. */
type VisitWord = (field: number, word: string, place: number) => void;

const NUMBER_OF = Object.fromEntries(FIELDS.map((field, i) => [field, i])) as Record<Field, number>;

/**
 * Calls `visit` with all that is searched of a paper, field by field as in `FIELDS`. Between two
 * authors is a gap, so that no phrase goes from one to the next.
 */
export function eachWordOf({ paper, mark }: Entry, visit: VisitWord): void {
  const visitText = (field: Field, texts: readonly string[], read = wordsOf): void => {
    let place = 0;
    for (const text of texts) {
      for (const word of read(text)) visit(NUMBER_OF[field], word, place++);
      place++;
    }
  };
  const visitValues = (field: Field, values: readonly string[]): void => {
    let place = 0;
    for (const value of values) {
      visit(NUMBER_OF[field], BOUND, place++);
      for (const word of valueWords(value)) visit(NUMBER_OF[field], word, place++);
    }
    if (place > 0) visit(NUMBER_OF[field], BOUND, place);
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

/** An id among the words; no text has one that begins so. */
export const idWord = (id: string): string => `\u0002${id}`;

/** When the paper came into the library, in ms since 1970: when it was first seen, or else marked. */
export function addedOf({ paper, mark }: Entry): number {
  return paper.seen?.at ?? firstTimeOf(mark);
}

function firstTimeOf({ times, starredAt, readAt, dismissedAt }: Mark): number {
  const stamps = [times.starred, times.read, times.dismissed, times.note];
  const known = [...stamps, ...Object.values(times.tags ?? {})].flatMap((stamp) =>
    stamp ? timeOf(stamp) : [],
  );
  const all = [...known, ...[starredAt, readAt, dismissedAt].flatMap((at) => at ?? [])];
  return all.length > 0 ? Math.min(...all) : 0;
}

/** `20260925` of `2026-09-25`; 0 of what is no date. */
export function publishedOf({ paper }: Entry): number {
  const [, year, month = '00', day = '00'] =
    /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(paper.published ?? '') ?? [];
  return year ? Number(year + month + day) : 0;
}

export function flagsOf({ paper, mark }: Entry): number {
  return (
    (mark.note ? HAS.note : 0) |
    (mark.tags?.length ? HAS.tag : 0) |
    (paper.links.code ? HAS.code : 0) |
    (paper.links.pdf ? HAS.pdf : 0)
  );
}

const LONGEST_KEY = 120;

/** What a title is sorted by: its words as they are searched, its numbers by their size. */
export function titleKeyOf({ paper }: Entry): string {
  return wordsOf(paper.title)
    .map((word) => word.replace(/\d+/g, (digits) => digits.padStart(6, '0')))
    .join(' ')
    .slice(0, LONGEST_KEY);
}
