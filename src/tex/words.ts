import { isBalanced } from './braces';
import { ACCENTED, ACCENTED_GROUPS, accented } from './letters';
import { isFace, isSwitch, signWith } from './signs';

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
  /** For each open group, whether its braces stay. */
  const kept: boolean[] = [];
  let isArgumentKept = false;
  return words.replace(TOKEN, (token, ...rest) => {
    const letter = accented(rest);
    const [command, after, escaped, brace] = rest.slice(ACCENTED_GROUPS);
    const keepsArgument = isArgumentKept;
    isArgumentKept = false;
    if (letter) return letter;
    if (escaped) return escaped;
    if (token === '\\\\') return ' ';
    if (brace === '{') kept.push(!bracesMatch || keepsArgument);
    if (brace) return (brace === '{' ? kept.at(-1) : (kept.pop() ?? true)) ? brace : '';
    const sign = signWith(command, after ?? '');
    if (sign !== undefined) return sign;
    const [at, text] = rest.slice(-2) as [number, string];
    const next = text[at + token.length];
    if (bracesMatch && isFace(command) && (next === '{' || after === '{}')) return '';
    if (bracesMatch && isSwitch(command) && text[at - 1] === '{') return '';
    isArgumentKept = next === '{';
    return token;
  });
}
