import { describe, expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';
import { makeEntry } from '../entries';

const CSL = { id: 'a', type: 'article', title: 'A title', DOI: '10.1000/x' };
const MEMORY = { id: 'Arxiv-1706.03762', title: 'A title', pdfLink: '', favorite: true };
const KINDS: [string, object, string][] = [
  ['csl-json', CSL, 'doi:10.1000/x'],
  ['json', makeEntry({ id: 'doi:10.1000/x' as never }), 'doi:10.1000/x'],
  ['papermemory', MEMORY, 'arxiv:1706.03762'],
];

const idsOf = async (text: string) => {
  const { format, entries, problems } = await readFile(text);
  return { format, ids: entries.map(({ entry }) => entry.paper.id), problems };
};

describe('JSON', () => {
  it.each(KINDS)('of one %s paper alone is that paper', async (format, paper, id) => {
    for (const text of [JSON.stringify(paper), `\n${JSON.stringify(paper, null, 2)}\n`]) {
      expect(await idsOf(text)).toEqual({ format, ids: [id], problems: [] });
    }
    expect((await readFile(JSON.stringify(paper))).entries[0]?.entry.paper.title).toBe('A title');
  });

  it('may be of one paper a line', async () => {
    const lines = Array.from({ length: 12_000 }, (_, i) => ({ ...CSL, DOI: `10.1000/${i}` }));
    const text = lines.map((line) => JSON.stringify(line)).join('\n');
    const { format, ids, problems } = await idsOf(text);
    expect({ format, problems }).toEqual({ format: 'csl-json', problems: [] });
    expect(ids).toEqual(lines.map(({ DOI }) => `doi:${DOI}`));

    const cut = await readFile(text.slice(0, -10));
    expect(cut.entries).toHaveLength(lines.length - 1);
    expect(cut.problems).toMatchObject([{ line: lines.length, code: 'broken' }]);
  });

  it.each([
    '{"title": "A", "DOI": "10.1000/b',
    '{"title": "A", "DOI": 10.1000/b}',
    '{"title": ',
    '{"a": 5}',
    '{"a":'.repeat(200_000),
  ])('of one paper a line loses the line %.40j alone', async (line) => {
    const [a, c] = ['a', 'c'].map((n) => JSON.stringify({ ...CSL, DOI: `10.1000/${n}` }));
    const { ids, problems } = await idsOf(`${a}\n${line}\n${c}\n`);
    expect(ids).toEqual(['doi:10.1000/a', 'doi:10.1000/c']);
    expect(problems).toMatchObject([{ line: 2, code: 'broken' }]);
  });

  it('of one paper a line may be broken in every line', async () => {
    const { ids } = await idsOf(`${JSON.stringify(CSL)}\n${'{"a": {\n'.repeat(500_000)}`);
    expect(ids).toEqual(['doi:10.1000/x']);
  });

  it('of a list that has a title is the list', async () => {
    const list = { title: 'Mine', author: 'Me', note: '', items: [CSL] };
    expect(await idsOf(JSON.stringify(list))).toEqual({
      format: 'csl-json',
      ids: ['doi:10.1000/x'],
      problems: [],
    });
    const [read] = (await readFile(JSON.stringify(list))).entries;
    expect(read?.entry.paper.title).toBe('A title');
  });
});
