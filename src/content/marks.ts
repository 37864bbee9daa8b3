import type { PaperId } from '../paper/ids';
import {
  bitsOf,
  emptyMark,
  hasFlag,
  type Mark,
  type MarkChange,
  type MarkDraft,
  type MarkFlag,
  type MarkPatch,
  previewPatch,
} from '../paper/mark';
import { subscribe } from '../protocol/changes';
import { sendChanges } from '../protocol/outbox';
import { RequestError } from '../protocol/requests';
import { call } from '../protocol/rpc';
import type { Card } from '../sites/site';
import { batch, signal } from './signal';

/** What this tab knows about one paper's mark. */
export interface MarkState {
  /** As the library last sent it; null for a paper without one, undefined until it answered. */
  readonly mark: Mark | null | undefined;
  /** Patches that were sent and are not answered yet: shown as if they were committed. */
  readonly pending: readonly MarkPatch[];
  /** Why the last change was not saved. */
  readonly failure?: RequestError;
  /** The version that the page shows, 0 where it does not say; only looked up where one was read. */
  readonly version?: number;
}

/** Returns the mark as it is shown: as committed, with the patches that are on their way. */
export function shownMark({ mark, pending }: MarkState): Mark | undefined {
  if (pending.length === 0) return mark ?? undefined;
  const now = Date.now();
  const committed = mark ?? emptyMark('' as PaperId);
  return pending.reduce((shown, patch) => previewPatch(shown, patch, now), committed);
}

/** Returns the version that was read, where the page shows a later one: to the page, the paper is unread. */
export const earlierRead = (state: MarkState, mark = shownMark(state)): number | undefined =>
  (mark?.readVersion as number) < (state.version as number) ? mark?.readVersion : undefined;

function markOnPage(state: MarkState): MarkDraft | undefined {
  const mark = shownMark(state);
  return earlierRead(state, mark) ? { ...(mark as Mark), readAt: undefined } : mark;
}

/** Returns whether a flag is shown as set. */
export const has = (state: MarkState, flag: MarkFlag): boolean => hasFlag(markOnPage(state), flag);

/** Returns the flags that are shown as set, a bit each. */
export function flagsOf(state: MarkState): number {
  const mark = markOnPage(state);
  return bitsOf((flag) => hasFlag(mark, flag));
}

/** The marks of the papers in this tab. */
export interface Marks {
  /** Returns what is known now: tracked, and a new object whenever that changes. */
  of(id: PaperId): MarkState;
  /** Returns the same for a card, and knows from then on which version the page shows. */
  ofCard(card: Pick<Card, 'id' | 'version'>): MarkState;
  /** Asks for all of these in one message. Rejects with a `RequestError`. */
  load(ids: readonly PaperId[]): Promise<void>;
  /**
   * Shows the changes at once, sends them in one message, and takes them back where that fails.
   * @returns why they were not saved; a single paper's state says so, too
   */
  change(changes: readonly MarkChange[]): Promise<RequestError | undefined>;
  /** Calls the listener with the papers whose state has changed. */
  onChange(listener: (ids: ReadonlySet<PaperId>) => void): void;
}

// Most papers of a page are in one of these two states: 2,000 of them share it.
const UNKNOWN: MarkState = { mark: undefined, pending: [] };
const UNMARKED: MarkState = { mark: null, pending: [] };

type SetState = (id: PaperId, state: MarkState) => void;

/** Takes over what the library says. Answers and published changes can overtake one another; `seq` tells which is newer. */
function receive(set: SetState, id: PaperId, state: MarkState, mark: Mark | null): void {
  const known = state.mark;
  if (known && (mark?.seq ?? 0) <= known.seq) return;
  if (known === null && mark === null) return;
  set(id, state === UNKNOWN && mark === null ? UNMARKED : { ...state, mark });
}

function withoutPending(state: MarkState, patch: MarkPatch): MarkState {
  return { ...state, pending: state.pending.filter((one) => one !== patch) };
}

/** Follows the library for the papers that are loaded, until the signal. */
export function followMarks(until: AbortSignal): Marks {
  const states = new Map<PaperId, MarkState>();
  const listeners: ((ids: ReadonlySet<PaperId>) => void)[] = [];
  /** One signal for all papers: thousands would cost more than the rest of the overlay. */
  const version = signal(0);

  function of(id: PaperId): MarkState {
    void version.value;
    return states.get(id) ?? UNKNOWN;
  }

  /** Tells the listeners once, or the bar would count 2,000 cards 2,000 times. */
  function write(change: (set: SetState) => void): void {
    const changed = new Set<PaperId>();
    change((id, state) => {
      states.set(id, state);
      changed.add(id);
    });
    if (changed.size === 0) return;
    batch(() => {
      version.value++;
      for (const listener of listeners) listener(changed);
    });
  }

  subscribe((published) => {
    write((set) => {
      for (const { mark, ids } of published) {
        for (const id of ids) if (states.has(id)) receive(set, id, of(id), mark);
      }
    });
  }, until);

  function ofCard({ id, version }: Pick<Card, 'id' | 'version'>): MarkState {
    const state = of(id);
    if (!state.mark?.readVersion || state.version !== undefined) return state;
    const known = { ...state, version: version?.() ?? 0 };
    states.set(id, known);
    return known;
  }

  return {
    of,
    ofCard,
    onChange: (listener) => listeners.push(listener),

    async load(ids) {
      // From now on a change that is published while the answer is on its way counts, too.
      for (const id of ids) states.set(id, of(id));
      const marks = await call('marksOf', ids);
      write((set) => {
        for (const [i, id] of ids.entries()) receive(set, id, of(id), marks[i] ?? null);
      });
    },

    async change(changes) {
      write((set) => {
        for (const { paper, patch } of changes) {
          const { failure: _, ...state } = of(paper.id);
          set(paper.id, { ...state, pending: [...state.pending, patch] });
        }
      });
      try {
        const marks = await sendChanges(changes);
        write((set) => {
          for (const [i, { paper, patch }] of changes.entries()) {
            receive(set, paper.id, of(paper.id), marks[i] ?? null);
            set(paper.id, withoutPending(of(paper.id), patch));
          }
        });
        return undefined;
      } catch (error) {
        const failure = asRequestError(error);
        write((set) => {
          for (const { paper, patch } of changes) {
            const state = withoutPending(of(paper.id), patch);
            set(paper.id, changes.length > 1 ? state : { ...state, failure });
          }
        });
        return failure;
      }
    },
  };
}

/** Returns the error itself, or what else was thrown as an internal one. */
export function asRequestError(error: unknown): RequestError {
  return error instanceof RequestError ? error : new RequestError('internal', String(error));
}
