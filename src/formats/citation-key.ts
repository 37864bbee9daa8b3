import type { Paper } from '../paper/paper';
import { splitName } from './names';

/** Letters that do not come apart into a Latin one and an accent. */
const LATIN: Record<string, string> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  þ: 'th',
  ħ: 'h',
};

const STOP_WORDS = new Set(
  'a an and are as at by can do does for from how in into is it its no not of on or the to toward towards via what when where which who why with without'.split(
    ' ',
  ),
);

/** Lower-case ASCII letters and digits; what has no Latin form goes. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\x20-\x7f]/g, (letter) => LATIN[letter] ?? '')
    .replace(/[^a-z0-9 ]/g, '');
}

/** The first word that says something, formulas left out. */
function wordOf(title: string): string {
  const words = title
    .replace(/\$[^$]*\$|\\[a-z]+/gi, ' ')
    .split(/[\s\-–—:/]+/)
    .map((word) => fold(word).replaceAll(' ', ''));
  return words.find((word) => word.length > 1 && !STOP_WORDS.has(word)) ?? '';
}

/** `vaswani2017attention`: the first author's family name, the year, the first word of the title. */
function baseKey(paper: Paper): string {
  const [first = ''] = paper.authors;
  const { particle, family } = splitName(first);
  const name = fold(particle + family).replaceAll(' ', '');
  const key = name + (paper.published?.slice(0, 4) ?? '') + wordOf(paper.title);
  return /[a-z]/.test(key) ? key : `p${fold(paper.id).replaceAll(' ', '')}`;
}

/**
 * A key for each paper, in the papers' order: of `a-z0-9`, never empty, no two the same. Where two
 * papers would share one, the ids decide who keeps it and who gets `b`, `c`, …, so that the same
 * papers have the same keys in whatever order they leave.
 */
export function citationKeys(papers: readonly Paper[]): string[] {
  const byId = papers.map((_, i) => i).sort((a, b) => (idAt(papers, a) < idAt(papers, b) ? -1 : 1));
  const bases = papers.map(baseKey);
  const taken = new Set<string>();
  const keys: string[] = [];
  for (const i of byId) {
    const base = bases[i] as string;
    let key = base;
    for (let n = 1; taken.has(key); n++) key = base + suffix(n);
    taken.add(key);
    keys[i] = key;
  }
  return keys;
}

const idAt = (papers: readonly Paper[], i: number): string => papers[i]?.id ?? '';

/** b, c, … z, ba, bb, … */
function suffix(n: number): string {
  const letter = String.fromCharCode(97 + (n % 26));
  return n < 26 ? letter : suffix(Math.floor(n / 26)) + letter;
}
