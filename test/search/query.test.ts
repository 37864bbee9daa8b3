import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secondOf, timeOfBound } from '../../src/search/dates';
import { ANYWHERE, maskOf } from '../../src/search/field';
import { joinQueries, parseQuery, type SearchField } from '../../src/search/query';
import type { QueryNode } from '../../src/search/query-node';
import { BOUND } from '../../src/search/query-words';
import { aQueryText } from './arbitrary';

const root = (text: string): QueryNode | undefined => parseQuery(text).root;
const free = (...words: string[]) => ({ kind: 'words', fields: ANYWHERE, words, isPrefix: true });
const exact = (...words: string[]) => ({ ...free(...words), isPrefix: false });
const inField = (field: SearchField, ...words: string[]) => ({
  ...free(...words),
  fields: maskOf(field),
});
const mistakes = (text: string) =>
  parseQuery(text).mistakes.map(({ from, to, code }) => [text.slice(from, to), code]);

describe('parseQuery', () => {
  it('looks for free words anywhere, each as the beginning of one', () => {
    expect(root('  ')).toBeUndefined();
    expect(root('Schröd')).toEqual(free('schrod'));
    expect(root('sparse GPT-4')).toEqual({
      kind: 'and',
      nodes: [free('sparse'), free('gpt', '4')],
    });
    expect(root('学習')).toEqual(free('学', '習'));
    expect(root('- & …')).toBeUndefined();
  });

  it('takes quotes for words as they are, of whichever kind, also after a field', () => {
    expect(root('"in context"')).toEqual(exact('in', 'context'));
    expect(root('“in context”')).toEqual(exact('in', 'context'));
    expect(root('Title:"in context"')).toEqual({
      ...inField('title', 'in', 'context'),
      isPrefix: false,
    });
    expect(root('tag:"to read"')).toEqual({
      ...inField('tag', BOUND, 'to', 'read', BOUND),
      isPrefix: false,
    });
    expect(root('tag:🔥')).toEqual(inField('tag', '🔥'));
  });

  it('knows the fields by their names, whatever the case and a blank after', () => {
    expect(root('AUTHOR:Lovelace')).toEqual(inField('author', 'lovelace'));
    expect(root('authors: lovelace')).toEqual(inField('author', 'lovelace'));
    expect(root('cat:cs.CL')).toEqual(inField('cat', 'cs', 'cl'));
    expect(root('title:(deep OR author:wu)')).toEqual({
      kind: 'or',
      nodes: [inField('title', 'deep'), inField('author', 'wu')],
    });
  });

  it('joins two by OR, all else by "and", and takes away what has a minus', () => {
    expect(root('a b OR c OR d -e')).toEqual({
      kind: 'and',
      nodes: [
        free('a'),
        { kind: 'or', nodes: [free('b'), free('c'), free('d')] },
        { kind: 'not', node: free('e') },
      ],
    });
    expect(root('-(a b)')).toEqual({
      kind: 'not',
      node: { kind: 'and', nodes: [free('a'), free('b')] },
    });
    expect(root('state-of')).toEqual(free('state', 'of'));
    expect(root('a or b')).toEqual({ kind: 'and', nodes: [free('a'), free('or'), free('b')] });
  });

  it.each([
    ['is:Starred', { kind: 'is', flag: 'starred' }],
    ['has:code', { kind: 'is', flag: 'code' }],
    ['-is:unread', { kind: 'not', node: { kind: 'is', flag: 'unread' } }],
    ['year:2024', { kind: 'year', from: 2024, to: 2024 }],
    ['year:2023..2025', { kind: 'year', from: 2023, to: 2025 }],
    ['year:..2020', { kind: 'year', to: 2020 }],
    ['year:2020..', { kind: 'year', from: 2020 }],
    ['year:>2020', { kind: 'year', from: 2021 }],
    ['year:<=2020', { kind: 'year', to: 2020 }],
    ['added:<7d', { kind: 'added', from: { ago: 7, unit: 'd' } }],
    ['added:>2w', { kind: 'added', to: { ago: 2, unit: 'w' } }],
    [
      'added:2026-01',
      { kind: 'added', from: { at: +new Date(2026, 0, 1) }, to: { at: +new Date(2026, 1, 1) } },
    ],
    [
      'added:2025..2026-02-28',
      { kind: 'added', from: { at: +new Date(2025, 0, 1) }, to: { at: +new Date(2026, 2, 1) } },
    ],
    [
      'added:2026-02-28T15:04',
      {
        kind: 'added',
        from: { at: +new Date(2026, 1, 28, 15, 4) },
        to: { at: +new Date(2026, 1, 28, 15, 5) },
      },
    ],
    ['added:>2025', { kind: 'added', from: { at: +new Date(2026, 0, 1) } }],
    ['added:<2025', { kind: 'added', to: { at: +new Date(2025, 0, 1) } }],
  ])('reads %s', (text, node) => {
    expect(parseQuery(text)).toEqual({ text, root: node, mistakes: [] });
  });

  it.each([
    ['https://arxiv.org/abs/2401.12345v2', 'arxiv:2401.12345'],
    ['https://huggingface.co/papers/2401.12345', 'arxiv:2401.12345'],
    ['arxiv:2401.12345', 'arxiv:2401.12345'],
    ['doi:10.1016/0370-2693(93)90002-9', 'doi:10.1016/0370-2693(93)90002-9'],
    ['id:2401.12345', 'arxiv:2401.12345'],
  ])('takes %s for the paper', (text, id) => {
    expect(parseQuery(text)).toEqual({
      text,
      root: { kind: 'id', id, isWhole: true },
      mistakes: [],
    });
  });

  it('takes an id alone for the paper, or for a number in a text', () => {
    expect(root('2401.12345')).toEqual({
      kind: 'or',
      nodes: [{ kind: 'id', id: 'arxiv:2401.12345', isWhole: true }, free('2401', '12345')],
    });
    expect(root('id:2401.')).toEqual({ kind: 'id', id: '2401.', isWhole: false });
  });

  it.each([
    ['sparse foo:bar', [['foo', 'field_unknown']]],
    ['sparse yeer:2024', [['yeer', 'field_unknown']]],
    ['sparse is:red', [['red', 'is_unknown']]],
    ['sparse has:wings', [['wings', 'has_unknown']]],
    ['sparse year:soon', [['soon', 'year_form']]],
    ['sparse year:2025..2023', [['2025..2023', 'range_order']]],
    ['sparse added:7', [['7', 'added_form']]],
    ['sparse added:2026-13', [['2026-13', 'added_form']]],
    ['sparse added:2026-01-02T24:00', [['2026-01-02T24:00', 'added_form']]],
    ['sparse added:2026..2025', [['2026..2025', 'range_order']]],
    ['sparse author:', [['author:', 'value_missing']]],
    ['sparse )', [[')', 'paren_close']]],
    ['(sparse', [['(', 'paren_open']]],
    ['sparse OR', [['OR', 'or_side']]],
    ['OR sparse', [['OR', 'or_side']]],
    [
      'is:red sparse foo:bar',
      [
        ['red', 'is_unknown'],
        ['foo', 'field_unknown'],
      ],
    ],
  ])('says what is wrong in %s, and looks for the rest', (text, expected) => {
    expect(mistakes(text)).toEqual(expected);
    expect(root(text)).toEqual(free('sparse'));
  });

  it('goes on with a quote that is still being typed', () => {
    expect(root('"in cont')).toEqual(free('in', 'cont'));
    expect(mistakes('"in cont')).toEqual([['"', 'quote_open']]);
  });

  it('takes a title that was pasted for its words', () => {
    expect(parseQuery('BERT: Pre-training, at 12:30 (v2)').mistakes).toEqual([]);
    expect(parseQuery("Schrödinger's cat: a study").mistakes).toEqual([]);
  });

  it('reads the second of a time as the one that holds it', () => {
    for (const at of [+new Date(2026, 0, 2, 3, 4, 5, 678), +new Date(2026, 10, 30, 23, 59, 59)]) {
      const { root } = parseQuery(`added:${secondOf(at)}`);
      const from = at - (at % 1_000);
      expect(root).toEqual({ kind: 'added', from: { at: from }, to: { at: from + 1_000 } });
    }
  });

  it('never throws, and points only into the text', () => {
    const signs = fc.constantFrom(
      ...['(', ')', '-', '"', '“', ':', 'OR', ' ', '\\', '$', '{', 'is:', 'year:', '..', 'added:<'],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc
        .array(fc.oneof(signs, fc.string({ maxLength: 4 })), { maxLength: 40 })
        .map((all) => all.join('')),
      aQueryText,
    );
    fc.assert(
      fc.property(text, (text) => {
        const query = parseQuery(text);
        expect(query.text).toBe(text);
        for (const { from, to } of query.mistakes) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(text.length);
          expect(to).toBeGreaterThan(from);
        }
      }),
      { numRuns: 1_000 },
    );
    for (const long of [
      '('.repeat(5_000),
      '-'.repeat(5_000),
      'a '.repeat(5_000),
      '"'.repeat(4_999),
    ]) {
      expect(parseQuery(long).mistakes.at(-1)?.code).toBe('too_long');
    }
  });
});

