/** Text for readers that know no TeX: RIS, CSL-JSON, HTML and Zotero show what they are given. */
import type { Paper } from '../../paper/paper';
import { ACCENTS, splitMath } from '../../tex/math';
import { isBalanced, lineOf, oneBlank } from '../../tex/to-tex';
import { namesOf } from './paper-fields';

/** Letters and signs that are commands. */
const SIGNS: Record<string, string> = {
  ...{ aa: 'å', AA: 'Å', ae: 'æ', AE: 'Æ', oe: 'œ', OE: 'Œ', o: 'ø', O: 'Ø', l: 'ł', L: 'Ł' },
  ...{ ss: 'ß', i: 'ı', j: 'ȷ', dh: 'ð', DH: 'Ð', dj: 'đ', DJ: 'Đ', ng: 'ŋ', NG: 'Ŋ' },
  ...{ th: 'þ', TH: 'Þ', ldots: '…', dots: '…', slash: '/', copyright: '©', pounds: '£' },
  ...{ dag: '†', ddag: '‡', S: '§', P: '¶', TeX: 'TeX', LaTeX: 'LaTeX' },
  ...{ textbackslash: '\\', textbraceleft: '{', textbraceright: '}', textasciitilde: '~' },
  ...{ textasciicircum: '^', textless: '<', textgreater: '>', textbar: '|', textdollar: '$' },
  ...{ textendash: '–', textemdash: '—', textquoteleft: '‘', textquoteright: '’' },
};

/** Type faces: of these, what they are put around stays. */
const FACES =
  /^(?:emph|text(?:it|bf|tt|sc|rm|sf|sl|up|normal|superscript|subscript)|underline|mbox)$/;

const ACCENTED =
  /\\(["'`^~=.])\s*(?:\{\s*(\\[ij]|\p{L})\s*\}|(\\[ij])(?![a-zA-Z])|(\p{L}))|\\([cvuHkrdb])(?:\s*\{\s*(\\[ij]|\p{L})\s*\}|\s+(\p{L})(?!\p{L}))/gu;
const TOKEN = new RegExp(
  `${ACCENTED.source}|\\\\([a-zA-Z]+)(\\{\\}|\\s+(?=\\p{L}))?|\\\\([&%$#_{}])|\\\\\\\\|([{}])`,
  'gu',
);

/**
 * The text in Unicode: accents and letters that are TeX commands become letters, type faces and
 * the braces of groups go, formulas stay as they are. Nothing is lost of what is no TeX.
 */
export function plainOf(text: string): string {
  const line = lineOf(text);
  if (!/[\\{]/.test(line)) return line;
  return oneBlank(
    splitMath(line)
      .map((piece) => (piece.isMath ? piece.text : wordsOf(piece.text)))
      .join(''),
  );
}

function wordsOf(words: string): string {
  if (!/[\\{]/.test(words)) return words;
  const isTex = isBalanced(words.replace(/\\[{}]/g, '')) && !hasUnknownCommand(words);
  return words.replace(TOKEN, (token, ...groups: (string | undefined)[]) => {
    const [sign, a, b, c, letter, d, e, command, after = '', escaped, brace] = groups;
    const accent = ACCENTS[sign ?? letter ?? ''];
    const base = a ?? b ?? c ?? d ?? e;
    if (accent && base) return (base.replace('\\', '') + accent).normalize('NFC');
    if (escaped) return escaped;
    if (brace) return isTex ? '' : brace;
    if (token === '\\\\') return ' ';
    if (!command || !isTex) return token;
    const written = Object.hasOwn(SIGNS, command) ? SIGNS[command] : undefined;
    if (written === undefined) return '';
    // The blank after a command only ends it: "\ss a" is "ßa", but "\ldots and" is meant as "… and".
    return /^\p{L}$/u.test(written) || after === '{}' ? written : written + after;
  });
}

/** One that is neither sign nor face: the text may be a path, or TeX that cannot be told in words. */
function hasUnknownCommand(words: string): boolean {
  for (const [, command = ''] of words.replace(ACCENTED, '').matchAll(/\\([a-zA-Z]+)/g)) {
    if (!Object.hasOwn(SIGNS, command) && !FACES.test(command)) return true;
  }
  return false;
}

/** The authors by name, as displayed. */
export const plainNamesOf = (paper: Paper): string[] => namesOf(paper).map(plainOf).filter(Boolean);
