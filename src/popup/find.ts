import type { Entry } from '../paper/entry';
import { toLatin } from '../paper/latin';
import { readable } from '../paper/tex';

export type Order = 'starred' | 'published' | 'title';

/** What is searched of an entry, made once for each version of it. */
const haystacks = new WeakMap<Entry, string>();

function haystackOf(entry: Entry): string {
  let haystack = haystacks.get(entry);
  if (haystack === undefined) {
    const { title, authors } = entry.paper;
    const words = readable(title);
    const titles = words === title ? [title] : [title, words];
    haystack = toLatin([...titles, ...authors, entry.mark.note ?? ''].join('\n'));
    haystacks.set(entry, haystack);
  }
  return haystack;
}

/** Makes ready what is searched, a little at a time: of 5,000 papers it would hold up the first key. */
export function prepareSearch(entries: readonly Entry[], until: AbortSignal): void {
  let at = 0;
  const goOn = (deadline: IdleDeadline): void => {
    if (until.aborted) return;
    do {
      for (const entry of entries.slice(at, at + 50)) haystackOf(entry);
      at += 50;
    } while (at < entries.length && deadline.timeRemaining() > 5);
    if (at < entries.length) requestIdleCallback(goOn);
  };
  requestIdleCallback(goOn);
}

/** Whether every word of the query is in the title, the authors or the note. */
export function makeMatcher(query: string): (entry: Entry) => boolean {
  const words = toLatin(query).split(/\s+/).filter(Boolean);
  return (entry) => words.every((word) => haystackOf(entry).includes(word));
}

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

const ORDERS: Record<Exclude<Order, 'starred'>, (a: Entry, b: Entry) => number> = {
  // ISO dates compare as texts; a paper without one comes last.
  published: (a, b) => compare(b.paper.published ?? '', a.paper.published ?? ''),
  title: (a, b) => collator.compare(a.paper.title, b.paper.title),
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * A sorted copy; the last marked first among equals, and then always the same one.
 * @param at the mark that the list is of, and that the order `starred` goes by
 */
export function sortEntries(
  entries: readonly Entry[],
  order: Order,
  at: 'starredAt' | 'dismissedAt' = 'starredAt',
): Entry[] {
  const byMark = (a: Entry, b: Entry): number => (b.mark[at] ?? 0) - (a.mark[at] ?? 0);
  const byOrder = order === 'starred' ? byMark : ORDERS[order];
  return [...entries].sort(
    (a, b) => byOrder(a, b) || byMark(a, b) || compare(a.paper.id, b.paper.id),
  );
}
