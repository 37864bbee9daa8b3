/** The same pages in other clothes: what a site may change without a word, and an extension must bear. */

export interface Variant {
  readonly name: string;
  change(document: Document): void;
}

const all = (document: Document, selector: string): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>(selector),
];

/** The element under another name, with its attributes and children, in its place. */
export function rename(element: Element, name: string, role?: string): Element {
  const other = element.ownerDocument.createElement(name);
  for (const { name: key, value } of element.attributes) other.setAttribute(key, value);
  if (role) other.setAttribute('role', role);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

function wrap(elements: readonly Element[], times = 2): void {
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

function stripClasses(document: Document): void {
  for (const element of all(document, '[class]')) element.removeAttribute('class');
}

/** Each class becomes another word, the same wherever it stands, as a build with hashed names has it. */
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

const headingsTo =
  (name: string, role?: string) =>
  (document: Document): void => {
    for (const heading of all(document, 'h1, h2, h3, h4')) rename(heading, name, role);
  };

/** Links to papers that are none of the page's cards; `href` makes the site's address of an id. */
const addNeighbours =
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

const linksTo =
  (selector: string, change: (href: string) => string) =>
  (document: Document): void => {
    for (const link of all(document, selector)) {
      link.setAttribute('href', change(link.getAttribute('href') ?? ''));
    }
  };

const both =
  (...changes: ((document: Document) => void)[]) =>
  (document: Document): void => {
    for (const change of changes) change(document);
  };

const SHARED: Variant[] = [
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

const CARD = 'article';
const TITLE_LINK = 'article h3 a';
const PAPER_LINK = 'a[href^="/papers/2"]:not([href*="#"])';

const cardsTo =
  (name: string) =>
  (document: Document): void => {
    for (const card of all(document, CARD)) rename(card, name);
  };

/** Of a Hugging Face page with cards. */
export const HUGGINGFACE: Variant[] = [
  ...SHARED,
  { name: 'no headings', change: headingsTo('div') },
  ...['li', 'div', 'section'].map((name) => ({
    name: `${name} for article`,
    change: cardsTo(name),
  })),
  {
    name: 'div for article, headings by role, no classes',
    change: both(cardsTo('div'), headingsTo('div', 'heading'), stripClasses),
  },
  {
    name: 'div for article, no headings, no classes',
    change: both(cardsTo('div'), headingsTo('div'), stripClasses),
  },
  {
    name: 'cards in more boxes',
    change: (document) => {
      for (const card of all(document, CARD)) wrap([card], 3);
    },
  },
  {
    name: 'cards in list items',
    change: (document) => {
      for (const card of all(document, CARD)) {
        const item = document.createElement('li');
        card.replaceWith(item);
        item.append(card);
      }
    },
  },
  {
    name: 'titles in more spans',
    change: (document) => {
      for (const link of all(document, TITLE_LINK)) {
        const outer = document.createElement('span');
        const inner = outer.appendChild(document.createElement('span'));
        inner.append(...link.childNodes);
        link.append(outer);
      }
    },
  },
  {
    name: 'headings inside the links',
    change: (document) => {
      for (const heading of all(document, 'article h3')) {
        const [link] = heading.querySelectorAll('a');
        if (!link) continue;
        heading.replaceWith(link);
        heading.append(...link.childNodes);
        link.append(heading);
      }
    },
  },
  {
    name: 'links to other papers around',
    change: addNeighbours(
      (id) => `/papers/${id}`,
      (id) => `Another paper, number ${id}, which is no card`,
    ),
  },
  {
    name: 'a section of related papers',
    change: (document) => {
      const section = document.createElement('section');
      const heading = section.appendChild(document.createElement('h2'));
      heading.textContent = 'Related papers';
      for (const id of ['2601.10007', '2601.10008']) {
        const link = section
          .appendChild(document.createElement('p'))
          .appendChild(document.createElement('a'));
        link.setAttribute('href', `/papers/${id}`);
        link.textContent = `A related paper, ${id}`;
      }
      document.querySelector('main')?.append(section);
    },
  },
  {
    name: 'another paper mentioned in each card',
    change: (document) => {
      all(document, CARD).forEach((card, i) => {
        const mention = document.createElement('p');
        mention.append('See also ');
        const link = mention.appendChild(document.createElement('a'));
        link.setAttribute('href', `/papers/2601.2000${i % 10}`);
        link.textContent = 'another one';
        card.append(mention);
      });
    },
  },
  {
    name: 'absolute addresses',
    change: linksTo('a[href^="/"]', (href) => `https://huggingface.co${href}`),
  },
  { name: 'addresses with a query', change: linksTo(PAPER_LINK, (href) => `${href}?from=daily`) },
  { name: 'addresses with a hash', change: linksTo(PAPER_LINK, (href) => `${href}#abstract`) },
  { name: 'addresses with a version', change: linksTo(PAPER_LINK, (href) => `${href}v2`) },
  { name: 'addresses with a slash', change: linksTo(PAPER_LINK, (href) => `${href}/`) },
];

/** Of one paper's page on Hugging Face. */
export const HUGGINGFACE_PAPER: Variant[] = [
  ...SHARED,
  {
    name: 'headings by role, no classes, no main',
    change: (document) => {
      headingsTo('div', 'heading')(document);
      stripClasses(document);
      for (const main of all(document, 'main')) rename(main, 'div');
    },
  },
  {
    name: 'the title in a box',
    change: (document) => {
      for (const heading of all(document, 'main h1')) wrap([heading], 1);
    },
  },
  {
    name: 'no name of the page',
    change: (document) => {
      document.title = '';
      for (const meta of all(document, 'meta[property]')) meta.remove();
    },
  },
  {
    name: 'links to other papers around',
    change: addNeighbours(
      (id) => `/papers/${id}`,
      (id) => `Another paper, ${id}`,
    ),
  },
];

const ABS_LINK = 'dt a[title="Abstract"], p.list-title > a';

const listTo =
  (dl: string, dt: string, dd: string) =>
  (document: Document): void => {
    for (const entry of all(document, 'dd')) rename(entry, dd);
    for (const term of all(document, 'dt')) rename(term, dt);
    for (const list of all(document, 'dl')) rename(list, dl);
  };

function pairUp(document: Document, name: string): void {
  for (const term of all(document, 'dt')) {
    const entry = term.nextElementSibling;
    const box = document.createElement(name);
    term.before(box);
    box.append(term, ...(entry ? [entry] : []));
  }
}

const ARXIV: Variant[] = [
  ...SHARED,
  {
    name: 'links to other papers around',
    change: addNeighbours(
      (id) => `/abs/${id}`,
      (id) => `arXiv:${id}`,
    ),
  },
  {
    name: 'absolute addresses',
    change: linksTo('a[href^="/"]', (href) => `https://arxiv.org${href}`),
  },
  {
    name: 'addresses of www and http',
    change: linksTo(ABS_LINK, (href) =>
      href.replace(/^(?:https:\/\/arxiv\.org)?/, 'http://www.arxiv.org'),
    ),
  },
  { name: 'addresses with a query', change: linksTo(ABS_LINK, (href) => `${href}?context=cs`) },
  { name: 'addresses with a hash', change: linksTo(ABS_LINK, (href) => `${href}#top`) },
  { name: 'addresses with a version', change: linksTo(ABS_LINK, (href) => `${href}v2`) },
  {
    name: 'no titles on links, no ids',
    change: (document) => {
      for (const link of all(document, 'a')) link.removeAttribute('title');
      for (const element of all(document, '[id]')) element.removeAttribute('id');
    },
  },
];

/** Of an arXiv list. */
export const ARXIV_LIST: Variant[] = [
  ...ARXIV,
  {
    name: 'headings before their lists',
    change: (document) => {
      for (const heading of all(document, 'dl > h3')) heading.parentElement?.before(heading);
    },
  },
  {
    name: 'lists in more boxes',
    change: (document) => {
      for (const list of all(document, 'dl')) wrap([list], 3);
    },
  },
  { name: 'each pair in a div', change: (document) => pairUp(document, 'div') },
  {
    name: 'each pair in an article of divs, no classes',
    change: (document) => {
      pairUp(document, 'article');
      listTo('div', 'div', 'div')(document);
      stripClasses(document);
    },
  },
  {
    name: 'each pair in a list item of divs',
    change: (document) => {
      pairUp(document, 'li');
      listTo('ul', 'div', 'div')(document);
    },
  },
  { name: 'divs for dl, dt and dd', change: listTo('div', 'div', 'div') },
  {
    name: 'divs for dl, dt and dd, no classes',
    change: both(listTo('div', 'div', 'div'), stripClasses),
  },
  { name: 'list items for dt and dd', change: listTo('ul', 'li', 'li') },
  {
    name: 'titles in more spans',
    change: (document) => {
      for (const title of all(document, '.list-title')) {
        const outer = document.createElement('span');
        const inner = outer.appendChild(document.createElement('span'));
        inner.append(...title.childNodes);
        title.append(outer);
      }
    },
  },
  {
    name: 'a line of its own between dt and dd',
    change: (document) => {
      for (const term of all(document, 'dt')) term.after(document.createElement('dt'));
    },
  },
];

const resultsTo =
  (list: string, item: string, block: string) =>
  (document: Document): void => {
    for (const element of all(document, 'li.arxiv-result p')) rename(element, block);
    for (const element of all(document, 'li.arxiv-result')) rename(element, item);
    for (const element of all(document, 'ol')) rename(element, list);
  };

/** Of an arXiv search. */
export const ARXIV_SEARCH: Variant[] = [
  ...ARXIV,
  { name: 'articles for list items', change: resultsTo('section', 'article', 'p') },
  { name: 'divs for list items', change: resultsTo('div', 'div', 'p') },
  { name: 'divs for everything', change: resultsTo('div', 'div', 'div') },
  {
    name: 'divs for everything, no classes',
    change: both(resultsTo('div', 'div', 'div'), stripClasses),
  },
  {
    name: 'no classes and no ids',
    change: (document) => {
      stripClasses(document);
      for (const element of all(document, '[id]')) element.removeAttribute('id');
    },
  },
  {
    name: 'results in more boxes',
    change: (document) => {
      for (const result of all(document, 'li.arxiv-result')) wrap([...result.children], 2);
    },
  },
];

/** Of a paper's own page on arXiv. */
export const ARXIV_PAPER: Variant[] = [
  ...ARXIV,
  {
    name: 'divs for the table and the quotation, no classes',
    change: (document) => {
      for (const element of all(document, 'td, tr, tbody, table, blockquote'))
        rename(element, 'div');
      stripClasses(document);
    },
  },
  {
    name: 'the title in more boxes, no classes, no ids',
    change: (document) => {
      for (const title of all(document, 'h1.title')) wrap([title], 2);
      stripClasses(document);
      for (const element of all(document, '[id]')) element.removeAttribute('id');
    },
  },
];
