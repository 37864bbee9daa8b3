import {
  addNeighbours,
  all,
  both,
  linksTo,
  rename,
  SHARED,
  stripClasses,
  type Variant,
  wrap,
} from './shared';

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

/** Changes to a list of arXiv. */
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

/** Changes to a search page of arXiv. */
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

/** Changes to a paper's own page on arXiv. */
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
