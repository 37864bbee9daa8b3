/** Moving through the popup with the keyboard. */
import type { PaperId } from '../paper/ids';

const TITLES = 'li[data-paper] a';
const SEARCH = '[type=search]';

const find = (selector: string): HTMLElement | null => document.querySelector(selector);

/**
 * Moves the focus with the arrow keys: from title to title, and from the search box to the first. Escape
 * leaves a note.
 */
export function moveFocus(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.key === 'Escape' && target.matches('textarea')) {
    // This Escape does not close the popup; the next one does.
    event.preventDefault();
    target.closest('li')?.querySelector('a')?.focus();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  // In these elements the arrow keys already do something.
  if (!step || target.matches('textarea, select, [type=checkbox]')) return;
  const titles = [...document.querySelectorAll<HTMLElement>(TITLES)];
  const row = target.closest('li[data-paper]');
  const here = row ? titles.findIndex((title) => row.contains(title)) : -1;
  const next = here + step;
  event.preventDefault();
  if (next < 0) find(SEARCH)?.focus();
  else titles[Math.min(next, titles.length - 1)]?.focus();
}

/** Focuses a paper's title once it is there. Its row may come some frames later, or not at all. */
export function focusPaper(id: PaperId, frames = 30): void {
  requestAnimationFrame(() => {
    const title = find(`li[data-paper="${CSS.escape(id)}"] a`);
    if (title || frames === 0) (title ?? find(SEARCH))?.focus();
    else focusPaper(id, frames - 1);
  });
}

/**
 * Keeps the focus from getting lost when the element that has it is removed, for whatever reason. It
 * passes to the row that takes its place, or to the element that had it before, or to the search box.
 */
export function guardFocus(root: Element, until: AbortSignal): void {
  let current: Element | undefined;
  let before: Element | undefined;
  const remember = ({ target }: FocusEvent): void => {
    if (target === current) return;
    before = current;
    current = target as Element;
  };
  const observer = new MutationObserver((records) => {
    if (document.activeElement !== document.body || !current || current.isConnected) return;
    const neighbour = records
      .filter(({ removedNodes }) =>
        [...removedNodes].some((node) => node.contains(current ?? null)),
      )
      .flatMap(({ nextSibling, previousSibling }) => [nextSibling, previousSibling])
      .find(
        (node) => node instanceof Element && node.isConnected && node.matches('li[data-paper]'),
      );
    const heir =
      (neighbour as Element | undefined)?.querySelector<HTMLElement>('a') ??
      (before?.isConnected ? (before as HTMLElement) : undefined) ??
      find('main a, main button') ??
      find(SEARCH);
    heir?.focus({ preventScroll: !neighbour });
  });
  root.addEventListener('focusin', remember as EventListener, { signal: until });
  observer.observe(root, { childList: true, subtree: true });
  until.addEventListener('abort', () => observer.disconnect());
}
