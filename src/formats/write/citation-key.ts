import { fnv1a } from '../../paper/fnv';
import type { PaperId } from '../../paper/ids';
import { idsOf, isBare, type Paper } from '../../paper/paper';
import { runInSlices } from '../../slices';
import { DEFAULT_KEY_PATTERN, type KeyPattern, LONGEST_KEY, parseKeyPattern } from './key-pattern';

export interface KeyOptions {
  /** By default `[auth][year][title-word]`. */
  readonly pattern?: KeyPattern | undefined;
  /**
   * Keys that papers were given before. They keep them, even if their facts, the pattern or the
   * other papers have changed since, and no other paper gets them.
   */
  readonly given?: ReadonlyMap<PaperId, string> | undefined;
}

const DEFAULT = parseKeyPattern(DEFAULT_KEY_PATTERN);

/**
 * Resolves to a citation key for each paper, by its id: never empty, and no two the same, also not
 * to BibTeX, which does not tell `A` from `a`. The key that a file gave a paper comes before any that is
 * made. If papers would share a key, the first that was seen
 * gets it, and the others get it with an ending made from their own id alone,
 * `vaswani2017attention-k3x`, so that theirs do not depend on which papers come, go, or are written
 * with them. For the first to keep its key even if its facts change, and the others if it goes, the
 * caller hands in as `given` what was given before. Works in slices that block no page, however
 * many papers there are.
 */
export function citationKeys(
  papers: Iterable<Paper>,
  options: KeyOptions = {},
): Promise<Map<PaperId, string>> {
  return runInSlices(giveKeys(papers, options));
}

function* giveKeys(
  papers: Iterable<Paper>,
  { pattern = DEFAULT, given = new Map() }: KeyOptions,
): Generator<undefined, Map<PaperId, string>> {
  const keys = new Map<PaperId, string>();
  const taken = new Set<string>();
  for (const key of given.values()) {
    taken.add(key.toLowerCase());
    yield;
  }
  // A key of a paper's own comes before any that is made.
  const [own, made] = [new Map<string, Paper[]>(), new Map<string, Paper[]>()];
  const used = new Set<string>();
  for (const paper of papers) {
    yield;
    if (keys.has(paper.id)) continue;
    // Two records that were merged bring the keys of both; the first is the paper's.
    const name = given.size > 0 && idsOf(paper).find((id) => given.has(id));
    const known = (name && given.get(name)) || '';
    const isFree = known !== '' && !used.has(known.toLowerCase());
    keys.set(paper.id, isFree ? known : '');
    if (isFree) used.add(known.toLowerCase());
    else if (paper.key === undefined) addTo(made, citationKeyOf(paper, pattern), paper);
    else addTo(own, paper.key, paper);
  }
  for (const [wanted, group] of [...own, ...made]) {
    if (group.length > 1) group.sort(bySighting);
    for (const paper of group) {
      const key = freeKey(wanted, paper.id, taken);
      taken.add(key.toLowerCase());
      keys.set(paper.id, key);
      yield;
    }
  }
  return keys;
}

function addTo(groups: Map<string, Paper[]>, key: string, paper: Paper): void {
  const group = groups.get(key);
  if (group) group.push(paper);
  else groups.set(key, [paper]);
}

/**
 * Returns the key of a paper, regardless of any others. A key that is no more than a year gives way
 * to the paper's id; a number that is the id, as `[id]` makes it, does not. So does that of a paper of
 * which only the id is known: what looks like its title is none.
 */
export function citationKeyOf(paper: Paper, pattern: KeyPattern): string {
  const key = pattern.write(paper);
  if (/[a-z]|\d{5}/i.test(key) && !isBare(paper)) return key;
  return `p${paper.id.toLowerCase().replace(/[^a-z0-9]/g, '')}`.slice(0, LONGEST_KEY);
}

const bySighting = (a: Paper, b: Paper): number =>
  (a.seen?.at ?? 0) - (b.seen?.at ?? 0) || (a.id < b.id ? -1 : 1);

function freeKey(wanted: string, id: PaperId, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted.toLowerCase())) return wanted;
  const ending = hash(id);
  for (let length = 3; ; length++) {
    // Beyond the hash it only counts, which would take 36⁷ papers with one key.
    const more = length <= ending.length ? ending.slice(0, length) : `${ending}${length}`;
    const key = `${wanted}-${more}`;
    if (!taken.has(key.toLowerCase())) return key;
  }
}

/** Returns seven letters or digits for a text, always the same. */
export function hash(text: string): string {
  return fnv1a(text).toString(36).padStart(7, '0').split('').reverse().join('');
}
