import type { Entry } from '../paper/entry';

export type Order = 'starred' | 'published' | 'title';

/** Lower case, without accents: how a reader types when searching. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** What is searched of an entry, made once for each version of it. */
const haystacks = new WeakMap<Entry, string>();

function haystackOf(entry: Entry): string {
  let haystack = haystacks.get(entry);
  if (haystack === undefined) {
    const { title, authors } = entry.paper;
    haystack = fold([title, ...authors, entry.mark.note ?? ''].join('\n'));
    haystacks.set(entry, haystack);
  }
  return haystack;
}

/** Whether every word of the query is in the title, the authors or the note. */
export function makeMatcher(query: string): (entry: Entry) => boolean {
  const words = fold(query).split(/\s+/).filter(Boolean);
  return (entry) => words.every((word) => haystackOf(entry).includes(word));
}

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

const ORDERS: Record<Order, (a: Entry, b: Entry) => number> = {
  starred: (a, b) => (b.mark.starredAt ?? 0) - (a.mark.starredAt ?? 0),
  // ISO dates compare as texts; a paper without one comes last.
  published: (a, b) => compare(b.paper.published ?? '', a.paper.published ?? ''),
  title: (a, b) => collator.compare(a.paper.title, b.paper.title),
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A sorted copy; the last starred first among equals. */
export function sortEntries(entries: readonly Entry[], order: Order): Entry[] {
  return [...entries].sort((a, b) => ORDERS[order](a, b) || ORDERS.starred(a, b));
}
