import type { Entry } from '../../paper/entry';
import { asLine, escapeMarkdown, linkAddress, titleInMarkdown } from '../markdown-text';
import { shortAuthors } from './authors';
import { pageLink, webLink } from './paper-fields';
import { plainNamesOf, plainOf } from './plain';
import { tagNames } from './tag-name';

export const MARKDOWN_HEAD = '# Reading list\n';

/** Writes one paper of a readable list; its note stands as it was typed, as a quotation. */
export function writeMarkdownEntry({ paper, mark }: Entry): string {
  const named = { ...paper, authors: plainNamesOf(paper) };
  const facts = [
    shortAuthors(named, (n) => (n === 1 ? '1 author' : `${n} authors`)),
    paper.published,
    plainOf(paper.venue ?? '') || paper.categories?.join(', '),
  ];
  const [title, page] = [titleInMarkdown(plainOf(paper.title) || paper.id), pageLink(paper)];
  const [pdf, code] = [webLink(paper.links.pdf), webLink(paper.links.code)];
  const more = [
    pdf && `[PDF](${linkAddress(pdf)})`,
    code && `[Code](${linkAddress(code)})`,
    tagNames(mark.tags)
      .map((tag) => `#${escapeMarkdown(tag)}`)
      .join(' '),
  ];
  return [
    `## ${page ? `[${title}](${linkAddress(page)})` : title}\n`,
    line(facts.map((fact) => fact && escapeMarkdown(fact))),
    line(more),
    mark.note &&
      `${mark.note.replace(/^|\r\n?|\n/g, (end) => `${end && '\n'}> `).replace(/(?<! ) +$/gm, '')}\n`,
  ]
    .filter(Boolean)
    .join('\n');
}

function line(parts: readonly (string | undefined)[]): string | undefined {
  const present = parts.filter(Boolean);
  return present.length > 0 ? `${asLine(present.join(' · '))}\n` : undefined;
}
