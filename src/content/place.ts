import type { Place } from '../protocol/requests';
import { type call, isPrivate } from '../protocol/rpc';
import { MOVING } from './moving';

/** What keeping the place needs of the script that keeps the state. */
export interface PlaceContext {
  readonly call: typeof call;
  /** Shows a paper pale that would be hidden. */
  keepShown(id: Place['id']): void;
}

/**
 * Keeps the place on a digest when it is left, and brings the page to the place that was kept: after Reload
 * and Back, papers above that were read meanwhile are hidden. What was opened last is still there after Back.
 */
export function keepPlace(context: PlaceContext, until: AbortSignal): void {
  // Nothing of a private window shall be kept anywhere.
  if (isPrivate()) return;
  const keep = ({ isTrusted }: Event): void => {
    const place = isTrusted && currentPlace();
    if (place) context.call('keepPlace', entryOf(), place).catch(() => undefined);
  };
  window.addEventListener('pagehide', keep, { signal: until });
  // Already here, too: what is said while the page goes, Chromium drops where the background is asleep.
  const onClick = (event: Event): void => {
    if ((event.target as Element).closest?.('a')) keep(event);
  };
  window.addEventListener('click', onClick, { capture: true, signal: until });
  const [visit] = performance.getEntriesByType('navigation');
  const type = (visit as PerformanceNavigationTiming | undefined)?.type;
  if (type === 'back_forward' || type === 'reload')
    void restorePlace(context, type === 'back_forward', until);
}

async function restorePlace(
  { call, keepShown }: PlaceContext,
  isBack: boolean,
  until: AbortSignal,
): Promise<void> {
  let hasMoved = false;
  const options = { capture: true, passive: true, signal: until };
  const onMove = (): void => {
    hasMoved = true;
  };
  for (const type of MOVING) window.addEventListener(type, onMove, options);
  const place = await call('placeOf', entryOf()).catch(() => null);
  if (!place || until.aborted) return;
  if (isBack && place.opened) keepShown(place.opened);
  const restore = (): void => {
    if (!hasMoved) scrollToPlace(place);
  };
  restore();
  // The browser goes to its own place once all of the page is loaded.
  const onLoad = (): unknown => setTimeout(restore);
  if (document.readyState !== 'complete') window.addEventListener('load', onLoad, options);
}

/** Returns what names this entry of the tab's history; an older browser knows of no more than the address. */
const entryOf = (): string =>
  window.navigation?.currentEntry?.key ?? location.href.replace(/#.*/, '');

const cardsOf = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-dogear]')];
const isShown = (card: Element): boolean =>
  !card.hasAttribute('data-dogear-hidden') && card.getClientRects().length > 0;

/** Returns the paper that is first in view, with how far it is from the top, and the one that has the focus. */
function currentPlace(): Place | undefined {
  const first = cardsOf().find((card) => card.getBoundingClientRect().bottom > 0 && isShown(card));
  if (!first) return undefined;
  const { top } = first.getBoundingClientRect();
  const opened = focusedPaper();
  return { id: idOf(first), top, ...(opened && { opened }) };
}

/** Returns the paper whose card has the focus: a link that was followed has it. */
function focusedPaper(): Place['id'] | undefined {
  let part = document.activeElement?.closest<Element>('[data-dogear], dd');
  // Of a list's entry the `dt` is the card.
  while (part && !part.hasAttribute('data-dogear')) part = part.previousElementSibling;
  return part ? idOf(part) : undefined;
}

const idOf = (card: Element): Place['id'] => card.getAttribute('data-dogear') as Place['id'];

/**
 * Scrolls so that the paper is where it was, or where that is hidden now, the next one that is not. Pages
 * that restore the place themselves are left to it.
 */
function scrollToPlace({ id, top }: Place): void {
  if (history.scrollRestoration === 'manual') return;
  const cards = cardsOf();
  const at = cards.findIndex((card) => idOf(card) === id);
  const card = at < 0 ? undefined : cards.slice(at).find(isShown);
  const by = card ? card.getBoundingClientRect().top - top : 0;
  if (by) window.scrollBy({ top: by, behavior: 'instant' });
}
