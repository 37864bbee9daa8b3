import { newNode, type Stamp, tick } from '../../paper/clock';
import type { Entry } from '../../paper/entry';
import { compareIds, type PaperId } from '../../paper/ids';
import { emptyMark } from '../../paper/mark';
import { idsOf, type Paper } from '../../paper/paper';
import { type ComingKeys, keysRefused, withoutKeys } from '../citation-keys';
import { getEach } from '../requests';
import type { Library } from '../schema';
import type { StoredRecord } from '../unit-of-work';
import { mergeRecords } from '../upsert';
import {
  changedFields,
  contribution,
  decideImports,
  type ImportDecision,
  type ImportEffect,
} from './decide';
import { nameAsKnown, otherName, type TakenId, takenIds, withoutTaken } from './known-name';

/** The effect that importing an entry would have. */
export interface Preview extends ImportDecision {
  readonly entry: Entry;
  /** The ids under which the library has another paper, and which the import leaves to it. */
  readonly taken: readonly TakenId[];
  /** The citation key that the paper does not get, because it is another's or the paper has one. */
  readonly refusedKey?: string | undefined;
}

/** Entries that are compared, and yielded, together. */
const BATCH = 500;
/** With more entries than this, all ids of the library are read once instead of asked for. */
const MANY = 1_000;

/**
 * Yields what importing the entries would do, in their order, some at a time. Writes nothing.
 * @param now milliseconds since 1970
 */
export async function* previewImport(
  db: Library,
  entries: readonly Entry[],
  now: number = Date.now(),
): AsyncGenerator<readonly Preview[]> {
  const allIds = entries.length > MANY ? await readAllIds(db) : undefined;
  const simulation = makeSimulation(db, allIds, now);
  const keys: ComingKeys = new Map();
  for (let at = 0; at < entries.length; at += BATCH) {
    const some = entries.slice(at, at + BATCH);
    const { paperOf, bring } = await simulation.load(some);
    const named = some.map((entry) => nameAsKnown(entry, paperOf));
    const taken = some.map((entry, i) => (named[i] === entry ? [] : takenIds(entry, paperOf)));
    const tx = db.transaction(['exported', 'aliases']);
    const refused = await keysRefused(
      tx,
      named.map(({ paper }) => paper),
      keys,
    );
    yield decideImports(withoutKeys(named, refused), now, bring).map((decision, i) => ({
      ...decision,
      refusedKey: refused[i] || undefined,
      entry: some[i] as Entry,
      taken: taken[i] as readonly TakenId[],
    }));
  }
}

/** Resolves to every id that leads to a paper of the library. */
async function readAllIds(db: Library): Promise<ReadonlySet<PaperId>> {
  const tx = db.transaction(['marks', 'aliases']);
  const ids = await Promise.all([
    tx.objectStore('marks').getAllKeys(),
    tx.objectStore('aliases').getAllKeys(),
  ]);
  return new Set(ids.flat());
}

/** A paper as the import would leave it: records of the library, and what the file adds to them. */
interface SimulatedPaper {
  /** Canonical ids of the records. */
  readonly stored: readonly PaperId[];
  readonly coming: readonly Entry[];
}

interface Simulation {
  /** Returns the paper that an id leads to. */
  paperOf(id: PaperId): Paper | undefined;
  bring(entry: Entry): ImportEffect;
}

/**
 * Makes a simulation of an import, batch by batch. Between batches it holds only references to the
 * file's entries, and reads the library's records again: all of them may not fit into memory.
 */
