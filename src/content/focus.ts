import type { PaperId } from '../paper/ids';
import type { Cards } from './cards';
import type { NoteView } from './note';
import type { TrackedCard } from './tracked-card';

/** Keeps the focus in the card of a paper, whatever the page does to its nodes. */
export interface FocusKeeper {
  /** Notes that something got the focus: in a card, or in its note, or in none. */
  noteFocus(element: Element, owner: TrackedCard | undefined, note: NoteView | undefined): void;
  /** Forgets what had the focus. */
  release(): void;
  /** Where what had the focus was taken away, gives it to the same paper's card. */
  restore(): void;
  /** Returns whether the page has taken the editor away while the user typed: keys are no commands then. */
  isEditorGone(): boolean;
}

interface Focused {
  readonly element: Element;
  readonly id: PaperId;
  readonly note: NoteView | undefined;
}

export function createFocusKeeper(cards: Pick<Cards, 'find'>): FocusKeeper {
  let last: Focused | undefined;
  const isNowhere = (): boolean => document.activeElement === document.body;

  return {
    noteFocus(element, owner, note) {
      last = owner && { element, id: owner.card.id, note };
    },
    release() {
      last = undefined;
    },
    restore() {
      if (!last || !isNowhere()) return;
      const one = cards.find(last.id);
      if (!last.element.isConnected) {
        if (one) focusCard(one);
        return;
      }
      // An editor that went over to a new card is the same one.
      if (one?.note?.host === hostOf(last.element)) (last.element as HTMLElement).focus();
    },
    isEditorGone: () => last?.note?.isOpen === true && isNowhere(),
  };
}

/** Gives a card the focus, so that Tab goes on from there and a screen reader says where it is. */
export function focusCard({ card, control }: TrackedCard): void {
  // A folded card is its one line; where there is nothing to focus, the last card's link loses it.
  const line = control?.host.shadowRoot?.querySelector<HTMLElement>('.title');
  (document.activeElement as HTMLElement | null)?.blur();
  (line ?? card.link)?.focus({ preventScroll: true });
}

const hostOf = (element: Element): Element | undefined =>
  (element.getRootNode() as Partial<ShadowRoot>).host;
