import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { emptyMark, type Mark } from '../../paper/mark';
import {
  fromFile,
  hasBareNote,
  latestOf,
  takeBack,
  takeBackFacts,
  takeIn,
} from '../../paper/merge';
import { idsOf, type Paper } from '../../paper/paper';
import { takeOff } from '../bin';
import { getEach } from '../get-each';
import type { ImportRecord, Library, RecordImages, WriteTransaction } from '../schema';
import { type Desk, writeOn } from '../unit-of-work';
import { sameRecord, sayGone, settle, type Written } from '../upsert';
import { nameAsKnown, otherName } from './known-name';

/** An import can be undone for so long, in ms. */
export const UNDO_KEEPS_MS = 30 * 24 * 3_600_000;

/** What became of the entries of one transaction of an import, in their order. */
export interface Brought {
  readonly written: readonly Written[];
  readonly outcomes: readonly ('added' | 'changed' | 'same')[];
}

/**
 * Brings what a file says into the library, in one transaction, merged with what is there
 * (src/paper/merge.ts). What it changes is kept beside it under the name of the import.
 * @param now milliseconds since 1970
 */
export function importEntries(
  db: Library,
  id: string,
  entries: readonly Entry[],
  now: number = Date.now(),
): Promise<Brought> {
  return writeOn(
    db,
    () => ({ groups: entries.flatMap(groupsOf) }),
    async (desk, tx) => {
      // Else what the reader changes next would be older than what the file brought.
      const latest = entries.flatMap(({ mark }) => latestOf(mark, now) ?? []).sort();
      desk.hear(latest.at(-1));
      const paperOf = (id: PaperId) => desk.recordsOf([id])[0]?.paper;
      const results = bringAll(
        desk,
        entries.map((entry) => nameAsKnown(entry, paperOf)),
      );
      const images = imagesOf(desk);
      if (images.length > 0) {
        const part = await tx.objectStore('imports').count(partsOf(id));
        await tx.objectStore('imports').put({ id, part, at: now, size: images.length, images });
      }
      return {
        written: results.map(({ written }) => written),
        outcomes: results.map(({ outcome }) => outcome),
      };
    },
    now,
    ['imports'],
  );
}

function groupsOf({ paper }: Entry): (readonly PaperId[])[] {
  const other = otherName(paper);
  return other ? [idsOf(paper), [other]] : [idsOf(paper)];
}

const partsOf = (id: string): IDBKeyRange =>
  IDBKeyRange.bound([id, 0], [id, Number.POSITIVE_INFINITY]);

interface Result {
  readonly written: Written;
  readonly outcome: Brought['outcomes'][number];
}

/**
 * Notes without a time come last: whether one is taken in depends on the note that is there, and of a
 * paper that stands in the file twice, or that the file makes of two, another entry may bring that.
 */
function bringAll(desk: Desk, entries: readonly Entry[]): Result[] {
  const isLate = ({ mark }: Entry): boolean => hasBareNote(mark, desk.now);
  const results = entries.map((entry) => bring(desk, isLate(entry) ? withoutNote(entry) : entry));
  return results.map((first, at) => {
    const entry = entries[at] as Entry;
    if (!isLate(entry)) return first;
    const { written, outcome } = bring(desk, entry);
    return { written, outcome: first.outcome === 'same' ? outcome : first.outcome };
  });
}

function withoutNote({ paper, mark: { note: _, ...mark } }: Entry): Entry {
  return { paper, mark };
}

function bring(desk: Desk, { paper, mark }: Entry): Result {
  const [known] = desk.recordsOf(idsOf(paper));
  const seq = known?.mark?.seq;
  const change = (before: Mark, stamp: Parameters<typeof takeIn>[3]): Mark => {
    const after = takeIn(before, mark, desk.now, stamp);
    // A paper comes in with the file, also where its reader did nothing with it.
    return known ? after : { ...after };
  };
  const written = settle(desk, fromFile(paper, known?.paper), change);
  if (!known) return { written, outcome: 'added' };
  return { written, outcome: written.mark.seq === seq ? 'same' : 'changed' };
}

