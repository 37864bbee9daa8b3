import type { PaperId } from '../paper/ids';
import type { PageKind } from '../sites/site';
import { isDone, type MarkState } from './marks';
import { batch, type Signal, signal } from './signal';

/**
 * The state of one visit to a page. Another address in the same tab, also without a new document, is
 * another visit: what was marked on the one before is hidden then.
 */
export interface Visit {
  /** Without its fragment. */
  readonly address: string;
  readonly kind: PageKind | undefined;
  /** Whether the user asked to see what is hidden. */
  readonly isRevealed: Signal<boolean>;
  /** Folded papers that the user unfolded. */
  readonly unfolded: Signal<ReadonlySet<PaperId>>;
  /** Papers that are folded and not hidden, since too many were hidden one after another. */
  readonly foldedLate: Signal<ReadonlySet<PaperId>>;
  /**
   * Whether each paper was done with when the visit first met it. Only such papers are hidden: what is
   * marked now stays in its place. By paper, since a page may draw its cards anew at any time.
   */
  readonly wasDone: Signal<Map<PaperId, boolean>>;
  /** The papers of the digest's last visit; null on the first one, or until that is known. */
  readonly previous: Signal<ReadonlySet<PaperId> | null>;
  /** How many papers the page links to, where only few of them could be read. */
  readonly unreadable: Signal<number | undefined>;
  /**
   * Papers that were marked read without a click. Each is marked once on a visit, so that what the user
   * makes unread stays so.
   */
  readonly autoRead: Set<PaperId>;
}

/** Returns an address without its fragment: two that differ in nothing else are the same visit. */
export const addressOf = (href: string): string => href.replace(/#.*/, '');

/** Returns the state at the beginning of a visit. */
export function createVisit(address: string, kind: PageKind | undefined): Visit {
  return {
    address,
    kind,
    isRevealed: signal(false),
    unfolded: signal<ReadonlySet<PaperId>>(new Set()),
    foldedLate: signal<ReadonlySet<PaperId>>(new Set()),
    wasDone: signal(new Map()),
    previous: signal<ReadonlySet<PaperId> | null>(null),
    unreadable: signal<number | undefined>(undefined),
    autoRead: new Set(),
  };
}

/**
 * Remembers whether a paper was done with when the visit met it; the first answer stands.
 * @param isLate whether the page was shown before the library answered: then nothing is hidden any more
 */
export function rememberWasDone(
  visit: Visit,
  id: PaperId,
  state: MarkState,
  isLate: boolean,
): void {
  const wasDone = visit.wasDone.value;
  if (state.mark !== undefined && !wasDone.has(id)) wasDone.set(id, isDone(state) && !isLate);
}

/** Shows a folded paper whole until the visit is over. */
export function unfold(visit: Visit, id: PaperId): void {
  visit.unfolded.value = new Set(visit.unfolded.value).add(id);
}

/** Hides all of these papers that are done with, also those that were marked a moment ago. */
export function tidyUp(visit: Visit, ids: readonly PaperId[]): void {
  batch(() => {
    const wasDone = new Map(visit.wasDone.value);
    for (const id of ids) wasDone.set(id, true);
    visit.wasDone.value = wasDone;
    visit.unfolded.value = new Set();
    visit.isRevealed.value = false;
  });
}
