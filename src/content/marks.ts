import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { PaperId } from '../paper/id';
import type { Mark, MarkChange, MarkPatch } from '../paper/mark';
import { subscribe } from '../protocol/changes';
import { RequestError } from '../protocol/requests';
import { call } from '../protocol/rpc';

/** What this tab knows of one paper's mark. */
export interface MarkState {
  /** As last heard from the library; undefined until it answered. */
  readonly mark: Mark | null | undefined;
  /** Sent and not yet answered: shown as if they were done. */
  readonly pending: readonly MarkPatch[];
  /** Why the last change was not saved. */
  readonly failure?: RequestError;
}

export type Flag = 'starred' | 'read' | 'dismissed';

export const FLAGS: readonly Flag[] = ['starred', 'read', 'dismissed'];

const AT = { starred: 'starredAt', read: 'readAt', dismissed: 'dismissedAt' } as const;

/** Whether the paper counts as starred (read, dismissed): what was committed, then what was clicked. */
export function has(state: MarkState, flag: Flag): boolean {
  const clicked = state.pending.findLast((patch) => patch[flag] !== undefined);
  return clicked ? clicked[flag] !== false : state.mark?.[AT[flag]] !== undefined;
}

/** Whether the reader is through with the paper: such a one can be hidden. */
export function isDone(state: MarkState): boolean {
  return has(state, 'read') || has(state, 'dismissed');
}

/** What undoes a patch that is about to be applied to this state. */
export function inverseOf(state: MarkState, patch: MarkPatch): MarkPatch {
  const inverse: { -readonly [K in keyof MarkPatch]: MarkPatch[K] } = {};
  for (const flag of FLAGS) {
    if (patch[flag] === undefined) continue;
    // With the time that it had, a paper comes back to its place in the list.
    inverse[flag] = has(state, flag) && (state.mark?.[AT[flag]] ?? true);
  }
  if (patch.note) inverse.note = { text: patch.note.was, was: patch.note.text };
  if (patch.tags) {
    inverse.tags = Object.fromEntries(
      Object.keys(patch.tags).map((tag) => [tag, state.mark?.tags?.includes(tag) ?? false]),
    );
  }
  return inverse;
}

/** The marks of the papers in this tab. */
export interface Marks {
  of(id: PaperId): ReadonlySignal<MarkState>;
  /** Asks for all of these in one message. Rejects with a `RequestError`. */
  load(ids: readonly PaperId[]): Promise<void>;
  /**
   * Shows the changes at once, sends them as one, and takes them back, with the reason, where that
   * fails: one on its paper, several to the caller. Resolves with the reason.
   */
  change(changes: readonly MarkChange[]): Promise<RequestError | undefined>;
}

/** Follows the library for the papers that are asked about, until the signal. */
export function followMarks(until: AbortSignal): Marks {
  const states = new Map<PaperId, Signal<MarkState>>();

  const stateOf = (id: PaperId): Signal<MarkState> => {
    const known = states.get(id);
    if (known) return known;
    const state = signal<MarkState>({ mark: undefined, pending: [] });
    states.set(id, state);
    return state;
  };

  // Answers and published changes can overtake one another; the sequence says which is newer.
  const hear = (id: PaperId, mark: Mark | null): void => {
    const state = stateOf(id);
    const known = state.value.mark;
    if (known && (mark?.seq ?? 0) <= known.seq) return;
    state.value = { ...state.value, mark };
  };

  subscribe((published) => {
    batch(() => {
      for (const { mark, ids } of published) {
        for (const id of ids) if (states.has(id)) hear(id, mark);
      }
    });
  }, until);

  const addPending = ({ paper, patch }: MarkChange): void => {
    const state = stateOf(paper.id);
    const { failure: _, ...calm } = state.value;
    state.value = { ...calm, pending: [...calm.pending, patch] };
  };
  const settle = ({ paper, patch }: MarkChange): void => {
    const state = stateOf(paper.id);
    state.value = { ...state.value, pending: state.value.pending.filter((p) => p !== patch) };
  };

  return {
    of: stateOf,

    async load(ids) {
      const marks = await call('marksOf', ids);
      // In one go, or the bar would count 2,000 cards 2,000 times.
      batch(() => {
        ids.forEach((id, i) => {
          hear(id, marks[i] ?? null);
        });
      });
    },

    async change(changes) {
      batch(() => changes.forEach(addPending));
      try {
        const marks = await call('markAll', changes);
        batch(() => {
          changes.forEach((change, i) => {
            hear(change.paper.id, marks[i] ?? null);
            settle(change);
          });
        });
        return undefined;
      } catch (error) {
        const failure = asRequestError(error);
        batch(() => {
          changes.forEach(settle);
          const [only, another] = changes;
          if (!only || another) return;
          const state = stateOf(only.paper.id);
          state.value = { ...state.value, failure };
        });
        return failure;
      }
    },
  };
}

export function asRequestError(error: unknown): RequestError {
  return error instanceof RequestError ? error : new RequestError('internal', String(error));
}
