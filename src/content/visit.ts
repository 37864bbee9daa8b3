import type { PaperId } from '../paper/ids';
import type { PageKind } from '../sites/site';
import { flagsOf, type MarkState } from './marks';
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
   * The flags of each paper that are set since the visit first met it, or since Tidy up; a bit each. Only
   * for these is it hidden: what is marked now stays in its place. By paper, since a page may draw its
   * cards anew at any time.
   */
  readonly wasMarked: Map<PaperId, number>;
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
  wasMarked: new Map(),
  previous: null,
  unreadable: undefined,
  autoRead: new Set(),
});

/** Changes part of the state of the visit. */
export function updateVisit(visit: Signal<Visit>, change: Partial<Visit>): void {
  visit.value = { ...visit.value, ...change };
}

/** All flags at once. */
const ALL = -1;

/**
 * Returns the flags that the paper has had for as long as the visit knows it; one that is taken off is not
 * among them any more, even if it is set again.
 * @param isLate whether the page was shown before the library answered: then nothing is hidden any more
 */
export function wasMarked(
  { wasMarked }: Visit,
  id: PaperId,
  state: MarkState,
  isLate: boolean,
): number {
  if (state.mark === undefined) return 0;
  const flags = (wasMarked.get(id) ?? (isLate ? 0 : ALL)) & flagsOf(state);
  wasMarked.set(id, flags);
  return flags;
}

/** Shows a folded paper whole until the visit is over. */
export function unfold(visit: Signal<Visit>, id: PaperId): void {
  updateVisit(visit, { unfolded: new Set(visit.value.unfolded).add(id) });
}

/** Shows a paper pale that would be hidden, until the visit is over. */
export function keepShown(visit: Signal<Visit>, id: PaperId): void {
  visit.value.wasMarked.set(id, 0);
  updateVisit(visit, {});
}

/**
 * Hides all of these papers that can be hidden, also those that were marked a moment ago. What is marked
 * from now on stays in its place again.
 */
export function tidyUp(visit: Signal<Visit>, ids: readonly PaperId[]): void {
  // As soon as the papers are shown, these are the flags that they have now.
  const wasMarked = new Map(ids.map((id) => [id, ALL]));
  updateVisit(visit, { wasMarked, unfolded: new Set(), isRevealed: false });
}
