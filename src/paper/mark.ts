import type { Stamp } from './clock';
import type { PaperId } from './ids';
import { noteAfter } from './note-text';
import { defined, type Paper } from './paper';

/**
 * What the user did with a paper. Records are small, since thousands are loaded at a time. An absent
 * field was undone or never done; `times` says which, and when, so that two machines can be merged.
 */
export interface Mark {
  readonly id: PaperId;
  /** Milliseconds since 1970. */
  readonly starredAt?: number;
  /** Milliseconds since 1970. */
  readonly readAt?: number;
  /** How it became read; absent where the user said so, and in records from before this was kept. */
  readonly readBy?: ReadBy;
  /**
   * What `readAt` would be without the star. A star is a promise to read that only the user redeems: what
   * became read in another way is unread for as long as it is starred.
   */
  readonly heldAt?: number;
  /** The version that became read, counted from 1, where the page said it. */
  readonly readVersion?: number;
  /** Milliseconds since 1970. */
  readonly dismissedAt?: number;
  /** Markdown as typed; never empty. */
  readonly note?: string;
  readonly tags?: readonly string[];
  readonly times: MarkTimes;
  /** This machine's change sequence, which grows by one with every write of any mark. */
  readonly seq: number;
}

/** The ways to become read without the user's word: by being opened, by being seen, and in bulk. */
export const READ_BY = ['opened', 'seen', 'bulk'] as const;
export type ReadBy = (typeof READ_BY)[number];

/**
 * When each field last changed; a removal is a change, too. The time of `read` is also that of `readBy` and
 * `readVersion`. A star changes `dismissed`, too, and the other way round.
 */
export interface MarkTimes {
  readonly starred?: Stamp;
  readonly read?: Stamp;
  readonly dismissed?: Stamp;
  readonly note?: Stamp;
  readonly tags?: Readonly<Record<string, Stamp>>;
}

/**
 * The flags of a mark. All that depends on the list of flags derives from this table: the field that
 * holds the time at which a flag was set, and the verb that names its button, icon and message.
 */
export const FLAG_TABLE = {
  starred: { time: 'starredAt', verb: 'star' },
  read: { time: 'readAt', verb: 'read' },
  dismissed: { time: 'dismissedAt', verb: 'dismiss' },
} as const;

export type MarkFlag = keyof typeof FLAG_TABLE;
export type FlagVerb = (typeof FLAG_TABLE)[MarkFlag]['verb'];

/** The flags in the order in which they are shown. */
export const MARK_FLAGS = Object.keys(FLAG_TABLE) as readonly MarkFlag[];

/** Returns the name of the field that holds the time of a flag. */
export const timeFieldOf = (flag: MarkFlag): (typeof FLAG_TABLE)[MarkFlag]['time'] =>
  FLAG_TABLE[flag].time;

/** Returns the flag that a verb sets; undefined for any other word. */
export const flagOfVerb = (verb: string | undefined): MarkFlag | undefined =>
  MARK_FLAGS.find((flag) => FLAG_TABLE[flag].verb === verb);

/** Returns which flags a test is true of, a bit each in the order of `MARK_FLAGS`. */
export const bitsOf = (isSo: (flag: MarkFlag) => boolean): number =>
  MARK_FLAGS.reduce((bits, flag, i) => (isSo(flag) ? bits | (1 << i) : bits), 0);

/** The flag that a flag ends: a star ends "not for me", and "not for me" ends a star. */
export const RIVALS: { readonly [F in MarkFlag]?: MarkFlag } = {
  starred: 'dismissed',
  dismissed: 'starred',
};

/** Copies what belongs to a flag from one mark to another, without its time of change. */
export function copyFlag(to: MarkDraft, from: Mark, flag: MarkFlag): void {
  to[timeFieldOf(flag)] = from[timeFieldOf(flag)];
  if (flag !== 'read') return;
  to.readBy = from.readBy;
  to.heldAt = from.heldAt;
  to.readVersion = from.readVersion;
}

/** Returns whether a flag is set; false where there is no mark. */
export const hasFlag = (mark: MarkDraft | null | undefined, flag: MarkFlag): boolean =>
  mark?.[timeFieldOf(flag)] !== undefined;

/**
 * The new value of a flag. `true` sets it now, unless it is set; a number sets it at that time, in
 * milliseconds since 1970, so that Undo puts a paper back in its place.
 */
export type When = boolean | number;

export interface MarkPatch {
  readonly starred?: When;
  readonly read?: When;
  /** How it became read, where the user did not say so. It then changes nothing that is read already. */
  readonly readBy?: ReadBy;
  /** The version that became read, where that is known. A later one becomes read where an earlier one was. */
  readonly readVersion?: number;
  readonly dismissed?: When;
  readonly note?: NotePatch;
  /** `true` adds the tag, `false` removes it. */
  readonly tags?: Readonly<Record<string, boolean>>;
}

/** A change to one paper's mark. */
export interface MarkChange {
  /** What is known of the paper where the change was made. */
  readonly paper: Paper;
  readonly patch: MarkPatch;
}

/** A change to the mark of a paper of which only the id is known. */
export interface IdChange {
  readonly id: PaperId;
  readonly patch: MarkPatch;
}

/** An edit of a note. Where the library holds a third text by then, both are kept. */
export interface NotePatch {
  /** The new text; an empty one removes the note. */
  readonly text: string;
  /** The text that the edit began from. */
  readonly was: string;
}

/** Longest note, in characters. */
export const LONGEST_NOTE = 100_000;

/** The colours of tags; each page has a light and a dark shade of every one. */
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

