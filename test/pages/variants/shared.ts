/** Changes that a site may make to its pages without notice, and that its reader has to survive. */

export interface Variant {
  readonly name: string;
  change(document: Document): void;
}

export const all = (document: Document, selector: string): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>(selector),
];

/** Replaces an element by one of another name, with the same attributes and children. */
export function rename(element: Element, name: string, role?: string): Element {
  const other = element.ownerDocument.createElement(name);
  for (const { name: key, value } of element.attributes) other.setAttribute(key, value);
  if (role) other.setAttribute('role', role);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

export function wrap(elements: readonly Element[], times = 2): void {
  const [first] = elements;
  let inner: Element | undefined;
  for (let i = 0; first && i < times; i++) {
    const box = first.ownerDocument.createElement('div');
    if (inner) inner.replaceWith(box);
    else first.before(box);
    box.append(...(inner ? [inner] : elements));
    inner = box;
  }
}

export function stripClasses(document: Document): void {
  for (const element of all(document, '[class]')) element.removeAttribute('class');
}

/** Replaces each class by another word, the same everywhere, as a build with hashed names does. */
function renameClasses(document: Document): void {
  const names = new Map<string, string>();
  for (const element of all(document, '[class]')) {
    const renamed = [...element.classList].map((name) => {
      if (!names.has(name)) names.set(name, `c${((names.size + 7) * 2_654_435) % 99_991}`);
      return names.get(name);
    });
    element.setAttribute('class', renamed.join(' '));
  }
}

function reverseAttributes(document: Document): void {
  for (const element of all(document, 'body *')) {
    const attributes = [...element.attributes].reverse();
    for (const { name } of attributes) element.removeAttribute(name);
    for (const { name, value } of attributes) element.setAttribute(name, value);
  }
}

function stripComments(document: Document): void {
  // 128: comments.
  const walker = document.createTreeWalker(document, 128);
  const comments: Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.parentNode?.removeChild(comment);
}

function addComments(document: Document): void {
  for (const element of all(document, 'body *')) element.before(document.createComment(''));
}

export const headingsTo =
  (name: string, role?: string) =>
  (document: Document): void => {
    for (const heading of all(document, 'h1, h2, h3, h4')) rename(heading, name, role);
  };

/** Adds links to papers that are not among the page's cards; `href` makes the site's address of an id. */
export const addNeighbours =
  (href: (id: string) => string, words: (id: string) => string) =>
  (document: Document): void => {
    const add = (name: string, where: 'prepend' | 'append', ids: string[]): void => {
      const part = document.createElement(name);
      for (const id of ids) {
        const item = part.appendChild(document.createElement('li'));
        const link = item.appendChild(document.createElement('a'));
        link.setAttribute('href', href(id));
        link.textContent = words(id);
      }
      document.body[where](part);
    };
    add('nav', 'prepend', ['2601.10001', '2601.10002']);
    add('header', 'prepend', ['2601.10003']);
    add('aside', 'append', ['2601.10004', '2601.10005']);
    add('footer', 'append', ['2601.10006']);
  };

export const linksTo =
  (selector: string, change: (href: string) => string) =>
  (document: Document): void => {
    for (const link of all(document, selector)) {
      link.setAttribute('href', change(link.getAttribute('href') ?? ''));
    }
  };

export const both =
  (...changes: ((document: Document) => void)[]) =>
  (document: Document): void => {
    for (const change of changes) change(document);
  };

export const SHARED: Variant[] = [
  { name: 'no classes', change: stripClasses },
  { name: 'other classes', change: renameClasses },
  { name: 'attributes in another order', change: reverseAttributes },
  { name: 'no comment nodes', change: stripComments },
  { name: 'comment nodes everywhere', change: addComments },
  { name: 'h2 for headings', change: headingsTo('h2') },
  { name: 'h4 for headings', change: headingsTo('h4') },
  {
    name: 'headings by role, no classes',
    change: both(headingsTo('div', 'heading'), stripClasses),
  },
];
