import { describe, expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';
import { fixture, idsOf, only } from '../reading';

describe('CSL-JSON', () => {
  it('is read as Zotero writes it', async () => {
    const { format, entries, problems } = await fixture('zotero.csl.json');
    expect({ format, problems }).toEqual({ format: 'csl-json', problems: [] });
    const [attention, numpy] = entries;
    expect(attention).toMatchObject({ line: 2, key: 'vaswani2023' });
    expect(attention?.entry).toEqual({
      paper: {
        id: 'arxiv:1706.03762',
        key: 'vaswani2023',
        fields: { accessed: '2024-02-11', source: 'arXiv.org' },
        title: 'Attention Is All You Need',
        authors: ['Ashish Vaswani', 'Laurens van der Maaten', 'OpenAI'],
        abstract: 'The dominant models.',
        published: '2023-08-02',
        links: { page: 'http://arxiv.org/abs/1706.03762', pdf: 'https://arxiv.org/pdf/1706.03762' },
      },
      // What Zotero keeps in "Extra" comes as a note: of it, this line is the reader's.
      mark: { id: 'arxiv:1706.03762', times: {}, seq: 0, note: 'Read again' },
    });
    expect(numpy?.entry.paper).toMatchObject({ published: '2020-09', venue: 'Nature' });
    expect(idsOf(entries).slice(2)).toEqual(['isbn:9780262035613', 'pmid:31452104']);
  });

  it.each([
    // What Zotero has no field for.
    ['"DOI":"10.1000/a"', 'PMID: 5\\nMine', ['doi:10.1000/a', 'pmid:5'], 'Mine'],
    [
      '"DOI":"10.1000/a"',
      'arXiv:2401.00002 [cs]',
      ['arxiv:2401.00002', 'doi:10.1000/a'],
      undefined,
    ],
    ['"PMID":"5"', 'DOI: 10.1000/b\\nMine', ['doi:10.1000/b', 'pmid:5'], 'Mine'],
    [
      '"DOI":"10.1000/a"',
      'PMCID: PMC1\\nPMID: 5\\nMine',
      ['doi:10.1000/a', 'pmid:5'],
      'PMCID: PMC1\nMine',
    ],
    ['"x":1', 'Mine\\nDOI: 10.1000/b', ['doi:10.1000/b'], 'Mine'],
    ['"x":1', 'arXiv:2401.00002\\narXiv:2401.00003', ['arxiv:2401.00002'], 'arXiv:2401.00003'],
    // What the reader says of another paper.
    ['"number":"arXiv:2401.00003"', 'arXiv:2401.00002', ['arxiv:2401.00003'], 'arXiv:2401.00002'],
    ['"DOI":"10.1000/b"', 'See\\ndoi:10.1000/a', ['doi:10.1000/b'], 'See\ndoi:10.1000/a'],
    ['"DOI":"10.1000/b"', 'arXiv:2401.00002', ['doi:10.1000/b'], 'arXiv:2401.00002'],
    [
      '"DOI":"10.1000/b"',
      'See\\narXiv:2401.00002 [cs]',
      ['doi:10.1000/b'],
      'See\narXiv:2401.00002 [cs]',
    ],
    ['"DOI":"10.1000/b"', 'See\\nPMID: 5', ['doi:10.1000/b'], 'See\nPMID: 5'],
  ])('has with %s and the note %j the ids %j', async (field, note, ids, left) => {
    const { entries } = await readFile(
      `[{"title":"A","type":"article",${field},"note":"${note}"}]`,
    );
    const { paper, mark } = entries[0]?.entry ?? {};
    expect([paper?.id, ...(paper?.aliases ?? [])]).toEqual(ids);
    expect(mark?.note).toBe(left);
  });

  it('is read as doi.org gives it: the markup of titles and abstracts is none of the text', async () => {
    const { paper } = await only(
      JSON.stringify({
        ...{
          type: 'article-journal',
          DOI: '10.1000/x',
          title: 'The <i>in vivo</i> H<sub>2</sub>O &amp; a < b',
        },
        abstract:
          '<jats:title>Abstract</jats:title><jats:p>One <jats:italic>word</jats:italic>.</jats:p>\n<jats:p>Two.</jats:p>',
        'container-title': 'Science &amp; more',
      }),
    );
    expect(paper).toMatchObject({
      ...{ title: 'The in vivo H2O & a < b', venue: 'Science & more' },
      abstract: 'One word.\nTwo.',
    });
  });

  it('is read in an object, and with what is no item in it', async () => {
    const item = '{"type":"book","title":"A","DOI":"10.1000/a"}';
    const { entries, problems } = await readFile(`{"x": 1, "items": [${item}, 5, null]}`);
    expect(idsOf(entries)).toEqual(['doi:10.1000/a']);
    expect(problems).toEqual([]);
    const list = await readFile(`[${item}, 5, "x", []]`);
    expect(list.entries).toHaveLength(1);
    expect(list.problems.map(({ code }) => code)).toEqual(['broken', 'broken', 'broken']);
  });
});
