/** Controls in which keys are typed text, or choose among options. */
const TYPING =
  'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable], [role=combobox]';

export const isTyping = (target: Element): boolean => target.matches(TYPING);

export const isSearchBox = (target: Element): boolean => target.matches('[type=search]');

export function focusSearch(): void {
  const box = document.querySelector<HTMLInputElement>('[type=search]');
  box?.focus();
  box?.select();
}

export function focusList(): void {
  document.querySelector<HTMLElement>('[role=grid]')?.focus({ preventScroll: true });
}

/** Focuses an element once it has been rendered. */
export function focusOnceRendered(selector: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());
}

/** Returns the number of whole rows seen at once. */
export function rowsInView(): number {
  const list = document.querySelector<HTMLElement>('[role=grid]');
  const row = list?.querySelector('[role=row]');
  if (!list || !row) return 1;
  return Math.max(1, Math.floor(list.clientHeight / row.getBoundingClientRect().height));
}
