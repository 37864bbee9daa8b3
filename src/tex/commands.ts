/** What the readers of TeX know of commands besides signs and type faces. */
import { ACCENTS, OTHER_ACCENTS } from './letters';
import { isFace, isQuote, isSwitch, signOf } from './signs';

/** Commands of layout. */
const LAYOUTS: Readonly<Record<string, string>> = {
  space: ' ',
  quad: ' ',
  qquad: ' ',
  thinspace: ' ',
  nobreakspace: ' ',
  enspace: ' ',
  linebreak: ' ',
  allowbreak: '',
  textcompwordmark: '',
  newline: '\n',
  par: '\n\n',
};

/** Returns the text of a command of layout; undefined for other commands. */
export const layoutOf = (name: string): string | undefined =>
  Object.hasOwn(LAYOUTS, name) ? LAYOUTS[name] : undefined;

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

export const isUnseen = (name: string): boolean => UNSEEN.has(name);

/** Commands that begin and end so in Markdown. */
const MARKDOWN: Readonly<Record<string, readonly [before: string, after: string]>> = {
  textbf: ['**', '**'],
  emph: ['*', '*'],
  textit: ['*', '*'],
  texttt: ['`', '`'],
  sout: ['~~', '~~'],
  section: ['\n\n# ', '\n\n'],
  subsection: ['\n\n## ', '\n\n'],
  subsubsection: ['\n\n### ', '\n\n'],
  paragraph: ['\n\n#### ', '\n\n'],
};

/** Returns how a command and its argument are written in Markdown; undefined for other commands. */
export const markdownOf = (name: string): readonly [before: string, after: string] | undefined =>
  Object.hasOwn(MARKDOWN, name) ? MARKDOWN[name] : undefined;

/** Returns the combining marks of an accent; undefined for other commands. */
export const accentOf = (name: string): string | undefined => {
  if (Object.hasOwn(ACCENTS, name)) return ACCENTS[name];
  return Object.hasOwn(OTHER_ACCENTS, name) ? OTHER_ACCENTS[name] : undefined;
};

const isKnown = (name: string): boolean =>
  isFace(name) ||
  isQuote(name) ||
  isSwitch(name) ||
  isUnseen(name) ||
  [signOf, layoutOf, markdownOf, accentOf].some((find) => find(name) !== undefined);

const UNKNOWN_SWITCH = /\\([a-zA-Z]+)(?!\{|[a-zA-Z])/y;

/** Whether a group whose text begins there has an unknown command that acts on all of it: `{\Bbb R}`. */
export function beginsUnknown(tex: string, at: number): boolean {
  if (tex[at] !== '\\') return false;
  UNKNOWN_SWITCH.lastIndex = at;
  const name = UNKNOWN_SWITCH.exec(tex)?.[1];
  return name !== undefined && !isKnown(name);
}
