import type { Paper } from '../../paper/paper';
import { hash } from './citation-key';
import { plainOf } from './plain';
import { utf8Length } from './utf8';

/**
 * Longest title or id in a name, in bytes of UTF-8: file systems take 255 for a name, Windows 260
 * for a path.
 */
const LONGEST = 120;

/**
 * Names that Windows reserves, with any extension
 * (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
 */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|\s|$)/i;

/**
 * Matches an id that a name holds without loss. Disks of Windows and macOS do not tell A from a,
 * and `10.1000/a?b`, `10.1000/a:b` and `10.1000/a/b` would all become `10.1000 a b`.
 */
const IS_SAFE = /^[a-z]+:[a-z0-9._();,+~'!&=@-]+(?:\/[a-z0-9._();,+~'!&=@-]+)*$/;

/**
 * Returns a name for a paper's file, without an extension, that is valid on Windows, macOS and
 * Linux and in links in Obsidian: the title, and the id, which tells apart papers with one title.
 * It depends on the paper alone, so that a second export overwrites the first.
 */
export function fileNameOf(paper: Paper): string {
  const title = cut(safe(plainOf(paper.title)), LONGEST).replace(/[. ]+$/, '');
  const id = cut(safe(paper.id.replace(/[:/]/g, ' ')), LONGEST);
  const ending = IS_SAFE.test(paper.id) && id.length < LONGEST ? '' : ` ${hash(paper.id)}`;
  const name = `${title && title !== paper.id ? `${title} ` : ''}(${id}${ending})`;
  return RESERVED.test(name) ? `_${name}` : name;
}

/** Removes what one of the systems refuses, what is invisible, and what ends a link in Obsidian. */
function safe(text: string): string {
  const bare = text.replace(/[<>:"/\\|?*#^[\]]/g, ' ');
  const visible = /^[ -~]*$/.test(bare)
    ? bare
    : bare.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '');
  return visible
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .trim();
}

/** Cuts a text to so many bytes of UTF-8, and no letter in two. */
function cut(text: string, bytes: number): string {
  if (text.length * 3 <= bytes) return text;
  let length = 0;
  let end = 0;
  for (const char of text) {
    length += utf8Length(char);
    if (length > bytes) return text.slice(0, end);
    end += char.length;
  }
  return text;
}