describe('joinQueries', () => {
  const unread: QueryNode = { kind: 'is', flag: 'unread' };

  it.each([
    ['foo OR', free('foo')],
    ['"in cont', free('in', 'cont')],
    ['title:', undefined],
    ['year:', undefined],
    ['tag:"to re', inField('tag', 'to', 're')],
    ['foo OR bar', { kind: 'or', nodes: [free('foo'), free('bar')] }],
    ['', undefined],
  ])('asks for both, however %s ends', (text, typed) => {
    const joined = joinQueries(parseQuery(text), parseQuery('is:unread'));
    expect(joined.root).toEqual(typed ? { kind: 'and', nodes: [typed, unread] } : unread);
    expect(joined.text).toBe(text);
    expect(joined.mistakes).toEqual(parseQuery(text).mistakes);
  });

  it('asks for the first alone where the second asks for nothing', () => {
    expect(joinQueries(parseQuery('foo'), parseQuery('')).root).toEqual(free('foo'));
  });
});

describe('timeOfBound', () => {
  const now = +new Date(2026, 2, 31, 12);
  it('goes back by the calendar', () => {
    expect(timeOfBound({ ago: 7, unit: 'd' }, now)).toBe(+new Date(2026, 2, 24, 12));
    expect(timeOfBound({ ago: 2, unit: 'w' }, now)).toBe(+new Date(2026, 2, 17, 12));
    expect(timeOfBound({ ago: 1, unit: 'm' }, now)).toBe(+new Date(2026, 1, 28, 12));
    expect(timeOfBound({ ago: 1, unit: 'y' }, now)).toBe(+new Date(2025, 2, 31, 12));
  });
});
