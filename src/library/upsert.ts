import type { Stamp } from '../paper/clock';
import { enrich } from '../paper/enrich';
import { compareIds, type PaperId } from '../paper/ids';
import { applyPatch, emptyMark, type Mark, type MarkPatch } from '../paper/mark';
import { mergeMarks } from '../paper/merge';
import { defined, idsOf, type Paper } from '../paper/paper';
import { areTwoWorks } from '../paper/same-work';
import { isSameRecord } from './same-record';
import type { Removed } from './schema';
import type { StoredRecord, UnitOfWork } from './unit-of-work';

/** How a paper stands after a write. */
export interface Written {
  /** The mark; its `seq` is 0 if the paper was never marked, and still is not. */
  readonly mark: Mark;
  /** Every id of the paper. */
  readonly ids: readonly PaperId[];
}

/** Returns the mark after a change; the very same object if nothing changes. */
export type MarkUpdate = (before: Mark, stamp: Stamp) => Mark;

/**
 * Inserts or updates a paper: changes its mark, whatever ids it is known by, and adds what `seen`
 * knows of it. Records that turn out to be of one paper are merged, and nothing of them is lost.
 *
 * A new paper that lies in the bin gets back what the user wrote, the note and the tags. It does not
 * get back its star: what was removed from the reading list would return to it as soon as a digest
 * marks it read. All of it stays in the bin, and can still be restored.
 * @param name the id of a new record; by default the best of its ids
 */
export function upsertPaper(
  unit: UnitOfWork,
  seen: Paper,
  update: MarkUpdate,
  name?: PaperId,
): Written {
  const known = unit.recordsOf(idsOf(seen));
  const id = known[0]?.id ?? name ?? ([...idsOf(seen)].sort(compareIds)[0] as PaperId);
  const merged = known.slice(1).map((record) => record.id);
  const stored = known.find((record) => record.paper)?.paper;

  const { paper, mark: before = textsFromBin(unit, id, seen) } = mergeRecords(known, seen, id);
  const after = update(before, unit.stamp());
  const ids = idsOf(paper);
  // Un-starring a paper that was never marked is no reason to remember it.
  if (after === before && known.length === 0) return { mark: before, ids };

  const isRicher = merged.length > 0 || !isSameRecord(paper, stored);
  if (isRicher) unit.papers.set(id, paper);
  updateAliases(unit, { id, ids, merged, seen, stored: known[0]?.paper });

  // New facts count as a change too, because search follows the sequence.
  if (after === before && !isRicher) return { mark: before, ids };
  if (known.length === 0) clearGone(unit, id);
  const mark: Mark = { ...after, id, seq: unit.nextSeq() };
  for (const other of merged) announceGone(unit, other, mark.seq);
  unit.marks.set(id, mark);
  return { mark, ids };
}

/**
 * Merges the records of one paper with what was just seen of it.
 * @param id the id of the merged record
 */
export function mergeRecords(
  known: readonly StoredRecord[],
  seen: Paper,
  id: PaperId,
): { readonly paper: Paper; readonly mark: Mark | undefined } {
  const papers = known.flatMap((record) => record.paper ?? []);
  const [first, ...others] = known.flatMap(({ mark }) => mark ?? []);
  const paper = renamed(
    [...papers, seen].reduce(enrich),
    id,
    known.map((record) => record.id),
  );
  return { paper, mark: first && others.reduce(mergeMarks, first) };
}

/** Points every id straight to its record: an alias never leads to another alias. */
function updateAliases(
  unit: UnitOfWork,
  paper: {
    readonly id: PaperId;
    readonly ids: readonly PaperId[];
    readonly merged: readonly PaperId[];
    readonly seen: Paper;
    readonly stored: Paper | undefined;
  },
): void {
  const { papers, marks, aliases } = unit;
  const { id, ids, merged, seen, stored } = paper;
  for (const other of merged) {
    for (const alias of unit.aliasesOf(other)) aliases.set(alias, id);
    papers.set(other, undefined);
    marks.set(other, undefined);
  }
  const loaded = new Set(idsOf(seen));
  const before = new Set(stored?.aliases);
  for (const alias of ids.slice(1)) {
    // An alias that the stored paper already had is in the store, though it was not loaded.
    if (loaded.has(alias) ? aliases.get(alias) !== id : !before.has(alias)) aliases.set(alias, id);
  }
  if (aliases.get(id)) aliases.set(id, undefined);
}

/** Patches the mark of a record. If there is no record, nothing is written. */
export function patchRecord(unit: UnitOfWork, id: PaperId, patch: MarkPatch): Written {
  const [known] = unit.recordsOf([id]);
  if (!known) return { mark: emptyMark(id), ids: [id] };
  const before = known.mark ?? emptyMark(known.id);
  const ids = [...new Set([known.id, ...unit.aliasesOf(known.id), id])];
  const after = applyPatch(before, patch, unit.now, unit.stamp());
  if (after === before) return { mark: before, ids };
  const mark: Mark = { ...after, seq: unit.nextSeq() };
  unit.marks.set(known.id, mark);
  return { mark, ids };
}

/** Returns the mark that a new record starts with: note and tags from the bin, if it has any. */
function textsFromBin(unit: UnitOfWork, id: PaperId, seen: Paper): Mark {
  const removed = unit.removedAs(idsOf(seen));
  const same = removed.filter(({ paper }) => !paper || !areTwoWorks(paper, seen));
  const texts = same.map(({ mark }): Mark => {
    const { note, tags, times } = mark;
    const kept = defined({ note: times.note, tags: times.tags });
    return defined<Mark>({ id, note, tags, times: kept, seq: 0 });
  });
  return texts.reduce(mergeMarks, emptyMark(id));
}

/** Tells those who follow the sequence that the record no longer exists. */
export function announceGone(unit: UnitOfWork, id: PaperId, seq: number): void {
  const [before] = unit.removedAs([id]).filter((one) => one.id === id);
  const gone: Removed = {
    ...{ id, ids: [id], mark: emptyMark(id), removedAt: unit.now, seq },
    isGone: true,
  };
  unit.bin.set(id, before ? { ...before, seq } : gone);
}

/** Withdraws `announceGone`, once the record exists again. */
export function clearGone(unit: UnitOfWork, id: PaperId): void {
  for (const one of unit.removedAs([id])) {
    if (one.id === id && one.isGone) unit.bin.set(id, undefined);
  }
}

/** Returns the paper with the id of its record, and each of its other ids once as an alias. */
function renamed(paper: Paper, id: PaperId, others: readonly PaperId[]): Paper {
  const { aliases: _, ...rest } = paper;
  const aliases = [...new Set([...idsOf(paper), ...others])].filter((other) => other !== id);
  return aliases.length > 0 ? { ...rest, id, aliases } : { ...rest, id };
}
