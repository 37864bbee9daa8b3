/** Text for readers that know no TeX: RIS, CSL-JSON, HTML and Zotero show what they are given. */
import type { Paper } from '../../paper/paper';
import { splitMath } from '../../tex/math';
import { lineOf, oneBlank } from '../../tex/to-tex';
import { readWords } from '../../tex/words';
import { namesOf } from './paper-fields';

/**
 * Returns a text on one line and in Unicode: TeX is read, and formulas stay as they are. Nothing is lost
 * of what is not TeX.
 */
export function plainOf(text: string): string {
  const line = lineOf(text);
  if (!/[\\{]/.test(line)) return line;
  return oneBlank(
    splitMath(line)
      .map((piece) => (piece.isMath ? piece.text : readWords(piece.text)))
      .join(''),
  );
}

/** Returns the names of the authors, as displayed. */
export const plainNamesOf = (paper: Paper): string[] => namesOf(paper).map(plainOf).filter(Boolean);
