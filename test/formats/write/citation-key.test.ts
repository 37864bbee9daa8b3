import { describe, expect, it } from 'vitest';
import { citationKeyOf, citationKeys } from '../../../src/formats/write/citation-key';
import { parseKeyPattern } from '../../../src/formats/write/key-pattern';
import type { Entry } from '../../../src/paper/entry';
import type { PaperId } from '../../../src/paper/ids';
import type { Paper } from '../../../src/paper/paper';
import { makeEntry } from '../entries';
import { writeAs } from '../write-as';

const paper = (id: string, more: Partial<Paper> = {}): Paper =>
  makeEntry({ id: id as PaperId, ...more }).paper;

describe('citationKeys', () => {
  it('makes keys that people recognise', async () => {
    const keys = await citationKeys([
      paper('arxiv:1', {
        authors: ['Laurens van der Maaten'],
        title: 'On the $t$-SNE Method',
        published: '2008',
      }),
      paper('arxiv:2', { authors: ['Łukasz Kaiser'], title: 'One Model', published: '2017-06-16' }),
      paper('arxiv:3', { authors: ['Théo Andrieux'], title: 'Œuvre', published: '2026' }),
      paper('arxiv:4', {
        authors: ['Erwin Schr\\"odinger'],
        title: '{\\v C}ech',
        published: '1935',
      }),
    ]);
    expect([...keys.values()]).toEqual([
      'vandermaaten2008sne',
      'kaiser2017one',
      'andrieux2026oeuvre',
      'schrodinger1935cech',
    ]);
  });

  it('makes one for papers of which little is known', async () => {
    const keys = await citationKeys([
      paper('arxiv:2401.12345', { authors: ['张三'], title: '大', published: '2024' }),
      paper('arxiv:2401.12346', { authors: [], title: 'x'.repeat(5_000) }),
    ]);
    expect([...keys.values()]).toEqual(['parxiv240112345', `2024${'x'.repeat(56)}`]);
  });

  it('leaves a number where it is the paper’s id, and not where it says nothing', () => {
    const known = paper('arxiv:2401.12345', { authors: [], title: '大', published: '2024' });
    const keyBy = (pattern: string) => citationKeyOf(known, parseKeyPattern(pattern));
    expect(keyBy('[id]')).toBe('240112345');
    expect(keyBy('[auth][year]')).toBe('parxiv240112345');
    expect(keyBy('[auth]')).toBe('parxiv240112345');
  });

  it('tells papers apart, and the same ones the same way in any order', async () => {
    const papers = Array.from({ length: 300 }, (_, i) => paper(`arxiv:2401.${10_000 + i}`));
    const keys = await citationKeys(papers);
    expect(new Set(keys.values()).size).toBe(300);
    expect(keys.get('arxiv:2401.10000' as PaperId)).toBe('lovelace2024title');
    expect(keys.get('arxiv:2401.10001' as PaperId)).toMatch(/^lovelace2024title-[a-z0-9]{3}$/);
    expect(await citationKeys([...papers].reverse())).toEqual(keys);
  });

  it('takes keys for the same that differ in capitals alone, as BibTeX does', async () => {
    const pattern = parseKeyPattern('[auth][year]');
    const given = new Map([['arxiv:2401.1' as PaperId, 'Lovelace2024']]);
    const keys = await citationKeys([paper('arxiv:2401.2')], { pattern, given });
    expect(keys.get('arxiv:2401.2' as PaperId)).toMatch(/^lovelace2024-/);
  });

  it('leaves a key where it is when others come or go, and whatever else is exported', async () => {
    const seen = (id: string, at: number) =>
      makeEntry({ id: id as PaperId, seen: { site: 'arxiv', url: 'https://arxiv.org', at } });
    const [first, second, third] = [
      seen('arxiv:2403.00001', 1),
      seen('arxiv:2402.00001', 2),
      seen('arxiv:2401.00001', 3),
    ] as const;
    const keysIn = async (entries: Entry[], library: Entry[]) =>
      [...(await writeAs('bibtex', entries, { library })).matchAll(/^@\w+\{(.+),$/gm)].map(
        (match) => match[1],
      );
    const all = await keysIn([first, second, third], [first, second, third]);
    expect(new Set(all).size).toBe(3);
    expect(all[0]).toBe('lovelace2024title');
    expect(await keysIn([third, second], [third, second, first])).toEqual([all[2], all[1]]);
    expect(await keysIn([third], [third, first])).toEqual([all[2]]);
  });

  it('gives back the keys that were given, whatever became of the papers', async () => {
    const [a, b, c] = ['arxiv:2403.00001', 'arxiv:2402.00001', 'arxiv:2401.00001'].map((id) =>
      paper(id),
    ) as [Paper, Paper, Paper];
    const given = await citationKeys([a, b]);
    // The first one is gone, the second has better facts and another id, a third one has come.
    const better: Paper = { ...b, id: 'doi:10.1/x' as PaperId, aliases: [b.id], title: 'Better' };
    const keys = await citationKeys([c, better], {
      given,
      pattern: parseKeyPattern('[title-word]'),
    });
    expect(keys.get(better.id)).toBe(given.get(b.id));
    expect((await citationKeys([c], { given })).get(c.id)).not.toBe(given.get(a.id));
  });
});

describe('parseKeyPattern', () => {
  const PAPER = paper('arxiv:1706.03762', {
    authors: ['Ashish Vaswani', 'Noam Shazeer', 'Laurens van der Maaten'],
    title: 'Attention Is All You Really Need',
    published: '2017-06-12',
  });

  it.each([
    ['[auth][year][title-word]', 'vaswani2017attention'],
    ['[auth:capital]_[year2]', 'Vaswani_17'],
    ['[authors:capital][year]', 'VaswaniShazeerVandermaaten2017'],
    ['[authors:initials:upper][year2]', 'VSV17'],
    ['[auth:3][title-words:capital]', 'vasAttentionAllYou'],
    ['[auth:upper]:[id]', 'VASWANI:170603762'],
    ['[auth:4:capital]', 'Vasw'],
  ])('%s makes %s', (pattern, key) => {
    const { write, mistakes } = parseKeyPattern(pattern);
    expect(mistakes).toEqual([]);
    expect(write(PAPER)).toBe(key);
  });

  it('shortens many authors, also those of whom only the number is known', () => {
    const { write } = parseKeyPattern('[authors]');
    expect(write({ ...PAPER, authorCount: 8 })).toBe('vaswanietal');
  });

  it.each([
    ['[auth][yaer]', [{ from: 6, to: 12, code: 'unknown_field' }], 'vaswani'],
    ['[constructor][auth]', [{ from: 0, to: 13, code: 'unknown_field' }], 'vaswani'],
    ['[auth:big]', [{ from: 0, to: 10, code: 'unknown_change' }], 'vaswani'],
    ['[auth:0]', [{ from: 0, to: 8, code: 'unknown_change' }], 'vaswani'],
    ['[auth:toString]', [{ from: 0, to: 15, code: 'unknown_change' }], 'vaswani'],
    ['[auth] [year]', [{ from: 6, to: 7, code: 'character' }], 'vaswani2017'],
    ['[auth],[year]', [{ from: 6, to: 7, code: 'character' }], 'vaswani2017'],
    ['😀[auth]', [{ from: 0, to: 2, code: 'character' }], 'vaswani'],
    ['[auth][year', [{ from: 6, to: 7, code: 'unclosed' }], 'vaswaniyear'],
    ['same', [{ from: 0, to: 4, code: 'no_field' }], 'same'],
    ['', [{ from: 0, to: 0, code: 'no_field' }], ''],
  ])('points out what is wrong in "%s"', (pattern, mistakes, key) => {
    const parsed = parseKeyPattern(pattern);
    expect(parsed.mistakes).toEqual(mistakes);
    expect(parsed.write(PAPER)).toBe(key);
  });
});
