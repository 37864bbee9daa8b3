import {
  addNeighbours,
  all,
  both,
  headingsTo,
  linksTo,
  rename,
  SHARED,
  stripClasses,
  type Variant,
  wrap,
} from './shared';

const CARD = 'article';
const TITLE_LINK = 'article h3 a';
const PAPER_LINK = 'a[href^="/papers/2"]:not([href*="#"])';

const cardsTo =
  (name: string) =>
  (document: Document): void => {
    for (const card of all(document, CARD)) rename(card, name);
  };

/** Changes to a page of Hugging Face with cards. */
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

/** Changes to a paper's own page on Hugging Face. */
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
