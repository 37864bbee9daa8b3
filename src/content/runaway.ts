import type { PaperId } from '../paper/ids';
import type { Cards } from './cards';
import type { Presenter } from './presentation';
import type { ReadonlySignal } from './signal';
import type { Visit } from './visit';

/** Number of papers that came later and can be hidden one after another. */
const LIMIT = 60;

/**
 * Keeps a page that loads more at its end from running away: where all that it loads is hidden, its end
 * stays in view, and it would load without end. From a limit on, papers are folded and not hidden.
 */
export interface RunawayGuard {
  /** Looks at the papers that came since the last time; called once all of the page is shown. */
  check(): void;
  /** Begins to count anew, since the user has scrolled or typed. */
  reset(): void;
}

export function createRunawayGuard(
  cards: Pick<Cards, 'all'>,
  presenter: Pick<Presenter, 'of'>,
  visit: ReadonlySignal<Visit>,
): RunawayGuard {
  /** Papers that were on the page at the last check. */
  const counted = new Set<PaperId>();
  let hiddenLater = 0;

  return {
    check() {
      const ids = cards.all.value.map(({ card }) => card.id);
      const fresh = ids.filter((id) => !counted.has(id));
      // What comes in the place of all that was there is another list, and not more of the same.
      const isMore = fresh.length < ids.length;
      if (!isMore) counted.clear();
      const folded = new Set<PaperId>();
      for (const id of fresh) {
        counted.add(id);
        if (isMore && presenter.of(id) === 'hidden' && ++hiddenLater > LIMIT) folded.add(id);
      }
      if (folded.size === 0) return;
      const { foldedLate } = visit.value;
      foldedLate.value = new Set([...foldedLate.value, ...folded]);
    },
    reset() {
      hiddenLater = 0;
    },
  };
}
