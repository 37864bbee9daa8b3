import { type Stamp, timeOf } from './clock';
import {
  applyPatch,
  copyFlag,
  emptyMark,
  hasFlag,
  holdRead,
  LONGEST_NOTE,
  MARK_FLAGS,
  type Mark,
  type MarkDraft,
  type MarkPatch,
  RIVALS,
  timeFieldOf,
} from './mark';
import { mergeMarks } from './merge';
import { defined, type Paper } from './paper';

/** Longest time that a machine's clock can be ahead, in ms. A later stamp was not made by a machine. */
const AHEAD_MS = 24 * 3_600_000;

/**
 * Merges the mark of a file into one of the library. Nothing in the library gives way to less.
 *
 * Fields with a time, which only Dogear's own files have, are merged by it: the later change wins.
 * Fields without one are taken where the user never changed them: a star that was taken off stays off,
 * however often the same file is read. Two notes are both kept.
 *
 * @param now milliseconds since 1970
 * @param stamp the time to give to fields that come without one
 * @returns the very same mark if nothing changes
 */
export function mergeFromFile(before: Mark, coming: Mark, now: number, stamp: Stamp): Mark {
  const merged = mergeMarks(before, withTimes(coming, now));
  const after = applyPatch(merged, withoutTimes(merged, coming, now), now, stamp);
  return isSameMark(before, after) ? before : after;
}

/** Returns a mark in which the fields of the read mark fit together; in a file they may not. */
export function fitRead(mark: Mark): Mark {
  const next: MarkDraft = { ...mark };
  if (!next.readBy) next.heldAt = undefined;
  if (next.readAt === undefined && next.heldAt === undefined) {
    next.readBy = undefined;
    next.readVersion = undefined;
  }
  holdRead(next);
  return defined<Mark>(next);
}

/** Returns the latest stamp of a mark that a machine can have made; the clock must not fall behind it. */
export function latestStamp({ times }: Mark, now: number): Stamp | undefined {
  const { tags = {}, ...fields } = times;
  const all = [...Object.values(fields), ...Object.values(tags)];
  return all
    .filter((stamp) => isPossible(stamp, now))
    .sort()
    .at(-1);
}

const isPossible = (stamp: Stamp | undefined, now: number): stamp is Stamp =>
  stamp !== undefined && timeOf(stamp) <= now + AHEAD_MS;

/** Returns whether a mark has a note without a time that can be believed. */
export const hasUntimedNote = ({ note, times }: Mark, now: number): boolean =>
  note !== undefined && !isPossible(times.note, now);

/** Returns the fields of a mark that have a time that can be believed. */
function withTimes(mark: Mark, now: number): Mark {
  const { id, times } = mark;
  const kept: MarkDraft = emptyMark(id);
  const stamps: Record<string, Stamp> = {};
  for (const flag of MARK_FLAGS) {
    const stamp = times[flag];
    if (!isPossible(stamp, now)) continue;
    stamps[flag] = stamp;
    copyFlag(kept, mark, flag);
  }
  if (isPossible(times.note, now)) {
    stamps.note = times.note;
    kept.note = mark.note;
  }
  const tags = Object.entries(times.tags ?? {}).filter(([, stamp]) => isPossible(stamp, now));
  const timed = new Set(tags.map(([tag]) => tag));
  return defined<Mark>({
    ...kept,
    tags: mark.tags?.filter((tag) => timed.has(tag)),
    times: tags.length > 0 ? { ...stamps, tags: Object.fromEntries(tags) } : stamps,
  });
}

/** Returns a patch of the fields that come without a time, as far as the user never changed them. */
function withoutTimes(known: Mark, { times, ...coming }: Mark, now: number): MarkPatch {
  const patch: { -readonly [K in keyof MarkPatch]: MarkPatch[K] } = {};
  for (const flag of MARK_FLAGS) {
    const at = coming[timeFieldOf(flag)];
    if (at === undefined || isPossible(times[flag], now)) continue;
    if (known.times[flag] !== undefined || hasFlag(known, flag)) continue;
    // A file without times does not end a star or a "not for me".
    const rival = RIVALS[flag];
    if (rival && hasFlag(known, rival)) continue;
    patch[flag] = at;
    if (flag === 'read' && coming.readBy) patch.readBy = coming.readBy;
    if (flag === 'read' && coming.readVersion) patch.readVersion = coming.readVersion;
  }
  // Programs that let a paper be both leave it open which came later.
  if (Number(patch.dismissed) > Number(patch.starred)) delete patch.starred;
  else if (patch.starred !== undefined) delete patch.dismissed;
  if (coming.note && !isPossible(times.note, now)) {
    const was = known.note ?? '';
    if (was) patch.note = { text: joinNotes(was, coming.note), was };
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
 * Returns the tags into which a table or CSL-JSON has split a known tag that has a separator in it: all
 * parts of "a, b", but not "a" alone.
 */
function partsAmong(tags: readonly string[], known: readonly string[]): ReadonlySet<string> {
  const coming = new Set(tags);
  const split = known
    .filter((tag) => /[;,]/.test(tag) && !coming.has(tag))
    .map((tag) => tag.split(/[;,]/).flatMap((part) => part.trim() || []));
  return new Set(split.filter((parts) => parts.every((part) => coming.has(part))).flat());
}

/**
 * Returns two notes without times as one: the note that contains the other, or one after the other.
 * Formats end lines in their own ways, and some cannot keep a blank line, so notes with the same words
 * are the same. Unlike in an edit that goes on, "cat" is not contained in "concatenate".
 */
export function joinNotes(was: string, coming: string): string {
  if (holds(was, coming)) return was;
  return holds(coming, was) && coming.includes(was) ? coming : `${was}\n\n${coming}`;
}

/** Returns whether a text contains a note. A note that was too long was cut, also within a word. */
const holds = (text: string, part: string): boolean =>
  wordsOf(text).includes(wordsOf(part)) ||
  (part.length >= LONGEST_NOTE && wordsOf(text).startsWith(wordsOf(part).trimEnd()));

/** Returns the words between single blanks; a blank, which every text contains, if there are none. */
const wordsOf = (text: string): string =>
  ` ${text.trim().replace(/\s+/g, ' ')} `.replace(/^ +$/, ' ');

/** Returns whether two marks are the same, whatever the order of their tags and their sequence. */
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

/** Returns the paper of a file with the known counts, since a file is no newer sighting than they are. */
export function keepCounts(paper: Paper, known: Paper | undefined): Paper {
  return defined<Paper>({
    ...paper,
    upvotes: known?.upvotes ?? paper.upvotes,
    comments: known?.comments ?? paper.comments,
  });
}
