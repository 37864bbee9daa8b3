import type { Stamp } from '../../paper/clock';
import type { Entry } from '../../paper/entry';
import { emptyMark, type Mark } from '../../paper/mark';
import { hasUntimedNote, keepCounts, mergeFromFile } from '../../paper/merge-from-file';
import type { Paper } from '../../paper/paper';
import { entryFrom } from '../entries';
import { isSameRecord } from '../same-record';
import type { StoredRecord } from '../unit-of-work';
import type { MarkUpdate } from '../upsert';

/** The effect of importing an entry, as the user is told. */
export type ImportOutcome = 'added' | 'changed' | 'same';

/** A field of `Paper` or, without its "At", of `Mark`. */
export type ChangedField =
  | Exclude<keyof Paper, 'id'>
  | Exclude<keyof Mark, 'id' | 'times' | 'seq' | 'readBy' | 'readVersion' | `${string}At`>
  | 'starred'
  | 'read'
  | 'dismissed';

/** The effect of one step of an import on a record. */
export interface ImportEffect {
  /** Whether there was no record of the paper. */
  readonly isNew: boolean;
  /** Returns the fields that the user can see and that are different now. */
  changes(): readonly ChangedField[];
}

export interface ImportDecision {
  readonly outcome: ImportOutcome;
  /** The fields that change; empty for a paper that is added. */
  readonly changes: readonly ChangedField[];
}

/**
 * Brings entries in, one after the other, and decides what becomes of each. The import and its
 * preview both do it by this function: one writes what `bring` does, the other does not.
 *
 * Notes without a time come last. Whether such a note is taken in depends on the note that is there,
 * and another entry can bring that: the paper may be in the file twice, or the file may merge two.
 * @param bring brings one entry in, and says what that did
 */
export function decideImports(
  entries: readonly Entry[],
  now: number,
  bring: (entry: Entry, index: number) => ImportEffect,
): ImportDecision[] {
  const isLate = ({ mark }: Entry): boolean => hasUntimedNote(mark, now);
  const first = entries.map((entry, i) =>
    decide(bring(isLate(entry) ? withoutNote(entry) : entry, i)),
  );
  return first.map((decision, i) => {
    const entry = entries[i] as Entry;
    if (!isLate(entry)) return decision;
    const effect = bring(entry, i);
    if (decision.outcome === 'added') return decision;
    const changes = [...new Set([...decision.changes, ...effect.changes()])];
    return { outcome: changes.length > 0 ? 'changed' : 'same', changes };
  });
}

function decide({ isNew, changes }: ImportEffect): ImportDecision {
  if (isNew) return { outcome: 'added', changes: [] };
  const fields = changes();
  return { outcome: fields.length > 0 ? 'changed' : 'same', changes: fields };
}

function withoutNote({ paper, mark: { note: _, ...mark } }: Entry): Entry {
  return { paper, mark };
}

/** Returns what an entry of a file says of a paper, and how it changes the mark. */
export function contribution(
  { paper, mark }: Entry,
  known: { readonly paper: Paper | undefined } | undefined,
  now: number,
): { readonly seen: Paper; readonly update: MarkUpdate } {
  return {
    seen: keepCounts(paper, known?.paper),
    update: (before: Mark, stamp: Stamp): Mark => {
      const after = mergeFromFile(before, mark, now, stamp);
      // A new paper is kept even if the file has no mark for it, so its mark counts as changed.
      return known ? after : { ...after };
    },
  };
}

/** Returns the fields in which two states of a record differ for the user. */
export function changedFields(before: StoredRecord, after: StoredRecord): ChangedField[] {
  const [old, now] = [entryOf(before), entryOf(after)];
  return [...differing(old.paper, now.paper), ...differing(old.mark, now.mark)];
}

const entryOf = ({ id, paper, mark = emptyMark(id) }: StoredRecord): Entry =>
  entryFrom(paper, mark);

/** Fields that the user does not see. */
const UNSEEN: readonly string[] = ['id', 'seq', 'times', 'readBy', 'heldAt', 'readVersion'];

function differing<T extends object>(before: T, after: T): ChangedField[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof T)[];
  return fields
    .filter((field) => !UNSEEN.includes(field as string))
    .filter((field) => !isSameRecord({ is: before[field] }, { is: after[field] }))
    .map((field) => (field as string).replace(/At$/, '') as ChangedField);
}
