import { localIsoDay } from '../../paper/date';
import type { Entry } from '../../paper/entry';
import { clean } from '../../tex/to-tex';
import { bylineOf } from './byline';
import { pageLink, webLink } from './paper-fields';
import { plainOf } from './plain';

declare const brand: unique symbol;
/** HTML; only `markup` makes it, which escapes all text that is put into it. */
type Markup = { readonly [brand]: 'Markup'; readonly html: string };

type Content = string | number | Markup | undefined | false | readonly Content[];

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string =>
  clean(text).replace(/[&<>"']/g, (char) => ENTITIES[char] as string);

function htmlOf(content: Content): string {
  if (content === undefined || content === false) return '';
  if (typeof content === 'string') return escapeHtml(content);
  if (typeof content === 'number') return String(content);
  if ('html' in content) return content.html;
  return content.map(htmlOf).join('');
}

function markup(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  const html = parts.map((part, i) => part + htmlOf(contents[i])).join('');
  return { html } as Markup;
}

const STYLE = `
:root { color-scheme: light dark; --text: #1c1c1a; --soft: #5f5d57; --line: #e2dfd8; --page: #fdfcfa; --link: #1a4f8b; --note: #f5f1e6; }
@media (prefers-color-scheme: dark) { :root { --text: #e8e6e1; --soft: #a3a099; --line: #36342f; --page: #191816; --link: #8fb8ea; --note: #26231b; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 3rem 1.5rem 4rem; max-width: 46rem; background: var(--page); color: var(--text); font: 1rem/1.55 Charter, "Bitstream Charter", "Iowan Old Style", Georgia, serif; overflow-wrap: break-word; }
body > header { padding-bottom: 1rem; border-bottom: 1px solid var(--line); }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; font-weight: 600; }
h2 { margin: 0 0 .25rem; font-size: 1.15rem; line-height: 1.35; font-weight: 600; text-wrap: pretty; }
p { margin: 0; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
h2 a { color: inherit; }
article { padding: 1.5rem 0; border-bottom: 1px solid var(--line); }
article:last-child { border-bottom: 0; }
.soft, .facts, .links { color: var(--soft); font: .875rem/1.5 system-ui, sans-serif; }
.authors { font-style: italic; }
.abstract { margin-top: .6rem; hyphens: auto; }
.note { margin-top: .8rem; padding: .6rem .8rem; border-left: 3px solid var(--line); background: var(--note); white-space: pre-wrap; }
.links { display: flex; flex-wrap: wrap; gap: 0 1rem; margin-top: .6rem; }
@page { margin: 2cm; }
@media print {
  :root { color-scheme: light; --text: #000; --soft: #444; --line: #bbb; --page: #fff; --link: #000; --note: #fff; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h2, .authors, .facts { break-after: avoid; }
  .abstract, .note { orphans: 3; widows: 3; }
  .note { break-inside: avoid; }
  .links a[href]::after { content: " " attr(href); }
  .links { display: block; font-size: 8pt; }
  .links > * { display: block; }
}`;

/**
 * Writes the beginning of a page that reads and prints well by itself, with abstracts and notes, in
 * the user's light or dark scheme. It has no script, and a policy that lets none run: what pages
 * and users wrote is escaped, and could do nothing if it were not.
 * @param exportedAt ms since 1970
 */
export function htmlHead(count: number, exportedAt: number): string {
  const day = localIsoDay(exportedAt);
  const counted = `${count} ${count === 1 ? 'paper' : 'papers'}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Dogear">
<title>Reading list</title>
<style>${STYLE}
</style>
</head>
<body>
<header>
<h1>Reading list</h1>
<p class="soft">${counted} · <time>${day}</time></p>
</header>
<main>
`;
}

export const HTML_TAIL = '</main>\n</body>\n</html>\n';

/** Writes one paper of the page. */
export function writeHtmlEntry({ paper, mark }: Entry): string {
  const page = pageLink(paper);
  const title = plainOf(paper.title) || paper.id;
  const byline = bylineOf(paper);
  const facts = [
    paper.published,
    plainOf(paper.venue ?? ''),
    paper.categories?.join(', '),
    mark.tags?.map((tag) => `#${tag}`).join(' '),
  ].filter(Boolean);
  const { html } = markup`<article>
<h2 dir="auto">${page === undefined ? title : link(title, page)}</h2>
${byline && markup`<p class="authors" dir="auto">${byline}</p>\n`}${facts.length > 0 && markup`<p class="facts">${facts.join(' · ')}</p>\n`}${
  paper.abstract && markup`<p class="abstract" dir="auto">${plainOf(paper.abstract)}</p>\n`
}${mark.note && markup`<p class="note" dir="auto">${mark.note}</p>\n`}<p class="links">${[
    link('Page', page),
    link('PDF', webLink(paper.links.pdf)),
    link('Code', webLink(paper.links.code)),
  ]}</p>
</article>
`;
  return html;
}

const link = (name: string, address: string | undefined): Markup | undefined =>
  address === undefined ? undefined : markup`<a href="${address}">${name}</a>`;

/** Writes a text as paragraphs of HTML, which empty lines separate. */
export const paragraphsOf = (text: string): string =>
  clean(text)
    .trim()
    .split(/\n\s*\n/)
    .map((lines) => `<p>${lines.split('\n').map(escapeHtml).join('<br>')}</p>`)
    .join('');
