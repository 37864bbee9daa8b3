import type { PaperId } from '../paper/ids';
import type { Deck, Tracked } from './cards';
import type { NoteView } from './note';
import type { Signal } from './signal';

/** What is in view is not at the very edge, nor behind the bar; as much as in the sheet. */
const ROOM_PX = 72;

const isVisible = ({ card }: Tracked): boolean => card.element.getClientRects().length > 0;
/** Whether one stands before the other on the page. */
export const isBefore = (one: Tracked, other: Tracked): boolean =>
  (one.card.element.compareDocumentPosition(other.card.element) &
    Node.DOCUMENT_POSITION_FOLLOWING) !==
  0;
/** Whether the card ends below the upper edge of the window. */
const isReached = (one: Tracked): boolean => bottomOf(one) > 0;
/** An entry that is folded is its `dt` alone. */
const bottomOf = ({ card }: Tracked): number =>
  Math.max(...[card.element, card.foot].map((part) => part.getBoundingClientRect().bottom));

/** Where the reader is in the page, and what has the focus there. */
export interface Moving {
  /** The card that the reader is at: the one with the ring, or the first on the screen. */
  place(): Tracked | undefined;
  /** The card with the ring, where it can be seen. */
  here(): Tracked | undefined;
  /** To the next card that is not hidden, or the previous one. */
  move(by: 1 | -1): void;
  /** The reader scrolled or clicked. */
  wander(): void;
  /** Something in a card got the focus, or what is in none. */
  hold(element: Element, owner: Tracked | undefined, note: NoteView | undefined): void;
  release(): void;
  /** Where the page (or Dogear) took away what had the focus, the same paper's card gets it. */
  keepFocus(): void;
  /** The page took the editor away in the middle of a word; the rest of it is no command. */
  isWriting(): boolean;
}

export function makeMoving(deck: Deck, current: Signal<PaperId | undefined>): Moving {
  /** The reader scrolled or clicked since the last move. */
  let wandered = false;

  /** Where the reader is: at the card with the ring, unless they left it behind; else at what is on the screen. */
  function placeOf(cards: readonly Tracked[]): Tracked | undefined {
    const here = deck.find(current.value);
    if (here && !(wandered && isOffScreen(here))) return here;
    return cards.find((one) => isVisible(one) && isReached(one));
  }

  const isOffScreen = (one: Tracked): boolean =>
    isVisible(one) &&
    (!isReached(one) || one.card.element.getBoundingClientRect().top > innerHeight);

  function move(by: 1 | -1): void {
    const all = deck.cards.value;
    const place = placeOf(all);
    if (!place) return;
    const isAt = place.card.id === current.value;
    // Also from a card that is hidden by now, it goes on from where that was.
    const next =
      by > 0
        ? all.find((one) => isVisible(one) && (isBefore(place, one) || (one === place && !isAt)))
        : all.findLast((one) => isVisible(one) && isBefore(one, place));
    if (next) moveTo(next);
  }

  function moveTo(one: Tracked): void {
    const { element, foot } = one.card;
    current.value = one.card.id;
    wandered = false;
    focusOn(one);
    const { top } = element.getBoundingClientRect();
    const isTall = bottomOf(one) - top > innerHeight - 2 * ROOM_PX;
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    // Two scrolls at once would be in each other's way: the nearer end of the two, or the beginning.
    const isWhole = foot.getClientRects().length > 0;
    (top < ROOM_PX || isTall || !isWhole ? element : foot).scrollIntoView({
      block: isTall ? 'start' : 'nearest',
      behavior: isStill ? 'auto' : 'smooth',
    });
  }

  /** The focus goes along, so that Tab goes on from there and a screen reader says where it is. */
  function focusOn({ card, control }: Tracked): void {
    // Of a card that is folded, its one line; where there is nothing to focus, not the last card's link.
    const line = control?.host.shadowRoot?.querySelector<HTMLElement>('.title');
    (document.activeElement as HTMLElement | null)?.blur();
    (line ?? card.link)?.focus({ preventScroll: true });
  }

  /** What had the focus last, in which paper's card. */
  let held:
    | { readonly element: Element; readonly id: PaperId; readonly note: NoteView | undefined }
    | undefined;

  /** Where the page (or Dogear) took away what had the focus, the same paper's card gets it. */
  function keepFocus(): void {
    if (!held || document.activeElement !== document.body) return;
    const one = deck.find(held.id);
    // An editor that went over to a new card is the same one.
    if (held.element.isConnected) {
      if (one?.note?.host === hostOf(held.element)) (held.element as HTMLElement).focus();
      return;
    }
    if (one) focusOn(one);
  }

  const hostOf = (element: Element): Element | undefined =>
    (element.getRootNode() as Partial<ShadowRoot>).host;

  return {
    place: () => placeOf(deck.cards.value),
    here() {
      const one = deck.find(current.value);
      return one && isVisible(one) && !(wandered && isOffScreen(one)) ? one : undefined;
    },
    move,
    keepFocus,
    wander() {
      wandered = true;
    },
    hold(element, owner, note) {
      held = owner && { element, id: owner.card.id, note };
    },
    release() {
      held = undefined;
    },
    isWriting: () => held?.note?.isOpen === true && document.activeElement === document.body,
  };
}
