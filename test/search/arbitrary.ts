/** Libraries and queries for property tests: few words, so that much is found. */
import fc from 'fast-check';
import type { Entry } from '../../src/paper/entry';
import type { PaperId } from '../../src/paper/ids';
import type { Mark } from '../../src/paper/mark';
import { defined, type Paper } from '../../src/paper/paper';

const WORDS = [
  ...['deep', 'deeper', 'learn', 'learning', 'Schrödinger', 'in', 'context', 'GPT-4', '2024'],
  ...[
    '深層学習',
    '学習',
    '$\\alpha$',
    'α',
    'G{\\"o}del',
    'H$_2$O',
    'Ångström',
    '한국어',
    'मशीन',
    '½',
  ],
];
const word = fc.constantFrom(...WORDS);
const text = (most: number) => fc.array(word, { maxLength: most }).map((words) => words.join(' '));
const tag = fc.constantFrom('nlp', 'to read', 'read', '🔥', 'in-context');
/** 2026-11-01 */
export const NOW = 1_793_491_200_000;
const DAY = 86_400_000;
const time = fc.integer({ min: 1, max: 800 }).map((days) => NOW - days * DAY - 1);
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });

/** A paper of one of a few ids; its `seq` is set by whoever puts it into a library. */
export const anEntry: fc.Arbitrary<Entry> = fc
  .record({
    number: fc.integer({ min: 1, max: 30 }),
    title: text(5),
    authors: fc.array(text(2), { maxLength: 3 }),
    abstract: maybe(text(12)),
    published: maybe(fc.constantFrom('2019', '2023-05', '2024-11-02', '2025-01-01', 'soon')),
    venue: maybe(text(2)),
    categories: maybe(fc.subarray(['cs.CL', 'cs.LG', 'math.GT'])),
    alias: maybe(fc.integer({ min: 1, max: 30 })),
    code: fc.boolean(),
    at: maybe(time),
    starredAt: maybe(time),
    readAt: maybe(time),
    dismissedAt: maybe(time),
    note: maybe(text(6).filter(Boolean)),
    tags: maybe(fc.uniqueArray(tag, { minLength: 1, maxLength: 3 })),
  })
  .map(({ number, alias, code, at, starredAt, readAt, dismissedAt, note, tags, ...facts }) => {
    const id = `arxiv:2401.${String(number).padStart(5, '0')}` as PaperId;
    const page = `https://arxiv.org/abs/2401.${number}`;
    const paper = defined<Paper>({
      ...facts,
      id,
      aliases: alias ? [`doi:10.1000/${alias}` as PaperId] : undefined,
      links: { page, ...(code ? { code: 'https://example.org/code' } : {}) },
      seen: at ? { site: 'arxiv', url: page, at } : undefined,
    });
    const mark = defined<Mark>({
      id,
      starredAt,
      readAt,
      dismissedAt,
      note,
      tags,
      times: {},
      seq: 0,
    });
    return { paper, mark };
  });

const value = fc.oneof(
  word,
  fc.constantFrom('d', 'le', 'schro', '学', 'g', 'al', 'cs', 'cs.CL', 'read', 'nl'),
  text(3).map((words) => `"${words}"`),
);
const atom = fc.oneof(
  { weight: 4, arbitrary: value },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom('title', 'Author', 'abstract', 'note', 'tag', 'venue', 'cat'), value)
      .map(([field, of]) => `${field}:${of}`),
  },
  tag.map((of) => `tag:"${of}"`),
  fc.constantFrom(
    ...['is:starred', 'is:read', 'is:unread', 'is:dismissed', 'has:note', 'has:code', 'has:tag'],
    ...['has:pdf', 'year:2024', 'year:2023..2025', 'year:..2020', 'year:>2023', 'added:<90d'],
    ...['added:>2w', 'added:<6m', 'added:2026-01', 'added:2025..2026-03', 'added:>2026-01-02'],
    ...['id:2401.00003', '2401.00004', 'https://arxiv.org/abs/2401.00005v2', 'id:2401.0001'],
    ...['id:10.1000/7', 'doi:10.1000/8', 'year:soon', 'foo:bar'],
  ),
);
export const aQueryText: fc.Arbitrary<string> = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    atom,
    atom.map((of) => `-${of}`),
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => `${a} ${b}`),
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => `${a} OR ${b}`),
    tie('query').map((of) => `(${of})`),
    tie('query').map((of) => `-(${of})`),
    tie('query').map((of) => `title:(${of})`),
  ),
})).query;

export const anyOptions = fc.record({
  view: fc.constantFrom('all' as const, 'starred' as const, 'read' as const, 'dismissed' as const),
  order: fc.constantFrom(...(['best', 'starred', 'added', 'published', 'read', 'title'] as const)),
  reverse: fc.boolean(),
});
