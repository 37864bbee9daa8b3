/** Turns notes in HTML, as Zotero has them, into Markdown. */
import { tidyLines } from '../../tex/to-text';
import { unescapeHtml } from './html-text';

const BEGINS =
  /^\s*<(div|p|h[1-6]|ul|ol|blockquote|pre|table|span|strong|b|em|i|u|a|code|hr|br)(?:\s[^<>]*)?\/?>/i;

/** Whether a note is written in HTML: it begins with an element that ends. */
function isHtml(text: string): boolean {
  const name = BEGINS.exec(text)?.[1]?.toLowerCase();
  return name !== undefined && (/^[hb]r$/.test(name) || text.includes(`</${name}`));
}

const TOKEN = /<(\/?)([a-z][a-z\d]{0,20})((?:\s[^<>]{0,5000})?)\/?>|[^<]+|</gi;
const VOID = /^(?:br|hr|img|input|wbr|col|meta|link)$/;
/** Deeper than any note that somebody wrote. */
const DEEPEST = 40;

/** An element that is open. */
interface Frame {
  readonly name: string;
  readonly attributes: string;
  text: string;
  /** Whether nothing stands on the last line of the text. To ask the text itself would take ever longer. */
  isAtLineStart: boolean;
  /** The number of the last item of a list. */
  items: number;
}

const makeFrame = (name: string, attributes: string): Frame => ({
  ...{ name, attributes, text: '', isAtLineStart: true, items: 0 },
});

/** Returns a note as Markdown; one that is not in HTML stays as it is. */
export function noteOfHtml(note: string): string {
  if (!isHtml(note)) return note;
  const frames: Frame[] = [makeFrame('', '')];
  const top = (): Frame => frames.at(-1) as Frame;
  const add = (text: string): void => {
    if (!text) return;
    top().text += text;
    top().isAtLineStart = text.endsWith('\n');
  };
  const isIn = (name: string): boolean => frames.some((frame) => frame.name === name);
  const close = (): void => {
    const frame = frames.pop() as Frame;
    add(markdownOf(frame, top()));
  };
  for (const [token, slash, name = '', attributes = ''] of note.matchAll(TOKEN)) {
    const tag = name.toLowerCase();
    if (!tag) {
      const text = unescapeHtml(token);
      add(isIn('pre') ? text : wordsOf(text, top().isAtLineStart, isIn('code')));
    } else if (slash) {
      if (isIn(tag)) while (top().name !== tag) close();
      if (top().name === tag && tag) close();
    } else if (VOID.test(tag)) {
      if (tag === 'br') add('\n');
      if (tag === 'hr') add('\n\n---\n\n');
    } else if (frames.length < DEEPEST) {
      // An item ends where the next begins.
      if (tag === 'li' && top().name === 'li') close();
      frames.push(makeFrame(tag, attributes));
    }
  }
  while (frames.length > 1) close();
  return tidyLines(top().text);
}

/** Returns words behind others, with one blank between them and with the signs of Markdown escaped. */
function wordsOf(text: string, isAtLineStart: boolean, isCode: boolean): string {
  const words = text.replace(/\s+/g, ' ');
  const bare = isAtLineStart ? words.trimStart() : words;
  return isCode ? bare : bare.replace(/[*`]/g, '\\$&').replace(/<(?=[a-z/!])/gi, '\\<');
}

const FACES: Readonly<Record<string, string>> = {
  ...{ strong: '**', b: '**', em: '*', i: '*', code: '`', s: '~~', del: '~~', strike: '~~' },
};

/** Returns an element as it is written in the one around it. */
function markdownOf({ name, attributes, text }: Frame, around: Frame): string {
  const inner = text.trim();
  if (/^(?:style|script|head)$/.test(name)) return '';
  if (/^h[1-6]$/.test(name)) return `\n\n${'#'.repeat(Number(name[1]))} ${oneLine(inner)}\n\n`;
  if (/^(?:p|div|ul|ol|dl|section)$/.test(name)) {
    const gap = around.name === 'li' ? '\n' : '\n\n';
    return inner ? `${gap}${inner}${gap}` : '';
  }
  if (name === 'li') {
    const mark = around.name === 'ol' ? `${++around.items}. ` : '- ';
    const lines = inner.replace(/\n{2,}/g, '\n').replaceAll('\n', `\n${' '.repeat(mark.length)}`);
    return `\n${mark}${lines}`;
  }
  if (name === 'blockquote')
    return inner ? `\n\n> ${tidyLines(inner).replaceAll('\n', '\n> ')}\n\n` : '';
  if (name === 'pre') {
    return /\bmath\b/.test(attributes) ? `\n\n${inner}\n\n` : `\n\n\`\`\`\n${text}\n\`\`\`\n\n`;
  }
  if (name === 'td' || name === 'th') return ` ${oneLine(inner)} |`;
  if (name === 'tr') {
    const rule = around.items++ === 0 ? `\n|${' - |'.repeat(inner.split(' |').length - 1)}` : '';
    return `\n| ${inner}${rule}`;
  }
  if (name === 'table') return `\n\n${inner}\n\n`;
  const mark = Object.hasOwn(FACES, name) ? FACES[name] : undefined;
  if (mark && inner) return beside(text, `${mark}${inner}${mark}`);
  const address = name === 'a' && /href\s*=\s*["'](https?:[^"'\s]+)["']/i.exec(attributes)?.[1];
  if (address && inner) return beside(text, linkTo(unescapeHtml(address), inner));
  return text;
}

const linkTo = (address: string, inner: string): string =>
  inner === address
    ? `<${address}>`
    : `[${oneLine(inner)}](${address.replace(/[()]/g, encodeURI)})`;

/** Returns what is written for a text, with the blanks that the text has on either side. */
function beside(text: string, written: string): string {
  const start = text.length - text.trimStart().length;
  return text.slice(0, start) + written + text.slice(text.trimEnd().length);
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');
