import type { PaperId } from '../paper/ids';
import type { Cards } from './cards';
import type { Marks } from './marks';
import { presentationOf, type RulesContext, rulesOf } from './presentation';
import type { Signal } from './signal';
import { updateVisit, type Visit } from './visit';

/** Number of papers that came later and can be hidden one after another. */
const LIMIT = 60;

/**
 * What keeps a page that loads more at its end from running away: where all that it loads is hidden,
 * its end stays in view, and it would load without end. From a limit on, papers are folded, not hidden.
 */
export interface RunawayContext extends RulesContext {
  readonly marks: Pick<Marks, 'of'>;
  readonly cards: Pick<Cards, 'ids'>;
  readonly visit: Signal<Visit>;
  /** Papers that were on the page at the last check. */
  readonly counted: Set<PaperId>;
  /** Number of papers that came later and were hidden since the user last scrolled or typed. */
  hiddenLater: number;
}

/** Looks at the papers that came since the last time; called once all of the page is shown. */
export function checkRunaway(context: RunawayContext): void {
  const { marks, counted, visit } = context;
  const ids = context.cards.ids();
  const rules = rulesOf(context);
  const fresh = ids.filter((id) => !counted.has(id));
  // What comes in the place of all that was there is another list, and not more of the same.
  const isMore = fresh.length < ids.length;
  if (!isMore) counted.clear();
  const folded: PaperId[] = [];
  for (const id of fresh) {
    counted.add(id);
    if (!isMore || presentationOf(rules, id, marks.of(id)) !== 'hidden') continue;
    context.hiddenLater++;
    if (context.hiddenLater > LIMIT) folded.push(id);
  }
  if (folded.length > 0)
    updateVisit(visit, { foldedLate: new Set([...visit.value.foldedLate, ...folded]) });
}
