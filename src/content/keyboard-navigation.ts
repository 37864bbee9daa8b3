import type { PaperId } from '../paper/ids';
import { HIDDEN } from './card-attributes';
import type { Cards } from './cards';
import { focusCard } from './focus';
import type { Signal } from './signal';
import type { TrackedCard } from './tracked-card';

/** Distance from the window's edges that counts as in view; as much as in the page's sheet, for the bar. */
const MARGIN_PX = 72;

/** Moves through the cards by keys. */
export interface KeyboardNavigation {
  /** Returns the card that the user is at: the one with the ring, or the first on the screen. */
  position(): TrackedCard | undefined;
  /** Returns the card with the ring, where it can be seen. */
  visibleCurrent(): TrackedCard | undefined;
  /** Moves to the next card that is not hidden, or to the previous one. */
  move(by: 1 | -1): void;
  /** Notes that the user scrolled or clicked. */
  noteScroll(): void;
}

export function createKeyboardNavigation(
  cards: Pick<Cards, 'all' | 'find' | 'prefer'>,
  current: Signal<PaperId | undefined>,
): KeyboardNavigation {
  /** Whether the user has scrolled or clicked since the last move. */
  let hasScrolled = false;

  const isLeftBehind = (one: TrackedCard): boolean => hasScrolled && isOffScreen(one);

  function position(): TrackedCard | undefined {
    const ringed = cards.find(current.value);
    if (ringed && !isLeftBehind(ringed)) return ringed;
    return cards.all.value.find((one) => isVisible(one) && isReached(one));
  }

  return {
    position,

    visibleCurrent() {
      const ringed = cards.find(current.value);
      return ringed && isVisible(ringed) && !isLeftBehind(ringed) ? ringed : undefined;
    },

    move(by) {
      const from = position();
      if (!from) return;
      const all = cards.all.value;
      const isRinged = from === cards.find(current.value);
      // From a card that is hidden by now it goes on, too, from where that was.
      const next =
        by > 0
          ? all.find(
              (one) => isVisible(one) && (isBefore(from, one) || (one === from && !isRinged)),
            )
          : all.findLast((one) => isVisible(one) && isBefore(one, from));
      if (!next) return;
      cards.prefer(next);
      current.value = next.card.id;
      hasScrolled = false;
      focusCard(next);
      scrollTo(next);
    },

    noteScroll() {
      hasScrolled = true;
    },
  };
}

/** Returns whether one card stands before the other on the page. */
export const isBefore = (one: TrackedCard, other: TrackedCard): boolean =>
  (one.card.element.compareDocumentPosition(other.card.element) &
    Node.DOCUMENT_POSITION_FOLLOWING) !==
  0;

const isVisible = ({ card: { element } }: TrackedCard): boolean =>
  !element.hasAttribute(HIDDEN) && element.getClientRects().length > 0;

/** Returns whether the card ends below the upper edge of the window. */
const isReached = (one: TrackedCard): boolean => bottomOf(one) > 0;

const isOffScreen = (one: TrackedCard): boolean =>
  isVisible(one) && (!isReached(one) || one.card.element.getBoundingClientRect().top > innerHeight);

/** Returns the lower edge. An entry of a definition list that is folded is its `dt` alone. */
const bottomOf = ({ card }: TrackedCard): number =>
  Math.max(...[card.element, card.foot].map((part) => part.getBoundingClientRect().bottom));

function scrollTo(one: TrackedCard): void {
  const { element, foot } = one.card;
  const { top } = element.getBoundingClientRect();
  const isTall = bottomOf(one) - top > innerHeight - 2 * MARGIN_PX;
  const isMotionReduced = matchMedia('(prefers-reduced-motion: reduce)').matches;
  // Two scrolls at once would be in each other's way: the nearer end of the two, or the beginning.
  const isWhole = foot.getClientRects().length > 0;
  (top < MARGIN_PX || isTall || !isWhole ? element : foot).scrollIntoView({
    block: isTall ? 'start' : 'nearest',
    behavior: isMotionReduced ? 'auto' : 'smooth',
  });
}