/** Returns the mark of a paper that nothing was done with. */
export function emptyMark(id: PaperId): Mark {
  return { id, times: {}, seq: 0 };
}

export type MarkDraft = { -readonly [K in keyof Mark]: Mark[K] | undefined };

/**
 * Returns the mark after a patch. Fields that the patch does not change keep their times. A patch that
 * changes nothing returns the very same mark, so that a request sent twice is written once.
 *
 * @param now milliseconds since 1970
 * @param stamp the time to give to the fields that change
 */
export function applyPatch(mark: Mark, patch: MarkPatch, now: number, stamp: Stamp): Mark {
  const next: MarkDraft = { ...mark };
  const times: { -readonly [K in keyof MarkTimes]: MarkTimes[K] } = { ...mark.times };
  let changed = false;

  for (const flag of MARK_FLAGS) {
    if (!setFlag(next, flag, patch, now)) continue;
    times[flag] = stamp;
    const rival = RIVALS[flag];
    // Also where it was not set here: it may be on another machine.
    if (rival && next[timeFieldOf(flag)] !== undefined) times[rival] = stamp;
    changed = true;
  }
  holdRead(next);

  if (patch.note) {
    const note = noteAfter(mark.note ?? '', patch.note.text, patch.note.was);
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

/**
 * Returns the mark as it will be once the library has committed a patch, for showing it before. Its
 * times stay what they are, since only the library gives them.
 *
 * @param now milliseconds since 1970
 */
export function previewPatch(mark: Mark, patch: MarkPatch, now: number): Mark {
  const after = applyPatch(mark, patch, now, '' as Stamp);
  return after === mark ? mark : { ...after, times: mark.times };
}

/**
 * Returns the patch that takes another one back; undefined where that one changes nothing, and is no
 * step of Undo. A flag comes back with the time that it had, and so the paper to its place in a list.
 *
 * @param before the mark before the patch; null or undefined where there is none
 */
export function inverseOf(
  before: Mark | null | undefined,
  patch: MarkPatch,
): MarkPatch | undefined {
  const was = before ?? emptyMark('' as PaperId);
  // Any time will do here: `true` only sets a flag that has none.
  const after = applyPatch(was, patch, 0, '' as Stamp);
  if (after === was) return undefined;
  const inverse: { -readonly [K in keyof MarkPatch]: MarkPatch[K] } = {};
  for (const flag of MARK_FLAGS) {
    const at = timeOfFlag(was, flag);
    const isRead = flag === 'read';
    if (at === timeOfFlag(after, flag) && !(isRead && was.readBy !== after.readBy)) continue;
    inverse[flag] = at ?? false;
    if (isRead && was.readBy) inverse.readBy = was.readBy;
    if (isRead && was.readVersion) inverse.readVersion = was.readVersion;
    // In records from before these two ended one another both can be set.
    const rival = at !== undefined && RIVALS[flag];
    if (rival && hasFlag(was, rival)) inverse[rival] = timeOfFlag(was, rival) ?? false;
  }
  const { note = '', tags = [] } = was;
  const { note: text = '', tags: left = [] } = after;
  if (text !== note) inverse.note = { text: note, was: text };
  const changed = Object.keys(patch.tags ?? {}).filter(
    (tag) => tags.includes(tag) !== left.includes(tag),
  );
  if (changed.length > 0)
    inverse.tags = Object.fromEntries(changed.map((tag) => [tag, tags.includes(tag)]));
  return inverse;
}

/** Returns when a flag was set, also where a star keeps it from being seen. */
const timeOfFlag = (mark: Partial<MarkDraft>, flag: MarkFlag): number | undefined =>
  mark[timeFieldOf(flag)] ?? (flag === 'read' ? mark.heldAt : undefined);

/** Sets or clears a flag as the patch says. Returns whether that is a change. */
function setFlag(draft: MarkDraft, flag: MarkFlag, patch: MarkPatch, now: number): boolean {
  const rival = RIVALS[flag];
  const isEnded = rival && (patch[rival] ?? false) !== false;
  const wanted = patch[flag] ?? (isEnded ? false : undefined);
  const isRead = flag === 'read';
  const { readBy, readVersion } = isRead && wanted !== false ? patch : {};
  const isLater = wanted === true && (readVersion as number) > (draft.readVersion as number);
  // A later version was not read before; what the user has read and starred does not become read by itself.
  const was: Partial<MarkDraft> =
    isLater && !(readBy && draft.starredAt !== undefined) ? {} : draft;
  const known = timeOfFlag(was, flag);
  if (wanted === undefined || (readBy && wanted === true && known !== undefined)) return false;
  const current = was[timeFieldOf(flag)];
  const at = timeAfter(current, wanted, now);
  if (at === known && !(isRead && readBy !== was.readBy)) return false;
  draft[timeFieldOf(flag)] = at;
  if (!isRead) return true;
  const isKept = wanted === true && current !== undefined;
  const version = isKept ? draft.readVersion : readVersion;
  Object.assign(draft, { readBy, heldAt: undefined, readVersion: version });
  return true;
}

/** Takes a read mark that is not of the user's own making out of sight while there is a star. */
export function holdRead(draft: MarkDraft): void {
  if (!draft.readBy) return;
  const at = draft.readAt ?? draft.heldAt;
  const isHeld = draft.starredAt !== undefined;
  draft.readAt = isHeld ? undefined : at;
  draft.heldAt = isHeld ? at : undefined;
}

function timeAfter(current: number | undefined, wanted: When, now: number): number | undefined {
  if (wanted === false) return undefined;
  if (wanted === true) return current ?? now;
  return wanted;
}
