import type { PaperId } from '../../paper/ids';
import { emptyMark, type Mark } from '../../paper/mark';
import { idsOf, type Paper } from '../../paper/paper';
import { revertMark, revertPaper } from '../../paper/revert';
import { deleteRecord } from '../bin';
import { dropKey } from '../citation-keys';
import { getEach } from '../requests';
import { isSameRecord } from '../same-record';
import type { ImportRecord, Library, RecordImages, WriteTransaction } from '../schema';
import { runUnitOfWork, type UnitOfWork } from '../unit-of-work';
import { announceGone, clearGone, type Written } from '../upsert';
import { partsOf } from './import-entries';

/** The result of undoing a part of an import. */
export interface UndoResult {
  readonly written: readonly Written[];
  /** Number of transactions of the import that are still to be undone. */
  readonly left: number;
}

/**
 * Undoes what the last transaction of an import changed. Call it until nothing is left. What the user
 * changed since is kept: only what the import brought, and nobody changed, is taken back.
 * @param id the name of the import
 * @param now milliseconds since 1970
 */
export function undoImport(db: Library, id: string, now: number = Date.now()): Promise<UndoResult> {
  let last: ImportRecord | undefined;
  let left = 0;
  return runUnitOfWork(
    db,
    async (tx) => {
      const keys = await tx.objectStore('imports').getAllKeys(partsOf(id));
      const key = keys.at(-1);
      if (key) last = await tx.objectStore('imports').get(key);
      left = Math.max(0, keys.length - 1);
      return { groups: await groupsOf(tx, last?.images ?? []), withBin: true };
    },
    async (unit, tx) => {
      if (!last) return { written: [], left };
      await tx.objectStore('imports').delete([last.id, last.part]);
      const had = last.images.map(({ id }) => [id, unit.papers.get(id)?.key] as const);
      const written = undoImages(unit, last.images);
      for (const [id, key] of had) {
        if (key !== undefined && unit.papers.get(id)?.key !== key) await dropKey(tx, id, key);
      }
      return { written, left };
    },
    now,
    ['imports', 'exported'],
  );
}

function groupsOf(
  tx: WriteTransaction,
  images: readonly RecordImages[],
): Promise<(readonly PaperId[])[]> {
  const ids = images.map(({ id }) => id);
  // The ids that the paper has now may tell that another record was merged with it.
  return getEach(tx.objectStore('papers'), ids).then((papers) =>
    images.map(({ id, before, after }, i) => [
      ...new Set([id, ...idsIn(before.paper), ...idsIn(after.paper), ...idsIn(papers[i])]),
    ]),
  );
}

const idsIn = (paper: Paper | undefined): readonly PaperId[] => (paper ? idsOf(paper) : []);

/** Undoes the changes of one transaction; first the records that the import merged into others. */
function undoImages(unit: UnitOfWork, images: readonly RecordImages[]): Written[] {
  const wasMerged = ({ after }: RecordImages): boolean => !after.mark && !after.paper;
  const merged = images.filter(wasMerged);
  const others = images.filter((image) => !wasMerged(image));
  const ids = [...new Set(merged.flatMap(({ id, before }) => [id, ...idsIn(before.paper)]))];
  const owners = new Set(ids.map(unit.canonical));
  return [
    ...[...merged, ...others].flatMap((image) => undoImage(unit, image)),
    ...[...owners].flatMap((id) => dropForeignAliases(unit, id)),
  ];
}

