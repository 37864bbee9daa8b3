import type { Entry } from '../../paper/entry';
import { type PaperId, splitId } from '../../paper/ids';
import {
  LONGEST_NOTE,
  MARK_FLAGS,
  type Mark,
  type MarkFlag,
  mergeMarks,
  timeFieldOf,
} from '../../paper/mark';
import { keepBoth } from '../../paper/merge';
import { defined, enrich, idsOf, MOST, type Paper } from '../../paper/paper';
import type { FileProblem, ReadEntry, ReadResult } from '.';
import { excerpt, type Problem } from './format-reader';
import { renameByTitle } from './to-entry';

type Outcome = Omit<ReadResult, 'format'>;

export interface Collector {
  add(read: ReadEntry): void;
  tell(problem: FileProblem): void;
  /** Whether there are more entries than any library has. */
  isFull(): boolean;
  end(): Outcome;
  /** What is left of a file that cannot be read at all. */
  fail(problem: Problem): Outcome;
}

const MOST_ENTRIES = 500_000;
const MOST_PROBLEMS = 10_000;

/** Puts together what was read: of each paper one entry. */
export function makeCollector(): Collector {
  /** Where one went into another, there is a hole. */
  const entries: (ReadEntry | undefined)[] = [];
  const problems: FileProblem[] = [];
  const placeOf = new Map<PaperId, number>();
  let problemCount = 0;

  function tell(problem: FileProblem): void {
    problemCount++;
    if (problems.length < MOST_PROBLEMS) problems.push(problem);
  }

  function add(read: ReadEntry): void {
    const ids = idsOf(read.entry.paper);
    const places = [...new Set(ids.flatMap((id) => placeOf.get(id) ?? []))].sort((a, b) => a - b);
    const known = places.flatMap((place) => entries[place] ?? []);
    const [place] = places;
    const [first] = known;
    if (place === undefined || !first) {
      if (isFull()) {
        tell({ line: read.line, code: 'too-many', detail: String(MOST_ENTRIES) });
        return;
      }
      for (const id of ids) placeOf.set(id, entries.length);
      entries.push(read);
      return;
    }
    if (known.some(({ entry }) => isOther(entry.paper, read.entry.paper))) {
      const renamed = renameByTitle(read.entry);
      if (renamed) add({ ...read, entry: renamed });
      else tell({ line: read.line, code: 'no-id', detail: excerpt(read.entry.paper.title) });
      return;
    }
    for (const { key, entry, line } of known) {
      const detail = excerpt(`${key || entry.paper.title} (${line})`);
      tell({ line: read.line, code: 'duplicate', detail });
    }
    // One with both ids of a paper can come behind the two that have one of them each.
    const all = [...known, read].map(({ entry }) => entry);
    for (const id of all.flatMap(({ paper }) => idsOf(paper))) placeOf.set(id, place);
    for (const other of places) entries[other] = undefined;
    entries[place] = { ...first, entry: all.reduce(merge) };
  }

  const isFull = (): boolean => entries.length >= MOST_ENTRIES;

  const outcome = (): Outcome => ({
    entries: entries.flatMap((read) => read ?? []),
    problems,
    problemCount,
  });

  return {
    add,
    tell,
    isFull,
    end() {
      if (isFull()) tell({ line: 0, code: 'too-many', detail: String(MOST_ENTRIES) });
      if (entries.length === 0 && problemCount === 0)
        tell({ line: 0, code: 'nothing', detail: '' });
      return outcome();
    },
    fail(problem) {
      tell({ line: 0, ...problem });
      return outcome();
    },
  };
}

/** Whether two papers only share their place: chapters that link to their book. */
function isOther(a: Paper, b: Paper): boolean {
  if (splitId(a.id)[0] !== 'url' || a.id !== b.id) return false;
  const [one, other] = [a, b].map(({ title }) =>
    title.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''),
  );
  return one !== other && a.title !== a.id && b.title !== b.id;
}

function merge(known: Entry, seen: Entry): Entry {
  const paper = enrich(known.paper, seen.paper);
  const { aliases, authors } = paper;
  return {
    paper: defined<Paper>({
      ...paper,
      aliases: aliases?.slice(0, MOST.merged),
      authors: authors.slice(0, MOST.authors),
      categories: paper.categories?.slice(0, MOST.merged),
    }),
    mark: mergeRead(known.mark, seen.mark),
  };
}

/** What neither file knows a time of is done where one of them says so, and the first one is when. */
function mergeRead(a: Mark, b: Mark): Mark {
  const merged = mergeMarks(a, b);
  const at = (flag: MarkFlag): number | undefined => {
    const key = timeFieldOf(flag);
    if (a.times[flag] || b.times[flag]) return merged[key];
    return a[key] === undefined || b[key] === undefined
      ? (a[key] ?? b[key])
      : Math.min(a[key], b[key]);
  };
  const isTimed = (tag: string) => [a, b].some(({ times }) => Object.hasOwn(times.tags ?? {}, tag));
  const untimed = [...(a.tags ?? []), ...(b.tags ?? [])].filter((tag) => !isTimed(tag));
  const tags = [...new Set([...(merged.tags ?? []), ...untimed])].slice(0, MOST.merged);
  return defined<Mark>({
    ...merged,
    ...Object.fromEntries(MARK_FLAGS.map((flag) => [timeFieldOf(flag), at(flag)])),
    note: keepBoth(a.note ?? '', b.note ?? '').slice(0, 10 * LONGEST_NOTE) || undefined,
    tags: tags.length > 0 ? tags : undefined,
  });
}
