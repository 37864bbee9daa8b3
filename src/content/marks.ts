import type { PaperId } from '../paper/ids';
import {
  emptyMark,
  hasFlag,
  type Mark,
  type MarkChange,
  type MarkFlag,
  type MarkPatch,
  previewPatch,
} from '../paper/mark';
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

/** Returns the mark as it is shown: as committed, with the patches that are on their way. */
export function shownMark({ mark, pending }: MarkState, now = Date.now()): Mark | undefined {
  if (pending.length === 0) return mark ?? undefined;
  const committed = mark ?? emptyMark('' as PaperId);
  return pending.reduce((shown, patch) => previewPatch(shown, patch, now), committed);
}

/** Returns whether a flag is shown as set. */
export const has = (state: MarkState, flag: MarkFlag): boolean => hasFlag(shownMark(state), flag);

/** Whether the reader is through with the paper: such a one can be hidden. */
export function isDone(state: MarkState): boolean {
  return has(state, 'read') || has(state, 'dismissed');
}

/** The marks of the papers in this tab. */
export interface Marks {
  /** What is known now; a new object whenever that changes. */
  of(id: PaperId): MarkState;
  /** Asks for all of these in one message. Rejects with a `RequestError`. */
  load(ids: readonly PaperId[]): Promise<void>;
  /**
   * Shows the changes at once, sends them as one, and takes them back, with the reason, where that
   * fails: one on its paper, several to the caller. Resolves with the reason.
   */
  change(changes: readonly MarkChange[]): Promise<RequestError | undefined>;
}

// Most papers of a page are one or the other: 2,000 of them share it.
const UNKNOWN: MarkState = { mark: undefined, pending: [] };
const UNMARKED: MarkState = { mark: null, pending: [] };

/**
 * Follows the library for the papers that are asked about, until the signal.
 * @param onChange is told the papers of which something else is known now
 */
export function followMarks(
  onChange: (ids: ReadonlySet<PaperId>) => void,
  until: AbortSignal,
): Marks {
  const states = new Map<PaperId, MarkState>();
  const of = (id: PaperId): MarkState => states.get(id) ?? UNKNOWN;

  /** In one go, or the bar would count 2,000 cards 2,000 times. */
  function change(write: (set: (id: PaperId, state: MarkState) => void) => void): void {
    const changed = new Set<PaperId>();
    write((id, state) => {
      states.set(id, state);
      changed.add(id);
    });
    if (changed.size > 0) onChange(changed);
  }

  // Answers and published changes can overtake one another; the sequence says which is newer.
  function hear(
    set: (id: PaperId, state: MarkState) => void,
    id: PaperId,
    mark: Mark | null,
  ): void {
    const state = of(id);
    const known = state.mark;
    if (known && (mark?.seq ?? 0) <= known.seq) return;
    if (known === null && mark === null) return;
    set(id, state === UNKNOWN && mark === null ? UNMARKED : { ...state, mark });
  }

  subscribe((published) => {
    change((set) => {
      for (const { mark, ids } of published) {
        for (const id of ids) if (states.has(id)) hear(set, id, mark);
      }
    });
  }, until);

  function withoutPending({ paper, patch }: MarkChange): MarkState {
    const state = of(paper.id);
    return { ...state, pending: state.pending.filter((one) => one !== patch) };
  }

  return {
    of,

    async load(ids) {
      // A change that is published while the answer is on its way counts, too.
      for (const id of ids) states.set(id, of(id));
      const marks = await call('marksOf', ids);
      change((set) => {
        ids.forEach((id, i) => {
          hear(set, id, marks[i] ?? null);
        });
      });
    },

    async change(changes) {
      change((set) => {
        for (const { paper, patch } of changes) {
          const { failure: _, ...calm } = of(paper.id);
          set(paper.id, { ...calm, pending: [...calm.pending, patch] });
        }
      });
      try {
        const marks = await call('markAll', changes);
        change((set) => {
          changes.forEach((one, i) => {
            hear(set, one.paper.id, marks[i] ?? null);
            set(one.paper.id, withoutPending(one));
          });
        });
        return undefined;
      } catch (error) {
        const failure = asRequestError(error);
        change((set) => {
          for (const one of changes) {
            const state = withoutPending(one);
            set(one.paper.id, changes.length > 1 ? state : { ...state, failure });
          }
        });
        return failure;
      }
    },
  };
}

export function asRequestError(error: unknown): RequestError {
  return error instanceof RequestError ? error : new RequestError('internal', String(error));
}
