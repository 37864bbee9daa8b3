type Attributes = Readonly<Record<string, string>>;

/** Returns an element with attributes and children: `createElement('button', { type: 'button' }, 'Undo')`. */
export function createElement<N extends keyof HTMLElementTagNameMap>(
  name: N,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[N] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Returns a button that acts only on the user's own clicks: a page can dispatch others. */
export function createButton(
  text: string,
  act: () => void,
  signal: AbortSignal,
): HTMLButtonElement {
  const button = createElement('button', { type: 'button' }, text);
  button.addEventListener('click', ({ isTrusted }) => isTrusted && act(), { signal });
  return button;
}

/** Writes a text unless it is there already, which would make a screen reader say it again. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Sets an attribute unless it has the value already, which would make the browser style it again.
 * @returns whether it had another value
 */
export function setAttribute(element: Element, name: string, value: string): boolean {
  if (element.getAttribute(name) === value) return false;
  element.setAttribute(name, value);
  return true;
}
