import { describe, expect, it } from 'vitest';
import { toCslItem } from '../../../src/formats/write/csl-json';
import { toZoteroItem } from '../../../src/formats/write/zotero';
import type { PaperId } from '../../../src/paper/ids';
import { FULL_ENTRY, makeEntry } from '../entries';
import { writeAs, writeOne } from '../write-as';

describe('toZoteroItem', () => {
  it('is what the connector server takes', () => {
    expect(toZoteroItem(FULL_ENTRY, 'maaten2024')).toEqual({
      id: 'arxiv:2401.12345',
      itemType: 'preprint',
      title: 'BERT for Schrödinger in $O(n)$',
      creators: [
        { firstName: 'Laurens', lastName: 'van der Maaten', creatorType: 'author' },
        { lastName: '张三', creatorType: 'author', fieldMode: 1 },
        { firstName: 'Martin Luther, Jr.', lastName: 'King', creatorType: 'author' },
        { lastName: 'Qwen Team', creatorType: 'author', fieldMode: 1 },
      ],
      abstractNote: 'We are 100% sure.',
      date: '2024-01-22',
      url: 'https://arxiv.org/abs/2401.12345',
      DOI: '10.1000/x',
      repository: 'arXiv',
      archiveID: 'arXiv:2401.12345',
      extra: 'arXiv:2401.12345 [cs.CL]\nCitation Key: maaten2024\nAuthors: 9, of whom 4 are named',
      tags: [{ tag: 'nlp' }, { tag: 'to read' }],
      notes: [{ note: '<p>First.</p><p>ER  - <br>&lt;b&gt;Second&lt;/b&gt; &amp; last</p>' }],
      attachments: [],
    });
  });

  it('has organisations in one piece, and no name without its suffix', async () => {
    const authors = ['World Health Organization', 'Smith, John, Jr.', 'Plato, Jr.'];
    expect(toZoteroItem(makeEntry({ authors })).creators).toEqual([
      { lastName: 'World Health Organization', creatorType: 'author', fieldMode: 1 },
      { firstName: 'John, Jr.', lastName: 'Smith', creatorType: 'author' },
      { lastName: 'Plato Jr.', creatorType: 'author', fieldMode: 1 },
    ]);
    expect(toCslItem(makeEntry({ authors }), 'k').author).toEqual([
      { literal: 'World Health Organization' },
      { family: 'Smith', given: 'John, Jr.' },
      { literal: 'Plato Jr.' },
    ]);
    expect(
      (await writeOne('ris', makeEntry({ authors }))).match(/(?<=^AU {2}- ).*(?=\r)/gm),
    ).toEqual([...['World Health Organization', 'Smith, John, Jr.', 'Plato Jr.']]);
  });

  it('is a preprint wherever preprints are kept, which every format says', async () => {
    const entry = makeEntry({ id: 'doi:10.1101/2026.07.01.1' as PaperId, venue: 'bioRxiv' });
    const item = toZoteroItem(entry);
    expect(item).toMatchObject({ itemType: 'preprint', repository: 'bioRxiv' });
    expect(item).not.toHaveProperty('publicationTitle');
    const csl = toCslItem(entry, 'k');
    expect(csl).toMatchObject({ type: 'article', publisher: 'bioRxiv' });
    expect(csl).not.toHaveProperty('container-title');
    const ris = await writeOne('ris', entry);
    expect(ris).toMatch(/^TY {2}- INPR\r\n[\s\S]*\r\nPB {2}- bioRxiv\r\n/);
    expect(ris).not.toContain('T2  -');
    expect(await writeAs('bibtex', [entry])).toMatch(/^@misc\{[^@]*howpublished = \{bioRxiv\}/);
    expect(await writeAs('biblatex', [entry])).toMatch(/^@online\{[^@]*howpublished = \{bioRxiv\}/);
  });

  it('is an article or a paper of a conference where the venue says so', () => {
    expect(toZoteroItem(makeEntry({ venue: 'Nature' }))).toMatchObject({
      itemType: 'journalArticle',
      publicationTitle: 'Nature',
      notes: [],
    });
    const item = toZoteroItem(makeEntry({ venue: 'ICML 2025' }));
    expect(item).toMatchObject({ itemType: 'conferencePaper', proceedingsTitle: 'ICML 2025' });
    expect(item).not.toHaveProperty('repository');
  });
});
