import { describe, expect, it } from 'vitest';
import { checkPaper } from '../../../src/background/validate';
import { type ReadOptions, readFile } from '../../../src/formats/read';
import type { PaperId } from '../../../src/paper/ids';
import { LONGEST_NOTE } from '../../../src/paper/mark';
import { MOST } from '../../../src/paper/paper';
import { makeEntry } from '../entries';
import { writeAs } from '../write-as';

const bib = (n: number, more = ''): string =>
  `@article{k${n},\n  title = {Title ${n}},\n  eprint = {2401.${String(n).padStart(5, '0')}},\n${more}}\n`;
const read = async (input: string | Uint8Array | Blob, options?: ReadOptions) => {
  const result = await readFile(input, options);
  for (const { entry } of result.entries) checkPaper(entry.paper);
  return result;
};
const bytes = (...values: (number | string)[]): Uint8Array =>
  new Uint8Array(Buffer.concat(values.map((v) => Buffer.from(typeof v === 'number' ? [v] : v))));
const titlesOf = async (input: string | Uint8Array) =>
  (await read(input)).entries.map(({ entry }) => entry.paper.title);

describe('a file that is none', () => {
  it.each<[string, string | Uint8Array, string, string]>([
    ['empty', '', 'empty', ''],
    ['empty', new Uint8Array(0), 'empty', ''],
    ['of blanks', ' \r\n\t\ufeff', 'empty', ''],
    ['a PDF', bytes('%PDF-1.7\n'), 'binary', 'PDF'],
    ['a zip', bytes('PK', 3, 4, 0, 0), 'binary', 'ZIP'],
    ['Zotero’s own database', bytes('SQLite format 3', 0, 16), 'binary', 'SQLite'],
    ['full of zeros', bytes('@article{', 0, 1, 2, 3, 0, 0), 'binary', ''],
    ['noise', bytes(...Array.from({ length: 5_000 }, (_, i) => 1 + ((i * 7) % 31))), 'binary', ''],
    [
      'prose',
      'Dear reader,\nthere is nothing in here.',
      'unknown',
      'Dear reader, there is nothing in here.',
    ],
    ['other JSON', '{"a": [1, 2, {"b": 3}]}', 'other-json', '{"a": [1, 2, {"b": 3}]}'],
    ['Zotero’s RDF', '<?xml version="1.0"?>\n<rdf:RDF\n xmlns:z="x">', 'zotero-rdf', ''],
  ])('is refused when it is %s', async (_, input, code, detail) => {
    const result = await read(input);
    expect(result.format).toBeUndefined();
    expect(result.entries).toEqual([]);
    expect(result.problems).toMatchObject([{ line: 0, code }]);
    if (detail) expect(result.problems[0]?.detail).toContain(detail);
  });

  it('is refused when it is larger than any library', async () => {
    const huge = { size: 2e9, slice: () => new Blob() } as unknown as Blob;
    expect((await read(huge)).problems).toMatchObject([{ code: 'too-large' }]);
  });
});

