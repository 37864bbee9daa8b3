import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';
import { FORMATS } from '../../../src/formats/write';
import type { PaperId } from '../../../src/paper/ids';
import { makeEntry } from '../entries';
import { checkRead } from '../mutations';
import { random } from '../random';
import { fixture, idsOf } from '../reading';

describe('a note in Markdown', () => {
  it('is read by its front matter, and its text is the note', async () => {
    const { format, entries, problems } = await fixture('note.md');
    expect({ format, problems }).toEqual({ format: 'markdown', problems: [] });
    expect(entries.map(({ entry }) => entry.paper)).toMatchObject([
      {
        ...{ id: 'doi:10.1000/things', title: 'A Study: of Things', published: '1843' },
        authors: ['Ada Lovelace', 'Charles Babbage'],
        links: { page: 'https://example.org/things' },
      },
    ]);
    expect(entries[0]?.entry.mark).toEqual({
      ...{ id: 'doi:10.1000/things', times: {}, seq: 0, tags: ['to-read', 'things'] },
      readAt: expect.closeTo(Date.now(), -6),
      note: '## Summary\n\nMine, with **marks** and a [link](https://arxiv.org/abs/2401.99999).',
    });
  });

  it('may begin anything else', async () => {
    const post = '---\nlayout: post\nurl: x\n---\n- [A Study](https://arxiv.org/abs/2401.12345)\n';
    expect((await readFile(post)).format).toBe('links');
    const prose = '---\n- [A Study](https://arxiv.org/abs/2401.12345)\n---\n';
    expect((await readFile(prose)).format).toBe('links');
    const { entries, problems } = await readFile('---\nid: [&a x, *a]\n---\nx\n');
    expect([entries, problems.map(({ code }) => code)]).toEqual([[], ['broken']]);
  });
});

describe('a zip', () => {
  const files = FORMATS.find(({ id }) => id === 'markdown-files');

  it('of notes that Dogear wrote comes back', async () => {
    const starredAt = new Date(2024, 0, 22).getTime();
    const written = [
      makeEntry(
        {
          title: 'On $O(n_k)$ *Sets*',
          authors: ['Ada Lovelace', '山田 太郎'],
          abstract: 'Of a_b: see https://example.org/a_b.',
          venue: 'Journal of Things',
          links: {
            page: 'https://arxiv.org/abs/2401.12345',
            pdf: 'https://arxiv.org/pdf/2401.12345',
            code: 'https://github.com/a/b',
          },
        },
        {
          starredAt,
          readAt: starredAt,
          tags: ['nlp'],
          note: '# Mine\n\n## Note\n\n---\nand [[more]]',
        },
      ),
      makeEntry({
        id: 'doi:10.1000/x' as PaperId,
        title: 'Second',
        links: { page: 'https://doi.org/10.1000/x' },
      }),
    ];
    const zip = (await files?.write(written, { exportedAt: 0 })) as Uint8Array | Blob;
    const { format, entries, problems } = await readFile(zip);
    expect({ format, problems }).toEqual({ format: 'markdown', problems: [] });
    expect(entries.map(({ entry }) => entry.paper)).toMatchObject(
      written.map(({ paper: { title, authors, abstract, published, venue, links, id } }) =>
        JSON.parse(JSON.stringify({ title, authors, abstract, published, venue, links, id })),
      ),
    );
    expect(entries.map(({ entry }) => entry.mark)).toMatchObject([
      {
        starredAt,
        readAt: starredAt,
        tags: ['nlp'],
        note: '# Mine\n\n## Note\n\n---\nand [[more]]',
      },
      { id: 'doi:10.1000/x' },
    ]);
    expect(entries[1]?.entry.mark.note).toBeUndefined();
  });

  it('of a vault has papers and other notes', async () => {
    const zip = zipSync({
      'vault/Papers/A.md': strToU8('---\r\narxiv: 2401.12345\r\n---\r\nMine.\r\n'),
      'vault/Day.md': strToU8('Bought bread. https://arxiv.org/abs/2401.99999'),
      'vault/.obsidian/x.md': strToU8('---\narxiv: 2401.00001\n---\n'),
      'vault/picture.png': new Uint8Array(10),
    });
    const { entries, problems } = await readFile(zip);
    expect(entries.map(({ entry, key }) => [entry.paper.title, entry.mark.note, key])).toEqual([
      ['A', 'Mine.', 'A'],
    ]);
    expect(problems).toMatchObject([{ code: 'no-id', detail: 'Day' }]);
  });

  it('with one list in it is read as that', async () => {
    const list = strToU8('@misc{a, title={A}, doi={10.1000/x}}');
    const { format, entries } = await readFile(new Blob([zipSync({ 'a/My.bib': list })]));
    expect([format, idsOf(entries)]).toEqual(['bibtex', ['doi:10.1000/x']]);
  });

  it.each([
    [
      'spreadsheet',
      { '[Content_Types].xml': 'x', 'xl/workbook.xml': 'https://arxiv.org/abs/2401.12345' },
    ],
    [
      'spreadsheet',
      { mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': 'x' },
    ],
    ['document', { '[Content_Types].xml': 'x', 'word/document.xml': 'x' }],
    ['binary', { 'a.png': 'x' }],
    ['binary', { 'a.bib': '@misc{a}', 'b.bib': '@misc{b}' }],
  ])('is refused as a %s', async (code, files) => {
    const zip = zipSync(
      Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
    );
    const { format, entries, problems } = await readFile(zip);
    expect({ format, entries }).toEqual({ format: undefined, entries: [] });
    expect(problems).toMatchObject([{ code, line: 0 }]);
  });

  it('that says to hold too much, or is cut off, is refused', async () => {
    const zip = zipSync({ 'a.md': strToU8('---\ndoi: 10.1000/x\n---\n') });
    const cut = zip.slice(0, 40);
    expect((await readFile(cut)).problems).toMatchObject([{ code: 'binary' }]);
    // The size that the directory at its end claims for the file.
    const claimed = zip.slice();
    const at = claimed.findIndex(
      (_, i) => claimed[i] === 0x50 && claimed[i + 1] === 0x4b && claimed[i + 2] === 1,
    );
    new DataView(claimed.buffer).setUint32(at + 24, 3_000_000_000, true);
    expect((await readFile(claimed)).problems).toMatchObject([{ code: 'too-large' }]);
  });

  it('may be damaged in any way', async () => {
    const note = strToU8('---\ndoi: 10.1000/x\ntitle: A\n---\nMine, and mine again.\n');
    const whole = zipSync({ 'a.md': note, 'b.md': [note, { level: 0 }], 'c/d.md': note });
    for (let i = 0; i < 1_000; i++) {
      const next = random(i);
      const zip = whole.slice(0, next() < 0.1 ? Math.floor(next() * whole.length) : undefined);
      for (let times = 1 + Math.floor(next() * 4); times > 0; times--) {
        zip[4 + Math.floor(next() * (zip.length - 4))] = Math.floor(next() * 256);
      }
      checkRead(await readFile(zip));
    }
  });
});