/** The records as they were, and as they are now; of a paper that stays the same, the mark alone. */
function imagesOf({ papers, marks }: Desk): RecordImages[] {
  const ids = new Set([...marks.changed(), ...papers.changed()]);
  return [...ids].map((id): RecordImages => {
    const [paper, mark] = [papers.was(id), marks.was(id)];
    const [newPaper, newMark] = [papers.get(id), marks.get(id)];
    const isNew = !paper && !mark;
    const isSame = isNew || (newPaper !== undefined && sameRecord(paper, newPaper));
    return {
      id,
      before: { ...(paper && !isSame ? { paper } : {}), ...(mark ? { mark } : {}) },
      after: {
        ...(newPaper && !isSame ? { paper: newPaper } : {}),
        ...(newMark ? { mark: newMark } : {}),
      },
    };
  });
}

/** What was undone of an import, and how many transactions of it are left to undo. */
export interface Undone {
  readonly written: readonly Written[];
  readonly left: number;
}

/**
 * Undoes what the last transaction of an import changed. Call it until nothing is left. What the
 * reader changed since stays: only what the import brought, and nobody touched, is taken back.
 */
export function undoImport(db: Library, id: string, now: number = Date.now()): Promise<Undone> {
  let last: ImportRecord | undefined;
  let left = 0;
  return writeOn(
    db,
    async (tx) => {
      const keys = await tx.objectStore('imports').getAllKeys(partsOf(id));
      const key = keys.at(-1);
      if (key) last = await tx.objectStore('imports').get(key);
      left = Math.max(0, keys.length - 1);
      const images = last?.images ?? [];
      // What it is called now may tell that another became one with it.
      const ids = images.map(({ id }) => id);
      const papers = await getEach(tx.objectStore('papers'), ids);
      const groups = images.map(({ id, before, after }, i) => [
        ...new Set([id, ...named(before.paper), ...named(after.paper), ...named(papers[i])]),
      ]);
      return { groups, isAboutBin: true };
    },
    async (desk, tx) => {
      if (!last) return { written: [], left };
      await forget(tx, last);
      const isReborn = ({ after }: RecordImages): boolean => !after.mark && !after.paper;
      const reborn = last.images.filter(isReborn);
      const others = last.images.filter((image) => !isReborn(image));
      const names = [...new Set(reborn.flatMap(({ id, before }) => [id, ...named(before.paper)]))];
      const owners = new Set(names.map(desk.canonical));
      const written = [...reborn, ...others].flatMap((image) => undoOn(desk, image));
      return { written: [...written, ...[...owners].flatMap((id) => leaveNames(desk, id))], left };
    },
    now,
    ['imports'],
  );
}

const named = (paper: Paper | undefined): readonly PaperId[] => (paper ? idsOf(paper) : []);

const forget = (tx: WriteTransaction, { id, part }: ImportRecord): Promise<void> =>
  tx.objectStore('imports').delete([id, part]);

function undoOn(desk: Desk, { id, before, after }: RecordImages): Written[] {
  const { papers, marks } = desk;
  const [paper, mark] = [papers.get(id), marks.get(id)];
  if (!mark) {
    // Merged into another by the import: it comes out again. Or the reader removed it: it stays so.
    return after.mark ? [] : bringBack(desk, id, before);
  }
  const ids = paper ? idsOf(paper) : [id];
  // Another record became one with it since. Nobody can tell any more what was whose: of two stars
  // the merged one has but the later time, which may be that of the import.
  const isNew = !before.mark && !before.paper;
  const since = after.mark?.seq ?? 0;
  const isMerged = desk.removedAs(ids).some((one) => ids.indexOf(one.id) > 0 && one.seq > since);
  if (isMerged) return [];
  if (isNew && isUntouched(mark, after.mark)) {
    takeOff(desk, id);
    const seq = desk.signNext();
    sayGone(desk, id, seq);
    return [{ mark: { ...emptyMark(id), seq }, ids }];
  }
  const old = takeBack(mark, before.mark ?? emptyMark(id), after.mark ?? emptyMark(id));
  const facts = paper && factsBefore(desk, paper, before.paper, after.paper);
  if (sameRecord(old, mark) && sameRecord(facts, paper)) return [];
  if (facts) papers.set(id, facts);
  const next: Mark = { ...old, seq: desk.signNext() };
  marks.set(id, next);
  return [{ mark: next, ids }];
}

