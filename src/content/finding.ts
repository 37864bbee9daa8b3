import type { PaperId } from '../paper/ids';
import type { Card } from '../sites/site';

export interface FindContext {
  readonly cards: { ownerOf(path: readonly EventTarget[]): { readonly card: Card } | undefined };
}

/** Shows a hidden paper in which find in page, or a link to a place in the page, has found something. */
export function showFound(
  { cards }: FindContext,
  unfold: (id: PaperId) => void,
  until: AbortSignal,
): void {
  window.addEventListener(
    'beforematch',
    (event) => {
      const found = cards.ownerOf(event.composedPath());
      if (found) unfold(found.card.id);
    },
    { capture: true, signal: until },
  );
}
