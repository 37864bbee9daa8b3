/** The pages that the benchmarks load: generated, the same every time, of papers that do not exist. */
import { dailyPage, type SamplePaper } from '../demo/sample';

export interface BenchPage {
  readonly name: string;
  readonly address: string;
  /** The number of its cards. */
  readonly cards: number;
  readonly hydrates: boolean;
  html(options?: PageOptions): string;
}

export interface PageOptions {
  /** Papers whose cards the page itself paints magenta, and whose titles' paints it has timed. */
  readonly loud?: ReadonlySet<string>;
  /** A script of the bench's own, run before anything else in the page. */
  readonly probe?: string;
}

/** The colour of `loud` cards, and of nothing else on these pages. */
const LOUD = '#ff00ff';

const WORDS =
  'attention margin reader model sparse proof digest latent graph policy token kernel corpus prior sampling gradient memory retrieval causal bound footnote decoder schedule alignment benchmark layer regret index embedding horizon'.split(
    ' ',
  );
const NAMES = 'Okafor Lindqvist Watanabe Petrova Haddad Reyes Novotna Brandt Iyer Sorensen'.split(
  ' ',
);
const GIVEN = 'Ines Jun Amara Tomas Priya Oskar Noor Felix Grace Mikkel'.split(' ');

/** Makes numbers that look random and are always the same (mulberry32, by Tommy Ettinger). */
function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** Makes `count` papers of one month, the first of them number `first`. */
export function makePapers(month: string, first: number, count: number): SamplePaper[] {
  return Array.from({ length: count }, (_, i) => {
    const random = makeRandom(first + i);
    const pick = (list: readonly string[]): string => list[random(list.length)] as string;
    const words = (n: number): string => Array.from({ length: n }, () => pick(WORDS)).join(' ');
    return {
      id: `${month}.${String(first + i).padStart(5, '0')}`,
      title: `On the ${words(6 + random(6))}`,
      authors: Array.from({ length: 1 + random(9) }, () => `${pick(GIVEN)} ${pick(NAMES)}`),
      abstract: `We study the ${words(120 + random(60))}, with $\\mathcal{O}(n)$ ${words(10)}.`,
      categories: ['Computation and Language (cs.CL)', 'Machine Learning (cs.LG)'],
      figure: 'lines',
      upvotes: random(200),
      comments: random(4),
      stars: random(900),
    };
  });
}

export const LIST_PAPERS = makePapers('2611', 10_000, 2_000);
export const DAILY_PAPERS = makePapers('2611', 3_000, 50);

export const LIST: BenchPage = {
  name: 'arXiv, 2,000',
  address: 'https://arxiv.org/list/cs.CL/new?skip=0&show=2000',
  cards: LIST_PAPERS.length,
  hydrates: false,
  html: (options) => listPage(LIST_PAPERS, options),
};

export const DAILY: BenchPage = {
  name: 'Hugging Face, 50',
  address: 'https://huggingface.co/papers/date/2026-11-23',
  cards: DAILY_PAPERS.length,
  hydrates: true,
  html: (options) => hydratingPage(DAILY_PAPERS, options),
};

export const PAGES: readonly BenchPage[] = [LIST, DAILY];

const asHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

const probeIn = ({ probe }: PageOptions): string => (probe ? `<script>${probe}</script>` : '');

const LIST_STYLE = `body{margin:0;font:15px/1.5 "Lucida Grande",Helvetica,Arial,sans-serif;background:#fff;color:#000}
.head{background:#b31b1b;color:#fff;padding:14px 24px;font-size:20px}#dlpage{max-width:1000px;padding:12px 24px}a{color:#0068ac}
dt{margin-top:14px}dd{margin:0 0 6px 32px}.list-title{font-weight:700}.list-subjects{color:#444}.descriptor{font-weight:400}
.loud,.loud+dd{background:${LOUD}}`;

