import { type ReadonlySignal, signal } from './signal';

/** On the root while the page is kept from being seen. */
const WAIT = 'data-dogear-wait';
/** On the root once the first cards are shown with what is known about them. */
const READY = 'data-dogear-ready';
/** The page's sheet stops hiding the page by itself then, whatever is known. */
const WAIT_MS = 3_000;

/**
 * Keeps the page from being seen until it is known what to hide, so that no paper flashes by. The
 * browser does it, by an animation in the page's sheet.
 */
export interface FirstPaint {
  /** Whether all of the page is there and was shown. */
  readonly isReady: ReadonlySignal<boolean>;
  readonly isHeld: boolean;
  /** Whether the page had to be shown before the library answered. */
  readonly isLate: boolean;
  hold(): void;
  /**
   * Shows the page, unless nothing of it is known yet.
   * @param isAnswered whether it shows what the library says
   * @returns whether all of the page is there and shown
   */
  release(cards: number, isAnswered: boolean): boolean;
}

export function createFirstPaint(root: HTMLElement, until: AbortSignal): FirstPaint {
  const isReady = signal(false);
  let isLate = false;

  until.addEventListener('abort', () => {
    root.removeAttribute(READY);
    root.removeAttribute(WAIT);
  });

  return {
    isReady,
    get isHeld() {
      return root.hasAttribute(WAIT);
    },
    get isLate() {
      return isLate;
    },
    hold() {
      root.setAttribute(WAIT, '');
      setTimeout(() => {
        isLate = root.hasAttribute(WAIT);
        root.removeAttribute(WAIT);
      }, WAIT_MS);
    },
    release(cards, isAnswered) {
      const isComing = document.readyState === 'loading';
      // A page that is only just coming in may still turn out to have papers.
      if (isComing && cards === 0) return false;
      root.removeAttribute(WAIT);
      // Before that, the bar's count would grow while the page comes in.
      if (!isComing) isReady.value = true;
      if (cards > 0 && isAnswered) root.setAttribute(READY, '');
      return !isComing;
    },
  };
}
