import { sharedSheet } from './sheet';

/** The elements that Dogear puts into a page. */
export const HOSTS = {
  control: 'dogear-control',
  note: 'dogear-note',
  bar: 'dogear-bar',
  help: 'dogear-help',
} as const;

const created = new WeakSet<Node>();

/** Returns whether this copy of the script made the host; a page can make one of the same name. */
export const isOurs = (host: Node): boolean => created.has(host);

/**
 * Gives a host its open shadow root, with the shared sheet and the content.
 * @returns the host, or the one that had to take its place
 */
export function attachRoot(host: HTMLElement, ...content: Node[]): HTMLElement {
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
  created.add(host);
  root.adoptedStyleSheets = [sharedSheet()];
  root.append(...content);
  return host;
}

/**
 * Returns a new host with its shadow root: a plain hyphenated element, since a content script cannot
 * define custom elements.
 */
export const createHost = (name: keyof typeof HOSTS, ...content: Node[]): HTMLElement =>
  attachRoot(document.createElement(HOSTS[name]), ...content);

/** Hosts that were appended and that the page observer has not seen yet. */
const appended = new WeakSet<Node>();

/** Appends a host in such a way that the page observer does not take it for a change of the page's. */
export function appendHost(parent: Element, host: HTMLElement): void {
  appended.add(host);
  parent.append(host);
}

/** Returns whether a change of the page is nothing but hosts that were appended. Answers once for each. */
export function isOwnChange({ addedNodes, removedNodes }: MutationRecord): boolean {
  return (
    removedNodes.length === 0 &&
    addedNodes.length > 0 &&
    [...addedNodes].every((node) => appended.delete(node))
  );
}
