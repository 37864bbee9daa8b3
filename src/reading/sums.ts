/** Counts papers by day, month, name and site. */
import { type DayNumber, dayNumberAt, type MonthNumber, monthNumberOf } from '../paper/date';

/** What is counted of a paper and its mark. */
export interface CountedPaper {
  /** Milliseconds since 1970. */
  readonly starredAt?: number | undefined;
  /** Milliseconds since 1970. */
  readonly readAt?: number | undefined;
  /** Milliseconds since 1970. */
  readonly dismissedAt?: number | undefined;
  readonly tags?: readonly string[] | undefined;
  /** The primary category. */
  readonly category?: string | undefined;
  /** The id of the site on which it was first seen. */
  readonly site?: string | undefined;
}

/** Numbers of papers by name and month. */
export type CountsByName = ReadonlyMap<string, ReadonlyMap<MonthNumber, number>>;

/** Numbers of the papers of one site. */
export interface SiteSum {
  readonly papers: number;
  readonly read: number;
  readonly starred: number;
}

/** The counts from which all series are made. They stay small, however large the library is. */
export interface Sums {
  readonly read: Map<DayNumber, number>;
  readonly starred: Map<DayNumber, number>;
  readonly dismissed: Map<DayNumber, number>;
  /** Starred papers that are not read, by the day of the star. */
  readonly waiting: Map<DayNumber, number>;
  readonly categories: Map<string, Map<number, number>>;
  readonly tags: Map<string, Map<number, number>>;
  /** Papers without a known site, which were imported or starred by their link, are under ''. */
  readonly sites: Map<string, SiteSum>;
}

export function makeSums(): Sums {
  return {
    read: new Map(),
    starred: new Map(),
    dismissed: new Map(),
    waiting: new Map(),
    categories: new Map(),
    tags: new Map(),
    sites: new Map(),
  };
}

/** Adds a paper to the counts, or takes it out of them with −1. */
export function countPaper(sums: Sums, paper: CountedPaper, by: 1 | -1): void {
  const read = dayOfMark(paper.readAt);
  const starred = dayOfMark(paper.starredAt);
  const dismissed = dayOfMark(paper.dismissedAt);
  if (read !== undefined) bump(sums.read, read, by);
  if (starred !== undefined) bump(sums.starred, starred, by);
  if (dismissed !== undefined) bump(sums.dismissed, dismissed, by);
  if (starred !== undefined && read === undefined) bump(sums.waiting, starred, by);
  if (read === undefined && starred === undefined) return;

  const month = monthNumberOf(Math.min(read ?? Infinity, starred ?? Infinity));
  bumpName(sums.categories, paper.category ?? '', month, by);
  for (const tag of paper.tags ?? []) bumpName(sums.tags, tag, month, by);
  const site = paper.site ?? '';
  const sum = sums.sites.get(site) ?? { papers: 0, read: 0, starred: 0 };
  const next = {
    papers: sum.papers + by,
    read: sum.read + (read === undefined ? 0 : by),
    starred: sum.starred + (starred === undefined ? 0 : by),
  };
  if (next.papers > 0) sums.sites.set(site, next);
  else sums.sites.delete(site);
}

/** The last moment of any calendar, in ms since 1970; a damaged mark may lie beyond it. */
const LAST_MS = 8.64e15;

function dayOfMark(ms: number | undefined): DayNumber | undefined {
  return ms !== undefined && Math.abs(ms) < LAST_MS ? dayNumberAt(ms) : undefined;
}

function bump(counts: Map<number, number>, key: number, by: number): void {
  const next = (counts.get(key) ?? 0) + by;
  if (next > 0) counts.set(key, next);
  else counts.delete(key);
}

function bumpName(
  names: Map<string, Map<number, number>>,
  name: string,
  month: number,
  by: number,
) {
  const counts = names.get(name) ?? new Map<number, number>();
  bump(counts, month, by);
  if (counts.size > 0) names.set(name, counts);
  else names.delete(name);
}

/** Returns the sum of all counts of a map. */
export function totalOf(counts: ReadonlyMap<number, number>): number {
  let total = 0;
  for (const count of counts.values()) total += count;
  return total;
}
