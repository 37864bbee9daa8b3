/** Writes text as TeX for BibTeX, which has rules of its own. */
import { isBalanced } from '../paper/braces';
import { ACCENTED, ACCENTS, LETTERS } from './letters';
import { splitMath } from './math';
import { signOf } from './signs';

const LITERAL: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  $: '\\$',
  '&': '\\&',
  '%': '\\%',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** Returns TeX that shows a text as it is. */
export function literal(text: string): string {
  return text.replace(/[\\{}$&%#_~^]/g, (char) => LITERAL[char] as string);
}

/**
 * Matches what reads or writes files, or changes TeX itself. A title comes from a page, and must not run
 * when somebody typesets it. `^^5c` is a backslash to TeX.
 */
const DANGEROUS =
  /\\(?:input|include\w*|openin|openout|closein|closeout|read\w*|write\w*|immediate|special|catcode|csname|def|[egx]def|let|futurelet|(?:new|renew|provide)command|newread|newwrite|usepackage|RequirePackage|documentclass|directlua|latelua|loop|expandafter|every\w+|shipout|jobname|verbatiminput|lstinputlisting|bye|end(?!\{(?:\w*matrix|cases|array|aligned)\}))(?![a-zA-Z])|filecontents|\^\^/;

/** Returns whether TeX could read or write files, or change TeX itself. */
export const isDangerous = (tex: string): boolean => DANGEROUS.test(tex);

/** Matches a superscript or subscript without anything in it, at which TeX stops. */
const LACKS_ARGUMENT = /(?<!\\)[\^_]\s*(?:[\^_}&]|\$|\\\)$)/;

