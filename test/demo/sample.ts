/**
 * A sample digest of invented papers, in the manner of the real pages: what `npm start` shows where
 * the live page cannot be reached, what the README's pictures are of, and what the end-to-end tests
 * run on in a clone that has no saved pages.
 */
import type { PaperId } from '../../src/paper/ids';
import type { Web } from '../browser/harness/web';
import { type Figure, thumbnail } from './sample-figures';

export interface SamplePaper {
  readonly id: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly abstract: string;
  readonly categories: readonly string[];
  readonly organization?: string;
  readonly upvotes: number;
  readonly comments?: number;
  readonly stars?: number;
  /** What its picture shows. */
  readonly figure: Figure;
}

/** The id of the i-th paper of the sample. */
export const sampleId = (i: number): PaperId => `arxiv:${PAPERS[i]?.id}` as PaperId;

/** The day of the digest. */
export const DAY = '2026-11-23';

export const PAPERS: readonly SamplePaper[] = [
  {
    id: '2611.04201',
    title: 'Margins of Attention: Where Long-Context Models Stop Reading',
    authors: ['Ines Okafor', 'Tomáš Dvořák', 'Lin Shuyuan', 'Maria van der Velde'],
    abstract:
      'Models with long contexts answer questions about the middle of a text worse than about its ends. We trace this to a margin that attention leaves unread, measure it in eleven models, and close two thirds of it with a schedule of positions that costs nothing at inference.',
    categories: ['Computation and Language (cs.CL)', 'Machine Learning (cs.LG)'],
    organization: 'Slow Reading Lab',
    upvotes: 214,
    comments: 9,
    stars: 1240,
    figure: 'lines',
  },
  {
    id: '2611.04377',
    title: 'Sorting Papers in $\\mathcal{O}(n \\log \\log n)$ Expected Regret',
    authors: ['Amara Lindqvist', 'Jun Watanabe'],
    abstract:
      'A reader who skims $n$ abstracts a day regrets both what was read and what was missed. We give a policy whose expected regret grows with $n \\log \\log n$, and show that no policy without notes does better.',
    categories: ['Machine Learning (cs.LG)', 'Data Structures and Algorithms (cs.DS)'],
    upvotes: 96,
    comments: 4,
    figure: 'curve',
  },
  {
    id: '2611.03958',
    title: 'DogEarBench: Do Agents Remember What They Marked?',
    authors: [
      'Priya Raghunathan',
      'Oskar Brandt',
      'Chen Yiming',
      'Sofia Reyes',
      'David Adeyemi',
      'Hana Novotná',
    ],
    abstract:
      'We ask agents to read for a week, to mark what matters, and to answer for it on the eighth day. Most remember that they marked something, and not what.',
    categories: ['Artificial Intelligence (cs.AI)', 'Computation and Language (cs.CL)'],
    organization: 'Halden Lab',
    upvotes: 88,
    stars: 312,
    figure: 'grid',
  },
  {
    id: '2611.04512',
    title: 'Tiny Teachers: Distilling 70B Reasoning into 400M Parameters',
    authors: ['Kofi Mensah', 'Elena Petrova', 'Ravi Iyer'],
    abstract:
      'A chain of ever smaller teachers loses less than one large step. With five of them a model of 400 million parameters keeps four fifths of the reasoning of one of 70 billion.',
    categories: ['Machine Learning (cs.LG)'],
    upvotes: 71,
    comments: 2,
    stars: 58,
    figure: 'steps',
  },
  {
    id: '2611.02809',
    title: 'Gaussian Herbarium: Pressed Plants as Splats',
    authors: ['Noor Haddad', 'Felix Baumgartner'],
    abstract:
      'Ten thousand pressed plants, photographed from two sides, reconstructed as Gaussian splats with the thickness of a leaf. Botanists could not tell them from the sheets.',
    categories: ['Computer Vision and Pattern Recognition (cs.CV)'],
    organization: 'Museum of Small Things',
    upvotes: 54,
    comments: 1,
    figure: 'dots',
  },
  {
    id: '2611.04633',
    title: 'A Grammar of Footnotes',
    authors: ['Beatriz Álvarez-León'],
    abstract:
      'Footnotes are where papers say what they mean. We parse two million of them, and find six moods and one tense.',
    categories: ['Computation and Language (cs.CL)', 'Digital Libraries (cs.DL)'],
    upvotes: 37,
    figure: 'page',
  },
  {
    id: '2611.04098',
    title: 'Federated Gossip: Training Without a Server, Slowly',
    authors: ['Mikkel Sørensen', 'Aiko Tanaka', 'Luca Ferri'],
    abstract:
      'When nobody holds the whole model, everybody holds a rumour of it. We bound how far the rumours drift.',
    categories: [
      'Distributed, Parallel, and Cluster Computing (cs.DC)',
      'Machine Learning (cs.LG)',
    ],
    upvotes: 29,
    comments: 3,
    stars: 17,
    figure: 'net',
  },
  {
    id: '2611.04720',
    title: 'Silence as a Token',
    authors: ['Yara Benali', 'Henrik Aalto'],
    abstract:
      'Speech models are trained to fill pauses. We add a token for keeping silent, and conversations get shorter and better.',
    categories: ['Sound (cs.SD)', 'Computation and Language (cs.CL)'],
    organization: 'Halden Lab',
    upvotes: 21,
    comments: 1,
    figure: 'waves',
  },
  {
    id: '2611.03541',
    title: 'Proofs by Postcard: Compressing Formal Verification',
    authors: ['Grace Whitfield', 'Anders Holm', 'Meera Nair'],
    abstract:
      'A proof that fits on a postcard is checked by more people. We compress Lean proofs ninefold without losing the reader.',
    categories: ['Logic in Computer Science (cs.LO)'],
    upvotes: 12,
    figure: 'boxes',
  },
];

const asHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

const icon = (path: string): string =>
  `<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="${path}"/></svg>`;
const CODE = icon('M6 4.5L2.5 8L6 11.5M10 4.5L13.5 8L10 11.5');
const TALK = icon('M3 3.5h10v7H8l-3 2.5v-2.5H3z');

const STYLE = `
:root{--ground:#fff;--ink:#15181e;--soft:#667080;--line:#e6e8ec;--wash:#fafbfc;--chip:#f1f3f6}
.dark{color-scheme:dark;--ground:#0b0f19;--ink:#f3f4f6;--soft:#9ca3af;--line:#1f2937;--wash:#10151f;--chip:#1f2937}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
a{color:inherit;text-decoration:none}
.page-head{display:flex;gap:22px;align-items:center;padding:14px 40px;border-bottom:1px solid var(--line);color:var(--soft);font-size:14px}.page-head b{color:var(--ink)}
main{max-width:1280px;margin:0 auto;padding:26px 40px 96px}h1{margin:0;font-size:25px;font-weight:650;letter-spacing:-.015em}h1+p{margin:2px 0 22px;color:var(--soft)}
.grid{display:grid;gap:22px;grid-template-columns:repeat(auto-fill,minmax(min(100%,330px),1fr))}
article{position:relative;display:flex;flex-direction:column;overflow:hidden;border:1px solid var(--line);border-radius:12px;background:var(--wash)}
article>a{height:188px;display:block;overflow:hidden}article img.thumb{display:block;width:100%;height:100%;object-fit:cover;object-position:top}
.by{position:absolute;left:14px;top:176px;padding:0 9px;border:1px solid var(--line);border-radius:99px;background:var(--ground);color:var(--soft);font-size:12px;line-height:22px}
.body{display:flex;gap:16px;padding:24px 18px 18px 14px;flex:1}
.vote{flex:none;display:grid;place-content:center;justify-items:center;gap:1px;width:46px;height:52px;border:1px solid var(--line);border-radius:10px;background:var(--ground);font-size:13px;font-variant-numeric:tabular-nums}.vote span{color:var(--soft);font-size:9px;line-height:14px}
.text{min-width:0;flex:1;display:flex;flex-direction:column}h3{margin:0 0 10px;font-size:16.5px;font-weight:620;line-height:1.32;letter-spacing:-.006em;text-wrap:pretty}h3 a:hover{text-decoration:underline}
.row{display:flex;align-items:center;justify-content:space-between;gap:8px;margin-top:auto;color:var(--soft);font-size:13px}
.chip{min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;padding:1px 9px;border-radius:6px;background:var(--chip);color:var(--ink)}
.counts{display:flex;flex:none;gap:10px;white-space:nowrap;font-variant-numeric:tabular-nums}.icon{width:14px;height:14px;vertical-align:-2px;fill:none;stroke:currentColor;stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round}ul{margin:0;padding:0;list-style:none}
`;

