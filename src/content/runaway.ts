import type { PaperId } from '../paper/ids';
import type { Signal } from './signal';
import type { Visit } from './visit';

/** Number of papers that came later and can be hidden one after another. */
const LIMIT = 60;

/**
 * What keeps a page that loads more at its end from running away: where all that it loads is hidden,
 * its end stays in view, and it would load without end. From a limit on, papers are folded, not hidden.
 */
export interface RunawayContext {
  readonly cards: { ids(): PaperId[] };
  readonly visit: Signal<Visit>;
  /** Papers that were on the page at the last check. */
  readonly counted: Set<PaperId>;
  /** Number of papers that came later and were hidden since the user last scrolled or typed. */
  hiddenLater: number;
}

/** Looks at the papers that came since the last time; called once all of the page is shown. */
export function checkRunaway(context: RunawayContext, isHidden: (id: PaperId) => boolean): void {
  const { counted, visit } = context;
  const ids = context.cards.ids();
  const fresh = ids.filter((id) => !counted.has(id));
  // What comes in the place of all that was there is another list, and not more of the same.
  const isMore = fresh.length < ids.length;
  if (!isMore) counted.clear();
  const folded: PaperId[] = [];
  for (const id of fresh) {
    counted.add(id);
    if (!isMore || !isHidden(id)) continue;
    context.hiddenLater++;
    if (context.hiddenLater > LIMIT) folded.push(id);
  }
  const { foldedLate } = visit.value;
  if (folded.length > 0)
    visit.value = { ...visit.value, foldedLate: new Set([...foldedLate, ...folded]) };
}
