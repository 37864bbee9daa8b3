import { characterEntities } from 'character-entities';
import { splitMath } from '../../tex/math';

const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z\d]{1,31}));/gi;

/** What pages mean by the numbers 128 to 159, which are no characters (HTML, "numeric character reference"). */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function characterOf(code: number): string | undefined {
  if (code >= 0x80 && code < 0xa0) return WINDOWS_1252[code - 0x80];
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

function namedCharacter(name: string): string | undefined {
  if (/^nbsp$/i.test(name)) return ' ';
  const known = [name, name.toLowerCase()].find((name) => Object.hasOwn(characterEntities, name));
  return known && characterEntities[known];
}

/** Replaces the entities in the text of an element or an attribute by their characters. */
export function unescapeHtml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(ENTITY, (whole, decimal, hex, name) => {
    if (name) return namedCharacter(name) ?? whole;
    return characterOf(decimal ? Number(decimal) : Number.parseInt(hex, 16)) ?? whole;
  });
}

/** Elements that make a line of their own, of HTML and JATS. */
const BLOCKS = 'p|br|div|title|sec|section|abstract|li|list-item|h[1-6]';
const TAG = new RegExp(
  String.raw`<(/?)((?:[a-z]{1,10}:)?(?:${BLOCKS})|[a-z]{1,10}:[a-z][a-z-]{0,40}|i|b|u|a|em|strong|sub|sup|inf|sc|scp|tt|span|font|small|big|center|italic|bold|underline|monospace|roman|emphasis|smallcaps|sans-serif|inline-formula|tex-math|alternatives|named-content|styled-content)(?:\s[^<>]{0,1000})?/?>`,
  'gi',
);
const BLOCK = new RegExp(`^(?:[a-z]+:)?(?:${BLOCKS})$`, 'i');
const HEADING = /<((?:[a-z]{1,10}:)?(?:title|h[1-6]))>\s*Abstract:?\s*<\/\1>/i;

/**
 * Removes the tags of HTML and of JATS (https://jats.nlm.nih.gov), as Crossref has it. A tag without its
 * other half is part of the words, and so is one in a formula.
 */
export function removeTags(text: string): string {
  const isClosed = new Map<string, number>();
  let hasBlocks = false;
  for (const [, slash, name = ''] of text.matchAll(TAG)) {
    const key = name.toLowerCase();
    isClosed.set(key, (isClosed.get(key) ?? 0) | (slash ? 1 : 2));
    hasBlocks ||= BLOCK.test(name);
  }
  if (isClosed.size === 0) return text;
  const strip = (words: string): string =>
    words.replace(TAG, (tag: string, _slash: string, name: string) => {
      if (BLOCK.test(name)) return '\n';
      return isClosed.get(name.toLowerCase()) === 3 ? '' : tag;
    });
  const stripped = splitMath(text.replace(HEADING, ''))
    .map((piece) => (piece.isMath ? piece.text : strip(piece.text)))
    .join('');
  if (!hasBlocks) return stripped;
  const lines = stripped.split('\n').map((line) => line.trim());
  return lines.filter(Boolean).join('\n');
}

/**
 * Returns the words of a title, a venue, a name or an abstract in which a program left markup or
 * entities, also where a second one escaped what the first had: `&lt;i&gt;`, `&amp;amp;`.
 */
export function stripMarkup(text: string): string {
  if (!/[<&]/.test(text)) return text;
  let words = text;
  for (let round = 0; round < 3; round++) {
    const before = words;
    words = unescapeHtml(words.includes('<') ? removeTags(words) : words);
    if (words === before || !/[<&]/.test(words)) break;
  }
  return words;
}
