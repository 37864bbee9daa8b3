import { isBalanced } from '../paper/braces';
import { beginsUnknown } from './commands';
import { ACCENTED, ACCENTED_GROUPS, accented } from './letters';
import { isFace, isQuote, isSwitch, signWith } from './signs';

const TOKEN = new RegExp(
  String.raw`${ACCENTED}|\\([a-zA-Z]+)(\{\}|\s+)?|\\([&%$#_{}])|\\\\|([{}])`,
  'gu',
);

/**
 * Returns words with TeX in them as they read: accents and letters in Unicode, and without the braces
 * of groups and the commands of type faces. Commands that are not in the tables stay, with their
 * braces: the text may be a path, or mathematics that cannot be told in words. Formulas have to be
 * taken out before, with `splitMath`.
 */
export function readWords(words: string): string {
  if (!/[\\{]/.test(words)) return words;
  const bracesMatch = isBalanced(words.replace(/\\[{}]/g, ''));
  /** For each open group, what ends it. */
  const closers: string[] = [];
  /** What ends the argument that begins next. */
  let closer: string | undefined;
  return words.replace(TOKEN, (token, ...rest) => {
    const letter = accented(rest);
    const [command, after, escaped, brace] = rest.slice(ACCENTED_GROUPS);
    const end = closer;
    closer = undefined;
    if (letter) return letter;
    if (escaped) return escaped;
    if (token === '\\\\') return ' ';
    const [at, text] = rest.slice(-2) as [number, string];
    if (brace === '{') {
      const isKept = !bracesMatch || end === '}' || beginsUnknown(text, at + 1);
      closers.push(isKept ? '}' : (end ?? ''));
      return isKept ? '{' : '';
    }
    const next = text[at + token.length];
    if (brace) {
      const close = closers.pop() ?? '}';
      if (close === '}' && next === '{' && bracesMatch) closer = '}';
      return close;
    }
    const sign = signWith(command, after ?? '');
    if (sign !== undefined) return sign;
    if (bracesMatch && isQuote(command) && next === '{') {
      closer = '”';
      return '“';
    }
    if (bracesMatch && isFace(command) && (next === '{' || after === '{}')) return '';
    if (bracesMatch && isSwitch(command) && text[at - 1] === '{') return '';
    closer = next === '{' ? '}' : undefined;
    return token;
  });
}
