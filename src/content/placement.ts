import { createBackOff } from './back-off';
import { appendHost } from './shadow';
import type { TrackedCard } from './tracked-card';

/**
 * Returns a function that puts a card's control and note where they belong; the page may have moved or
 * dropped them.
 */
export function createPlacement(
  byElement: ReadonlyMap<Element, TrackedCard>,
): (one: TrackedCard) => void {
  const attempt = createBackOff();

  return function place(one) {
    if ((!one.control && !one.note) || misplacedHosts(one).length === 0) return;
    attempt(one.card.id, () => {
      if (byElement.get(one.card.element) !== one) return;
      // Only the misplaced ones: whoever types in a note that is moved loses the caret.
      for (const [host, parent] of misplacedHosts(one)) appendHost(parent, host);
    });
  };
}

/** Returns those of the card's hosts that are not where they belong, each with its parent. */
function misplacedHosts({
  card,
  control,
  note,
}: TrackedCard): (readonly [HTMLElement, HTMLElement])[] {
  const misplaced: (readonly [HTMLElement, HTMLElement])[] = [];
  // A folded card is nothing but its control.
  const parent = card.element.hasAttribute('data-dogear-folded') ? card.element : card.anchor;
  if (control && control.host.parentElement !== parent) misplaced.push([control.host, parent]);
  if (note && note.host.parentElement !== card.foot) misplaced.push([note.host, card.foot]);
  return misplaced;
}
