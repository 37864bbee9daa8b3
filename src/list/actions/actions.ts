import { message, plural } from '../../i18n';
import { marksOf } from '../../library/marks';
import type { PaperId } from '../../paper/ids';
import { hasFlag, inverseOf, type MarkFlag, type MarkPatch } from '../../paper/mark';
import { RequestError } from '../../protocol/requests';
import { call } from '../../protocol/rpc';
import type { Selection } from '../state/selection';
import type { ListStore } from '../state/store';
import { gatherInverses, type Inverses } from './inverse';
import { makeSteps, type Steps, type Undo } from './undo-history';

/** So many papers go in one request, which is one transaction. */
const CHUNK = 1_000;

/** All that can be done with papers here. Each is one step of Undo, whether of one paper or of 100,000. */
export interface Actions {
  readonly steps: Steps;
  /** Sets the mark, or takes it away where all of the papers have it. */
  toggle(ids: readonly PaperId[], flag: MarkFlag): Promise<void>;
  tag(ids: readonly PaperId[], name: string, isWanted: boolean): Promise<void>;
  remove(ids: readonly PaperId[]): Promise<void>;
  restore(ids: readonly PaperId[]): Promise<void>;
  emptyBin(): Promise<void>;
  /** Gives a tag another name; where that one is in use, the two become one. */
  renameTag(from: string, to: string): Promise<void>;
  deleteTag(name: string): Promise<void>;
  colourTag(name: string, colour: string | null): Promise<void>;
}

