/**
 * Tells whether two papers with one id can be one paper. Reference managers give unrelated papers the
 * same made-up or copied id, and chapters carry the DOI of their book; but preprints change their titles.
 */
import { toLatin } from './latin';
import { shareOfOthers } from './original';
import { idsOf, isFromPage, type Paper } from './paper';

/** Whether two papers are one; `unknown` if their titles cannot be compared. */
export type Likeness = 'same' | 'other' | 'unknown';

/** What papers are compared by. */
export interface Traits {
  /** Letters and digits of the title alone; empty for a paper that has none. */
  readonly key: string;
  /** The keys of what stands between colons, brackets and the like. */
  readonly parts: readonly string[];
  readonly words: readonly string[];
  /** The words that say something, without their endings. */
  readonly content: ReadonlySet<string>;
  /** The words of the first author's name. */
  readonly names: readonly string[];
  readonly isCut: boolean;
  /** Whether the title stands in brackets, as PubMed has titles that it translated. */
  readonly isTranslated: boolean;
  readonly shareOfOthers: number;
}

/** A longer title is compared by its beginning, in characters. */
const LONGEST = 600;

const MARKUP = /<\/?[a-z][^<>]{0,40}>|&(?:#?\w{1,10});|\\[a-z]+|\\.|[{}$]/gi;
/** Ids that stand in a title, as in those of pages: "[1706.03762] Attention Is All You Need". */
const IDS = /\barxiv:\s*\S+(?:\s*\[[\w.-]+\])?|^\[\d{4}\.\d{4,5}(?:v\d+)?\]|\b10\.\d{4,9}\/\S+/gi;
/** A title that is only an id, an address or the name of a file. */
const NO_TITLE = /^(?:https?:\S+|\S*\d\S*|\S+\.pdf)$/i;
const SEPARATOR = /[:;.?!–—()[\]]|\s-+\s/;
const WORD = /[\p{L}\p{N}]+/gu;

/** Words that two unrelated titles share. */
const EMPTY_WORDS = new Set(
  `a an the of on in for and or to from with by at as is are via using its
  der die das und von zur zum fur im le la les de des du et el los y en un une ein eine`.split(
    /\s+/,
  ),
);
/** Words that tell the parts of a series apart; so do the single letters. */
const NUMERAL =
  /^(?:\d+|[b-z]|i{2,3}|iv|vi{1,3}|ix|one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)$/;

/** Words by which a language is known, none of them in two. */
const TONGUES = [
  'the of and for with to by from its are',
  'der das und von zur zum fur mit eine uber bei einer',
  'les du et dans pour une sur aux',
  'el los las y por del con una',
  'gli della il dei nella delle nel',
  'os da do em uma ao dos das',
].map((words) => new Set(words.split(' ')));

/** Returns what a paper is compared by. */
export function traitsOf(paper: Paper): Traits {
  const title = (idsOf(paper) as readonly string[]).includes(paper.title) ? '' : paper.title.trim();
  const text = NO_TITLE.test(title)
    ? ''
    : toLatin(title.slice(0, LONGEST).replace(MARKUP, '').replace(IDS, ''));
  const parts = text.split(SEPARATOR).map(wordsOf);
  const words = parts.flat();
  return {
    key: words.join(''),
    parts: parts.map((part) => part.join('')).filter(Boolean),
    words,
    content: new Set(words.filter((word) => !EMPTY_WORDS.has(word)).map(stemOf)),
    names: wordsOf(toLatin((paper.authors[0] ?? '').slice(0, LONGEST))).filter(
      (word) => word.length > 1,
    ),
    isCut: /(?:…|\.\.\.)$/.test(title),
    isTranslated: /^\[.*\]\.?$/.test(title),
    shareOfOthers: shareOfOthers(text),
  };
}

/** Returns whether two papers with an id in common are one. */
export const compareWorks = (a: Paper, b: Paper): Likeness =>
  compareTraits(traitsOf(a), traitsOf(b));

/**
 * Returns whether two papers with an id in common are two: what two pages said of one id is one paper,
 * whatever its titles, but a file can be wrong.
 */
export const areTwoWorks = (a: Paper, b: Paper): boolean =>
  a.title !== b.title && !(isFromPage(a) && isFromPage(b)) && compareWorks(a, b) === 'other';

/**
 * Compares papers by their titles, and by their first authors where the titles alone do not decide.
 * A preprint with wholly other words for a title counts as another paper: to have one paper twice is
 * an annoyance, to have two papers as one loses one of them.
 */
export function compareTraits(a: Traits, b: Traits): Likeness {
  if (!a.key || !b.key) return 'unknown';
  const isBySame = haveSameAuthor(a, b);
  // Two people can have written an "Introduction".
  if (a.key === b.key) return isBySame === false && a.content.size < 2 ? 'other' : 'same';
  if (isInAnotherScript(a, b)) return isBySame === false ? 'other' : 'unknown';
  const [onlyA, onlyB] = [except(a.words, b.words), except(b.words, a.words)];
  if (onlyA.some(isNumeral) && onlyB.some(isNumeral)) return 'other';
  if (isPartOf(a, b) || isPartOf(b, a) || isMisspelt(a.key, b.key)) return 'same';
  if (isBySame && areInTwoTongues(a, b)) return 'unknown';
  return isReworded(a, b, isBySame) ? 'same' : 'other';
}

const wordsOf = (text: string): string[] => text.match(WORD) ?? [];

const isNumeral = (word: string, i: number, all: readonly string[]): boolean =>
  NUMERAL.test(word) || (word === 'a' && i === all.length - 1);

const stemOf = (word: string): string =>
  word.length > 3 ? word.replace(/(?:ies|es|s|ing|ed|al|ally|ly|y|e)$/, '') : word;

function except(words: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return words.filter((word) => !known.has(word));
}

/** Undefined if one of the authors is not known. */
const haveSameAuthor = (a: Traits, b: Traits): boolean | undefined =>
  a.names.length === 0 || b.names.length === 0
    ? undefined
    : a.names.some((name) => b.names.includes(name));

const isInAnotherScript = (a: Traits, b: Traits): boolean =>
  a.isTranslated !== b.isTranslated || Math.abs(a.shareOfOthers - b.shareOfOthers) > 0.4;

/** Returns whether the small words of two titles are those of two languages. */
function areInTwoTongues(a: Traits, b: Traits): boolean {
  const [one, other] = [tongueOf(a), tongueOf(b)];
  return one !== undefined && other !== undefined && one !== other;
}

/** Returns the index of a title's language; undefined if its small words do not tell. */
function tongueOf({ words }: Traits): number | undefined {
  const hits = TONGUES.map((tongue) => words.filter((word) => tongue.has(word)).length);
  const most = Math.max(...hits);
  return most > 0 && hits.indexOf(most) === hits.lastIndexOf(most) ? hits.indexOf(most) : undefined;
}

/** Returns whether a title is another without its subtitle, or without what stands before a colon. */
function isPartOf(part: Traits, whole: Traits): boolean {
  if (part.key.length >= whole.key.length) return false;
  if (part.isCut && whole.key.startsWith(part.key)) return true;
  if (except(whole.words, part.words).every(isNumeral)) return false;
  const { parts } = whole;
  for (let n = 1; n < parts.length; n++) {
    if (parts.slice(0, n).join('') === part.key) return true;
    if (part.content.size > 1 && parts.slice(n).join('') === part.key) return true;
  }
  return false;
}

/** Returns whether nearly all pairs of letters are in both: a typing error, a lost accent or hyphen. */
function isMisspelt(a: string, b: string): boolean {
  const pairs = new Map<string, number>();
  for (let i = 1; i < a.length; i++) {
    const pair = a.slice(i - 1, i + 1);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let common = 0;
  for (let i = 1; i < b.length; i++) {
    const pair = b.slice(i - 1, i + 1);
    const left = pairs.get(pair) ?? 0;
    if (left > 0) common++;
    pairs.set(pair, left - 1);
  }
  return (2 * common) / (a.length + b.length - 2) >= 0.9;
}

/**
 * Returns whether two titles share enough words to be those of one paper before and after it was
 * published: four, and two thirds of the longer one, or half of it if the first author is the same; or
 * all five or more of the shorter one.
 */
function isReworded(a: Traits, b: Traits, isBySame: boolean | undefined): boolean {
  if (isBySame === false) return false;
  const [onlyA, onlyB] = [
    except([...a.content], [...b.content]),
    except([...b.content], [...a.content]),
  ];
  const shared = a.content.size - onlyA.length;
  // "Adversarial Nets", "Adversarial Networks"
  if (shared >= 2 && onlyA.length === 1 && onlyB.length === 1) {
    const [one, other] = [onlyA[0] as string, onlyB[0] as string];
    if (
      Math.min(one.length, other.length) > 2 &&
      (one.startsWith(other) || other.startsWith(one))
    ) {
      return true;
    }
  }
  if (shared >= 5 && shared === Math.min(a.content.size, b.content.size)) return true;
  const least = Math.max(a.content.size, b.content.size) * (isBySame ? 0.5 : 2 / 3);
  return shared >= 4 && shared >= least;
}
