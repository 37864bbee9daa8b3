/** Text in Markdown that shows as itself, for CommonMark, GitHub and Obsidian. */
import { splitMath } from '../tex/math';
import { oneBlank } from '../tex/to-tex';

/** Writes a title on one line; formulas stay, since programs for Markdown typeset them. */
export const titleInMarkdown = (title: string): string => inMarkdown(title, escapeMarkdown);

/**
 * Reads a title that was written so: removes the backslashes of Markdown, not those of formulas.
 */
export const unescapeMarkdownTitle = (written: string): string =>
  splitMath(written)
    .map(({ isMath, text }) => (isMath ? text : text.replace(/\\([\\`*_[\]<>|~$&:.%=])/g, '$1')))
    .join('');

/** Writes a text of several sentences on one line, with its addresses as links. */
export const textInMarkdown = (text: string): string =>
  inMarkdown(text, (words) =>
    words
      .split(ADDRESS)
      .map((part, i) => (i % 2 ? `<${part}>` : escapeMarkdown(part)))
      .join(''),
  );

/** An address, without the sentence's punctuation behind it and the brackets around it. */
const ADDRESS = /(https?:\/\/(?:[\w.~:/?#@!&*+,;=%-]|\([\w.~:/?#@!&*+,;=%-]*\))+(?<![.,;:!?]))/i;

function inMarkdown(text: string, write: (words: string) => string): string {
  return splitMath(oneBlank(text))
    .map((piece) => (piece.isMath ? mathInMarkdown(piece.text) : write(piece.text)))
    .join('');
}

/**
 * Writes a formula between dollars, as Markdown has them, and so that a program that knows no
 * formulas makes neither a link nor code nor HTML of it: `$[0,1)$` would end the link that a title
 * is, and `$a<b>c$` is an element.
 */
function mathInMarkdown(math: string): string {
  return nameLoneBrackets(math.replace(/^\\\(\s*([^$]*\S)\s*\\\)$/, '$$$1$$'))
    .replace(/\](?=[[(])/g, '] ')
    .replace(/<(?=[a-z/!?])/gi, '< ')
    .replaceAll('`', '\\lq ');
}

/** Writes brackets without their other half by name. One after a backslash counts neither way. */
function nameLoneBrackets(math: string): string {
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
 * Escapes a text so that no emphasis, link, HTML, entity or code comes of it, and in Obsidian no
 * comment (`%%`) and nothing marked (`==`). To GitHub a bare address is a link, and the backslash
 * before a sign behind it is part of the address: of `https://x\<img>` it would make a picture.
 */
export function escapeMarkdown(text: string): string {
  return (/\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ') : text)
    .replace(/[\\`*_[\]<>|~$]|%(?=%)|=(?==)/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/(?:https?|ftp)(?=:\/\/)|www(?=\.)/gi, '$&\\');
}

/**
 * Escapes what may be a whole line so that it is no heading, list or rule: `#`, `-`, `+`, `1.`, and
 * `=` or `-:` under a paragraph. `#` at the end of a heading is part of it, and so is `^2`, which
 * names a block in Obsidian.
 */
export const asLine = (text: string): string =>
  text
    .replace(/(?<=\s)(?:#+|\^[\w-]+)\s*$/, '\\$&')
    .replace(
      /^\s*(?:(?:#{1,6}|[-+])(?=\s|$)|(?::?-[-:\s]*|=+\s*)$)/,
      (mark) => `\\${mark.trimStart()}`,
    )
    .replace(/^\s*(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');

/** Encodes brackets and blanks, which would end a link, and `&lt;`, which would be a sign. */
export const linkAddress = (url: string): string =>
  url
    .replace(
      /[()\s<>]/g,
      (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .replace(/(&#?\w+);/g, '$1%3B');