export function makeActions(store: ListStore, selection: Selection): Actions {
  const { entries } = store;
  const steps = makeSteps(
    {
      undoing: message('list_undoing'),
      undone: message('list_undone'),
      nothing: message('list_nothing_to_undo'),
    },
    explain,
  );

  type Tell = (done: number, total: number) => void;

  /** Does the work a chunk at a time; where one fails, the ones before stay done. */
  async function inChunks(
    ids: readonly PaperId[],
    tell: Tell,
    work: (chunk: readonly PaperId[]) => Promise<void>,
  ): Promise<unknown> {
    for (let from = 0; from < ids.length; from += CHUNK) {
      if (ids.length > CHUNK) tell(from, ids.length);
      try {
        await work(ids.slice(from, from + CHUNK));
      } catch (error) {
        return error;
      }
    }
    return undefined;
  }

  async function patchChunk(chunk: readonly PaperId[], patch: MarkPatch): Promise<void> {
    const failure = await entries.change(chunk, patch);
    if (failure) throw failure;
  }

  async function marksBefore(ids: readonly PaperId[]) {
    const known = ids.map((id) => entries.peek(id));
    // What is on the page needs no look at the disk: a key has its effect in the same frame.
    const marks = known.flatMap((one) => (typeof one === 'string' ? [] : one.mark));
    if (marks.length === ids.length) return marks;
    return marksOf(await store.connect(), ids);
  }

  /** Changes the marks, and remembers what they were. */
  async function patchAll(
    ids: readonly PaperId[],
    patch: MarkPatch,
    tell: Tell,
  ): Promise<{ before: Inverses; failure: unknown }> {
    const before = gatherInverses();
    const failure = await inChunks(ids, tell, async (chunk) => {
      const marks = await marksBefore(chunk);
      const changed = chunk.flatMap((id, i) => {
        const inverse = inverseOf(marks[i], patch);
        return inverse ? [{ id, inverse }] : [];
      });
      if (changed.length === 0) return;
      const changing = patchChunk(
        changed.map(({ id }) => id),
        patch,
      );
      await changing;
      for (const { id, inverse } of changed) before.add(id, inverse);
    });
    return { before, failure };
  }

  const undoOf =
    (before: Inverses): Undo =>
    async (tell) => {
      let done = 0;
      const told = (n: number): void => {
        done += n;
        if (before.size > CHUNK) tell(done, before.size);
      };
      const single: { id: PaperId; patch: MarkPatch }[] = [];
      for (const { patch, ids } of before.groups()) {
        const [only] = ids;
        if (ids.length === 1 && only) {
          single.push({ id: only, patch });
          continue;
        }
        const failure = await inChunks(
          ids,
          () => undefined,
          async (chunk) => {
            await patchChunk(chunk, patch);
            told(chunk.length);
          },
        );
        if (failure) throw failure;
      }
      if (single.length === 1 && single[0]) return patchChunk([single[0].id], single[0].patch);
      // Each back at its own time: the papers are known, their ids are all that has to be said.
      for (let from = 0; from < single.length; from += CHUNK) {
        const chunk = single.slice(from, from + CHUNK);
        // Not `markAll`: of a paper that was removed since, that would make one that is but its id.
        await call('markEach', chunk);
        told(chunk.length);
      }
      return undefined;
    };

  /** Whether all of them have the mark; of very many, whether the first have. */
  async function haveAll(ids: readonly PaperId[], flag: MarkFlag): Promise<boolean> {
    const marks = await marksBefore(ids.slice(0, CHUNK));
    return marks.every((mark) => hasFlag(mark, flag));
  }

  async function toggle(ids: readonly PaperId[], flag: MarkFlag): Promise<void> {
    if (ids.length === 0) return;
    await steps.run({ doing: message('list_marking') }, async (tell) => {
      const isWanted = !(await haveAll(ids, flag));
      const { before, failure } = await patchAll(ids, { [flag]: isWanted }, tell);
      if (before.size === 0 && !failure) return undefined;
      return {
        text: plural(`list_did_${flag}_${isWanted ? 'on' : 'off'}`, before.size),
        ...(before.size > 0 ? { undo: undoOf(before) } : {}),
        ...(failure ? { failure: explain(failure) } : {}),
      };
    });
  }

  async function remove(ids: readonly PaperId[]): Promise<void> {
    if (ids.length === 0) return;
    await steps.run({ doing: message('list_removing') }, async (tell) => {
      const gone: PaperId[] = [];
      stepAside(ids);
      let heard: Promise<void> = Promise.resolve();
      const failure = await inChunks(ids, tell, async (chunk) => {
        heard = store.heard(chunk.at(-1) as PaperId);
        await call('remove', chunk);
        gone.push(...chunk);
      });
      if (gone.length === 0) throw failure;
      await heard;
      selection.drop(gone);
      await store.refresh();
      return {
        text: plural('list_removed', gone.length),
        undo: (told) => bringBack(gone, told),
        ...(failure ? { failure: explain(failure) } : {}),
      };
    });
  }

  /** The reader goes on at the next paper that stays. */
  function stepAside(ids: readonly PaperId[]): void {
    const listing = store.listing.peek();
    const here = store.current.peek();
    const going = new Set(ids);
    if (here === undefined || !going.has(here)) return;
    const at = listing.indexOf(here);
    const after = listing.ids(at, at + CHUNK).find((id) => !going.has(id));
    const before = listing.ids(Math.max(0, at - CHUNK), at).findLast((id) => !going.has(id));
    store.current.value = after ?? before;
  }

  async function bringBack(ids: readonly PaperId[], tell: Tell): Promise<void> {
    let heard: Promise<void> = Promise.resolve();
    const failure = await inChunks(ids, tell, async (chunk) => {
      heard = store.heard(chunk.at(-1) as PaperId);
      await call('restore', chunk);
    });
    await heard;
    await store.refresh();
    const [first] = ids;
    if (first && store.listing.peek().indexOf(first) >= 0) store.current.value = first;
    if (failure) throw failure;
  }

  async function taggedWith(names: readonly string[]): Promise<Set<PaperId>[]> {
    const db = await store.connect();
    const sets = names.map(
      async (name) => new Set(await db.getAllKeysFromIndex('marks', 'by-tag', name)),
    );
    return Promise.all(sets);
  }

  return {
    steps,
    toggle,
    remove,

    tag: (ids, name, isWanted) =>
      steps.run({ doing: message('list_tagging') }, async (tell) => {
        const { before, failure } = await patchAll(ids, { tags: { [name]: isWanted } }, tell);
        if (before.size === 0 && !failure) return undefined;
        return {
          // Of one paper the tag is seen to come or go.
          text:
            ids.length === 1 ? '' : plural(isWanted ? 'list_tagged' : 'list_untagged', before.size),
          ...(before.size > 0 ? { undo: undoOf(before) } : {}),
          ...(failure ? { failure: explain(failure) } : {}),
        };
      }),

    restore: (ids) =>
      steps.run({ doing: message('list_restoring') }, async (tell) => {
        await bringBack(ids, tell);
        selection.drop(ids);
        return {
          text: plural('list_restored', ids.length),
          async undo(told) {
            const failure = await inChunks(ids, told, async (chunk) => {
              const heard = store.heard(chunk.at(-1) as PaperId);
              await call('remove', chunk);
              await heard;
            });
            if (failure) throw failure;
            await store.refresh();
          },
        };
      }),

    emptyBin: () =>
      steps.run({ doing: message('list_removing') }, async () => {
        const n = await call('emptyBin');
        selection.clear();
        await store.refresh();
        return { text: plural('list_emptied', n) };
      }),

    renameTag: (from, to) =>
      steps.run({ doing: message('list_tagging') }, async () => {
        // Those that have both lose nothing by the merging, and by its Undo.
        const [, had = new Set<PaperId>()] = await taggedWith([from, to]);
        const ids = await call('renameTag', from, to);
        const both = ids.filter((id) => had.has(id));
        const one = ids.filter((id) => !had.has(id));
        return {
          text: message('list_tag_renamed', from, to),
          async undo(tell) {
            const first = await patchAll(one, { tags: { [from]: true, [to]: false } }, tell);
            if (first.failure) throw first.failure;
            const second = await patchAll(both, { tags: { [from]: true } }, tell);
            if (second.failure) throw second.failure;
          },
        };
      }),

    deleteTag: (name) =>
      steps.run({ doing: message('list_tagging') }, async () => {
        const ids = await call('deleteTag', name);
        return {
          text: message('list_tag_deleted', name),
          async undo(tell) {
            const { failure } = await patchAll(ids, { tags: { [name]: true } }, tell);
            if (failure) throw failure;
          },
        };
      }),

    colourTag: (name, colour) =>
      steps.run({ doing: message('list_tagging') }, async () => {
        await call('colourTag', name, colour);
        return { text: '' };
      }),
  };
}

/** What went wrong, in words. */
export function explain(error: unknown): string {
  if (error instanceof RequestError) return message(`overlay_failed_${error.code}`);
  return message('list_went_wrong', String(error));
}