function makeSimulation(db: Library, allIds: ReadonlySet<PaperId> | undefined, now: number) {
  const papers = new Map<PaperId, SimulatedPaper>();
  const stamp = tick(undefined, now, newNode());
  const add = (known: readonly StoredRecord[], entry: Entry): StoredRecord =>
    withImported(known, entry, now, stamp);

  return {
    async load(entries: readonly Entry[]): Promise<Simulation> {
      const { canonicalOf, records } = await loadStored(db, entries, papers, allIds);
      const states = new Map<SimulatedPaper, () => StoredRecord>();
      const stateOf = (paper: SimulatedPaper): StoredRecord => {
        const known = paper.stored.flatMap((id) => records.get(id) ?? []);
        const state = states.get(paper) ?? once(() => foldEntries(known, paper.coming, add));
        states.set(paper, state);
        return state();
      };
      const paperOf = (id: PaperId): Paper | undefined => {
        const found = find(id);
        return found && stateOf(found).paper;
      };
      const find = (id: PaperId): SimulatedPaper | undefined => {
        const canonical = canonicalOf.get(id) ?? id;
        const known = papers.get(id) ?? papers.get(canonical);
        if (known) return known;
        if (!records.has(canonical)) return undefined;
        const found: SimulatedPaper = { stored: [canonical], coming: [] };
        papers.set(canonical, found);
        return found;
      };
      const renamed = withoutTaken(entries, paperOf);
      const more = await loadStored(db, renamed, papers, allIds);
      for (const [id, canonical] of more.canonicalOf) canonicalOf.set(id, canonical);
      for (const [id, record] of more.records) records.set(id, record);
      return {
        paperOf,
        bring(entry) {
          const found = [...new Set(idsOf(entry.paper).flatMap((id) => find(id) ?? []))];
          const known = found.map(stateOf).sort((a, b) => compareIds(a.id, b.id));
          const next: SimulatedPaper = {
            stored: found.flatMap(({ stored }) => stored),
            coming: [...found.flatMap(({ coming }) => coming), entry],
          };
          states.set(
            next,
            once(() => add(known, entry)),
          );
          const others = known.flatMap(({ id, paper }) => (paper ? idsOf(paper) : [id]));
          for (const id of [...idsOf(entry.paper), ...others]) papers.set(id, next);
          const [before] = known;
          return {
            isNew: before === undefined,
            changes: () => (before ? changedFields(before, stateOf(next)) : []),
          };
        },
      };
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Returns the record after entries were added to it one by one. */
function foldEntries(
  stored: readonly StoredRecord[],
  coming: readonly Entry[],
  add: (known: readonly StoredRecord[], entry: Entry) => StoredRecord,
): StoredRecord {
  const [first, ...others] = stored;
  if (first && others.length === 0 && coming.length === 0) return first;
  const known = coming.reduce<readonly StoredRecord[]>((all, entry) => [add(all, entry)], stored);
  return known[0] as StoredRecord;
}

/** Returns the record that an import would make of the records of one paper and an entry. */
function withImported(
  known: readonly StoredRecord[],
  entry: Entry,
  now: number,
  stamp: Stamp,
): StoredRecord {
  const id = known[0]?.id ?? ([...idsOf(entry.paper)].sort(compareIds)[0] as PaperId);
  const { seen, update } = contribution(entry, known[0], now);
  const { paper, mark = emptyMark(id) } = mergeRecords(known, seen, id);
  return { id, paper, mark: update(mark, stamp) };
}

/** Resolves to the library's records of the entries' papers, under any of their ids. */
async function loadStored(
  db: Library,
  entries: readonly Entry[],
  papers: ReadonlyMap<PaperId, SimulatedPaper>,
  allIds: ReadonlySet<PaperId> | undefined,
) {
  const asked = new Set(
    entries.flatMap(({ paper }) => [...idsOf(paper), otherName(paper) ?? paper.id]),
  );
  const tx = db.transaction(['marks', 'papers', 'aliases']);
  const ids = [...asked].filter((id) => !allIds || allIds.has(id));
  const aliases = await getEach(tx.objectStore('aliases'), ids);
  const canonicalOf = new Map(ids.map((id, i) => [id, aliases[i] ?? id]));
  const simulated = [...asked, ...canonicalOf.values()].flatMap(
    (id) => papers.get(id)?.stored ?? [],
  );
  const wanted = [...new Set([...canonicalOf.values(), ...simulated])];
  const [marks, known] = await Promise.all([
    getEach(tx.objectStore('marks'), wanted),
    getEach(tx.objectStore('papers'), wanted),
  ]);
  const records = new Map<PaperId, StoredRecord>();
  for (const [i, id] of wanted.entries()) {
    const [mark, paper] = [marks[i], known[i]];
    if (mark ?? paper) records.set(id, { id, paper, mark });
  }
  return { canonicalOf, records };
}
