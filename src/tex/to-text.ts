/** Reads the TeX of BibTeX files, as `to-tex.ts` and reference managers write it. */

import { ACCENTS } from './letters';
import { isFace, isSwitch, signOf } from './signs';
import { oneBlank } from './to-tex';

/** Commands of layout. */
const LAYOUT: Readonly<Record<string, string>> = {
  space: ' ',
  quad: ' ',
  newline: '\n',
  par: '\n\n',
};

/** Commands whose argument is not shown. */
const UNSEEN = new Set([
  'vphantom',
  'hphantom',
  'phantom',
  'noopsort',
  'label',
  'SortNoop',
  'href',
]);

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

const HAS_TEX = /[\\{}$~]|--|``|''/;
const PLAIN = /[^\\{}$~`'-]+/y;
const LIGATURE = /---?|``|''/y;
const NAME = /[a-zA-Z]+/y;

export interface UntexOptions {
  /** Whether lines, dashes and quotation marks stay as they were typed. */
  readonly isNote?: boolean;
}

/**
 * Returns the text that TeX would show: accents and letters in Unicode, without braces and type faces.
 * Formulas and unknown commands stay as they are. Unlike `readWords`, it takes the text for real TeX,
 * in which a blank after a command only ends it. Takes time in proportion to the length, whatever the
 * text is.
 */
export function untex(tex: string, { isNote = false }: UntexOptions = {}): string {
  if (!HAS_TEX.test(tex)) return tidy(tex, isNote);
  const state: State = {
    ...{ tex, at: 0, out: [], accent: '', kept: [], lastDollar: tex.lastIndexOf('$') },
    lastFormulaEnd: Math.max(tex.lastIndexOf('\\)'), tex.lastIndexOf('\\]')),
  };
  while (state.at < tex.length) readToken(state, isNote);
  endAccent(state);
  return tidy(state.out.join(''), isNote);
}

const tidy = (text: string, isNote: boolean): string => (isNote ? text.trim() : oneBlank(text));

interface State {
  readonly tex: string;
  at: number;
  readonly out: string[];
  /** Names of the accents that wait for their letter. */
  accent: string;
  /** For each open brace, whether it is kept in the text. */
  readonly kept: boolean[];
  // A search for what is not there would read the rest of the text each time.
  readonly lastDollar: number;
  readonly lastFormulaEnd: number;
}

function readToken(state: State, isNote: boolean): void {
  const { tex, at } = state;
  const char = tex[at] as string;
  if (char === '\\') {
    readCommand(state, isNote);
    return;
  }
  if (char === '{') {
    openBrace(state, false);
    return;
  }
  if (char === '}') {
    endAccent(state);
    if (state.kept.pop()) state.out.push('}');
    state.at++;
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
  const ligature = isNote ? undefined : stick(LIGATURE, tex, at);
  const text = ligature ?? stick(PLAIN, tex, at) ?? char;
  emit(state, (ligature && LIGATURES[ligature]) ?? text);
  state.at += text.length;
}

function openBrace(state: State, isKept: boolean): void {
  state.kept.push(isKept);
  if (isKept) state.out.push('{');
  state.at++;
}

/** Copies a formula, `$…$` or `$$…$$`, as it is written. */
function readMath(state: State): void {
  const { tex, at } = state;
  const mark = tex.startsWith('$$', at) ? '$$' : '$';
  let end = at < state.lastDollar ? tex.indexOf(mark, at + mark.length) : -1;
  while (end > 0 && tex[end - 1] === '\\' && tex[end - 2] !== '\\')
    end = tex.indexOf(mark, end + 1);
  const text = end < 0 ? mark : tex.slice(at, end + mark.length);
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
  if (Object.hasOwn(ACCENTS, name) && (opens || /[\s\\]/.test(tex[end] ?? ''))) {
    beginAccent(state, name, end);
    return;
  }
  const sign = signOf(name) ?? (Object.hasOwn(LAYOUT, name) ? LAYOUT[name] : undefined);
  if (sign !== undefined || isFace(name) || isSwitch(name)) {
    if (sign !== undefined) emit(state, state.accent && /^[ij]$/.test(name) ? name : sign);
    state.at = afterName(tex, end, sign !== undefined);
    return;
  }
  if (UNSEEN.has(name) && opens) {
    const close = closingBrace(tex, end);
    state.at = close < 0 ? end : close + 1;
    return;
  }
  emit(state, `\\${name}`);
  state.at = end;
  if (opens) openBrace(state, true);
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
    let end = at + 2;
    while (end <= state.lastFormulaEnd && !(tex[end] === '\\' && tex[end + 1] === close)) end++;
    const isClosed = end <= state.lastFormulaEnd;
    const text = tex.slice(at, isClosed ? end + 2 : at + 2);
    emit(state, text);
    state.at += text.length;
    return;
  }
  if (Object.hasOwn(ACCENTS, char)) {
    beginAccent(state, char, at + 2);
    return;
  }
  if (char === '\\') emit(state, !isNote ? ' ' : tex[at + 2] === '\n' ? '' : '\n');
  else emit(state, SYMBOLS[char] ?? `\\${char}`);
  state.at = at + 2;
}

function beginAccent(state: State, accent: string, end: number): void {
  const { tex } = state;
  // In an accent over an accent, "\'{\^e}", both belong to the letter that follows.
  state.accent = accent + state.accent;
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

/** Returns accents over nothing, `\^{}`, as the signs themselves. */
function spacing(accents: string): string {
  return [...accents].filter((accent) => /[^a-zA-Z]/.test(accent)).join('');
}

function emit(state: State, text: string): void {
  const { accent } = state;
  if (!accent) {
    state.out.push(text);
    return;
  }
  if (!text) return;
  state.accent = '';
  const letter = /^\P{M}\p{M}*/u.exec(text)?.[0] ?? '';
  if (!/^\p{L}/u.test(letter)) {
    state.out.push(spacing(accent), text);
    return;
  }
  const marks = [...accent].map((name) => ACCENTS[name]).join('');
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

function stick(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Reads an address or an identifier, which is not typeset: without its braces and escapes. */
export function plain(tex: string): string {
  if (!/[\\{}$]/.test(tex)) return oneBlank(tex);
  return oneBlank(
    tex
      .replace(/\\url(?=\s*\{)/g, '')
      .replace(/\\textunderscore\s?|\\_/g, '_')
      .replace(/\\textasciitilde\s?|\$\\sim\$|\\~/g, '~')
      .replace(/\\([%&#$])/g, '$1')
      .replace(/[{}]/g, ''),
  );
}
