import { type Stamp, timeOf } from './clock';
import {
  applyPatch,
  LONGEST_NOTE,
  MARK_FLAGS,
  type Mark,
  type MarkPatch,
  mergeMarks,
  timeFieldOf,
} from './mark';
import { defined, type Paper } from './paper';

/** No machine's clock is further ahead; a stamp that is was not made by one. */
const AHEAD_MS = 24 * 3_600_000;

/**
 * A mark with what a file brings to it. Nothing that the library has gives way to less.
 *
 * What has its time (Dogear's own files) is merged by it: of each field the later change. What has
 * none (all other files) comes in where the reader never did anything: a star that was taken off
 * stays off, however often the same file is read. Two notes are both kept.
 * @returns the very same mark where nothing changes
 */
export function takeIn(before: Mark, coming: Mark, now: number, stamp: Stamp): Mark {
  const merged = mergeMarks(before, withTimes(coming, now));
  const after = applyPatch(merged, withoutTimes(merged, coming, now), now, stamp);
  return isSameMark(before, after) ? before : after;
}

/** The latest of a mark's times that a machine can have made; the clock must not fall behind it. */
export function latestOf({ times }: Mark, now: number): Stamp | undefined {
  const { tags = {}, ...fields } = times;
  const all = [...Object.values(fields), ...Object.values(tags)];
  return all
    .filter((stamp) => isPossible(stamp, now))
    .sort()
    .at(-1);
}

const isPossible = (stamp: Stamp | undefined, now: number): stamp is Stamp =>
  stamp !== undefined && timeOf(stamp) <= now + AHEAD_MS;

/** Whether a mark has a note, and no time of it that can be believed. */
export const hasBareNote = ({ note, times }: Mark, now: number): boolean =>
  note !== undefined && !isPossible(times.note, now);

/** Of a mark, what has its time. */
function withTimes({ id, times, ...mark }: Mark, now: number): Mark {
  const kept: Record<string, unknown> = {};
  const stamps: Record<string, Stamp> = {};
  for (const flag of MARK_FLAGS) {
    const stamp = times[flag];
    if (!isPossible(stamp, now)) continue;
    stamps[flag] = stamp;
    kept[timeFieldOf(flag)] = mark[timeFieldOf(flag)];
  }
  if (isPossible(times.note, now)) {
    stamps.note = times.note;
    kept.note = mark.note;
  }
  const tags = Object.entries(times.tags ?? {}).filter(([, stamp]) => isPossible(stamp, now));
  const timed = new Set(tags.map(([tag]) => tag));
  return defined<Mark>({
    ...kept,
    id,
    tags: mark.tags?.filter((tag) => timed.has(tag)),
    times: tags.length > 0 ? { ...stamps, tags: Object.fromEntries(tags) } : stamps,
    seq: 0,
  });
}

/** What of a mark has no time, as far as it says something that the reader has not decided. */
function withoutTimes(known: Mark, { times, ...coming }: Mark, now: number): MarkPatch {
  const patch: { -readonly [K in keyof MarkPatch]: MarkPatch[K] } = {};
  for (const flag of MARK_FLAGS) {
    const at = coming[timeFieldOf(flag)];
    if (at === undefined || isPossible(times[flag], now)) continue;
    if (known.times[flag] === undefined && known[timeFieldOf(flag)] === undefined) patch[flag] = at;
  }
  if (coming.note && !isPossible(times.note, now)) {
    const was = known.note ?? '';
    if (was) patch.note = { text: keepBoth(was, coming.note), was };
    else if (known.times.note === undefined) patch.note = { text: coming.note, was };
  }
  const parts = partsAmong(coming.tags ?? [], [
    ...(known.tags ?? []),
    ...Object.keys(known.times.tags ?? {}),
  ]);
  const tags = (coming.tags ?? []).filter(
    (tag) =>
      !parts.has(tag) &&
      !(Object.hasOwn(times.tags ?? {}, tag) && isPossible(times.tags?.[tag], now)) &&
      !Object.hasOwn(known.times.tags ?? {}, tag),
  );
  if (tags.length > 0) patch.tags = Object.fromEntries(tags.map((tag) => [tag, true]));
  return patch;
}

/**
 * Of tags, those that a table or CSL-JSON has made of one that is known, where these have the signs
 * between tags in them: all of "a, b", and not "a" alone.
 */
function partsAmong(tags: readonly string[], known: readonly string[]): ReadonlySet<string> {
  const coming = new Set(tags);
  const split = known
    .filter((tag) => /[;,]/.test(tag) && !coming.has(tag))
    .map((tag) => tag.split(/[;,]/).flatMap((part) => part.trim() || []));
  return new Set(split.filter((parts) => parts.every((part) => coming.has(part))).flat());
}