describe('the text of a file', () => {
  const text = bib(1, '  author = {Łukasz Kaiser and Élodie 张三},\n').replace('Title', 'Über');
  const utf16 = Buffer.from(text, 'utf16le');
  it.each<[string, Uint8Array]>([
    ['UTF-8', bytes(text)],
    ['UTF-8 with its mark', bytes(0xef, 0xbb, 0xbf, text)],
    ['UTF-16LE with its mark', new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]))],
    ['UTF-16LE without one', new Uint8Array(utf16)],
    [
      'UTF-16BE with its mark',
      new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]).swap16()),
    ],
    ['UTF-16BE without one', new Uint8Array(Buffer.from(utf16).swap16())],
  ])('is read in %s', async (_, input) => {
    for (const file of [input, new Blob([input as Uint8Array<ArrayBuffer>])]) {
      const { entries, problems } = await read(file);
      expect(problems).toEqual([]);
      expect(entries[0]?.entry.paper).toMatchObject({
        title: 'Über 1',
        authors: ['Łukasz Kaiser', 'Élodie 张三'],
      });
    }
  });

  it('is guessed where it is no UTF-8, and that is said', async () => {
    const latin = new Uint8Array(Buffer.from(bib(1).replace('Title', 'Über Größe'), 'latin1'));
    const { entries, problems } = await read(latin);
    expect(entries[0]?.entry.paper.title).toBe('Über Größe 1');
    expect(problems).toEqual([{ line: 0, code: 'guessed-encoding', detail: 'windows-1252' }]);
  });

  it('is not taken for another for the sake of one bad byte', async () => {
    const file = bytes(bib(1).replace('Title', 'Über Größe'), 0xff, '\n', bib(2));
    const { entries, problems } = await read(file);
    expect(entries.map(({ entry }) => entry.paper.title)).toEqual(['Über Größe 1', 'Title 2']);
    expect(problems).toMatchObject([{ line: 0, code: 'damaged-encoding' }]);
  });

  it('is UTF-8 still where it was cut within its last character', async () => {
    const tail = '@article{x, title = {';
    for (const [text, end] of [
      [bib(1).replace('Title', 'Über') + tail, [0xe5, 0xbc]],
      [bib(1).replace('Title', 'Über') + tail, [0xf0, 0x9f, 0x98]],
      // What is longer than the piece that is looked at last.
      [bib(1).replace('Title', 'Über') + 'x'.repeat(1 << 19) + tail, [0xc3]],
      // Its mark says it, whatever stands behind.
      [`\ufeff${bib(1)}${tail}`, [0xc3]],
    ] as const) {
      const { entries, problems } = await read(bytes(text, ...end));
      expect(entries[0]?.entry.paper.title).toMatch(/^(?:Über|Title) 1$/);
      expect(problems).toMatchObject([
        { line: 0, code: 'damaged-encoding', detail: 'utf-8' },
        { code: 'unclosed' },
      ]);
    }
  });

  it('may be cut anywhere: what is whole before the cut is read', async () => {
    const json = await writeAs(
      'json',
      [1, 2, 3].map((n) => makeEntry({ id: `arxiv:2401.0000${n}` as never })),
    );
    for (const [text, ends] of [
      [bib(1) + bib(2) + bib(3), /\n\}/g],
      [json, /\n {4}\}/g],
    ] as const) {
      for (let cut = 30; cut < text.length; cut += 7) {
        const part = text.slice(0, cut);
        const whole = part.match(ends)?.length ?? 0;
        const { entries, problems } = await read(part);
        expect(entries, part).toHaveLength(whole);
        const isAtAnEnd = text === json ? cut > text.length - 4 : /\}\s*$/.test(part);
        if (!isAtAnEnd) expect(problems.length, part).toBeGreaterThan(0);
      }
    }
  });
});

