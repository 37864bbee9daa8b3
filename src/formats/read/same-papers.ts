import { compareIds, type PaperId } from '../../paper/ids';
import type { Paper } from '../../paper/paper';
import { compareTraits, type Traits, traitsOf } from '../../paper/same-work';

/** Which entries of a file are of one paper, by their indexes. */
export interface SamePapers {
  /** Returns the first entry of the same paper. */
  firstOf(index: number): number;
  /** The ids that papers with different titles claim, and which therefore identify none of them. */
  readonly disputed: ReadonlySet<PaperId>;
}

/** An id that more titles claim than this is nobody's; comparing them all would take quadratic time. */
const MOST_TITLES = 12;

/**
 * Finds the entries that are of one paper: those that have an id in common, unless their titles tell
 * that they are several. The order of the entries does not matter.
 * @param claims the ids that several entries have, with the indexes of these
 */
export function findSamePapers(
  claims: ReadonlyMap<PaperId, readonly number[]>,
  paperAt: (index: number) => Paper,
): SamePapers {
  const known = new Map<number, Traits>();
  const traitsAt = (index: number): Traits => {
    const traits = known.get(index) ?? traitsOf(paperAt(index));
    known.set(index, traits);
    return traits;
  };
  const sets = makeDisjointSets((index) => traitsAt(index).key !== '');
  const ids = [...claims.keys()].sort(compareIds);
  const claimantsOf = (id: PaperId): readonly number[] => claims.get(id) ?? [];
  const groupsOf = (id: PaperId): number[] => [...new Set(claimantsOf(id).map(sets.firstOf))];

  // Titles that agree come first: what has none, or one in another language, joins only where it is
  // certain which paper an id means.
  for (const id of ids) joinEqual(claimantsOf(id), traitsAt, sets);
  for (const id of ids) {
    const groups = groupsOf(id);
    if (groups.length > 1 && !areSeveral(groups.map(sets.titledOf), traitsAt)) sets.join(groups);
  }
  // What has no title keeps a disputed id, and is one paper.
  for (const id of ids)
    sets.join(groupsOf(id).filter((first) => sets.titledOf(first).length === 0));
  return {
    firstOf: sets.firstOf,
    disputed: new Set(ids.filter((id) => groupsOf(id).length > 1)),
  };
}

interface DisjointSets {
  firstOf(index: number): number;
  /** Returns entries of a set that have titles, as many as are worth comparing. */
  titledOf(first: number): readonly number[];
  join(indexes: readonly number[]): void;
}

function makeDisjointSets(isTitled: (index: number) => boolean): DisjointSets {
  const parents = new Map<number, number>();
  const titled = new Map<number, readonly number[]>();

  function firstOf(index: number): number {
    let first = index;
    for (let next = parents.get(first); next !== undefined; next = parents.get(first)) first = next;
    // Every entry on the way then leads there at once.
    for (let at = index; at !== first; ) {
      const next = parents.get(at) as number;
      parents.set(at, first);
      at = next;
    }
    return first;
  }
  const titledOf = (first: number) => titled.get(first) ?? (isTitled(first) ? [first] : []);

  return {
    firstOf,
    titledOf,
    join(indexes) {
      const firsts = [...new Set(indexes.map(firstOf))].sort((a, b) => a - b);
      const [first, ...others] = firsts;
      if (first === undefined) return;
      titled.set(first, firsts.flatMap(titledOf).slice(0, MOST_TITLES));
      for (const other of others) parents.set(other, first);
    },
  };
}

/** Joins the entries of which the titles say that they are one paper. */
function joinEqual(
  claimants: readonly number[],
  traitsAt: (index: number) => Traits,
  sets: DisjointSets,
): void {
  const byTitle = new Map<string, number[]>();
  for (const index of claimants) {
    const { key, names } = traitsAt(index);
    if (!key) continue;
    const some = byTitle.get(`${key} ${names[0] ?? ''}`);
    if (some) some.push(index);
    else byTitle.set(`${key} ${names[0] ?? ''}`, [index]);
  }
  for (const some of byTitle.values()) sets.join(some);
  const firsts = [...byTitle.values()].map(([first]) => first as number);
  if (firsts.length > MOST_TITLES) return;
  for (const [i, one] of firsts.entries()) {
    for (const other of firsts.slice(0, i)) {
      if (compareTraits(traitsAt(one), traitsAt(other)) === 'same') sets.join([one, other]);
    }
  }
}

/** Returns whether the titles of some groups tell that they are not all one paper. */
function areSeveral(
  groups: readonly (readonly number[])[],
  traitsAt: (index: number) => Traits,
): boolean {
  const titled = groups.filter((group) => group.length > 0);
  if (titled.length > MOST_TITLES) return true;
  return titled.some((group, i) =>
    titled
      .slice(0, i)
      .some((other) =>
        group.some((one) =>
          other.some((two) => compareTraits(traitsAt(one), traitsAt(two)) === 'other'),
        ),
      ),
  );
}
