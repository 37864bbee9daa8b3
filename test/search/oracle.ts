/** What a query finds, the slow way: every paper is read anew, with nothing but the texts. */
import type { Entry } from '../../src/paper/entry';
import type { PaperId } from '../../src/paper/ids';
import { timeOfBound } from '../../src/search/dates';
import { FIELDS, scoreOf } from '../../src/search/field';
import { wordsOf } from '../../src/search/fold';
import type { FindOptions } from '../../src/search/index';
import type { Query, QueryNode, WordsNode } from '../../src/search/query-node';
import { BOUND, valueWords } from '../../src/search/query-words';
import { addedOf, publishedOf, titleKeyOf } from '../../src/search/text-of';

/** The ids in order. */
export function findSlowly(
  entries: readonly Entry[],
  { root }: Query,
  { view, order, reverse = false }: FindOptions,
  now: number,
): PaperId[] {
  const times = { starred: 'starredAt', read: 'readAt', dismissed: 'dismissedAt' } as const;
  const found = entries.flatMap((entry) => {
    if (view !== 'all' && entry.mark[times[view]] === undefined) return [];
    const score = root ? scoreSlowly(entry, root, now) : 0;
    return score === undefined ? [] : [{ entry, score }];
  });
  const natural = (entry: Entry): number =>
    view === 'all' ? entry.mark.seq : (entry.mark[times[view]] ?? 0);
  const keyOf = (entry: Entry): number => {
    if (order === 'best') return natural(entry);
    if (order === 'starred') return entry.mark.starredAt ?? 0;
    if (order === 'read') return entry.mark.readAt ?? 0;
    if (order === 'added') return addedOf(entry);
    return order === 'published' ? publishedOf(entry) : 1;
  };
  const isBest = order === 'best' && root !== undefined;
  const sign = reverse ? -1 : 1;
  const text = (entry: Entry): string => (order === 'title' ? titleKeyOf(entry) : '');
  found.sort((a, b) => {
    const hasKeys = Number(keyOf(b.entry) > 0) - Number(keyOf(a.entry) > 0);
    if (hasKeys !== 0 && !isBest) return hasKeys;
    const isKeyed = keyOf(a.entry) > 0 || isBest;
    const compared =
      (isBest ? b.score - a.score : 0) ||
      compare(text(a.entry), text(b.entry)) ||
      keyOf(b.entry) - keyOf(a.entry) ||
      b.entry.mark.seq - a.entry.mark.seq ||
      compare(a.entry.mark.id, b.entry.mark.id);
    return isKeyed ? sign * compared : compared;
  });
  return found.map(({ entry }) => entry.mark.id);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The sum of what each word scores; undefined where it is not found. */
function scoreSlowly(entry: Entry, node: QueryNode, now: number): number | undefined {
  const { mark, paper } = entry;
  const is = (holds: boolean): number | undefined => (holds ? 0 : undefined);
  switch (node.kind) {
    case 'and': {
      const scores = node.nodes.map((one) => scoreSlowly(entry, one, now));
      return scores.includes(undefined) ? undefined : sum(scores);
    }
    case 'or': {
      const scores = node.nodes.map((one) => scoreSlowly(entry, one, now));
      return scores.every((score) => score === undefined) ? undefined : sum(scores);
    }
    case 'not':
      return is(scoreSlowly(entry, node.node, now) === undefined);
    case 'words':
      return scoreWords(entry, node);
    case 'id': {
      const ids = [mark.id, ...(paper.aliases ?? [])];
      const kinds = [
        '',
        ...['arxiv:', 'doi:', 'acl:', 'openreview:', 'pmid:'],
        'isbn:',
        'url:',
        'title:',
      ];
      return is(
        node.isWhole
          ? ids.includes(node.id as PaperId)
          : ids.some((id) => kinds.some((kind) => id.startsWith(kind + node.id))),
      );
    }
    case 'is': {
      const facts: Record<typeof node.flag, unknown> = {
        starred: mark.starredAt,
        read: mark.readAt,
        unread: !mark.readAt,
        dismissed: mark.dismissedAt,
        note: mark.note,
        tag: mark.tags?.length,
        code: paper.links.code,
        pdf: paper.links.pdf,
      };
      return is(Boolean(facts[node.flag]));
    }
    case 'year': {
      const year = Number(/^\d{4}/.exec(paper.published ?? '')?.[0] ?? Number.NaN);
      return is(year >= (node.from ?? 0) && year <= (node.to ?? 9_999));
    }
    case 'added': {
      const at = addedOf(entry);
      const isAfter = !node.from || at >= timeOfBound(node.from, now);
      return is(at > 0 && isAfter && (!node.to || at < timeOfBound(node.to, now)));
    }
  }
}

const sum = (scores: readonly (number | undefined)[]): number =>
  scores.reduce<number>((total, score) => total + (score ?? 0), 0);

function scoreWords({ paper, mark }: Entry, { words, fields, isPrefix }: WordsNode) {
  const values = (list: readonly string[] = []): string[][] =>
    list.length > 0 ? [[...list.flatMap((value) => [BOUND, ...valueWords(value)]), BOUND]] : [];
  const runs: Record<(typeof FIELDS)[number], string[][]> = {
    title: [wordsOf(paper.title)],
    author: paper.authors.map(wordsOf),
    abstract: [wordsOf(paper.abstract ?? '')],
    note: [wordsOf(mark.note ?? '')],
    tag: values(mark.tags),
    venue: [wordsOf(paper.venue ?? '')],
    cat: values(paper.categories),
    id: [],
  };
  let best: number | undefined;
  for (const [i, field] of FIELDS.entries()) {
    if (!(fields & (1 << i))) continue;
    for (const run of runs[field]) {
      for (let at = 0; at + words.length <= run.length; at++) {
        const isFound = words.every((word, k) => {
          const isLast = k === words.length - 1;
          return isPrefix && isLast ? run[at + k]?.startsWith(word) : run[at + k] === word;
        });
        if (!isFound) continue;
        const isWhole = run[at + words.length - 1] === words.at(-1);
        best = Math.max(best ?? 0, scoreOf(1 << i, isWhole));
      }
    }
  }
  return best;
}
