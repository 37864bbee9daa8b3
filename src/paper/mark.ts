import type { Stamp } from './clock';
import type { PaperId } from './ids';
import { defined, type Paper } from './paper';

/**
 * What the reader did with a paper. Small, and read thousands at a time. A field that is absent was
 * undone or never done; `times` says which, and when, so that two machines can be merged.
 */
export interface Mark {
  readonly id: PaperId;
  /** Milliseconds since 1970, as are the next two. */
  readonly starredAt?: number;
  readonly readAt?: number;
  readonly dismissedAt?: number;
  /** Markdown as typed; never empty. */
  readonly note?: string;
  readonly tags?: readonly string[];
  readonly times: MarkTimes;
  /** This machine's change sequence: grows by one with every write of any mark. */
  readonly seq: number;
}

/** When each field last changed, also when the change was its removal. */
export interface MarkTimes {
  readonly starred?: Stamp;
  readonly read?: Stamp;
  readonly dismissed?: Stamp;
  readonly note?: Stamp;
  readonly tags?: Readonly<Record<string, Stamp>>;
}

/** `true` is now; a number, in ms since 1970, is then (so that Undo puts a paper back in its place). */
export type When = boolean | number;

export interface MarkPatch {
  readonly starred?: When;
  readonly read?: When;
  readonly dismissed?: When;
  /**
   * The new text, and the text that the edit began from: where the library holds a third one by
   * then, both are kept. An empty text removes the note.
   */
  readonly note?: NotePatch;
  /** `true` adds the tag, `false` takes it away. */
  readonly tags?: Readonly<Record<string, boolean>>;
}

/** What to change on one paper. */
export interface MarkChange {
  /** What is known of it where the change was made. */
  readonly paper: Paper;
  readonly patch: MarkPatch;
}

/** The same where only its id is known. */
export interface IdChange {
  readonly id: PaperId;
  readonly patch: MarkPatch;
}

export interface NotePatch {
  readonly text: string;
  readonly was: string;
}

/** The most characters that a note can have. */
export const LONGEST_NOTE = 100_000;

/** What a tag can be shown in; each page has a light and a dark shade of every one. */
export const TAG_COLOURS = [
  'grey',
  'red',
  'amber',
  'green',
  'teal',
  'blue',
  'violet',
  'pink',
] as const;

export function emptyMark(id: PaperId): Mark {
  return { id, times: {}, seq: 0 };
}

const FIELDS = ['starred', 'read', 'dismissed'] as const;
const AT = { starred: 'starredAt', read: 'readAt', dismissed: 'dismissedAt' } as const;

type Draft = { -readonly [K in keyof Mark]: Mark[K] | undefined };

/**
 * The mark after the patch. What the patch does not change keeps its time; a patch that changes
 * nothing returns the very same mark, so that a request sent twice is written once.
 * @param now milliseconds since 1970
 * @param stamp the time to give to the fields that change
 */
export function applyPatch(mark: Mark, patch: MarkPatch, now: number, stamp: Stamp): Mark {
  const next: Draft = { ...mark };
  const times: { -readonly [K in keyof MarkTimes]: MarkTimes[K] } = { ...mark.times };
  let changed = false;

  for (const field of FIELDS) {
    const wanted = patch[field];
    if (wanted === undefined) continue;
    const at = atOf(mark[AT[field]], wanted, now);
    if (at === mark[AT[field]]) continue;
    next[AT[field]] = at;
    times[field] = stamp;
    changed = true;
  }

  if (patch.note) {
    const note = noteAfter(mark.note ?? '', patch.note);
    if (note !== (mark.note ?? '')) {
      next.note = note || undefined;
      times.note = stamp;
      changed = true;
    }
  }

  if (patch.tags) {
    const tags = new Set(mark.tags);
    const tagTimes = { ...mark.times.tags };
    for (const [tag, wanted] of Object.entries(patch.tags)) {
      if (tags.has(tag) === wanted) continue;
      if (wanted) tags.add(tag);
      if (!wanted) tags.delete(tag);
      tagTimes[tag] = stamp;
      times.tags = tagTimes;
      changed = true;
    }
    next.tags = tags.size > 0 ? [...tags] : undefined;
  }

  return changed ? defined<Mark>({ ...next, times }) : mark;
}

function atOf(current: number | undefined, wanted: When, now: number): number | undefined {
  if (wanted === false) return undefined;
  if (wanted === true) return current ?? now;
  return wanted;
}

function noteAfter(current: string, { text, was }: NotePatch): string {
  // The same request again (its answer was lost): what it brought is there already.
  if (current === was || current === text) return text;
  return bothNotes(text, current);
}

/** Two notes of one paper, neither lost: the one that holds the other, or one after the other. */
export function bothNotes(a: string, b: string): string {
  if (a.includes(b)) return a;
  if (b.includes(a)) return b;
  return `${a}\n\n${b}`;
}

/**
 * One mark of two, when two ids turn out to be one paper: of each field the later change, of the
 * notes both. Takes the id and the sequence of `a`.
 */
export function mergeMarks(a: Mark, b: Mark): Mark {
  const next: Draft = { ...a };
  const times: { -readonly [K in keyof MarkTimes]: MarkTimes[K] } = { ...a.times };

  for (const field of FIELDS) {
    if (!isLater(b.times[field], a.times[field])) continue;
    next[AT[field]] = b[AT[field]];
    times[field] = b.times[field] as Stamp;
  }

  const [newer, older] = isNoteLater(b, a) ? [b, a] : [a, b];
  next.note = bothNotes(newer.note ?? '', older.note ?? '') || undefined;
  if (newer.times.note) times.note = newer.times.note;

  const tags = new Set(a.tags);
  const tagTimes: Record<string, Stamp> = { ...a.times.tags };
  for (const [tag, stamp] of Object.entries(b.times.tags ?? {})) {
    // A tag may be named like something that every object inherits: "constructor".
    if (Object.hasOwn(tagTimes, tag) && !isLater(stamp, tagTimes[tag])) continue;
    if (b.tags?.includes(tag)) tags.add(tag);
    if (!b.tags?.includes(tag)) tags.delete(tag);
    tagTimes[tag] = stamp;
  }
  if (Object.keys(tagTimes).length > 0) times.tags = tagTimes;
  next.tags = tags.size > 0 ? [...tags] : undefined;

  return defined<Mark>({ ...next, times });
}

const isLater = (a: Stamp | undefined, b: Stamp | undefined): boolean =>
  a !== undefined && (b === undefined || a > b);

/** A merged note has the time of its newer half, so that two merged ones can be equally old. */
function isNoteLater(a: Mark, b: Mark): boolean {
  if (a.times.note === b.times.note) return (a.note ?? '') > (b.note ?? '');
  return isLater(a.times.note, b.times.note);
}
