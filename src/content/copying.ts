/** What is needed of the script that keeps the state. */
export interface CopyContext {
  readonly cards: { strip(isWanted: (element: Element) => boolean): void };
  readonly observer: { schedule(): void };
}

/**
 * Keeps Dogear's attributes out of what is copied, until the signal: which papers the user has starred or read
 * is nobody's business where it is pasted. The browser copies as soon as the event is over.
 */
export function keepOutOfCopies({ cards, observer }: CopyContext, until: AbortSignal): void {
  window.addEventListener(
    'copy',
    () => {
      const selection = getSelection();
      if (!selection || selection.isCollapsed) return;
      cards.strip((element) => selection.containsNode(element, true));
      setTimeout(observer.schedule);
    },
    { signal: until },
  );
}
