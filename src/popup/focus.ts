/** Moving through the popup with the keyboard. */

const TITLES = 'li[data-paper] a';

/** The arrow keys go from title to title, and from the search box to the first. */
export function moveFocus(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const target = event.target as HTMLElement;
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  // There the arrows have work of their own.
  if (target.matches('textarea, select, [type=checkbox]')) return;
  const titles = [...document.querySelectorAll<HTMLElement>(TITLES)];
  const row = target.closest('li[data-paper]');
  const here = row ? titles.findIndex((title) => row.contains(title)) : -1;
  const next = here + step;
  event.preventDefault();
  if (next < 0) document.querySelector<HTMLElement>('[type=search]')?.focus();
  else titles[Math.min(next, titles.length - 1)]?.focus();
}

/** Before a row goes: afterwards the focus is in the row that takes its place, not nowhere. */
export function keepFocusNear(row: Element | null): void {
  const next = row?.nextElementSibling ?? row?.previousElementSibling;
  requestAnimationFrame(() => {
    if (document.activeElement && document.activeElement !== document.body) return;
    const heir =
      next?.isConnected && next.querySelector<HTMLElement>('a')
        ? next.querySelector<HTMLElement>('a')
        : document.querySelector<HTMLElement>(`${TITLES}, [type=search]`);
    heir?.focus();
  });
}