/**
 * Two notes, neither of which knows when it was written. Formats end lines in their own ways, and some
 * cannot keep a blank line: what has the same words is the same note. But "cat" is no part of
 * "concatenate", as it may be while one types.
 */
export function keepBoth(was: string, coming: string): string {
  if (holds(was, coming)) return was;
  return holds(coming, was) && coming.includes(was) ? coming : `${was}\n\n${coming}`;
}

/** One that was too long for its reader was cut, also within a word. */
const holds = (text: string, part: string): boolean =>
  wordsOf(text).includes(wordsOf(part)) ||
  (part.length >= LONGEST_NOTE && wordsOf(text).startsWith(wordsOf(part).trimEnd()));

/** Between two blanks, and of blanks alone one that every text has. */
const wordsOf = (text: string): string =>
  ` ${text.trim().replace(/\s+/g, ' ')} `.replace(/^ +$/, ' ');

/** Whether two marks say the same, in whatever order, whenever they were written. */
function isSameMark(a: Mark, b: Mark): boolean {
  const stamps = (mark: Mark) => Object.entries(mark.times.tags ?? {}).sort();
  const { tags: _a, ...timesOfA } = a.times;
  const { tags: _b, ...timesOfB } = b.times;
  const plain = ({ times: _, seq: __, tags, ...mark }: Mark) => [
    ...Object.entries(mark).sort(),
    [...(tags ?? [])].sort(),
  ];
  const textOf = (value: unknown): string => JSON.stringify(value);
  return (
    textOf(plain(a)) === textOf(plain(b)) &&
    textOf(Object.entries(timesOfA).sort()) === textOf(Object.entries(timesOfB).sort()) &&
    textOf(stamps(a)) === textOf(stamps(b))
  );
}

/** What a file says of a paper that is known: it is no newer sighting, so counts stay what they are. */
export function fromFile(paper: Paper, known: Paper | undefined): Paper {
  return defined<Paper>({
    ...paper,
    upvotes: known?.upvotes ?? paper.upvotes,
    comments: known?.comments ?? paper.comments,
  });
}

/**
 * A mark without what a change brought to it: each field that nobody has changed since is again what
 * it was before.
 */
export function takeBack(now: Mark, before: Mark, after: Mark): Mark {
  const next: { -readonly [K in keyof Mark]: Mark[K] | undefined } = { ...now };
  const times: { -readonly [K in keyof Mark['times']]: Mark['times'][K] | undefined } = {
    ...now.times,
  };
  for (const flag of MARK_FLAGS) {
    if (now.times[flag] !== after.times[flag]) continue;
    next[timeFieldOf(flag)] = before[timeFieldOf(flag)];
    times[flag] = before.times[flag];
  }
  if (now.note === after.note && now.times.note === after.times.note) {
    next.note = before.note;
    times.note = before.times.note;
  }
  const [was, brought] = [before.times.tags ?? {}, after.times.tags ?? {}];
  const stamps = new Map(Object.entries(now.times.tags ?? {}));
  const tags = new Set(now.tags);
  for (const [tag, stamp] of Object.entries(brought)) {
    if (stamps.get(tag) !== stamp) continue;
    if (Object.hasOwn(was, tag)) stamps.set(tag, was[tag] as Stamp);
    else stamps.delete(tag);
    if (before.tags?.includes(tag)) tags.add(tag);
    else tags.delete(tag);
  }
  // In their old order, too: by it, undoing an import before this one tells that nobody touched them.
  const inOrder = new Set([...(before.tags ?? []).filter((tag) => tags.has(tag)), ...tags]);
  next.tags = tags.size > 0 ? [...inOrder] : undefined;
  times.tags = stamps.size > 0 ? Object.fromEntries(stamps) : undefined;
  return defined<Mark>({ ...next, times: defined(times) });
}

/** A paper without what a change brought to it, field by field in the same way. */
export function takeBackFacts(now: Paper, before: Paper, after: Paper): Paper {
  const facts: Record<string, unknown> = { ...now };
  const [old, brought] = [before as object, after as object] as Record<string, unknown>[];
  for (const field of new Set([...Object.keys(now), ...Object.keys(before)])) {
    if (JSON.stringify(facts[field]) === JSON.stringify(brought?.[field])) {
      facts[field] = old?.[field];
    }
  }
  // Of these, a page can have told more since.
  const { aliases = [] } = facts as unknown as Paper;
  const kept = aliases.filter((id) => before.aliases?.includes(id) || !after.aliases?.includes(id));
  facts.aliases = kept.length > 0 ? kept : undefined;
  return defined(facts) as unknown as Paper;
}