/** Daily Papers with these papers, server-rendered, its data embedded as on the real page. */
export function dailyPage(papers: readonly SamplePaper[] = PAPERS, theme = ''): string {
  const props = {
    dateString: DAY,
    periodType: 'day',
    dailyPapers: papers.map((paper) => ({
      paper: {
        id: paper.id,
        authors: paper.authors.map((name) => ({ name, hidden: false })),
        publishedAt: '2026-11-20T00:00:00.000Z',
        title: paper.title,
        summary: paper.abstract,
        upvotes: paper.upvotes,
        ...(paper.stars ? { githubRepo: `https://github.com/example/${paper.id}` } : {}),
      },
      title: paper.title,
      numComments: paper.comments ?? 0,
    })),
  };
  return `<!doctype html><html lang="en" class="${theme}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Daily Papers - Hugging Face (sample)</title><style>${STYLE}</style></head>
<body class="DailyPapersPage"><div class="page-head"><b>Sample digest</b><a href="/papers">Papers</a><a href="/papers/trending">Trending</a></div>
<main><div class="SVELTE_HYDRATER contents" data-target="DailyPapers" data-props="${asHtml(JSON.stringify(props))}"><h1>Daily Papers</h1><p>Nov 23, 2026 · invented papers, on a page of Dogear's own</p>
<div class="grid">${papers.map((paper) => dailyCard(paper, theme)).join('\n')}</div></div></main></body></html>`;
}

export function dailyCard(paper: SamplePaper, theme = ''): string {
  const href = `/papers/${paper.id}`;
  const who = paper.organization
    ? `<a class="chip" href="/org">${asHtml(paper.organization)}</a>`
    : `<a href="${href}"><ul><li>· ${paper.authors.length} authors</li></ul></a>`;
  const stars = paper.stars ? `<a href="${href}">${CODE} <span>${paper.stars}</span></a>` : '';
  const comments = paper.comments
    ? `<a href="${href}#community">${TALK} ${paper.comments}</a>`
    : '';
  return `<article><a href="${href}"><img class="thumb" alt="" src="${thumbnail(paper.id, paper.figure, theme)}"></a><div class="by">Submitted by reader</div>
<div class="body"><a href="/login?next=%2Fpapers%2F${paper.id}"><div class="vote" role="checkbox" aria-checked="false" aria-label="Upvote"><span>▲</span><div class="leading-none">${paper.upvotes}</div></div></a>
<div class="text"><h3><a href="${href}">${asHtml(paper.title)}</a></h3><div class="row">${who}<span class="counts">${stars}${comments}</span></div></div></div></article>`;
}

