import { enrich } from '../../paper/enrich';
import type { Entry } from '../../paper/entry';
import { type PaperId, splitId } from '../../paper/ids';
import { LONGEST_NOTE, MARK_FLAGS, type Mark, type MarkFlag, timeFieldOf } from '../../paper/mark';
import { mergeMarks } from '../../paper/merge';
import { joinNotes } from '../../paper/merge-from-file';
import { defined, idsOf, MOST, type Paper } from '../../paper/paper';
import { renameByTitle } from './identity';
import { excerpt, type FileProblem, type Problem } from './problem';
import type { ReadEntry, ReadResult } from './result';

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

/** Collects what is read from a file, merging entries of the same paper. */
export function makeCollector(): Collector {
  /** An entry that was merged into another leaves undefined behind. */
  const entries: (ReadEntry | undefined)[] = [];
  const problems: FileProblem[] = [];
  const indexOf = new Map<PaperId, number>();
  let problemCount = 0;

  function report(problem: FileProblem): void {
    problemCount++;
    if (problems.length < MOST_PROBLEMS) problems.push(problem);
  }

  const isFull = (): boolean => entries.length >= MOST_ENTRIES;

  function add(read: ReadEntry): void {
    const ids = idsOf(read.entry.paper);
    const indexes = [...new Set(ids.flatMap((id) => indexOf.get(id) ?? []))].sort((a, b) => a - b);
    const known = indexes.flatMap((index) => entries[index] ?? []);
    if (known.length === 0) addNew(read, ids);
    else if (known.some(({ entry }) => isOther(entry.paper, read.entry.paper))) addByTitle(read);
    else mergeInto(known, indexes, read);
  }

  function addNew(read: ReadEntry, ids: readonly PaperId[]): void {
    if (isFull()) {
      report({ line: read.line, code: 'too-many', detail: String(MOST_ENTRIES) });
      return;
    }
    for (const id of ids) indexOf.set(id, entries.length);
    entries.push(read);
  }

  function addByTitle(read: ReadEntry): void {
    const renamed = renameByTitle(read.entry);
    if (renamed) add({ ...read, entry: renamed });
    else report({ line: read.line, code: 'no-id', detail: excerpt(read.entry.paper.title) });
  }

  /** An entry with two ids of a paper can come after two that have one of them each. */
  function mergeInto(
    known: readonly ReadEntry[],
    indexes: readonly number[],
    read: ReadEntry,
  ): void {
    const [index, first] = [indexes[0] as number, known[0] as ReadEntry];
    for (const { key, entry, line } of known) {
      const detail = excerpt(`${key || entry.paper.title} (${line})`);
      report({ line: read.line, code: 'duplicate', detail });
    }
    const all = [...known, read].map(({ entry }) => entry);
    for (const id of all.flatMap(({ paper }) => idsOf(paper))) indexOf.set(id, index);
    for (const other of indexes) entries[other] = undefined;
    entries[index] = { ...first, entry: all.reduce(merge) };
  }

  const collected = (): Collected => ({
    entries: entries.flatMap((read) => read ?? []),
    problems,
    problemCount,
  });

  return {
    add,
    report,
    isFull,
    end() {
      if (isFull()) report({ line: 0, code: 'too-many', detail: String(MOST_ENTRIES) });
      if (entries.length === 0 && problemCount === 0) {
        report({ line: 0, code: 'nothing', detail: '' });
      }
      return collected();
    },
    fail(problem) {
      report({ line: 0, ...problem });
      return collected();
    },
  };
}

/**
 * Whether two papers with different titles only share an address, as chapters that link to their
 * book.
 */
function isOther(a: Paper, b: Paper): boolean {
  if (splitId(a.id)[0] !== 'url' || a.id !== b.id) return false;
  const [one, other] = [a, b].map(({ title }) =>
    title.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''),
  );
  return one !== other && a.title !== a.id && b.title !== b.id;
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
