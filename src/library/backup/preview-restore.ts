import type { Entry } from '../../paper/entry';
import type { PaperId } from '../../paper/ids';
import { entriesOf } from '../entries';
import type { ImportOutcome } from '../import/decide';
import { previewImport } from '../import/preview';
import type { Library } from '../schema';
import { isAsIn } from './restore';

/** The changes that restoring a backup would make. */
export interface RestorePreview {
  /** Papers that are not in the library. */
  readonly added: readonly PaperId[];
  readonly changed: readonly PaperId[];
  /** Number of papers that stay as they are. */
  readonly same: number;
  /** Papers that are not in the backup; an exact restore moves them to the bin. */
  readonly gone: readonly PaperId[];
}

/**
 * Resolves to what restoring a backup would do. Writes nothing.
 * @param how whether the backup is merged with the library or replaces it
 * @param now milliseconds since 1970
 */
export async function previewRestore(
  db: Library,
  entries: AsyncIterable<readonly Entry[]>,
  how: 'merge' | 'exactly',
  now: number = Date.now(),
): Promise<RestorePreview> {
  const added: PaperId[] = [];
  const changed: PaperId[] = [];
  const inBackup = new Set<PaperId>();
  let same = 0;
  for await (const some of entries) {
    const outcomes = await (how === 'merge'
      ? outcomesOfMerge(db, some, now)
      : outcomesOfExact(db, some));
    for (const [i, { paper }] of some.entries()) {
      inBackup.add(paper.id);
      if (outcomes[i] === 'added') added.push(paper.id);
      else if (outcomes[i] === 'changed') changed.push(paper.id);
      else same += 1;
    }
  }
  const all = how === 'exactly' ? await db.getAllKeys('marks') : [];
  return { added, changed, same, gone: all.filter((id) => !inBackup.has(id)) };
}

/** Merging a backup is importing it: a paper is known by any of its ids. */
async function outcomesOfMerge(
  db: Library,
  some: readonly Entry[],
  now: number,
): Promise<ImportOutcome[]> {
  const outcomes: ImportOutcome[] = [];
  for await (const previews of previewImport(db, some, now)) {
    outcomes.push(...previews.map(({ outcome }) => outcome));
  }
  return outcomes;
}

async function outcomesOfExact(db: Library, some: readonly Entry[]): Promise<ImportOutcome[]> {
  const ids = some.map(({ paper }) => paper.id);
  const known = await entriesOf(db, ids);
  return some.map((entry, i) => {
    const one = known[i];
    return one ? (isAsIn(one, entry) ? 'same' : 'changed') : 'added';
  });
}