/** Whether a mark says what the import made it say; a merged one has the same times, and another note. */
const isUntouched = ({ seq: _, ...mark }: Mark, after: Mark | undefined): boolean =>
  sameRecord(mark, after && (({ seq: __, ...brought }) => brought)(after));

function bringBack(desk: Desk, id: PaperId, { paper, mark }: RecordImages['before']): Written[] {
  if (!mark && !paper) return [];
  desk.aliases.set(id, undefined);
  if (paper) {
    // Of its names, one may have become a record of its own since.
    const { aliases = [], ...facts } = paper;
    const free = aliases.filter((alias) => !desk.marks.get(alias));
    desk.papers.set(id, free.length > 0 ? { ...facts, aliases: free } : facts);
    for (const alias of free) desk.aliases.set(alias, id);
  }
  for (const one of desk.removedAs([id])) if (one.isGone) desk.bin.set(one.id, undefined);
  const next: Mark = { ...(mark ?? emptyMark(id)), seq: desk.signNext() };
  desk.marks.set(id, next);
  return [{ mark: next, ids: paper ? idsOf(paper) : [id] }];
}

/** Takes off a record the names that are another's again, whatever became of it since the import. */
function leaveNames(desk: Desk, id: PaperId): Written[] {
  const [paper, mark] = [desk.papers.get(id), desk.marks.get(id)];
  if (!paper?.aliases || !mark) return [];
  const { aliases, ...facts } = paper;
  const kept = ownNames(desk, id, aliases);
  if (kept.length === aliases.length) return [];
  desk.papers.set(id, kept.length > 0 ? { ...facts, aliases: kept } : facts);
  const next: Mark = { ...mark, seq: desk.signNext() };
  desk.marks.set(id, next);
  return [{ mark: next, ids: [id, ...kept] }];
}

/** Of names, those that lead to no other record. */
function ownNames(desk: Desk, id: PaperId, names: readonly PaperId[]): PaperId[] {
  return names.filter((name) => {
    const leadsTo = desk.aliases.get(name);
    return leadsTo === undefined ? !desk.marks.get(name) : leadsTo === id;
  });
}

/** The facts without what the import brought, and without the names that lead elsewhere again. */
function factsBefore(
  desk: Desk,
  now: Paper,
  before: Paper | undefined,
  after: Paper | undefined,
): Paper {
  if (!before || !after) return now;
  const { aliases = [], ...facts } = takeBackFacts(now, before, after);
  const kept = ownNames(desk, now.id, aliases);
  for (const alias of now.aliases ?? []) {
    if (!kept.includes(alias) && desk.aliases.get(alias) === now.id) {
      desk.aliases.set(alias, undefined);
    }
  }
  return kept.length > 0 ? { ...facts, aliases: kept } : facts;
}

/** Forgets of imports that were made more than thirty days ago what they changed. */
export async function purgeImports(db: Library, now: number = Date.now()): Promise<void> {
  const tx = db.transaction('imports', 'readwrite');
  // Longer than any size, a list sorts behind it.
  const old = IDBKeyRange.upperBound([now - UNDO_KEEPS_MS, []]);
  for (const key of await tx.store.index('by-size').getAllKeys(old)) {
    tx.store.delete(key).catch(() => undefined);
  }
  await tx.done;
}
