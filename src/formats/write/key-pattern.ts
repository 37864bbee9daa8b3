/**
 * The pattern of citation keys: text, and fields in square brackets, each with changes after
 * colons. `[auth][year][title-word]` makes `vaswani2017attention`, `[auth:capital]_[year2]` makes
 * `Vaswani_17`.
 *
 * | field           | what it is                                                      |
 * | --------------- | --------------------------------------------------------------- |
 * | `[auth]`        | the first author's family name, with its particle               |
 * | `[authors]`     | the first three's; of more, the first one's and `etal`          |
 * | `[year]`        | `2017`                                                          |
 * | `[year2]`       | `17`                                                            |
 * | `[title-word]`  | the first word of the title that says something                 |
 * | `[title-words]` | the first three                                                 |
 * | `[id]`          | the paper's id, without its kind: `170603762`                   |
 *
 * | after a colon | what it does                       |
 * | ------------- | ---------------------------------- |
 * | `:capital`    | each word begins with a capital    |
 * | `:upper`      | all are capitals                   |
 * | `:initials`   | each word's first letter           |
 * | `:4`          | at most so many letters, 1 to 60   |
 */
import { splitId } from '../../paper/ids';
import { toLatin } from '../../paper/latin';
import type { Paper } from '../../paper/paper';
import { splitName } from '../person-name';
import { plainOf } from './plain';

export const DEFAULT_KEY_PATTERN = '[auth][year][title-word]';

/** Longest key, which a person can still type; a title may be a single word of 5,000 letters. */
export const LONGEST_KEY = 60;

/** A mistake in a pattern; `code` ends the key of the message that explains it. */
export interface PatternMistake {
  readonly from: number;
  readonly to: number;
  readonly code: 'unknown_field' | 'unknown_change' | 'unclosed' | 'character' | 'no_field';
}

type Change = (words: readonly string[]) => readonly string[];
type Part = (paper: Paper) => string;

export interface KeyPattern {
  readonly text: string;
  readonly mistakes: readonly PatternMistake[];
  /** Returns the key of a paper, at most `LONGEST_KEY` letters; may be empty. */
  write(paper: Paper): string;
}

/** Reduces a text to lower-case ASCII letters and digits, without what has no Latin form. */
const fold = (text: string): string => toLatin(text).replace(/[^a-z0-9]/g, '');

const STOP_WORDS = new Set(
  'a an and are as at by can do does for from how in into is it its no not of on or the to toward towards via what when where which who why with without'.split(
    ' ',
  ),
);

/** Returns the first significant words of a title, without its formulas. */
function wordsOf(title: string, most: number): string[] {
  const words: string[] = [];
  const bare = plainOf(title).replace(/\$[^$]*\$|\\[a-z]+/gi, ' ');
  for (const [raw] of bare.matchAll(/[^\s\-–—:/]+/g)) {
    const word = fold(raw);
    if (word.length < 2 || STOP_WORDS.has(word)) continue;
    if (words.push(word) === most) break;
  }
  return words;
}

function familyOf(name: string): string {
  const { particle, family } = splitName(plainOf(name));
  return fold(particle + family);
}

const yearOf = (paper: Paper): string => paper.published?.slice(0, 4) ?? '';

const FIELDS: Record<string, (paper: Paper) => readonly string[]> = {
  auth: ({ authors }) => [familyOf(authors[0] ?? '')],
  authors: ({ authors, authorCount = 0 }) =>
    Math.max(authors.length, authorCount) > 3
      ? [familyOf(authors[0] ?? ''), 'etal']
      : authors.map(familyOf),
  year: (paper) => [yearOf(paper)],
  year2: (paper) => [yearOf(paper).slice(2)],
  'title-word': ({ title }) => wordsOf(title, 1),
  'title-words': ({ title }) => wordsOf(title, 3),
  id: ({ id }) => [fold(splitId(id)[1])],
};

const CHANGES: Record<string, Change> = {
  capital: (words) => words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)),
  upper: (words) => words.map((word) => word.toUpperCase()),
  initials: (words) => words.map((word) => word.charAt(0)),
};

function changeOf(name: string): Change | undefined {
  if (Object.hasOwn(CHANGES, name)) return CHANGES[name];
  const most = /^\d{1,2}$/.test(name) ? Number(name) : 0;
  if (most < 1 || most > LONGEST_KEY) return undefined;
  return (words) => [words.join('').slice(0, most)];
}

/**
 * Parses a pattern; never throws. Mistakes are left out of the keys and listed in `mistakes`. Keys
 * consist of letters and digits of ASCII and `_ - : . + /`: other characters end a key in a `.bib`
 * file or in `\cite`.
 */
export function parseKeyPattern(text: string): KeyPattern {
  const mistakes: PatternMistake[] = [];
  const parts: Part[] = [];
  let hasField = false;

  for (const match of text.matchAll(/\[([^[\]]*)\]|[A-Za-z0-9_:.+/-]+|[\s\S]/gu)) {
    const [token, inside] = match;
    const from = match.index;
    const to = from + token.length;
    if (inside === undefined) {
      const isOpen = token === '[' || token === ']';
      if (isOpen) mistakes.push({ from, to, code: 'unclosed' });
      else if (!/^[\w:.+/-]+$/.test(token)) mistakes.push({ from, to, code: 'character' });
      else parts.push(() => token);
      continue;
    }
    const [name = '', ...names] = inside.split(':');
    const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
    if (!field) {
      mistakes.push({ from, to, code: 'unknown_field' });
      continue;
    }
    hasField = true;
    const changes = names.map(changeOf);
    if (changes.includes(undefined)) mistakes.push({ from, to, code: 'unknown_change' });
    parts.push((paper) =>
      changes.reduce((words, change) => change?.(words) ?? words, field(paper)).join(''),
    );
  }
  // Without a field, every paper would have the same key.
  if (!hasField) mistakes.push({ from: 0, to: text.length, code: 'no_field' });

  return {
    text,
    mistakes,
    write: (paper) =>
      parts
        .map((part) => part(paper))
        .join('')
        .slice(0, LONGEST_KEY),
  };
}