describe('what is in a file', () => {
  it('tells the format, and what is wrong costs one entry', async () => {
    const paper = (n: number) => JSON.stringify(makeEntry({ id: `arxiv:2401.0000${n}` as never }));
    const text = `{"format":"dogear","version":1,"papers":[\n${paper(1)},\n{"paper": {"id": 5}},\n${paper(2)},\n${paper(3).replace('"title":"', '"title":"a"b')},\n${paper(4)},\n${paper(5).replace('"A title"', '"A title')},\n${paper(6)}\n]}`;
    const { format, entries, problems } = await read(text);
    expect(format).toBe('json');
    expect(entries.map(({ entry, line }) => [entry.paper.id, line])).toEqual([
      ['arxiv:2401.00001', 2],
      ['arxiv:2401.00002', 4],
      ['arxiv:2401.00004', 6],
      ['arxiv:2401.00006', 8],
    ]);
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ['no-id', 3],
      ['broken', 5],
      ['unclosed', 7],
    ]);
  });

  it('of a newer Dogear is not guessed at', async () => {
    const { entries, problems } = await read(
      '{"format":"dogear","version":3,"papers":[{"paper":{}}]}',
    );
    expect(entries).toEqual([]);
    expect(problems).toMatchObject([{ code: 'newer', detail: '3' }]);
  });

  it('of a backup has no papers where its tags are, and the keys that they left with', async () => {
    const entry = JSON.stringify(makeEntry({ id: 'arxiv:2401.00001' as never }));
    const { entries, problems } = await read(
      `{"format":"dogear","version":2,"tags":[{"name":"nlp","colour":"teal"}],"papers":[
${entry}\n],"exported":[
{"id":"arxiv:2401.00001","citationKey":"x","keyPattern":"[auth]"}\n],"checksum":"x"}`,
    );
    expect(entries).toHaveLength(1);
    expect(problems).toEqual([]);
  });

  it('has all that a record can hold which was several', async () => {
    const many = (word: string): string[] => Array.from({ length: 1_500 }, (_, n) => word + n);
    const aliases = many('doi:10.1000/') as PaperId[];
    const entry = makeEntry({ aliases, categories: many('c') }, { tags: many('t') });
    const { entries, problems } = await readFile(await writeAs('json', [entry]));
    expect(entries.map(({ entry }) => entry)).toEqual([entry]);
    expect(problems).toEqual([]);
  });

  it('is checked field by field', async () => {
    const entry = makeEntry({
      ...{
        published: 'soon',
        abstract: 5 as never,
        authors: ['A', 5 as never],
        categories: 'x' as never,
      },
      links: { page: 'javascript:alert(1)', pdf: 'https://x.y/z.pdf', code: 'data:x' },
    });
    const mark = {
      ...entry.mark,
      starredAt: -1,
      readAt: 5,
      readBy: 'me',
      readVersion: 0,
      note: {},
      times: { read: 'x' },
      seq: 1.5,
    };
    const text = JSON.stringify({ format: 'dogear', version: 1, papers: [{ ...entry, mark }] });
    const { entries, problems } = await read(text);
    expect(entries[0]?.entry).toEqual({
      paper: {
        id: 'arxiv:2401.12345',
        title: 'A title',
        authors: [],
        links: { page: 'https://arxiv.org/abs/2401.12345', pdf: 'https://x.y/z.pdf' },
      },
      mark: { id: 'arxiv:2401.12345', readAt: 5, times: {}, seq: 0 },
    });
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['bad-field']));
    expect(problems).toHaveLength(12);
  });

  it('may be nested deeper than anything is', async () => {
    for (const open of ['[', '{"a":', '[{"a":']) {
      const deep = open.repeat(200_000);
      const { entries } = await read(deep);
      expect(entries).toEqual([]);
      const item = '{"type":"book","title":"A","DOI":"10.1000/a"}';
      const beside = await read(`[${item}, {"title": ${deep}`);
      expect(beside.entries).toHaveLength(1);
      expect(beside.problems).toMatchObject([{ code: 'too-deep', line: 1 }]);
    }
  });

  it('may be named like what every object has', async () => {
    const text = `{"__proto__": {"title": "A", "pdfLink": "https://arxiv.org/abs/2401.00001"},
      "constructor": {"title": "B", "tags": ["__proto__", "constructor"], "pdfLink": "https://arxiv.org/abs/2401.00002"},
      "__dataVersion": 1}`;
    const { entries } = await read(text);
    expect(entries.map(({ entry }) => [entry.paper.title, entry.mark.tags])).toEqual([
      ['B', ['constructor']],
    ]);
    const own = `[{"paper": {"id": "arxiv:2401.00001", "title": "C", "authors": [], "__proto__": {"x": 1}, "links": {"page": "https://a.b/"}}, "mark": {"times": {"tags": {"__proto__": "x"}}, "__proto__": {"note": "y"}}}]`;
    const [read1] = (await read(own)).entries;
    expect(Object.keys(read1?.entry.paper ?? {})).toEqual(['id', 'title', 'authors', 'links']);
    expect(read1?.entry.mark.note).toBeUndefined();
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it('may link to code: such links are left out, and that is said', async () => {
    const { entries, problems } = await read(
      bib(1, '  url = {javascript:alert(1)//https://x.y},\n'),
    );
    expect(entries[0]?.entry.paper.links).toEqual({
      page: 'https://arxiv.org/abs/2401.00001',
      pdf: 'https://arxiv.org/pdf/2401.00001',
    });
    expect(problems).toMatchObject([{ line: 1, code: 'bad-link' }]);
  });

  it('may be longer than the library takes: it is cut, and that is said', async () => {
    const long = 'x'.repeat(100_001);
    const fields = ['title', 'abstract', 'journal', 'note', 'author', 'keywords'];
    const { entries, problems } = await read(
      `@article{k, eprint = {2401.12345}, ${fields.map((field) => `${field} = {${long}}`).join(', ')}}`,
    );
    const { paper, mark } = entries[0]?.entry ?? makeEntry();
    expect(
      [paper.title, paper.abstract, paper.venue, paper.authors[0], mark.note, mark.tags?.[0]].map(
        (text) => text?.length,
      ),
    ).toEqual([...[MOST.title, MOST.abstract, MOST.venue, MOST.name, LONGEST_NOTE, 100]]);
    expect(problems.map(({ code, detail }) => `${code} ${detail}`).sort()).toEqual([
      ...['trimmed abstract', 'trimmed author', 'trimmed note', 'trimmed tags'],
      ...['trimmed title', 'trimmed venue'],
    ]);
  });

  it('may have the read marks of a paper twice, with no times: the later version was read', async () => {
    const one = makeEntry({});
    const papers = [1, 3, 2].map((readVersion) => ({
      ...one,
      mark: { ...one.mark, readAt: 5, readVersion, times: {} },
    }));
    const { entries } = await read(JSON.stringify({ format: 'dogear', version: 1, papers }));
    expect(entries.map(({ entry }) => entry.mark.readVersion)).toEqual([3]);
  });

  it('may be of one paper twice: both are put together', async () => {
    const { entries, problems } = await read(
      `${bib(1, '  note = {one},\n  keywords = {a},\n')}${bib(2)}${bib(1, '  annote = {two},\n  keywords = {b, a},\n  abstract = {More.},\n')}`,
    );
    expect(entries).toHaveLength(2);
    expect(entries[0]?.entry.paper.abstract).toBe('More.');
    expect(entries[0]?.entry.mark).toMatchObject({ note: 'one\n\ntwo', tags: ['a', 'b'] });
    expect(problems).toEqual([{ line: 11, code: 'duplicate', detail: 'k1 (1)' }]);
  });

  it('may have a paper under each of its ids, and then under both: all of it is put together', async () => {
    const ids = ['arxiv:2401.00001', 'doi:10.1000/x', 'arxiv:2401.00002'] as PaperId[];
    const [preprint, journal, other] = ids as [PaperId, PaperId, PaperId];
    const { entries, problems } = await read(
      await writeAs('json', [
        makeEntry({ id: preprint }, { note: 'one' }),
        makeEntry({ id: journal }, { note: 'two', tags: ['b'] }),
        makeEntry({ id: other }),
        makeEntry({ id: preprint, aliases: [journal] }, { note: 'three' }),
        makeEntry({ id: journal }, { note: 'four' }),
      ]),
    );
    expect(entries.map(({ entry }) => [entry.paper.id, entry.paper.aliases])).toEqual([
      [preprint, [journal]],
      [other, undefined],
    ]);
    expect(entries[0]?.entry.mark).toMatchObject({
      note: 'one\n\ntwo\n\nthree\n\nfour',
      tags: ['b'],
    });
    expect(problems.map(({ code, detail }) => `${code} ${detail}`)).toEqual([
      ...['duplicate arxiv:2401.00001 (6)', 'duplicate arxiv:2401.00001 (6)'],
      'duplicate arxiv:2401.00001 (6)',
    ]);
  });

  it('keeps papers apart that share no more than an address', async () => {
    const entry = (title: string) =>
      `@misc{x, title = {${title}}, year = 2020, url = {https://example.org/proceedings}}\n`;
    const { entries, problems } = await read(entry('One') + entry('Two') + entry('One'));
    expect(entries.map(({ entry }) => [entry.paper.title, entry.paper.id])).toEqual([
      ['One', expect.stringMatching(/^title:/)],
      ['Two', expect.stringMatching(/^title:/)],
    ]);
    expect(entries.map(({ entry }) => entry.paper.links.page)).toEqual([
      ...['https://example.org/proceedings', 'https://example.org/proceedings'],
    ]);
    expect(problems).toMatchObject([{ line: 3, code: 'duplicate' }]);
  });

  it('tells what has no identity, instead of leaving it out in silence', async () => {
    const { entries, problems } = await read(
      `@misc{a, title = {Introduction}}\n@misc{b, note = {x}}\n${bib(1)}`,
    );
    expect(entries).toHaveLength(1);
    expect(problems).toMatchObject([
      { line: 1, code: 'no-id', detail: 'Introduction' },
      { line: 2, code: 'no-id', detail: 'b' },
    ]);
  });

  it('is known whatever stands before it', async () => {
    expect(await titlesOf(`% title, authors\nFrom me@home.org (me)\n\n${bib(1)}`)).toEqual([
      'Title 1',
    ]);
  });
});

