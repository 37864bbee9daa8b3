import { arxivIdAt } from '../../paper/ids/arxiv';
import { countPapers } from '../dom/by-links';
import type { Card, Examples, Page, PageKind, SiteInfo, SiteReader } from '../site';
import { findAbstractPage } from './abstract-page';
import { findListEntries } from './list';
import { idOfLink } from './paper';
import { findResults } from './results';
import { findTrackbacks } from './trackbacks';

function kindOf({ pathname }: URL): PageKind | undefined {
  if (/^\/(?:(?:list|catchup|search)(?:\/|$)|a\/[\w-]+\/?$|tb\/recent\/?$)/.test(pathname))
    return 'digest';
  return pathname.startsWith('/abs/') && arxivIdAt(`https://arxiv.org${pathname}`)
    ? 'paper'
    : undefined;
}

function cards(page: Page): Card[] {
  if (kindOf(page.url) === 'paper') return findAbstractPage(page);
  if (page.url.pathname.startsWith('/tb/')) return findTrackbacks(page);
  const entries = findListEntries(page);
  return entries.length > 0 ? entries : findResults(page);
}

/** arXiv: its markup of 2021 to 2026, and that of its lists since long before. Served whole. */
export const info: SiteInfo = {
  id: 'arxiv',
  name: 'arXiv',
  matches: ['https://arxiv.org/*', 'https://www.arxiv.org/*', 'https://export.arxiv.org/*'],
  kindOf,
};

export const reader: SiteReader = {
  hydrates: false,
  shortcuts: [],
  cards,
  idOf: ({ href }) => arxivIdAt(href),
  linkedIn: (document) => countPapers(document, 'a[href*="/abs/"]', idOfLink),
};

export const examples: Examples = {
  digest: [
    'https://arxiv.org/list/cs.CL/recent',
    'https://arxiv.org/list/cs.CL/recent?skip=50&show=2000',
    'https://arxiv.org/list/cond-mat.mtrl-sci/new',
    'https://arxiv.org/list/cs.CL/pastweek',
    'https://arxiv.org/list/cs.CL/2026-07',
    'https://arxiv.org/catchup/cs.CL/2026-07-01?abs=True',
    'https://arxiv.org/search/?query=distributed+systems&searchtype=all',
    'https://arxiv.org/search/cs?query=x',
    'https://arxiv.org/search/advanced?advanced=&terms-0-term=x',
    'https://arxiv.org/a/lovelace_a_1',
    'https://arxiv.org/a/0000-0002-1825-0097',
    'https://arxiv.org/tb/recent',
    'https://www.arxiv.org/list/cs.CL/new',
    'https://export.arxiv.org/list/cs.CL/recent',
  ],
  paper: [
    'https://arxiv.org/abs/2609.22268',
    'https://arxiv.org/abs/2609.22268v2',
    'https://arxiv.org/abs/math/0309136',
    'https://export.arxiv.org/abs/2609.22268',
  ],
  neither: [
    'https://arxiv.org/',
    'https://arxiv.org/pdf/2609.22268',
    'https://arxiv.org/html/2609.22268v1',
    'https://arxiv.org/a/lovelace_a_1.atom',
    'https://arxiv.org/tb/2609.22268',
    'https://arxiv.org/abs/nonsense',
  ],
};
