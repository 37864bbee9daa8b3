import { marksOf } from '../../library/marks';
import type { PaperId } from '../../paper/ids';
import { type IdChange, inverseOf, type Mark, type MarkPatch } from '../../paper/mark';
import { callInOrder } from '../../protocol/outbox';
import type { ListStore } from '../state/store';
import { CHUNK, forEachChunk } from './chunks';
import { makePatchGroups, type PatchGroups } from './patch-groups';
import type { ReportProgress, Undo } from './undo-history';

type PatchStore = Pick<ListStore, 'entries' | 'connect'>;

export interface PatchedPapers {
  /** The patches that take the change back, for the papers that it changed. */
  readonly inverses: PatchGroups;
  /** The error that ended it early, or undefined. */
  readonly failure: unknown;
}

/** Returns the marks of papers; those on the page without a look at the disk, for an instant effect. */
export async function currentMarks(
  { entries, connect }: PatchStore,
  ids: readonly PaperId[],
): Promise<readonly (Mark | null | undefined)[]> {
  const loaded = ids.map((id) => entries.peek(id));
  const marks = loaded.flatMap((entry) => (typeof entry === 'string' ? [] : entry.mark));
  if (marks.length === ids.length) return marks;
  return marksOf(await connect(), ids);
}

/** Changes the marks of papers. Papers that the patch does not change are left out. */
export async function patchPapers(
  store: PatchStore,
  ids: readonly PaperId[],
  patch: MarkPatch,
  report: ReportProgress,
): Promise<PatchedPapers> {
  const inverses = makePatchGroups();
  const patchChunk = async (chunk: readonly PaperId[]): Promise<void> => {
    const marks = await currentMarks(store, chunk);
    const changed = chunk.flatMap((id, i) => {
      const inverse = inverseOf(marks[i], patch);
      return inverse ? [{ id, inverse }] : [];
    });
    if (changed.length === 0) return;
    await send(
      store,
      changed.map(({ id }) => id),
      patch,
    );
    for (const { id, inverse } of changed) inverses.add(id, inverse);
  };
  const failure = await forEachChunk(ids, patchChunk, report);
  return { inverses, failure };
}

/** Returns what undoes a change of marks. It rejects where that fails. */
export function undoPatches(store: PatchStore, inverses: PatchGroups): Undo {
  return async (report) => {
    let done = 0;
    const count = (papers: number): void => {
      done += papers;
      if (inverses.size > CHUNK) report(done, inverses.size);
    };
    const singles: IdChange[] = [];
    for (const { patch, ids } of inverses.groups()) {
      const [only] = ids;
      if (ids.length === 1 && only) singles.push({ id: only, patch });
      else await sendGroup(store, ids, patch, count);
    }
    await sendSingles(store, singles, count);
  };
}

async function send(
  { entries }: PatchStore,
  ids: readonly PaperId[],
  patch: MarkPatch,
): Promise<void> {
  const failure = await entries.patch(ids, patch);
  if (failure) throw failure;
}

async function sendGroup(
  store: PatchStore,
  ids: readonly PaperId[],
  patch: MarkPatch,
  count: (papers: number) => void,
): Promise<void> {
  const failure = await forEachChunk(ids, async (chunk) => {
    await send(store, chunk, patch);
    count(chunk.length);
  });
  if (failure) throw failure;
}

/** Sends patches that differ from paper to paper, such as the times at which each was starred. */
async function sendSingles(
  store: PatchStore,
  changes: readonly IdChange[],
  count: (papers: number) => void,
): Promise<void> {
  const [only] = changes;
  if (changes.length === 1 && only) return send(store, [only.id], only.patch);
  for (let from = 0; from < changes.length; from += CHUNK) {
    const chunk = changes.slice(from, from + CHUNK);
    // Not `markAll`: it would make a paper that is only its id of one that was removed since.
    await callInOrder('markEach', chunk);
    count(chunk.length);
  }
}