/** Makes a list as arXiv serves it under `/new`, with abstracts. */
function listPage(papers: readonly SamplePaper[], options: PageOptions = {}): string {
  const entries = papers.map((paper, i) => {
    const loud = options.loud?.has(paper.id);
    return `<dt${loud ? ' class="loud"' : ''}>
  <a name='item${i + 1}'>[${i + 1}]</a>
  <a href ="/abs/${paper.id}" title="Abstract" id="${paper.id}">arXiv:${paper.id}</a>
  [<a href="/pdf/${paper.id}" title="Download PDF" id="pdf-${paper.id}">pdf</a>, <a href="https://arxiv.org/html/${paper.id}v1" title="View HTML" id="html-${paper.id}" rel="noopener noreferrer" target="_blank">html</a>, <a href="/format/${paper.id}" title="Other formats" id="oth-${paper.id}">other</a>]
</dt>
<dd>
  <div class='meta'>
    <div class='list-title mathjax'${loud ? ` elementtiming="${paper.id}"` : ''}><span class='descriptor'>Title:</span>
      ${asHtml(paper.title)}
    </div>
    <div class='list-authors'>${paper.authors.map((name) => `<a href="https://arxiv.org/search/cs?searchtype=author&amp;query=${encodeURIComponent(name)}">${asHtml(name)}</a>`).join(', ')}</div>
    <div class='list-comments mathjax'><span class='descriptor'>Comments:</span> ${8 + (i % 30)} pages</div>
    <div class='list-subjects'><span class='descriptor'>Subjects:</span> <span class="primary-subject">${paper.categories.map(asHtml).join('</span>; ')}</div>
    <p class='mathjax'>${asHtml(paper.abstract)}</p>
  </div>
</dd>`;
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Computation and Language (generated)</title>${probeIn(options)}<style>${LIST_STYLE}</style></head>
<body><div class="head">arXiv (generated)</div><div id="dlpage"><h1>Computation and Language</h1><h3>Showing new listings for Monday, 23 November 2026</h3>
<dl id='articles'><h3>New submissions (showing ${papers.length} of ${papers.length} entries)</h3>
${entries.join('\n')}</dl></div></body></html>`;
}

/**
 * What hydration looks like from outside: soon after `load` a script walks the whole list and
 * listens on its parts, writes a text or two, and leaves the tree as it was. Svelte writes the texts
 * that it has as numbers, the same as they were; test/browser/hydration.test.ts has the real one.
 */
const HYDRATION = `addEventListener('load', () => setTimeout(() => {
  const walker = document.createTreeWalker(document.querySelector('[data-target]'));
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.localName === 'a') node.addEventListener('click', () => {});
    if (node.nodeType === 3 && /^\\s*\\d+\\s*$/.test(node.nodeValue)) node.nodeValue = node.nodeValue;
  }
  document.querySelector('main p').textContent += ' · now';
}, 200))`;

const DOT = 'data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==';

/** Makes Daily Papers, with its data in `data-props` and a script that takes over. */
function hydratingPage(papers: readonly SamplePaper[], options: PageOptions = {}): string {
  let html = dailyPage(papers)
    // Drawn pictures are documents of their own, 50 of them, and their time is everyone's noise.
    .replace(/src="data:image[^"]*"/g, `src="${DOT}"`)
    .replace(
      '</head>',
      `<style>.loud,.loud *{background:${LOUD}!important}</style>${probeIn(options)}</head>`,
    )
    .replace('</body>', `<script>${HYDRATION}</script></body>`);
  for (const id of options.loud ?? []) {
    html = html
      .replace(
        `<article><a href="/papers/${id}">`,
        `<article class="loud"><a href="/papers/${id}">`,
      )
      // On the block: an inline element has no paints of its own to time.
      .replace(
        `<h3><a href="/papers/${id}">`,
        `<h3 elementtiming="${id}"><a href="/papers/${id}">`,
      );
  }
  return html;
}