function undoImage(unit: UnitOfWork, { id, before, after }: RecordImages): Written[] {
  const { papers, marks } = unit;
  const [paper, mark] = [papers.get(id), marks.get(id)];
  if (!mark) {
    // Either the import merged it into another record, and it comes out again; or the user removed it
    // since, and it stays removed.
    return after.mark ? [] : recreate(unit, id, before);
  }
  const ids = paper ? idsOf(paper) : [id];
  if (wasMergedSince(unit, ids, after.mark)) return [];
  const isNew = !before.mark && !before.paper;
  if (isNew && isUntouched(mark, after.mark)) {
    deleteRecord(unit, id);
    const seq = unit.nextSeq();
    announceGone(unit, id, seq);
    return [{ mark: { ...emptyMark(id), seq }, ids }];
  }
  const old = revertMark(mark, before.mark ?? emptyMark(id), after.mark ?? emptyMark(id));
  const facts = paper && factsBefore(unit, paper, before.paper, after.paper);
  if (isSameRecord(old, mark) && isSameRecord(facts, paper)) return [];
  if (facts) papers.set(id, facts);
  const next: Mark = { ...old, seq: unit.nextSeq() };
  marks.set(id, next);
  return [{ mark: next, ids }];
}

/**
 * Whether another record was merged into this one since the import. Nobody can tell any more what
 * belonged to which: of two stars the merged mark has only the later time, which may come from the import.
 */
function wasMergedSince(
  unit: UnitOfWork,
  ids: readonly PaperId[],
  after: Mark | undefined,
): boolean {
  const since = after?.seq ?? 0;
  return unit.removedAs(ids).some((one) => ids.indexOf(one.id) > 0 && one.seq > since);
}

/** Whether a mark is as the import left it. After a merge it can have the same times, but another note. */
const isUntouched = ({ seq: _, ...mark }: Mark, after: Mark | undefined): boolean =>
  isSameRecord(mark, after && (({ seq: __, ...imported }) => imported)(after));

function recreate(
  unit: UnitOfWork,
  id: PaperId,
  { paper, mark }: RecordImages['before'],
): Written[] {
  if (!mark && !paper) return [];
  unit.aliases.set(id, undefined);
  if (paper) {
    // One of its aliases may have become a record of its own since.
    const { aliases = [], ...facts } = paper;
    const free = aliases.filter((alias) => !unit.marks.get(alias));
    unit.papers.set(id, free.length > 0 ? { ...facts, aliases: free } : facts);
    for (const alias of free) unit.aliases.set(alias, id);
  }
  clearGone(unit, id);
  const next: Mark = { ...(mark ?? emptyMark(id)), seq: unit.nextSeq() };
  unit.marks.set(id, next);
  return [{ mark: next, ids: paper ? idsOf(paper) : [id] }];
}

/** Drops the aliases of a record that lead to another one again, whatever became of it since. */
function dropForeignAliases(unit: UnitOfWork, id: PaperId): Written[] {
  const [paper, mark] = [unit.papers.get(id), unit.marks.get(id)];
  if (!paper?.aliases || !mark) return [];
  const { aliases, ...facts } = paper;
  const kept = ownAliases(unit, id, aliases);
  if (kept.length === aliases.length) return [];
  unit.papers.set(id, kept.length > 0 ? { ...facts, aliases: kept } : facts);
  const next: Mark = { ...mark, seq: unit.nextSeq() };
  unit.marks.set(id, next);
  return [{ mark: next, ids: [id, ...kept] }];
}

/** Returns the ids that lead to no other record. */
function ownAliases(unit: UnitOfWork, id: PaperId, aliases: readonly PaperId[]): PaperId[] {
  return aliases.filter((alias) => {
    const canonical = unit.aliases.get(alias);
    return canonical === undefined ? !unit.marks.get(alias) : canonical === id;
  });
}

/** Returns the facts without what the import brought, and without aliases that lead elsewhere again. */
function factsBefore(
  unit: UnitOfWork,
  now: Paper,
  before: Paper | undefined,
  after: Paper | undefined,
): Paper {
  if (!before || !after) return now;
  const { aliases = [], ...facts } = revertPaper(now, before, after);
  const kept = ownAliases(unit, now.id, aliases);
  for (const alias of now.aliases ?? []) {
    if (!kept.includes(alias) && unit.aliases.get(alias) === now.id) {
      unit.aliases.set(alias, undefined);
    }
  }
  return kept.length > 0 ? { ...facts, aliases: kept } : facts;
}
