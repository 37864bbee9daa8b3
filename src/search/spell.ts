import { ACCENTED, NAMED_LETTER, readable, splitMath } from '../tex/math';

/** A text as it reads, and from where to where in the original each of its characters is. */
export interface Spelled {
  readonly text: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** Type faces; they say nothing of their own. */
const FACE = String.raw`\\(?:emph|text[a-z]*|math[a-z]*|operatorname|left|right)(?![a-zA-Z])`;
const COMMAND = new RegExp(
  `${ACCENTED.source}|${NAMED_LETTER.source}|(?<face>${FACE})|(?<name>\\\\[a-zA-Z]+)|\\\\.|[{}$_^]`,
  'gsu',
);

/**
 * The text without the TeX in it: letters with their accents, the names of signs as words ("alpha"),
 * and nothing of braces, dollars and type faces, so that `H$_2$O` is one word. Undefined where there is
 * no TeX, as in most texts. A formula is one whole: each of its characters is from all of it.
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

type Place = (from: number, to: number) => readonly [from: number, to: number];

function spellPiece(
  into: { text: string; from: number[]; to: number[] },
  piece: string,
  place: Place,
): void {
  const add = (text: string, from: number, to: number): void => {
    const [start, end] = place(from, to);
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
  for (const match of piece.matchAll(COMMAND)) {
    addPlain(match.index);
    end = match.index + match[0].length;
    add(written(match), match.index, end);
  }
  addPlain(piece.length);
}

function written(match: RegExpExecArray): string {
  const [found] = match;
  const { face, name } = match.groups ?? {};
  if (face) return '';
  if (name) return ` ${name.slice(1)} `;
  if (/^[{}$_^]$/.test(found)) return '';
  const letter = readable(found).replace(/[{}]/g, '');
  // What is escaped is itself: `\&`.
  return letter.startsWith('\\') ? letter.slice(1) : letter;
}
