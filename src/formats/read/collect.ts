import { enrich } from '../../paper/enrich';
import type { Entry } from '../../paper/entry';
import { type PaperId, splitId } from '../../paper/ids';
import { LONGEST_NOTE, MARK_FLAGS, type Mark, type MarkFlag, timeFieldOf } from '../../paper/mark';
import { mergeMarks } from '../../paper/merge';
import { joinNotes } from '../../paper/merge-from-file';
import { defined, idsOf, isBare, MOST, type Paper } from '../../paper/paper';
import { withoutIds } from '../../paper/without-ids';
import { plainOf } from '../write/plain';
import { excerpt, type FileProblem, type Problem } from './problem';
import type { ReadEntry, ReadResult } from './result';
import { findSamePapers } from './same-papers';

type Collected = Omit<ReadResult, 'format'>;

export interface Collector {
  add(read: ReadEntry): void;
  report(problem: FileProblem): void;
  /** Whether there are more entries than any library has. */
  isFull(): boolean;
  end(): Collected;
  /** Ends with the problem of a file that cannot be read at all. */
  fail(problem: Problem): Collected;
}

const MOST_ENTRIES = 500_000;
const MOST_PROBLEMS = 10_000;

/** Collects what is read from a file, and in the end merges the entries of the same paper. */
export function makeCollector(): Collector {
  const entries: ReadEntry[] = [];
  const problems: FileProblem[] = [];
  /** The index of the first entry that has an id. */
  const firstWith = new Map<PaperId, number>();
  /** The ids that several entries have, with the indexes of these. */
  const claims = new Map<PaperId, number[]>();
  let problemCount = 0;

  function report(problem: FileProblem): void {
    problemCount++;
    if (problems.length < MOST_PROBLEMS) problems.push(problem);
  }

  const isFull = (): boolean => entries.length >= MOST_ENTRIES;

  function add(read: ReadEntry): void {
    if (isFull()) {
      report({ line: read.line, code: 'too-many', detail: String(MOST_ENTRIES) });
      return;
    }
    const index = entries.push(read) - 1;
    for (const id of idsOf(read.entry.paper)) {
      const first = firstWith.get(id);
      const claimants = claims.get(id);
      if (first === undefined) firstWith.set(id, index);
      else if (claimants) claimants.push(index);
      else claims.set(id, [first, index]);
    }
  }

  return {
    add,
    report,
    isFull,
    end() {
      if (isFull()) report({ line: 0, code: 'too-many', detail: String(MOST_ENTRIES) });
      if (entries.length === 0 && problemCount === 0) {
        report({ line: 0, code: 'nothing', detail: '' });
      }
      const merged = claims.size > 0 ? mergeSame(entries, firstWith, claims, report) : entries;
      return { entries: merged, problems: problems.sort((a, b) => a.line - b.line), problemCount };
    },
    fail(problem) {
      report({ line: 0, ...problem });
      return { entries, problems, problemCount };
    },
  };
}

/**
 * Returns the entries with those of one paper merged, in the place of the first, and without the ids
 * that identify none of them.
 */
