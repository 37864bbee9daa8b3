import type { Entry } from '../paper/entry';
import { splitMath } from '../paper/tex';
import { shortAuthors } from './authors';

import { oneBlank } from './tex';

export const MARKDOWN_HEAD = '# Reading list\n';

/** The papers as one readable list in Markdown; notes stand as they were typed, as quotations. */
export function toMarkdown(entries: readonly Entry[]): string {
  return [MARKDOWN_HEAD, ...entries.map(writeMarkdownEntry)].join('\n');
}

/** One paper of the list. */
export function writeMarkdownEntry({ paper, mark }: Entry): string {
  const { links } = paper;
  const facts = [
    shortAuthors(paper, (n) => (n === 1 ? '1 author' : `${n} authors`)),
    paper.published,
    paper.venue ?? paper.categories?.join(', '),
  ];
  const more = [
    links.pdf && `[PDF](${linkAddress(links.pdf)})`,
    links.code && `[Code](${linkAddress(links.code)})`,
    mark.tags?.map((tag) => `#${escapeMarkdown(tag.replace(/\s+/g, '-'))}`).join(' '),
  ];
  return [
    `## [${titleInMarkdown(paper.title)}](${linkAddress(links.page)})\n`,
    line(facts.map((fact) => fact && escapeMarkdown(fact))),
    line(more),
    mark.note &&
      `${mark.note.replace(/^|\r\n?|\n/g, (end) => `${end && '\n'}> `).replace(/(?<! ) +$/gm, '')}\n`,
  ]
    .filter(Boolean)
    .join('\n');
}

function line(parts: readonly (string | undefined)[]): string | undefined {
  const said = parts.filter(Boolean);
  return said.length > 0 ? `${said.join(' · ')}\n` : undefined;
}

/** On one line; formulas stay, since Markdown readers typeset them. */
export function titleInMarkdown(title: string): string {
  return splitMath(oneBlank(title))
    .map(({ isMath, text }) => (isMath ? text : escapeMarkdown(text)))
    .join('');
}

/** Text that shows as itself: no emphasis, link, HTML, entity or code comes of it. */
export function escapeMarkdown(text: string): string {
  return (/\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ') : text)
    .replace(/[\\`*_[\]<>|~$]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&');
}

/** Brackets and blanks would end a link. */
export const linkAddress = (url: string): string =>
  url.replace(
    /[()\s<>]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
