import type { Stamp } from '../paper/clock';
import { compareIds, type PaperId } from '../paper/ids';
import { applyPatch, emptyMark, type Mark, type MarkPatch, mergeMarks } from '../paper/mark';
import { defined, enrich, idsOf, type Paper } from '../paper/paper';
import type { Removed } from './schema';
import type { Desk } from './unit-of-work';

/** How things stand after a write: the mark, and every id of its paper. */
export interface Written {
  /** Its `seq` is 0 where the paper was never marked, and still is not. */
  readonly mark: Mark;
  readonly ids: readonly PaperId[];
}

/** The mark after a change; the very same one where nothing changes. */
export type Change = (before: Mark, stamp: Stamp) => Mark;

/**
 * Changes the mark of a paper, whatever ids it is known by, and adds what `seen` knows of it. Records
 * that turn out to be of one paper become one, and nothing of them is lost.
 *
 * A paper that comes anew while it lies in the bin gets back what the reader wrote on it, the note
 * and the tags. It does not get back its star: what was pruned from the reading list would return
 * to it as soon as a digest marks it read. All of it stays in the bin, to be restored.
 * @param name what a new record is to be called; by default the best of its ids
 */
export function settle(desk: Desk, seen: Paper, change: Change, name?: PaperId): Written {
  const { papers, marks, aliases } = desk;
  const known = desk.recordsOf(idsOf(seen));
  const id = known[0]?.id ?? name ?? ([...idsOf(seen)].sort(compareIds)[0] as PaperId);
  const merged = known.slice(1).map((record) => record.id);

  const [first = wordsFromBin(desk, id, idsOf(seen)), ...others] = known.flatMap(
    ({ mark }) => mark ?? [],
  );
  const before = others.reduce(mergeMarks, first);
  const after = change(before, desk.stamp());

  const stored = known.flatMap((record) => record.paper ?? []);
  const paper = nameRecord([...stored, seen].reduce(enrich), id, merged);
  const ids = idsOf(paper);
  // Un-starring a paper that was never marked is no reason to remember it.
  if (after === before && known.length === 0) return { mark: before, ids };

  const isRicher = merged.length > 0 || !sameRecord(paper, stored[0]);
  if (isRicher) papers.set(id, paper);
  // One step leads from any id to its record, never two; and none leads away from a record.
  for (const other of merged) {
    for (const alias of desk.aliasesOf(other)) aliases.set(alias, id);
    papers.set(other, undefined);
    marks.set(other, undefined);
  }
  const asked = new Set(idsOf(seen));
  const named = new Set(known[0]?.paper?.aliases);
  for (const alias of ids.slice(1)) {
    // What the record has called itself all along is in the store of aliases, unread.
    if (asked.has(alias) ? aliases.get(alias) !== id : !named.has(alias)) aliases.set(alias, id);
  }
  if (aliases.get(id)) aliases.set(id, undefined);

  // What is new about the paper is a change too: search follows the sequence.
  if (after === before && !isRicher) return { mark: before, ids };
  if (known.length === 0) forgetGone(desk, id);
  const mark: Mark = { ...after, id, seq: desk.signNext() };
  for (const other of merged) sayGone(desk, other, mark.seq);
  marks.set(id, mark);
  return { mark, ids };
}

/** Changes the mark of a record, which stays as it is where there is none. */
export function patchOn(desk: Desk, id: PaperId, patch: MarkPatch): Written {
  const [known] = desk.recordsOf([id]);
  if (!known) return { mark: emptyMark(id), ids: [id] };
  const before = known.mark ?? emptyMark(known.id);
  const ids = [...new Set([known.id, ...desk.aliasesOf(known.id), id])];
  const after = applyPatch(before, patch, desk.now, desk.stamp());
  if (after === before) return { mark: before, ids };
  const mark: Mark = { ...after, seq: desk.signNext() };
  desk.marks.set(known.id, mark);
  return { mark, ids };
}

/** A new record's mark before its first change. */
function wordsFromBin(desk: Desk, id: PaperId, ids: readonly PaperId[]): Mark {
  const words = desk.removedAs(ids).map(({ mark }): Mark => {
    const { note, tags, times } = mark;
    const kept = defined({ note: times.note, tags: times.tags });
    return defined<Mark>({ id, note, tags, times: kept, seq: 0 });
  });
  return words.reduce(mergeMarks, emptyMark(id));
}

/** Lets those who follow the sequence know that the record is no more. */
export function sayGone(desk: Desk, id: PaperId, seq: number): void {
  const [before] = desk.removedAs([id]).filter((one) => one.id === id);
  const gone: Removed = {
    ...{ id, ids: [id], mark: emptyMark(id), removedAt: desk.now, seq },
    isGone: true,
  };
  desk.bin.set(id, before ? { ...before, seq } : gone);
}

/** The record is there again. */
function forgetGone(desk: Desk, id: PaperId): void {
  for (const one of desk.removedAs([id])) {
    if (one.id === id && one.isGone) desk.bin.set(id, undefined);
  }
}

/** The paper under the name that its record has; all its other names are aliases, once each. */
function nameRecord(paper: Paper, id: PaperId, others: readonly PaperId[]): Paper {
  const { aliases: _, ...rest } = paper;
  const aliases = [...new Set([...idsOf(paper), ...others])].filter((other) => other !== id);
  return aliases.length > 0 ? { ...rest, id, aliases } : { ...rest, id };
}

/** Whether two records say the same, in whatever order. */
export function sameRecord<T extends object>(a: T | undefined, b: T | undefined): boolean {
  return a === b || textOf(a) === textOf(b);
}

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort())
      : part,
  );
