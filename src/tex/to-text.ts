/** Reading TeX as text: what `tex.ts` writes, and what reference managers do. */

import { ACCENTS } from './math';
import { oneBlank } from './to-tex';

const listed = (text: string): Record<string, string> =>
  Object.fromEntries(text.split(/\s+/).map((pair) => pair.split(':') as [string, string]));

const SIGNS: Record<string, string> = {
  ...listed(
    `ss:ß SS:ẞ o:ø O:Ø l:ł L:Ł ae:æ AE:Æ oe:œ OE:Œ aa:å AA:Å i:ı j:ȷ dh:ð DH:Ð th:þ TH:Þ dj:đ DJ:Đ
    ng:ŋ NG:Ŋ textbackslash:\\ textbraceleft:{ textbraceright:} textasciitilde:~ textasciicircum:^
    lbrace:{ rbrace:} textless:< textgreater:> textbar:| textendash:– textemdash:— textquoteleft:‘
    textquoteright:’ textquotedblleft:“ textquotedblright:” quotedblbase:„ quotesinglbase:‚
    textquotesingle:' textquotedbl:" guillemotleft:« guillemotright:» guilsinglleft:‹
    guilsinglright:› textdollar:$ textunderscore:_ textbullet:• textperiodcentered:· ldots:…
    dots:… textellipsis:… copyright:© textcopyright:© textregistered:® texttrademark:™ pounds:£
    textsterling:£ texteuro:€ euro:€ textyen:¥ textcent:¢ S:§ textsection:§ P:¶ textparagraph:¶
    dag:† textdagger:† ddag:‡ textdaggerdbl:‡ textdegree:° textmu:µ textpm:± texttimes:× textdiv:÷
    textonehalf:½ textonequarter:¼ textthreequarters:¾ textexclamdown:¡ textquestiondown:¿
    textordfeminine:ª textordmasculine:º textasteriskcentered:* slash:/ TeX:TeX LaTeX:LaTeX
    textasciigrave:\` textasciiacute:´ textnumero:№`,
  ),
  space: ' ',
  quad: ' ',
  newline: '\n',
  par: '\n\n',
};

/** Faces and boxes: of them the words stay. */
const FACES = new Set(
  `emph textit textbf texttt textsc textrm textsf textsl textup textmd textnormal text mbox hbox
  underline textsuperscript textsubscript url path enquote mkbibquote mkbibemph mkbibbold em it bf tt
  sc rm sf sl normalfont itshape bfseries upshape scshape ttfamily relax protect ensuremath
  MakeUppercase MakeLowercase uppercase lowercase nolinkurl foreignlanguage`.split(/\s+/),
);
/** Of these not even that. */
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
  ...listed('&:& %:% $:$ #:# _:_ {:{ }:}'),
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
  /** A note has lines, and its dashes and quotes are as they were typed. */
  readonly isNote?: boolean;
}

/**
 * The text that the TeX would show: accents and letters in Unicode, braces and type faces gone.
 * Formulas stay as they are, and so do commands that this does not know. Takes time in proportion to
 * the length, whatever the text is.
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
  /** The accent, as TeX names it, that waits for its letter. */
  accent: string;
  /** For each open brace, whether it is part of the text. */
  readonly kept: boolean[];
  // What is not there is not looked for: that would take the rest of the text, every time.
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

/** `$…$`, `$$…$$`, as written. */
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
  const sign = Object.hasOwn(SIGNS, name) ? SIGNS[name] : undefined;
  if (sign !== undefined || FACES.has(name)) {
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

/** TeX swallows the blanks after a command's name, and `{}` is there to keep one. */
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
  // An accent over an accent, "\'{\^e}": both go to the letter that comes.
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

/** An accent over nothing is the sign itself: `\^{}`. */
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

/** Within what such a command can hold. */
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

/** Addresses and identifiers are not typeset; only their braces and escapes go. */
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
