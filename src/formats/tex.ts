/** Writing text into TeX for BibTeX, which has rules of its own. */

/** A formula, or what stands between two. */
export interface Piece {
  readonly isMath: boolean;
  readonly text: string;
}

const MATH = /\$\$[^$]+\$\$|\$(?:\\.|[^$\\])+\$|\\\((?:[^\\]|\\(?!\)))+\\\)/g;

/** Takes formulas (`$…$`, `$$…$$`, `\(…\)`) apart from words. A lone dollar is a word. */
export function splitMath(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(MATH)) {
    // "from $5 to $10": money, no formula
    if (/^\$\s|\s\$$/.test(match[0])) continue;
    if (match.index > end) pieces.push({ isMath: false, text: text.slice(end, match.index) });
    pieces.push({ isMath: true, text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ isMath: false, text: text.slice(end) });
  return pieces;
}

/** BibTeX counts every brace, also one after a backslash, and reads to the end of the file if they do not match. */
export function isBalanced(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (char === '{') depth++;
    if (char === '}' && --depth < 0) return false;
  }
  return depth === 0;
}

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

/** Text that shows as itself. */
export function literal(text: string): string {
  return text.replace(/[\\{}$&%#_~^]/g, (char) => LITERAL[char] as string);
}

/** A formula, verbatim but for what would break BibTeX or comment out the rest of the line. */
function mathOf(text: string): string | undefined {
  const safe = text
    .replace(/\\([{}])/g, (_, brace) => (brace === '{' ? '\\lbrace ' : '\\rbrace '))
    .replace(/(?<!\\)([%#])/g, '\\$1');
  return isBalanced(safe) ? `{${safe}}` : undefined;
}

const TEX_TOKEN = /\\[a-zA-Z]+|\\[{}]|\\["'`^~=.]|\\[&%$#_]|\\\\|[\\{}$&%#_~^]|[^\\{}$&%#_~^]+/g;

/**
 * Words that may hold TeX, as arXiv's titles and abstracts do: commands and accents stay, braces
 * stay where they match, all other special characters show as themselves.
 */
function wordsOf(text: string, protect: (words: string) => string): string {
  const bracesMatch = isBalanced(text.replace(/\\[{}]/g, ''));
  const written = (text.match(TEX_TOKEN) ?? []).map((token) => {
    if (token === '\\\\') return ' ';
    if (token === '\\{' || token === '\\}') return LITERAL[token.slice(1)];
    if (/^\\[a-zA-Z]/.test(token)) return bracesMatch ? token : literal(token);
    if (/^\\[^\\]/.test(token)) return token;
    if ((token === '{' || token === '}') && bracesMatch) return token;
    return LITERAL[token] ?? protect(token);
  });
  return written.join('');
}

/** One line of TeX of a text that may hold TeX: formulas verbatim and braced. */
export function texOf(text: string, protect: (words: string) => string = (words) => words): string {
  const line = clean(text).replace(/\s+/g, ' ').trim();
  const written = splitMath(line)
    .map((piece) =>
      piece.isMath ? (mathOf(piece.text) ?? literal(piece.text)) : wordsOf(piece.text, protect),
    )
    .join('');
  return isBalanced(written) ? written : literal(line);
}

/** TeX of a text that is none, such as a note in Markdown: only its formulas are TeX. Lines stay. */
export function texOfNote(text: string): string {
  const written = splitMath(clean(text))
    .map((piece) =>
      piece.isMath ? (mathOf(piece.text) ?? literal(piece.text)) : literal(piece.text),
    )
    .join('');
  return written.trim();
}

/** Without control characters, which TeX refuses. */
function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');
}
