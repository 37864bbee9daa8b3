import type { Stamp } from '../../paper/clock';
import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { emptyMark, MARK_FLAGS, type Mark, timeFieldOf } from '../../paper/mark';
import { latestOf } from '../../paper/merge';
import { defined, idsOf } from '../../paper/paper';
import { binOn } from '../bin';
import { entriesOf, entryFrom } from '../entries';
import { getEach } from '../get-each';
import type { Brought } from '../import/import';
import { previewImport } from '../import/preview';
import type { Library } from '../schema';
import { type Desk, writeOn } from '../unit-of-work';
import { sameRecord, type Written } from '../upsert';

/** What a backup would change. */
export interface RestorePreview {
  /** Papers that are not in the library. */
  readonly added: readonly PaperId[];
  readonly changed: readonly PaperId[];
  readonly same: number;
  /** Papers that are not in the backup; where the library becomes exactly what it was, they go to the bin. */
  readonly gone: readonly PaperId[];
}

type Outcome = Brought['outcomes'][number];

/** What restoring a backup would do, merged with what is there or in place of it; writes nothing. */
export async function previewRestore(
  db: Library,
  entries: AsyncIterable<readonly Entry[]>,
  how: 'merge' | 'exactly',
  now: number = Date.now(),
): Promise<RestorePreview> {
  const added: PaperId[] = [];
  const changed: PaperId[] = [];
  const there = new Set<PaperId>();
  let same = 0;
  for await (const some of entries) {
    const outcomes = await (how === 'merge' ? mergedAs(db, some, now) : exactlyAs(db, some));
    for (const [i, { paper }] of some.entries()) {
      there.add(paper.id);
      if (outcomes[i] === 'added') added.push(paper.id);
      else if (outcomes[i] === 'changed') changed.push(paper.id);
      else same += 1;
    }
  }
  const all = how === 'exactly' ? await db.getAllKeys('marks') : [];
  return { added, changed, same, gone: all.filter((id) => !there.has(id)) };
}

/** Merging is importing: a paper is known by any of its names. */
async function mergedAs(db: Library, some: readonly Entry[], now: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for await (const previews of previewImport(db, some, now)) {
    for (const { known, changes } of previews) {
      outcomes.push(known ? (changes.length > 0 ? 'changed' : 'same') : 'added');
    }
  }
  return outcomes;
}

async function exactlyAs(db: Library, some: readonly Entry[]): Promise<Outcome[]> {
  const ids = some.map(({ paper }) => paper.id);
  const known = await entriesOf(db, ids);
  return some.map((entry, i) => {
    const one = known[i];
    return one ? (isAsIn(one, entry) ? 'same' : 'changed') : 'added';
  });
}

/** Whether a paper is what it was, whenever it became so. */
function isAsIn(now: Entry, then: Entry): boolean {
  return (
    sameRecord(now.paper, then.paper) && exactMark(now.mark, then.mark, '' as Stamp) === now.mark
  );
}

/** What was put back, and what was left as it is: the places of those entries. */
export interface PutBack {
  readonly written: readonly Written[];
  readonly left: readonly number[];
}

/**
 * Makes papers exactly what they were, in one transaction. Each field that differs is changed now, so
 * that it is the later change wherever it is compared. A record that was made since, of an id that
 * was another paper's then, goes to the bin.
 *
 * With `asOf`, a change of the sequence, a paper that was changed after it is left: what the reader
 * writes while a restore is on its way is in no backup.
 */
export function putBack(
  db: Library,
  entries: readonly Entry[],
  asOf: number = Number.POSITIVE_INFINITY,
  now: number = Date.now(),
): Promise<PutBack> {
  return writeOn(
    db,
    async (tx) => {
      // Another batch may have given a name that the record has now back to the paper that had it.
      const ids = entries.map(({ paper }) => paper.id);
      const known = await getEach(tx.objectStore('papers'), ids);
      const groups = entries.map(({ paper }, i) => [...idsOf(paper), ...(known[i]?.aliases ?? [])]);
      return { groups: groups.map((group) => [...new Set(group)]), isAboutBin: true };
    },
    (desk) => {
      // Else what the reader changes next could look older than what was put back.
      const latest = entries.flatMap(({ mark }) => latestOf(mark, now) ?? []).sort();
      desk.hear(latest.at(-1));
      const left = entries.flatMap((entry, at) => (isChanged(desk, entry, asOf) ? [at] : []));
      const others = entries.filter((_, at) => !left.includes(at));
      return { written: others.flatMap((entry) => putBackOn(desk, entry)), left };
    },
    now,
  );
}

/** Put back before, by a request whose answer was lost, it is as it was. */
function isChanged({ papers, marks }: Desk, { paper, mark }: Entry, asOf: number): boolean {
  const [knownPaper, known] = [papers.get(paper.id), marks.get(paper.id)];
  if (!known || known.seq <= asOf) return false;
  return !isAsIn(entryFrom(knownPaper, known), { paper, mark });
}

function putBackOn(desk: Desk, { paper, mark }: Entry): Written[] {
  const { papers, marks, aliases } = desk;
  const { id } = paper;
  const [, ...others] = idsOf(paper);
  const binned: Written[] = [];
  for (const other of others) {
    const own = marks.get(other);
    if (own) binned.push(binOn(desk, { id: other, paper: papers.get(other), mark: own }));
  }
  for (const alias of desk.aliasesOf(id)) {
    if (!others.includes(alias) && aliases.get(alias) === id) aliases.set(alias, undefined);
  }
  for (const name of [id, ...others]) giveUp(desk, name, id);
  for (const alias of others) if (aliases.get(alias) !== id) aliases.set(alias, id);
  if (aliases.get(id)) aliases.set(id, undefined);

  const [knownPaper, known] = [papers.get(id), marks.get(id)];
  const next = known ? exactMark(known, mark, desk.stamp()) : { ...mark, id };
  const isSame = sameRecord(knownPaper, paper);
  if (next === known && isSame) return [...binned, { mark: known, ids: idsOf(paper) }];
  if (!isSame) papers.set(id, paper);
  for (const one of desk.removedAs([id])) {
    if (one.id === id && one.isGone) desk.bin.set(id, undefined);
  }
  const written: Mark = { ...next, seq: desk.signNext() };
  marks.set(id, written);
  return [...binned, { mark: written, ids: idsOf(paper) }];
}

/**
 * Takes a name off the record that has it since, so that a restore which stops here leaves no name to
 * two. That one's own turn may come: without a new `seq` it does not look changed by the reader.
 */
function giveUp({ papers, aliases }: Desk, name: PaperId, heir: PaperId): void {
  const owner = aliases.get(name);
  const paper = owner === undefined || owner === heir ? undefined : papers.get(owner);
  if (!paper?.aliases) return;
  const kept = paper.aliases.filter((alias) => alias !== name);
  papers.set(paper.id, defined({ ...paper, aliases: kept.length > 0 ? kept : undefined }));
}

/** Each time in a mark, with the field that it is the time of. */
const TIMED_FIELDS = [
  ...MARK_FLAGS.map((flag) => [flag, timeFieldOf(flag)] as const),
  ['note', 'note'] as const,
];

/** The mark with the values of another, each that differs changed at `stamp`; the very same if none. */
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