describe('reading a long file', () => {
  // Entries stand across the ends of the windows, whatever these are.
  const many = Array.from({ length: 12_000 }, (_, n) =>
    bib(n, `  abstract = {${'long '.repeat(30)}},\n`),
  );

  it('gives every entry with its line, and tells how far it is', async () => {
    const shares: number[] = [];
    const file = new Blob([many.join('')]);
    const { entries, problems } = await read(file, { onProgress: (share) => shares.push(share) });
    expect(problems).toEqual([]);
    expect(entries.map(({ line }) => line)).toEqual(many.map((_, n) => 1 + n * 5));
    expect(entries.map(({ key }) => key)).toEqual(many.map((_, n) => `k${n}`));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('may be of 200 MB, most of it nothing', async () => {
    const noise = `${'Nothing that is an entry, and much of it. '.repeat(25)}\n`.repeat(1_000);
    const parts = Array.from({ length: 190 }, (_, i) => (i % 60 === 0 ? bib(i) + noise : noise));
    const file = new Blob(parts);
    expect(file.size).toBeGreaterThan(190_000_000);
    const { format, entries } = await read(file);
    expect(format).toBe('bibtex');
    expect(entries.map(({ entry }) => entry.paper.id)).toEqual([
      ...['arxiv:2401.00000', 'arxiv:2401.00060', 'arxiv:2401.00120', 'arxiv:2401.00180'],
    ]);
  });

  it('lets others have their turn', async () => {
    let isOver = false;
    let turns = 0;
    const others = (): void => {
      turns++;
      if (!isOver) setImmediate(others);
    };
    setImmediate(others);
    await readFile(many.join(''));
    isOver = true;
    expect(turns).toBeGreaterThan(2);
  });

  it('finds its way back after an entry that does not end', async () => {
    const text = `${many[0]}@article{broken, title = {x\n${'y'.repeat(6_000_000)}\n${many[1]}`;
    const { entries, problems } = await read(text);
    expect(entries.map(({ key }) => key)).toEqual(['k0', 'k1']);
    expect(problems).toMatchObject([{ code: 'unclosed', line: 6 }]);
  });
});
