/**
 * When to try, in ms since all papers are hidden. The page may still be busy with the ones before, or look
 * only every now and then.
 */
const TRIES_MS = [0, 300, 1_500];

/** The room that a card takes where it would be, so that what comes behind it is out of view. */
const ROOM = {
  // The page's sheet takes it out of the flow.
  position: 'static',
  display: 'block',
  'min-block-size': '500vh',
  visibility: 'hidden',
};

/** What the page has, as the bar counts it. */
export interface PageCounts {
  readonly papers: number;
  /** Number of papers that are hidden or folded. */
  readonly hidden: number;
}

/**
 * Returns a function that is told what the bar counts. Where all papers are hidden, a page that loads more of
 * them at its end waits for a user who cannot scroll: there is nothing to scroll past. It is told that it was
 * scrolled, and its end goes out of view and comes back.
 */
export function createLoadMore(until: AbortSignal): (counts: PageCounts) => void {
  let last = '';
  let timers: ReturnType<typeof setTimeout>[] = [];
  const stop = (): void => timers.forEach(clearTimeout);
  until.addEventListener('abort', stop);

  return ({ papers, hidden }) => {
    // What came since is a reason to try again; where nothing comes, the page is at its end.
    const now = papers > 0 && hidden === papers ? `${papers} ${location.href}` : '';
    if (now === last) return;
    last = now;
    stop();
    const ask = (isMoving: boolean): void => {
      if (last === now && !until.aborted) askForMore(isMoving);
    };
    // In a frame: a tab in the background has none until it is shown.
    timers = now
      ? TRIES_MS.map((ms) => setTimeout(() => requestAnimationFrame(() => ask(ms > 0)), ms))
      : [];
  };
}

/** @param isMoving whether the end of the page goes out of view for a moment, which can be seen */
function askForMore(isMoving: boolean): void {
  // Of folded papers, which are hidden as well, there is something to scroll past.
  if (document.querySelector('[data-dogear-folded]')) return;
  const card = [...document.querySelectorAll<HTMLElement>('[data-dogear-hidden]')].at(-1);
  if (!card) return;
  if (isMoving) takeRoom(card, () => pretendScroll(card));
  else pretendScroll(card);
}

/** The cards that take room now. */
const roomy = new WeakSet<Element>();

/** Has the card take room until the page was told what is in view now, and runs the function then. */
function takeRoom(card: HTMLElement, then: () => void): void {
  if (roomy.has(card)) return;
  roomy.add(card);
  const { style } = card;
  const before = style.cssText;
  for (const [name, value] of Object.entries(ROOM)) style.setProperty(name, value, 'important');
  // Not after so many frames: on a busy machine the page would be told of both at once, and look at the first
  // alone. All observers of a document are told in one task.
  const observer = new IntersectionObserver(() => {
    observer.disconnect();
    roomy.delete(card);
    style.cssText = before;
    if (!before) card.removeAttribute('style');
    then();
  });
  observer.observe(card);
}

/** Tells the page that it was scrolled, and the part of it that the card scrolls in. */
function pretendScroll(card: Element): void {
  document.dispatchEvent(new Event('scroll', { bubbles: true }));
  for (let part = card.parentElement; part; part = part.parentElement) {
    if (!/auto|scroll/.test(getComputedStyle(part).overflowY)) continue;
    part.dispatchEvent(new Event('scroll'));
    return;
  }
}