/** One paper's page on Hugging Face. */
export function paperPage(paper: SamplePaper): string {
  const props = {
    paper: {
      id: paper.id,
      authors: paper.authors.map((name) => ({ name })),
      publishedAt: '2026-11-20T00:00:00.000Z',
      title: paper.title,
      summary: paper.abstract,
      upvotes: paper.upvotes,
    },
  };
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Paper page (sample)</title><style>${STYLE}</style></head><body><main><div class="SVELTE_HYDRATER contents" data-target="PaperContent" data-props="${asHtml(JSON.stringify(props))}">
<section><h1>${asHtml(paper.title)}</h1><div class="row"><div>Published on Nov 20, 2026</div></div><h2>Abstract</h2><p>${asHtml(paper.abstract)}</p></section></div></main></body></html>`;
}

const ARXIV_STYLE = `body{margin:0;font:15px/1.5 "Lucida Grande",Helvetica,Arial,sans-serif;background:#fff;color:#000}
.head{background:#b31b1b;color:#fff;padding:14px 24px;font-size:20px}#dlpage,#abs{max-width:1000px;padding:12px 24px}a{color:#0068ac}
dt{margin-top:14px}dd{margin:0 0 6px 32px}.list-title{font-weight:700}.list-subjects{color:#444}.descriptor{font-weight:400}`;

/**
 * An arXiv list with these papers.
 * @param version the version of all of them, which the addresses of their HTML name
 */
export function arxivList(papers: readonly SamplePaper[] = PAPERS, version?: number): string {
  const replaced = Number(version) > 1 ? ' (replaced)' : '';
  const html = (id: string): string =>
    version ? `, <a href="https://arxiv.org/html/${id}v${version}" title="View HTML">html</a>` : '';
  const entries = papers.map(
    (
      paper,
      i,
    ) => `<dt><a name="item${i + 1}">[${i + 1}]</a> <a href="/abs/${paper.id}" title="Abstract" id="${paper.id}">arXiv:${paper.id}</a>${replaced} [<a href="/pdf/${paper.id}" title="Download PDF">pdf</a>${html(paper.id)}, <a href="/format/${paper.id}" title="Other formats">other</a>]</dt>
<dd><div class="meta"><div class="list-title mathjax"><span class="descriptor">Title:</span> ${asHtml(paper.title)}</div><div class="list-authors">${paper.authors
      .map(
        (name) =>
          `<a href="https://arxiv.org/search/cs?searchtype=author&amp;query=x">${asHtml(name)}</a>`,
      )
      .join(
        ', ',
      )}</div><div class="list-subjects"><span class="descriptor">Subjects:</span> <span class="primary-subject">${paper.categories.map(asHtml).join('; ')}</span></div></div></dd>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Computation and Language (sample)</title><style>${ARXIV_STYLE}</style></head><body><div class="head">arXiv (sample)</div><div id="dlpage"><h1>Computation and Language</h1><h2>Authors and titles for recent submissions</h2>
<dl id="articles"><h3>Mon, 23 Nov 2026 (showing ${papers.length} of ${papers.length} entries )</h3>${entries.join('\n')}</dl></div></body></html>`;
}

/** A paper's abstract page on arXiv. */
export function abstractPage(paper: SamplePaper): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>[${paper.id}] (sample)</title><style>${ARXIV_STYLE}</style><meta name="citation_date" content="2026/11/20"></head><body><div class="head">arXiv (sample)</div><div id="abs"><div class="dateline">[Submitted on 20 Nov 2026]</div><h1 class="title mathjax"><span class="descriptor">Title:</span>${asHtml(paper.title)}</h1>
<div class="authors"><span class="descriptor">Authors:</span>${paper.authors.map((name) => `<a href="https://arxiv.org/search/cs?searchtype=author&amp;query=x">${asHtml(name)}</a>`).join(', ')}</div>
<blockquote class="abstract mathjax"><span class="descriptor">Abstract:</span>${asHtml(paper.abstract)}</blockquote>
<table><tr><td>Subjects:</td><td>${paper.categories.map(asHtml).join('; ')}</td></tr></table></div></body></html>`;
}

export const DAILY = 'https://huggingface.co/papers';
export const RECENT = 'https://arxiv.org/list/cs.CL/recent';

/** Puts the whole sample under its real addresses. */
export function putSample(web: Web, theme = ''): void {
  web.put(DAILY, dailyPage(PAPERS, theme));
  web.put(RECENT, arxivList());
  for (const paper of PAPERS) {
    web.put(`${DAILY}/${paper.id}`, paperPage(paper));
    web.put(`https://arxiv.org/abs/${paper.id}`, abstractPage(paper));
  }
}
