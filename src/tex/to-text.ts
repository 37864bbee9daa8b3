/** Reads the TeX of BibTeX files, as `to-tex.ts` and reference managers write it. */

import { isBalanced } from '../paper/braces';
import { accentOf, beginsUnknown, isUnseen, layoutOf, markdownOf } from './commands';
import { ACCENTS } from './letters';
import { formulaEnd, splitMath } from './math';
import { isFace, isQuote, isSwitch, signOf } from './signs';
import { oneBlank } from './to-tex';

const SYMBOLS: Record<string, string> = {
  ...{ '&': '&', '%': '%', $: '$', '#': '#', _: '_', '{': '{', '}': '}' },
  ' ': ' ',
  '\n': ' ',
  ',': ' ',
  ';': ' ',
  ':': ' ',
  '!': '',
  '/': '',
  '-': '',
  '@': '',
};

const LIGATURES: Record<string, string> = { '---': '—', '--': '–', '``': '“', "''": '”' };

/** What is not simply itself. */
const SPECIAL = /[\\{}$~]|---?|``|''/g;
const SPECIAL_IN_NOTE = /[\\{}$~]/g;
const LIGATURE = /---?|``|''/y;
const NAME = /[a-zA-Z]+/y;

/**
 * What the text is for: to be shown; the library, whose texts may have TeX in them; or a note, in
 * Markdown, in which lines, dashes and quotation marks stay as they were typed.
 */
export type TextUse = 'show' | 'library' | 'note';

/**
 * Returns the text that TeX would show: accents and letters in Unicode, without braces and type faces.
 * Formulas and unknown commands stay as they are, and for the library `\{` and `\$` where a brace or a
 * dollar would be read as TeX again. Unlike `readWords`, it takes the text for real TeX, in which a blank
 * after a command only ends it. Takes time in proportion to the length, whatever the text is.
 */
export function untex(tex: string, use: TextUse = 'show'): string {
  const isNote = use === 'note';
  const special = isNote ? SPECIAL_IN_NOTE : SPECIAL;
  special.lastIndex = 0;
  if (!special.test(tex)) return tidy(tex, isNote);
  const state = makeState(tex);
  for (;;) {
    special.lastIndex = state.at;
    const end = special.exec(tex)?.index ?? tex.length;
    if (end > state.at) {
      emit(state, tex.slice(state.at, end));
      state.at = end;
    }
    if (end === tex.length) break;
    readToken(state, isNote);
  }
  endAccent(state);
  if (state.isMarkdown) return tidyLines(state.out.join(''));
  return tidy(use === 'library' ? escapeLiterals(state) : state.out.join(''), isNote);
}

const tidy = (text: string, isNote: boolean): string => (isNote ? text.trim() : oneBlank(text));

/** Returns Markdown without blanks at the ends of lines, and with at most one empty line at a time. */
export const tidyLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** Returns the text with a backslash before braces and dollars that would otherwise be taken for TeX. */
function escapeLiterals({ out, literals }: State): string {
  const bare = out.join('');
  if (literals.length === 0) return bare;
  const escaped = (signs: RegExp): string => {
    const places = new Set(literals.filter((i) => signs.test(out[i] ?? '')));
    return out.map((text, i) => (places.has(i) ? `\\${text}` : text)).join('');
  };
  const formulasOf = (text: string): string =>
    splitMath(text)
      .map((piece) => (piece.isMath ? piece.text : ' '))
      .join('');
  const isMoney = formulasOf(bare) === formulasOf(escaped(/\$/));
  if (isBalanced(bare)) return escaped(isMoney ? /[{}]/ : /[{}$]/);
  return isMoney ? bare : escaped(/\$/);
}

interface State {
  readonly tex: string;
  at: number;
  readonly out: string[];
  /** The combining marks that wait for their letter. */
  accent: string;
  /** For each open brace, what ends it in the text. */
  readonly closers: Closer[];
  /** Whether the group that ended last was an argument of an unknown command. */
  isArgument: boolean;
  /** Places in `out` of braces and dollars that are themselves. */
  readonly literals: number[];
  /** For each open list of a note, whether its items have numbers, and how many it has so far. */
  readonly lists: { readonly isNumbered: boolean; count: number }[];
  /** Whether the note has parts that were written as Markdown. */
  isMarkdown: boolean;
  // A search for what is not there would read the rest of the text each time. −2 is not yet known.
  lastDollar: number;
  lastFormulaEnd: number;
}

const makeState = (tex: string): State => ({
  tex,
  at: 0,
  out: [],
  accent: '',
  closers: [],
  isArgument: false,
  literals: [],
  lists: [],
  isMarkdown: false,
  lastDollar: -2,
  lastFormulaEnd: -2,
});

interface Closer {
  readonly text: string;
}

const DROPPED: Closer = { text: '' };
const KEPT: Closer = { text: '}' };
/** The end of an argument of an unknown command, behind which another may begin. */
const ARGUMENT: Closer = { text: '}' };
const QUOTE: Closer = { text: '”' };

