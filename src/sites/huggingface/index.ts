import { arxivId, arxivIdAt } from '../../paper/ids/arxiv';
import type { PaperId } from '../../paper/ids/kind';
import { countPapers } from '../dom/by-links';
import { readOnce } from '../dom/read-once';
import type { Card, Examples, Page, PageKind, SiteInfo, SiteReader } from '../site';
import { findDigestCards } from './digest';
import { idOfLink } from './paper';
import { findPaperCard } from './paper-page';
import { readProps } from './props';

function kindOf({ pathname }: URL): PageKind | undefined {
  const path = pathname.replace(/\/+$/, '');
  if (path === '/papers' || /^\/papers\/(?:trending$|date\/|week\/|month\/)/.test(path)) {
    return 'digest';
  }
  const id = /^\/papers\/([^/]+)$/.exec(path)?.[1];
  return arxivId(id) ? 'paper' : undefined;
}

function cards(page: Page): Card[] {
  const props = readOnce(() => readProps(page.document));
  return kindOf(page.url) === 'paper' ? findPaperCard(page, props) : findDigestCards(page, props);
}

const idOf = (link: HTMLAnchorElement): PaperId | undefined =>
  idOfLink(link) ?? arxivIdAt(link.href);

/**
 * Hugging Face papers, by their markup of 2024 to 2026. Its pages are served as HTML and hydrated
 * by Svelte. Ids are arXiv's.
 */
export const info: SiteInfo = {
  id: 'huggingface',
  name: 'Hugging Face',
  matches: ['https://huggingface.co/papers*'],
  kindOf,
};

export const reader: SiteReader = {
  hydrates: true,
  shortcuts: [],
  cards,
  idOf,
  linkedIn: (document) => countPapers(document, 'a[href*="/papers/"]', idOfLink),
};

export const examples: Examples = {
  digest: [
    'https://huggingface.co/papers',
    'https://huggingface.co/papers/',
    'https://huggingface.co/papers?q=neural+networks',
    'https://huggingface.co/papers/date/2026-09-28',
    'https://huggingface.co/papers/week/2026-W39',
    'https://huggingface.co/papers/month/2026-09',
    'https://huggingface.co/papers/trending',
  ],
  paper: [
    'https://huggingface.co/papers/2609.31620',
    'https://huggingface.co/papers/2609.31620#community',
  ],
  neither: ['https://huggingface.co/papers/submit', 'https://huggingface.co/papersplease'],
};