/** Returns a formula verbatim, but for what would break BibTeX or comment out the rest of the line. */
function mathOf(text: string): string | undefined {
  if (DANGEROUS.test(text) || LACKS_ARGUMENT.test(text)) return undefined;
  const safe = text
    .replace(/\\([{}])/g, (_, brace) => (brace === '{' ? '\\lbrace ' : '\\rbrace '))
    .replace(/(?<!\\)([%#])/g, '\\$1');
  return isBalanced(safe) ? `{${safe}}` : undefined;
}

/** Commands that stay as they are: letters, type faces and signs, none of which does harm. */
const COMMANDS: ReadonlySet<string> = new Set([
  ...Object.keys(LETTERS),
  ...[
    'emph textit textbf texttt textsc textrm textsf textsl textup textnormal underline mbox',
    'textsuperscript textsubscript ldots dots slash copyright pounds dag ddag S P TeX LaTeX',
    'textbackslash textbraceleft textbraceright textasciitilde textasciicircum textless',
    'textgreater textbar textendash textemdash textquoteleft textquoteright textdollar',
  ].flatMap((line) => line.split(' ')),
]);

/** Matches the names of commands that could do more than typeset their argument. */
const HARMFUL =
  /input|includ|import|file|read|writ|open|clos|exec|shell|lua|py|sage|cmd|command|def|let|csname|cat|special|every|loop|repeat|expand|after|toks|output|ship|job|bye|stop|mode|packag|class|document|begin|end|box|count|dimen|skip|verb|mint|list|system|url|par$|vfill|page|break|obey|global|long|outer|the$|font|if|else|fi$|or$|char|hook|tex_|ExplSyntax/i;

// An accent stays with its letter: a brace between the two would put it over nothing.
const TEX_TOKEN = new RegExp(
  `${ACCENTED}|\\\\[a-zA-Z]+|\\\\[{}]|\\\\[&%$#_]|\\\\\\\\|[\\\\{}$&%#_~^]|[^\\\\{}$&%#_~^]+`,
  'gu',
);
const ONLY_ACCENTED = new RegExp(`^(?:${ACCENTED})$`, 'u');

/**
 * Writes words that may have TeX in them, as arXiv's titles and abstracts do: commands and accents stay,
 * braces stay if they match, and all other special characters show as themselves.
 */
function wordsOf(text: string, protect: (words: string) => string): string {
  if (!NEEDS_TEX.test(text)) return protect(text);
  const bracesMatch = isBalanced(text.replace(/\\[{}]/g, ''));
  const tokens = text.match(TEX_TOKEN) ?? [];
  /** The number of open braces in an argument of an unknown command. */
  let depth = 0;
  const write = (token: string, i: number): string | undefined => {
    if (token === '\\\\') return ' ';
    if (token === '\\{' || token === '\\}') return LITERAL[token.slice(1)];
    if (ONLY_ACCENTED.test(token)) return bracesMatch ? token : literal(token);
    if (/^\\[a-zA-Z]/.test(token)) {
      const name = token.slice(1);
      if (bracesMatch && (COMMANDS.has(name) || isUnknown(name, tokens[i - 1], tokens[i + 1])))
        return token;
      // Signs that not every LaTeX has are written as such.
      return literal(signOf(name) ?? token);
    }
    if (/^\\./.test(token)) return token;
    if ((token === '{' || token === '}') && bracesMatch) {
      const name = tokens[i - 1]?.slice(1) ?? '';
      if (token === '}') depth = Math.max(0, depth - 1);
      else if (depth > 0 || isUnknown(name, tokens[i - 2], token)) depth++;
      return token;
    }
    return LITERAL[token] ?? (depth > 0 ? token : protect(token));
  };
  return tokens.map(write).join('');
}

/**
 * Whether a command that is in no table goes out as it came: with braces it is meant as one; without, it
 * may be part of a path.
 */
const isUnknown = (name: string, before: string | undefined, after: string | undefined): boolean =>
  (after === '{' || before === '{') &&
  /^[a-zA-Z]+$/.test(name) &&
  !COMMANDS.has(name) &&
  signOf(name) === undefined &&
  !HARMFUL.test(name);

const LESS = String.raw`\{\\textless\}|\\textless(?:\{\}| )|<`;
const TAG_BEGINS = new RegExp(`(${LESS})(?=/?[a-z])`, 'gi');
/** Matches a tag that ends an element, or one that needs no end. */
const HAS_MARKUP = new RegExp(`(?:${LESS})(?:/[a-z]|(?:p|br)\\b)`, 'i');
const ENTITY_BEGINS = /\\&(?=(?:\\#)?\w{1,30};)/g;

/**
 * Returns a function for the TeX of a text, which is then not mistaken for the markup and the entities
 * that other programs leave in titles (src/formats/read/html-text.ts): an empty group shows nothing.
 */
function hideMarkupOf(text: string): (tex: string) => string {
  const hasMarkup = HAS_MARKUP.test(text);
  return (tex) =>
    (hasMarkup ? tex.replace(TAG_BEGINS, '$1{}') : tex).replace(ENTITY_BEGINS, '\\&{}');
}

/** Matches what can be TeX, or is something else to it. */
const NEEDS_TEX = /[\\{}$&%#_~^]/;

/** Matches unseen marks, for which LaTeX reports a missing character. Joiners are part of words, and stay. */
const UNSEEN = /[\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
export const seen = (text: string): string => text.replace(UNSEEN, '');

const COMMAND_OF_MARK = new Map(Object.entries(ACCENTS).map(([command, mark]) => [mark, command]));
const MARKED_DIGIT = /(\d)([\u0300-\u0331])/g;

/** Returns TeX in which a bar over a digit is a command: LaTeX has no characters for the two together. */
const accentDigits = (tex: string): string =>
  tex.replace(MARKED_DIGIT, (both, digit: string, mark: string) => {
    const command = COMMAND_OF_MARK.get(mark);
    return command ? `\\${command}{${digit}}` : both;
  });

/** Returns one line of TeX for a text that may have TeX in it: formulas verbatim and in braces. */
export function texOf(text: string, protect: (words: string) => string = (words) => words): string {
  if (!NEEDS_TEX.test(text) && !text.includes('<') && isPlainLine(text)) return protect(text);
  const line = lineOf(seen(text));
  const hide = /[<&]|\\textless/.test(line) ? hideMarkupOf(line) : (tex: string) => tex;
  const written = splitMath(line)
    .map(
      (piece) =>
        (piece.isMath ? mathOf(piece.text) : undefined) ??
        hide(piece.isMath ? literal(piece.text) : accentDigits(wordsOf(piece.text, protect))),
    )
    .join('')
    .trim();
  return isBalanced(written) ? written : hide(literal(line));
}

/** Matches what is no mathematics where it stands so: "$ C# $". A title's is mended, a note stays as it is. */
const BARE = /(?<!\\)[%#]/;

/** Returns TeX for a text that is none but for its formulas, such as a note in Markdown. Lines stay. */
export function texOfNote(text: string): string {
  const written = splitMath(clean(text))
    .map(({ isMath, text }) => (isMath && !BARE.test(text) && mathOf(text)) || literal(text))
    .join('');
  // Only a note that begins with a tag is taken for HTML.
  return /^\s*</.test(written) ? hideMarkupOf(written)(written.trim()) : written.trim();
}

/** Matches what `clean` removes; most texts have none of it, and this takes a tenth of the time. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNCLEAN = /[\0-\b\v-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/;

/**
 * Returns a text without control characters, which TeX refuses, and without code points that are no
 * characters, for which biber refuses the whole file.
 */
export function clean(text: string): string {
  if (!UNCLEAN.test(text)) return text;
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\p{Cs}\p{Noncharacter_Code_Point}]/gu, '');
}

/** Matches, in a fifth of the time of what it spares, what keeps a text from being one clean line of ASCII with one blank between words. */
const NOT_PLAIN = /[^ -~]| {2}|^ | $/;
const isPlainLine = (text: string): boolean => !NOT_PLAIN.test(text);

/** Returns a clean text on one line. */
export function lineOf(text: string): string {
  return isPlainLine(text) ? text : oneBlank(clean(text));
}

/** Returns a text on one line, with one blank between words. */
export function oneBlank(text: string): string {
  if (isPlainLine(text)) return text;
  const line = text.trim();
  return /\s\s|[^\S ]/.test(line) ? line.replace(/\s+/g, ' ') : line;
}
