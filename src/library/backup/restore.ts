import type { Stamp } from '../../paper/clock';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { emptyMark, MARK_FLAGS, type Mark, timeFieldOf } from '../../paper/mark';
import { latestStamp } from '../../paper/merge-from-file';
import { defined, idsOf } from '../../paper/paper';
import { moveToBin } from '../bin';
import { entryFrom } from '../entries';
import { getEach } from '../requests';
import { isSameRecord } from '../same-record';
import type { Library } from '../schema';
import { runUnitOfWork, type UnitOfWork } from '../unit-of-work';
import { clearGone, type Written } from '../upsert';

/** The result of restoring entries exactly. */
export interface PutBackResult {
  readonly written: readonly Written[];
  /** Indexes of the entries that were left alone, as the user changed their papers since. */
  readonly left: readonly number[];
}

/**
 * Restores papers exactly as they were, in one transaction. Each field that differs counts as changed
 * now, so that it is the later change wherever it is compared. A record made since, from an id that
 * belonged to another paper then, is moved to the bin.
 * @param asOf a number of the change sequence: papers changed after it are left alone, because what
 * the user writes while a restore is under way is in no backup
 * @param now milliseconds since 1970
 */
export function putBack(
  db: Library,
  entries: readonly Entry[],
  asOf: number = Number.POSITIVE_INFINITY,
  now: number = Date.now(),
): Promise<PutBackResult> {
  return runUnitOfWork(
    db,
    async (tx) => {
      // An earlier batch may have given an alias of the record back to the paper that had it.
      const ids = entries.map(({ paper }) => paper.id);
      const known = await getEach(tx.objectStore('papers'), ids);
      const groups = entries.map(({ paper }, i) => [...idsOf(paper), ...(known[i]?.aliases ?? [])]);
      return { groups: groups.map((group) => [...new Set(group)]), withBin: true };
    },
    (unit) => {
      // Otherwise the user's next change could look older than what was restored.
      const latest = entries.flatMap(({ mark }) => latestStamp(mark, now) ?? []).sort();
      unit.advanceTo(latest.at(-1));
      const left = entries.flatMap((entry, i) => (isChangedSince(unit, entry, asOf) ? [i] : []));
      const others = entries.filter((_, i) => !left.includes(i));
      return { written: others.flatMap((entry) => putBackOne(unit, entry)), left };
    },
    now,
  );
}

/** Whether the user changed a paper since; one that an earlier, lost request put back is as it was. */
function isChangedSince(
  { papers, marks }: UnitOfWork,
  { paper, mark }: Entry,
  asOf: number,
): boolean {
  const [knownPaper, known] = [papers.get(paper.id), marks.get(paper.id)];
  if (!known || known.seq <= asOf) return false;
  return !isAsIn(entryFrom(knownPaper, known), { paper, mark });
}

/** Whether a paper is what it was, whenever it became so. */
export function isAsIn(now: Entry, then: Entry): boolean {
  return (
    isSameRecord(now.paper, then.paper) && exactMark(now.mark, then.mark, '' as Stamp) === now.mark
  );
}

function putBackOne(unit: UnitOfWork, { paper, mark }: Entry): Written[] {
  const { papers, marks } = unit;
  const { id } = paper;
  const [, ...others] = idsOf(paper);
  const binned: Written[] = [];
  for (const other of others) {
    const own = marks.get(other);
    if (own) binned.push(moveToBin(unit, { id: other, paper: papers.get(other), mark: own }));
  }
  putBackAliases(unit, id, others);

  const [knownPaper, known] = [papers.get(id), marks.get(id)];
  const next = known ? exactMark(known, mark, unit.stamp()) : { ...mark, id };
  const isSame = isSameRecord(knownPaper, paper);
  if (next === known && isSame) return [...binned, { mark: known, ids: idsOf(paper) }];
  if (!isSame) papers.set(id, paper);
  clearGone(unit, id);
  const written: Mark = { ...next, seq: unit.nextSeq() };
  marks.set(id, written);
  return [...binned, { mark: written, ids: idsOf(paper) }];
}

/** Gives a record exactly these aliases. */
function putBackAliases(unit: UnitOfWork, id: PaperId, others: readonly PaperId[]): void {
  const { aliases } = unit;
  for (const alias of unit.aliasesOf(id)) {
    if (!others.includes(alias) && aliases.get(alias) === id) aliases.set(alias, undefined);
  }
  for (const alias of [id, ...others]) takeFromOwner(unit, alias, id);
  for (const alias of others) if (aliases.get(alias) !== id) aliases.set(alias, id);
  if (aliases.get(id)) aliases.set(id, undefined);
}

/**
 * Takes an alias from the record that has it since, so that a restore that stops here leaves no alias
 * to two records. That record may still have to be restored: without a new `seq` it does not look as
 * if the user had changed it.
 */
function takeFromOwner({ papers, aliases }: UnitOfWork, alias: PaperId, heir: PaperId): void {
  const owner = aliases.get(alias);
  const paper = owner === undefined || owner === heir ? undefined : papers.get(owner);
  if (!paper?.aliases) return;
  const kept = paper.aliases.filter((other) => other !== alias);
  papers.set(paper.id, defined({ ...paper, aliases: kept.length > 0 ? kept : undefined }));
}

/** Each time in a mark, with the field whose time it is. */
const TIMED_FIELDS = [
  ...MARK_FLAGS.map((flag) => [flag, timeFieldOf(flag)] as const),
  ['read', 'readBy'] as const,
  ['read', 'heldAt'] as const,
  ['read', 'readVersion'] as const,
  ['note', 'note'] as const,
];

/**
 * Returns the mark with the values of another, those that differ stamped as changed; the very same
 * object if none does.
 */
function exactMark(now: Mark, then: Mark, stamp: Stamp): Mark {
  const next: Record<string, unknown> = { ...now };
  const times: Record<string, unknown> = { ...now.times };
  let changed = false;
  for (const [time, field] of TIMED_FIELDS) {
    if (now[field] === then[field]) continue;
    next[field] = then[field];
    times[time] = stamp;
    changed = true;
  }
  const [has, had] = [new Set(now.tags), new Set(then.tags)];
  const differing = [...new Set([...has, ...had])].filter((tag) => has.has(tag) !== had.has(tag));
  if (differing.length > 0) {
    const stamps = Object.fromEntries(differing.map((tag) => [tag, stamp]));
    times.tags = { ...now.times.tags, ...stamps };
    next.tags = had.size > 0 ? [...had] : undefined;
    changed = true;
  }
  if (!changed) return now;
  return defined<Mark>({ ...emptyMark(now.id), ...next, times, seq: now.seq } as Mark);
}