function mergeSame(
  entries: readonly ReadEntry[],
  firstWith: ReadonlyMap<PaperId, number>,
  claims: ReadonlyMap<PaperId, readonly number[]>,
  report: Collector['report'],
): ReadEntry[] {
  const { firstOf, disputed } = findSamePapers(
    claims,
    (index) => (entries[index] as ReadEntry).entry.paper,
  );
  /** What was merged into another leaves undefined behind. */
  const merged: (ReadEntry | undefined)[] = [...entries];
  const mergeInto = (first: number, read: ReadEntry): void => {
    const known = merged[first] as ReadEntry;
    const detail = excerpt(`${known.key || known.entry.paper.title} (${known.line})`);
    report({ line: read.line, code: 'duplicate', detail });
    merged[first] = { ...known, entry: merge(known.entry, read.entry) };
  };

  const claimants = [...new Set([...claims.values()].flat())].sort((a, b) => a - b);
  for (const index of claimants) {
    const read = entries[index] as ReadEntry;
    for (const id of isBare(read.entry.paper) ? [] : idsOf(read.entry.paper)) {
      // That talks share the page of their proceedings is nothing to tell.
      if (!disputed.has(id) || splitId(id)[0] === 'url') continue;
      const detail = excerpt(`${id} · ${read.entry.paper.title}`);
      report({ line: read.line, code: 'disputed', detail });
    }
    if (firstOf(index) === index) continue;
    mergeInto(firstOf(index), read);
    merged[index] = undefined;
  }

  if (disputed.size === 0) return merged.flatMap((read) => read ?? []);
  /** The least id that the titles of a paper's entries make, which is the same in any order. */
  const titleIds = new Map<number, PaperId>();
  for (const index of claimants) {
    const { entry } = entries[index] as ReadEntry;
    const id = withoutIds(entry, idsOf(entry.paper), plainOf)?.paper.id;
    const known = titleIds.get(firstOf(index));
    if (id && (!known || id < known)) titleIds.set(firstOf(index), id);
  }
  const renamed = new Map<PaperId, number>();
  for (const index of claimants) {
    const read = merged[index];
    const lost = read ? idsOf(read.entry.paper).filter((id) => disputed.has(id)) : [];
    const other = titleIds.get(index);
    const entry = read && lost.length > 0 && withoutIds(read.entry, lost, plainOf, other);
    if (!entry) continue;
    const { id } = entry.paper;
    const holder = renamed.get(id) ?? firstWith.get(id);
    const owner = holder === undefined ? index : firstOf(holder);
    // The file may have it once more, without that id.
    if (owner !== index && merged[owner]) {
      mergeInto(owner, { ...read, entry });
      merged[index] = undefined;
    } else {
      merged[index] = { ...read, entry };
      renamed.set(id, index);
    }
  }
  return merged.flatMap((read) => read ?? []);
}

function merge(known: Entry, later: Entry): Entry {
  const paper = enrich(known.paper, later.paper);
  const { aliases, authors } = paper;
  return {
    paper: defined<Paper>({
      ...paper,
      aliases: aliases?.slice(0, MOST.merged),
      authors: authors.slice(0, MOST.authors),
      categories: paper.categories?.slice(0, MOST.merged),
    }),
    mark: mergeReadMarks(known.mark, later.mark),
  };
}

/**
 * Merges two marks from a file. A flag of which neither says when it changed is set if one of them
 * sets it, at the earlier of the two times; tags without times are kept from both.
 */
function mergeReadMarks(a: Mark, b: Mark): Mark {
  const merged = mergeMarks(a, b);
  const at = (flag: MarkFlag): number | undefined => {
    const key = timeFieldOf(flag);
    if (a.times[flag] || b.times[flag]) return merged[key];
    return a[key] === undefined || b[key] === undefined
      ? (a[key] ?? b[key])
      : Math.min(a[key], b[key]);
  };
  // Where one of them says that the user marked it, the user did.
  const isRead = (mark: Mark): boolean => mark.readAt !== undefined;
  const ways = [a, b].filter(isRead).map((mark) => mark.readBy);
  const versions = [a, b].filter(isRead).map(({ readVersion = 0 }) => readVersion);
  const isTimedRead = a.times.read !== undefined || b.times.read !== undefined;
  const isTimed = (tag: string) => [a, b].some(({ times }) => Object.hasOwn(times.tags ?? {}, tag));
  const untimed = [...(a.tags ?? []), ...(b.tags ?? [])].filter((tag) => !isTimed(tag));
  const tags = [...new Set([...(merged.tags ?? []), ...untimed])].slice(0, MOST.merged);
  return defined<Mark>({
    ...merged,
    ...Object.fromEntries(MARK_FLAGS.map((flag) => [timeFieldOf(flag), at(flag)])),
    readBy: isTimedRead ? merged.readBy : ways.includes(undefined) ? undefined : ways[0],
    readVersion: isTimedRead ? merged.readVersion : Math.max(0, ...versions) || undefined,
    note: joinNotes(a.note ?? '', b.note ?? '').slice(0, 10 * LONGEST_NOTE) || undefined,
    tags: tags.length > 0 ? tags : undefined,
  });
}
