import { ACCENTED, ACCENTED_GROUPS, accented } from '../tex/letters';
import { splitMath } from '../tex/math';
import { isFace, isSwitch, signWith } from '../tex/signs';

/** A text without TeX, and where its characters come from. */
export interface Spelled {
  readonly text: string;
  /** For each character, the offset in the original at which it begins. */
  readonly from: readonly number[];
  /** For each character, the offset in the original at which it ends. */
  readonly to: readonly number[];
}

/** More commands that add nothing to the text, most of them in formulas. */
const SILENT = /^(?:text[a-z]*|math[a-z]*|operatorname|left|right)$/;
const TOKEN = new RegExp(String.raw`${ACCENTED}|\\([a-zA-Z]+)(\{\}|\s+)?|\\.|[{}$_^]`, 'gsu');

/**
 * Returns a text without TeX: letters with their accents, the names of signs as words ("alpha"), and
 * no braces, dollars and type faces, so that `H$_2$O` is one word. Returns undefined if there is no
 * TeX in it, as in most texts. Each character of a formula comes from the whole formula.
 */
export function spell(text: string): Spelled | undefined {
  if (!/[\\${]/.test(text)) return undefined;
  const spelled = { text: '', from: [] as number[], to: [] as number[] };
  let at = 0;
  for (const piece of splitMath(text)) {
    const end = at + piece.text.length;
    if (piece.isMath) spellPiece(spelled, piece.text, () => [at, end]);
    else spellPiece(spelled, piece.text, (from, to) => [at + from, at + to]);
    at = end;
  }
  return spelled;
}

/** Maps offsets in a piece to offsets in the original. */
type MapOffsets = (from: number, to: number) => readonly [from: number, to: number];

function spellPiece(
  into: { text: string; from: number[]; to: number[] },
  piece: string,
  mapOffsets: MapOffsets,
): void {
  const add = (text: string, from: number, to: number): void => {
    const [start, end] = mapOffsets(from, to);
    into.text += text;
    for (let i = 0; i < text.length; i++) {
      into.from.push(start);
      into.to.push(end);
    }
  };
  let end = 0;
  const addPlain = (until: number): void => {
    for (; end < until; end++) add(piece[end] as string, end, end + 1);
  };
  for (const match of piece.matchAll(TOKEN)) {
    addPlain(match.index);
    end = match.index + match[0].length;
    add(spellCommand(match), match.index, end);
  }
  addPlain(piece.length);
}

/** Returns the text that stands for a command or sign of TeX. */
function spellCommand(match: RegExpExecArray): string {
  const [found, ...groups] = match;
  const [name, after = ''] = groups.slice(ACCENTED_GROUPS);
  const letter = accented(groups) ?? (name && signWith(name, after));
  if (letter !== undefined && letter !== '') return letter;
  if (name) {
    const isSilent = isFace(name) || isSwitch(name) || SILENT.test(name);
    return isSilent ? after.replace('{}', '') : ` ${name} `;
  }
  // An escaped character stands for itself: `\&`.
  return found.startsWith('\\') ? found.slice(1) : '';
}
