import { sharedSheet } from './sheet';

/** Every host that Dogear puts into a page. */
export const HOSTS = {
  control: 'dogear-control',
  note: 'dogear-note',
  bar: 'dogear-bar',
  help: 'dogear-help',
} as const;

type Attributes = Readonly<Record<string, string>>;

/** An element with its attributes and children, as in `make('button', { type: 'button' }, 'Undo')`. */
export function make<N extends keyof HTMLElementTagNameMap>(
  name: N,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[N] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const made = new WeakSet<Node>();

/** Whether this copy of the script made the host; a page can make one of the same name. */
export const isOurs = (host: Node): boolean => made.has(host);

/**
 * Gives a host of ours its open shadow root, with the shared sheet and the content.
 * @returns the host, or the one that had to take its place
 */
export function equip(host: HTMLElement, ...content: Node[]): HTMLElement {
  let root: ShadowRoot;
  try {
    root = host.attachShadow({ mode: 'open' });
  } catch {
    // The page has defined an element of our name. In another document a name is just a name.
    const elsewhere = document.implementation.createHTMLDocument('');
    const other = elsewhere.importNode(host, false);
    root = other.attachShadow({ mode: 'open' });
    host.replaceWith(document.adoptNode(other));
    host = other;
  }
  made.add(host);
  root.adoptedStyleSheets = [sharedSheet()];
  root.append(...content);
  return host;
}

/**
 * A host for Dogear's own nodes: a plain hyphenated element (a content script cannot define custom
 * elements), equipped.
 */
export const makeHost = (name: keyof typeof HOSTS, ...content: Node[]): HTMLElement =>
  equip(document.createElement(HOSTS[name]), ...content);

/** Put in by us, and not yet seen by the observer. */
const placed = new WeakSet<Node>();

/** Appends a host of ours, which is no change of the page's. */
export function put(home: Element, host: HTMLElement): void {
  placed.add(host);
  home.append(host);
}

/** Whether a change of the page is no more than that. */
export function isOurDoing({ addedNodes, removedNodes }: MutationRecord): boolean {
  return (
    removedNodes.length === 0 &&
    addedNodes.length > 0 &&
    [...addedNodes].every((node) => placed.delete(node))
  );
}

/** Writing the same words again would have a screen reader say them again. */
export function setText(element: HTMLElement, words: string): void {
  if (element.textContent !== words) element.textContent = words;
}

/**
 * Setting an attribute to what it is would have the browser look at its style again.
 * @returns whether it was something else
 */
export function setAttribute(element: Element, name: string, value: string): boolean {
  if (element.getAttribute(name) === value) return false;
  element.setAttribute(name, value);
  return true;
}
