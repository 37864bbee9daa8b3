/** Letters that `bibtex`, which reads bytes, must not cut in two. */
import { ACCENTS, LETTERS } from '../../tex/letters';
import { utf8Length } from './utf8';

/** TeX's commands by combining mark, but for those that need an encoding of their own (T4, T5). */
const ACCENT_COMMANDS = new Map(
  Object.entries(ACCENTS).flatMap(([command, mark]) =>
    /[hG]/.test(command) ? [] : [[mark, command] as const],
  ),
);
/**
 * Commands by letter, as BibTeX itself has them; not every reader knows their other form, \r{A}.
 * `\i` and `\j` only carry accents, and `\SS` is two letters.
 */
const LETTER_COMMANDS = new Map(
  Object.entries(LETTERS).flatMap(([name, letter]) =>
    /^(?:i|j|SS)$/.test(name) ? [] : [[letter, `\\${name}`] as const],
  ),
);

/** `{\'E}` for É; undefined of a letter that TeX has no command for. */
function commandOf(letter: string): string | undefined {
  const [base = '', mark = '', ...more] = letter.normalize('NFD');
  const named = LETTER_COMMANDS.get(letter.normalize('NFC'));
  if (named) return `{${named}}`;
  const command = ACCENT_COMMANDS.get(mark);
  if (!command || !/[A-Za-z]/.test(base) || more.length > 0) return undefined;
  return /[a-z]/i.test(command) ? `{\\${command}{${base}}}` : `{\\${command}${base}}`;
}

/**
 * What BibTeX takes for one letter: braces with a command in them (btxhak, "special characters").
 * `\textup` changes nothing where names are upright, and other readers of these files know it better
 * than `\relax` or `\mbox`.
 */
const asOne = (text: string): string => `{\\textup{${text}}}`;

/** So many letters of a family name, or of the field `key`, make a label of the style `alpha`. */
const LABEL = 3;

/**
 * The TeX of a part of a name, or of a sort key, of which styles can take the first letter of each
 * word (`abbrv`) and the first three of all (`alpha`, if `isLabel`) and still write UTF-8.
 */
export function wholeLetters(tex: string, isLabel = false): string {
  if (/^[ -~]*$/.test(tex)) return tex;
  // Most accents are further in, as that of "José".
  const isLabelWhole = !isLabel || /^[ -~]{3}/.test(tex);
  if (isLabelWhole && !tex.includes('{') && !MAY_CUT.test(tex)) return tex;
  let isAtStart = true;
  let length = 0;
  const written = piecesOf(tex).map((piece) => {
    const isSpecial = piece.startsWith('{\\');
    const text = isSpecial ? '' : piece.replace(/[{}]/g, '');
    const isCut = (isAtStart && BEGINS_CUT.test(text)) || (isLabel && cuts(text, LABEL - length));
    length += isSpecial || isCut ? 1 : utf8Length(text);
    isAtStart = /^[\s~-]$/.test(piece) || (isAtStart && !isSpecial && !HAS_LETTER.test(text));
    if (!isCut) return piece;
    return piece.startsWith('{') ? groupOf(piece.slice(1, -1)) : (commandOf(piece) ?? asOne(piece));
  });
  return written.join('');
}

/** `{{\'E}cole Normale}`, of which a label is `{{\'E}}`: there the command counts letter by letter. */
function groupOf(text: string): string {
  const [, letter = '', rest = ''] = /^(\P{M}\p{M}*)(.*)$/su.exec(text) ?? [];
  const command = commandOf(letter);
  if (!command || cuts(command.replace(/[{}]/g, '') + rest, LABEL)) return asOne(text);
  return `{${command}${rest}}`;
}

const MAY_CUT = /(?:^|[\s~-])[^A-Za-z\s~\-\P{ASCII}]*\P{ASCII}/u;
/** What `bibtex` takes for the word's first letter is more than a byte. */
const BEGINS_CUT = /^[^A-Za-z\P{ASCII}]*\P{ASCII}/u;
const HAS_LETTER = /[A-Za-z]|\P{ASCII}/u;

/** Groups in braces, letters with their marks, and single signs; the braces match. */
function piecesOf(tex: string): string[] {
  const pieces: string[] = [];
  let group = '';
  let depth = 0;
  for (const [token] of tex.matchAll(/[{}\s~-]|[^{}]\p{M}*/gu)) {
    if (token === '{') depth++;
    if (token === '}') depth--;
    group += token;
    if (depth > 0) continue;
    pieces.push(group);
    group = '';
  }
  return pieces;
}

/** Whether a letter's bytes begin before so many, and end behind them. */
function cuts(text: string, length: number): boolean {
  let end = 0;
  for (const char of text) {
    if (end >= length) return false;
    end += utf8Length(char);
    if (end > length) return true;
  }
  return false;
}