function readToken(state: State, isNote: boolean): void {
  const { tex, at } = state;
  const char = tex[at] as string;
  if (char === '\\') {
    readCommand(state, isNote);
    return;
  }
  if (char === '{') {
    if (state.isArgument) openBrace(state, ARGUMENT);
    else openBrace(state, beginsUnknown(tex, at + 1) ? KEPT : DROPPED);
    return;
  }
  if (char === '}') {
    endAccent(state);
    const closer = state.closers.pop() ?? DROPPED;
    if (closer.text) state.out.push(closer.text);
    state.at++;
    state.isArgument = closer === ARGUMENT && tex[state.at] === '{';
    return;
  }
  if (char === '$') {
    readMath(state);
    return;
  }
  if (char === '~') {
    emit(state, ' ');
    state.at++;
    return;
  }
  const ligature = stick(LIGATURE, tex, at) ?? char;
  emit(state, LIGATURES[ligature] ?? ligature);
  state.at += ligature.length;
}

function openBrace(state: State, closer: Closer): void {
  state.closers.push(closer);
  state.isArgument = false;
  if (closer === KEPT || closer === ARGUMENT) state.out.push('{');
  state.at++;
}

/** Copies a formula, `$…$` or `$$…$$`, as it is written. */
function readMath(state: State): void {
  const { tex, at } = state;
  if (state.lastDollar === -2) state.lastDollar = tex.lastIndexOf('$');
  const end = at < state.lastDollar ? formulaEnd(tex, at) : undefined;
  const text = tex.slice(at, end ?? at + 1);
  emit(state, text);
  state.at += text.length;
}

function readCommand(state: State, isNote: boolean): void {
  const { tex, at } = state;
  const name = stick(NAME, tex, at + 1);
  if (!name) {
    readSymbol(state, isNote);
    return;
  }
  const end = at + 1 + name.length;
  const opens = tex[end] === '{';
  if (isNote && readMarkdown(state, name, end)) return;
  const mark = accentOf(name);
  if (mark && (opens || /[\s\\]/.test(tex[end] ?? ''))) {
    beginAccent(state, mark, end);
    return;
  }
  const sign = signOf(name) ?? layoutOf(name);
  if (sign !== undefined || isFace(name) || isSwitch(name)) {
    if (sign !== undefined) emitSign(state, state.accent && /^[ij]$/.test(name) ? name : sign);
    state.at = afterName(tex, end, sign !== undefined);
    return;
  }
  if (isQuote(name) && tex.startsWith('{', tex[end] === '*' ? end + 1 : end)) {
    emit(state, '“');
    state.at = tex.indexOf('{', end);
    openBrace(state, QUOTE);
    return;
  }
  if (isUnseen(name) && opens) {
    const close = closingBrace(tex, end);
    state.at = close < 0 ? end : close + 1;
    return;
  }
  const options = stick(OPTIONS, tex, end) ?? '';
  emit(state, `\\${name}${options}`);
  state.at = end + options.length;
  if (opens || options) openBrace(state, ARGUMENT);
}

