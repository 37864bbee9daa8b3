import type { Stamp } from './clock';
import { copyFlag, holdRead, MARK_FLAGS, type Mark, type MarkDraft, type MarkTimes } from './mark';
import { bothNotes } from './note-text';
import { defined } from './paper';

/**
 * Merges two marks into one, when two ids turn out to be one paper: the later change of each field,
 * and both notes. The result has the id and the sequence of `a`.
 */
export function mergeMarks(a: Mark, b: Mark): Mark {
  const next: MarkDraft = { ...a };
  const times: { -readonly [K in keyof MarkTimes]: MarkTimes[K] } = { ...a.times };

  for (const flag of MARK_FLAGS) {
    if (!isLater(b.times[flag], a.times[flag])) continue;
    copyFlag(next, b, flag);
    times[flag] = b.times[flag] as Stamp;
  }
  holdRead(next);

  const [newer, older] = isNoteLater(b, a) ? [b, a] : [a, b];
  next.note = bothNotes(newer.note ?? '', older.note ?? '') || undefined;
  if (newer.times.note) times.note = newer.times.note;

  const tags = new Set(a.tags);
  const tagTimes: Record<string, Stamp> = { ...a.times.tags };
  for (const [tag, stamp] of Object.entries(b.times.tags ?? {})) {
    // A tag may be named like a property that every object inherits, such as "constructor".
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

/** A merged note has the time of its newer half, so two merged notes can be equally old. */
function isNoteLater(a: Mark, b: Mark): boolean {
  if (a.times.note === b.times.note) return (a.note ?? '') > (b.note ?? '');
  return isLater(a.times.note, b.times.note);
}
