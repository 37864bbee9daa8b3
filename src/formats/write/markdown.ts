import type { Entry } from '../../paper/entry';
import { splitMath } from '../../tex/math';
import { lineOf, oneBlank } from '../../tex/to-tex';
import { shortAuthors } from './authors';
import { plainNamesOf, plainOf } from './plain';
import { pageLink, webLink } from './work';

export const MARKDOWN_HEAD = '# Reading list\n';

/** The papers as one readable list in Markdown; notes stand as they were typed, as quotations. */
export function toMarkdown(entries: readonly Entry[]): string {
  return [MARKDOWN_HEAD, ...entries.map(writeMarkdownEntry)].join('\n');
}

/** One paper of the list. */
export function writeMarkdownEntry({ paper, mark }: Entry): string {
  const named = { ...paper, authors: plainNamesOf(paper) };
  const facts = [
    shortAuthors(named, (n) => (n === 1 ? '1 author' : `${n} authors`)),
    paper.published,
    plainOf(paper.venue ?? '') || paper.categories?.join(', '),
  ];
  const [pdf, code] = [webLink(paper.links.pdf), webLink(paper.links.code)];
  const more = [
    pdf && `[PDF](${linkAddress(pdf)})`,
    code && `[Code](${linkAddress(code)})`,
    mark.tags?.map((tag) => `#${escapeMarkdown(lineOf(tag).replaceAll(' ', '-'))}`).join(' '),
  ];
  return [
    `## [${titleInMarkdown(plainOf(paper.title) || paper.id)}](${linkAddress(pageLink(paper))})\n`,
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
  return said.length > 0 ? `${asLine(said.join(' · '))}\n` : undefined;
}

/** On one line; formulas stay, since Markdown readers typeset them. */
export const titleInMarkdown = (title: string): string => inMarkdown(title, escapeMarkdown);

/** A title that was written so: without the backslashes that are Markdown's and not a formula's. */
export const readTitle = (written: string): string =>
  splitMath(written)
    .map(({ isMath, text }) => (isMath ? text : text.replace(/\\([\\`*_[\]<>|~$&:.%=])/g, '$1')))
    .join('');

/** The same of text of several sentences, in which addresses are links. */
export const textInMarkdown = (text: string): string =>
  inMarkdown(text, (words) =>
    words
      .split(ADDRESS)
      .map((part, i) => (i % 2 ? `<${part}>` : escapeMarkdown(part)))
      .join(''),
  );

/** With the sentence's punctuation behind it, and the brackets around it, not part of it. */
const ADDRESS = /(https?:\/\/(?:[\w.~:/?#@!&*+,;=%-]|\([\w.~:/?#@!&*+,;=%-]*\))+(?<![.,;:!?]))/i;

function inMarkdown(text: string, write: (words: string) => string): string {
  return splitMath(oneBlank(text))
    .map((piece) => (piece.isMath ? mathInMarkdown(piece.text) : write(piece.text)))
    .join('');
}

/**
 * The same formula between dollars, as Markdown has them, of which a reader that knows no formulas
 * makes neither a link nor code nor HTML: `$[0,1)$` would end the link that a title is, and `$a<b>c$`
 * is an element.
 */
function mathInMarkdown(math: string): string {
  return loneBrackets(math.replace(/^\\\(\s*([^$]*\S)\s*\\\)$/, '$$$1$$'))
    .replace(/\](?=[[(])/g, '] ')
    .replace(/<(?=[a-z/!?])/gi, '< ')
    .replaceAll('`', '\\lq ');
}

/** Brackets without their other half by name. One after a backslash counts neither here nor there. */
function loneBrackets(math: string): string {
  const lone = new Set<number>();
  const open: number[] = [];
  for (const { 0: sign, index } of math.matchAll(/\\.|[[\]]/gs)) {
    if (sign === '[') open.push(index);
    if (sign === ']' && open.pop() === undefined) lone.add(index);
  }
  for (const index of open) lone.add(index);
  return math.replace(/[[\]]/g, (sign, index: number) => {
    if (!lone.has(index)) return sign;
    return sign === '[' ? '\\lbrack ' : '\\rbrack ';
  });
}

/**
 * Text that shows as itself: no emphasis, link, HTML, entity or code comes of it, and in Obsidian no
 * comment (`%%`) and nothing marked (`==`). To GitHub a bare address is a link, and the backslash before
 * a sign behind it a part of that: of `https://x\<img>` it would make a picture.
 */
export function escapeMarkdown(text: string): string {
  return (/\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ') : text)
    .replace(/[\\`*_[\]<>|~$]|%(?=%)|=(?==)/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/(?:https?|ftp)(?=:\/\/)|www(?=\.)/gi, '$&\\');
}

/**
 * What may be a whole line, and is no heading, list or rule: `#`, `-`, `+`, `1.`, and `=` or `-:` under a
 * paragraph. `#` at the end of a heading is part of it, and so is `^2`, a block's name to Obsidian.
 */
export const asLine = (text: string): string =>
  text
    .replace(/(?<=\s)(?:#+|\^[\w-]+)\s*$/, '\\$&')
    .replace(
      /^\s*(?:(?:#{1,6}|[-+])(?=\s|$)|(?::?-[-:\s]*|=+\s*)$)/,
      (mark) => `\\${mark.trimStart()}`,
    )
    .replace(/^\s*(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');

/** Brackets and blanks would end a link, and `&lt;` be a sign. */
export const linkAddress = (url: string): string =>
  url
    .replace(
      /[()\s<>]/g,
      (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .replace(/(&#?\w+);/g, '$1%3B');