/** A star and an option between a command and its argument. */
const OPTIONS = /(?:\*|\*?\[[^[\]{}\\]{0,200}\])(?=\{)/y;

/** Emits a sign; braces and dollars are remembered as such. */
function emitSign(state: State, sign: string): void {
  if (/^[{}$]$/.test(sign) && !state.accent) state.literals.push(state.out.length);
  emit(state, sign);
}

const LIST = /\\(begin|end)\{(itemize|enumerate|quote|quotation)\}\s*/y;
const LINK = /\\href\{([^{}]{0,2000})\}\{/y;

/**
 * Reads the part of a note that Better BibTeX made of HTML: headings, lists, type faces and links.
 * Returns whether it was one.
 */
function readMarkdown(state: State, name: string, end: number): boolean {
  const { tex, at, lists } = state;
  const begin = tex[end] === '*' ? end + 1 : end;
  const marks = markdownOf(name);
  const write = (text: string, next: number): true => {
    state.isMarkdown = true;
    emit(state, text);
    state.at = next;
    return true;
  };
  if (marks && tex[begin] === '{' && tex[begin + 1] !== '}') {
    write(marks[0], begin);
    openBrace(state, { text: marks[1] });
    return true;
  }
  const address = name === 'href' && matchAt(LINK, tex, at);
  if (address) {
    write('[', at + address[0].length - 1);
    openBrace(state, { text: `](${plain(address[1] ?? '')})` });
    return true;
  }
  const list = (name === 'begin' || name === 'end') && matchAt(LIST, tex, at);
  if (list) {
    const next = at + list[0].length;
    if (list[2]?.startsWith('quot')) return write('\n\n', next);
    if (lists.length > 0) trimEnd(state);
    if (list[1] === 'begin') lists.push({ isNumbered: list[2] === 'enumerate', count: 0 });
    else lists.pop();
    if (list[1] === 'begin') return write(lists.length > 1 ? '' : '\n', next);
    return write(lists.length > 0 ? '' : '\n\n', next);
  }
  const open = lists.at(-1);
  if (name !== 'item' || !open) return false;
  if (open.count++ > 0) trimEnd(state);
  let next = end;
  while (/\s/.test(tex[next] ?? '')) next++;
  const mark = open.isNumbered ? `${open.count}.` : '-';
  return write(`\n${'  '.repeat(lists.length - 1)}${mark} `, next);
}

/** Removes the blanks and empty lines at the end of what was read so far. */
function trimEnd({ out }: State): void {
  for (let i = out.length - 1; i >= 0; i--) {
    out[i] = out[i]?.trimEnd() ?? '';
    if (out[i]) return;
  }
}

/** Returns the place behind a command: TeX drops the blanks after its name, unless `{}` ends it. */
function afterName(tex: string, end: number, isSign: boolean): number {
  if (isSign && tex.startsWith('{}', end)) return end + 2;
  if (!isSign && tex[end] === '{') return end;
  let at = end;
  while (tex[at] === ' ') at++;
  return at;
}

function readSymbol(state: State, isNote: boolean): void {
  const { tex, at } = state;
  const char = tex[at + 1] ?? '';
  if (char === '(' || char === '[') {
    const close = char === '(' ? ')' : ']';
    if (state.lastFormulaEnd === -2) {
      state.lastFormulaEnd = Math.max(tex.lastIndexOf('\\)'), tex.lastIndexOf('\\]'));
    }
    let end = at + 2;
    while (end <= state.lastFormulaEnd && !(tex[end] === '\\' && tex[end + 1] === close)) end++;
    const isClosed = end <= state.lastFormulaEnd;
    const text = tex.slice(at, isClosed ? end + 2 : at + 2);
    emit(state, text);
    state.at += text.length;
    return;
  }
  if (Object.hasOwn(ACCENTS, char)) {
    beginAccent(state, ACCENTS[char] as string, at + 2);
    return;
  }
  if (char === '\\') emit(state, !isNote ? ' ' : tex[at + 2] === '\n' ? '' : '\n');
  else emitSign(state, SYMBOLS[char] ?? `\\${char}`);
  state.at = at + 2;
}

function beginAccent(state: State, mark: string, end: number): void {
  const { tex } = state;
  // In an accent over an accent, "\'{\^e}", both belong to the letter that follows.
  state.accent = mark + state.accent;
  state.at = end;
  while (tex[state.at] === ' ') state.at++;
  if (tex.startsWith('{}', state.at)) {
    state.at += 2;
    endAccent(state);
  }
}

function endAccent(state: State): void {
  if (state.accent) state.out.push(spacing(state.accent));
  state.accent = '';
}

const SIGN_OF_MARK = new Map(
  Object.entries(ACCENTS).flatMap(([sign, mark]) => (/[a-z]/i.test(sign) ? [] : [[mark, sign]])),
);

/** Returns accents over nothing, `\^{}`, as the signs themselves. */
const spacing = (marks: string): string =>
  [...marks].map((mark) => SIGN_OF_MARK.get(mark) ?? '').join('');

/** Circumflex and tilde, which people write for a power and a home page: `10\^3`, `/\~1`. */
const BESIDE_DIGIT = /[\u0302\u0303]/;

function emit(state: State, text: string): void {
  const marks = state.accent;
  if (!marks) {
    state.out.push(text);
    return;
  }
  if (!text) return;
  state.accent = '';
  const letter = /^\P{M}\p{M}*/u.exec(text)?.[0] ?? '';
  // A bar over a digit is an index of crystals: `(11\={2}0)`.
  const isDigit =
    /^\d/.test(letter) && (state.tex[state.at - 1] === '{' || !BESIDE_DIGIT.test(marks));
  if (!isDigit && !/^\p{L}/u.test(letter)) {
    state.out.push(spacing(marks), text);
    return;
  }
  state.out.push((letter + marks).normalize('NFC'), text.slice(letter.length));
}

/** Returns the place of the brace that closes an argument, of at most 500 characters; -1 if there is none. */
function closingBrace(tex: string, open: number): number {
  let depth = 0;
  for (let i = open; i < tex.length && i < open + 500; i++) {
    if (tex[i] === '{') depth++;
    if (tex[i] === '}' && --depth === 0) return i;
  }
  return -1;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const stick = (pattern: RegExp, text: string, at: number): string | undefined =>
  matchAt(pattern, text, at)?.[0];

/** Reads an address or an identifier, which is not typeset: without its braces and escapes. */
export function plain(tex: string): string {
  if (!/[\\{}$]/.test(tex)) return oneBlank(tex);
  return oneBlank(
    tex
      .replace(/\\url(?=\s*\{)/g, ' ')
      .replace(/\\textunderscore\s?|\\_/g, '_')
      .replace(/\\textasciitilde\s?|\$\\sim\$|\\~/g, '~')
      .replace(/\\([%&#$])/g, '$1')
      .replace(/[{}]/g, ''),
  );
}
