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

/** Ends the wait for an element that is to have the focus. */
let waiting = new AbortController();

/**
 * Focuses an element once it has been rendered, however long its paper or its code takes to load; unless
 * the user presses another key or clicks before that.
 */
export function focusOnceRendered(selector: string): void {
  waiting.abort();
  waiting = new AbortController();
  const { signal } = waiting;
  // What is there in this frame may be about to be replaced.
  requestAnimationFrame(() => {
    if (!signal.aborted && !focusNow(selector)) focusWhenAdded(selector, signal);
  });
}

function focusWhenAdded(selector: string, until: AbortSignal): void {
  const observer = new MutationObserver(() => {
    if (focusNow(selector)) waiting.abort();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  until.addEventListener('abort', () => observer.disconnect());
  const options = { capture: true, signal: until };
  for (const type of ['keydown', 'pointerdown']) {
    document.addEventListener(type, () => waiting.abort(), options);
  }
}

/** Returns whether the element is there. */
function focusNow(selector: string): boolean {
  const element = document.querySelector<HTMLElement>(selector);
  element?.focus();
  return element !== null;
}

/** Returns the number of whole rows seen at once. */
export function rowsInView(): number {
  const list = document.querySelector<HTMLElement>('[role=grid]');
  const row = list?.querySelector('[role=row]');
  if (!list || !row) return 1;
  return Math.max(1, Math.floor(list.clientHeight / row.getBoundingClientRect().height));
}
