import type { PaperId } from '../paper/ids';
import type { PageKind } from '../sites/site';
import { isDone, type MarkState } from './marks';
import type { Signal } from './signal';

/**
 * The state of one visit to a page. Another address in the same tab, also without a new document, is
 * another visit: what was marked on the one before is hidden then.
 */
export interface Visit {
  /** Without its fragment. */
  readonly address: string;
  readonly kind: PageKind | undefined;
  /** Whether the user asked to see what is hidden. */
  readonly isRevealed: boolean;
  /** Folded papers that the user unfolded. */
  readonly unfolded: ReadonlySet<PaperId>;
  /** Papers that are folded and not hidden, since too many were hidden one after another. */
  readonly foldedLate: ReadonlySet<PaperId>;
  /**
   * Whether each paper was done with when the visit first met it. Only such papers are hidden: what is
   * marked now stays in its place. By paper, since a page may draw its cards anew at any time.
   */
  readonly wasDone: Map<PaperId, boolean>;
  /** The papers of the digest's last visit; null on the first one, or until that is known. */
  readonly previous: ReadonlySet<PaperId> | null;
  /** How many papers the page links to, where only few of them could be read. */
  readonly unreadable: number | undefined;
  /**
   * Papers that were marked read without a click. Each is marked once on a visit, so that what the user
   * makes unread stays so.
   */
  readonly autoRead: Set<PaperId>;
}

/** Returns an address without its fragment: two that differ in nothing else are the same visit. */
export const addressOf = (href: string): string => href.replace(/#.*/, '');

/** Returns the state at the beginning of a visit. */
export const createVisit = (address: string, kind: PageKind | undefined): Visit => ({
  address,
  kind,
  isRevealed: false,
  unfolded: new Set(),
  foldedLate: new Set(),
  wasDone: new Map(),
  previous: null,
  unreadable: undefined,
  autoRead: new Set(),
});

/** Changes part of the state of the visit. */
export function updateVisit(visit: Signal<Visit>, change: Partial<Visit>): void {
  visit.value = { ...visit.value, ...change };
}

/**
 * Returns whether the paper was done with when the visit met it; the first answer stands.
 * @param isLate whether the page was shown before the library answered: then nothing is hidden any more
 */
export function wasDone(
  { wasDone }: Visit,
  id: PaperId,
  state: MarkState,
  isLate: boolean,
): boolean {
  if (state.mark !== undefined && !wasDone.has(id)) wasDone.set(id, isDone(state) && !isLate);
  return wasDone.get(id) === true;
}

/** Shows a folded paper whole until the visit is over. */
export function unfold(visit: Signal<Visit>, id: PaperId): void {
  updateVisit(visit, { unfolded: new Set(visit.value.unfolded).add(id) });
}

/** Hides all of these papers that are done with, also those that were marked a moment ago. */
export function tidyUp(visit: Signal<Visit>, ids: readonly PaperId[]): void {
  const wasDone = new Map(visit.value.wasDone);
  for (const id of ids) wasDone.set(id, true);
  updateVisit(visit, { wasDone, unfolded: new Set(), isRevealed: false });
}
