import type { PaperId } from '../paper/id';
import { toLatin } from '../paper/latin';
import type { Paper } from '../paper/paper';
import { splitName } from './names';

const STOP_WORDS = new Set(
  'a an and are as at by can do does for from how in into is it its no not of on or the to toward towards via what when where which who why with without'.split(
    ' ',
  ),
);

/** Lower-case ASCII letters and digits; what has no Latin form goes. */
const fold = (text: string): string => toLatin(text).replace(/[^a-z0-9 ]/g, '');

/** The first word that says something, formulas left out. */
function wordOf(title: string): string {
  const words = title
    .replace(/\$[^$]*\$|\\[a-z]+/gi, ' ')
    .split(/[\s\-–—:/]+/)
    .map((word) => fold(word).replaceAll(' ', ''));
  return words.find((word) => word.length > 1 && !STOP_WORDS.has(word)) ?? '';
}

/** One that a person can still type; a title may be a single word of 5,000 letters. */
const LONGEST = 60;

/** `vaswani2017attention`: the first author's family name, the year, the first word of the title. */
function baseKey(paper: Paper): string {
  const [first = ''] = paper.authors;
  const { particle, family } = splitName(first);
  const name = fold(particle + family).replaceAll(' ', '');
  const key = name + (paper.published?.slice(0, 4) ?? '') + wordOf(paper.title);
  return (/[a-z]/.test(key) ? key : `p${fold(paper.id).replaceAll(' ', '')}`).slice(0, LONGEST);
}

/**
 * A key for each paper, by its id: of `a-z0-9`, never empty, no two the same. Where papers would
 * share one, the first that was seen keeps it and the later get `b`, `c`, …: a key that stands in
 * somebody's manuscript does not move to another paper when the library grows, and the same papers
 * have the same keys in whatever order they come.
 */
export function citationKeys(papers: readonly Paper[]): Map<PaperId, string> {
  const taken = new Set<string>();
  const keys = new Map<PaperId, string>();
  const next = new Map<string, number>();
  for (const paper of [...papers].sort(bySighting)) {
    if (keys.has(paper.id)) continue;
    const base = baseKey(paper);
    let key = base;
    let n = next.get(base) ?? 1;
    for (; taken.has(key); n++) key = base + suffix(n);
    next.set(base, n);
    taken.add(key);
    keys.set(paper.id, key);
  }
  return keys;
}

const bySighting = (a: Paper, b: Paper): number =>
  (a.seen?.at ?? 0) - (b.seen?.at ?? 0) || (a.id < b.id ? -1 : 1);

/** b, c, … z, ba, bb, … */
function suffix(n: number): string {
  const letter = String.fromCharCode(97 + (n % 26));
  return n < 26 ? letter : suffix(Math.floor(n / 26)) + letter;
}
