/** What a file says of a publication comes back when it is written again. */
import { describe, expect, it } from 'vitest';
import { readFile } from '../../src/formats/read';
import type { FormatId } from '../../src/formats/write';
import type { Paper } from '../../src/paper/paper';
import { only } from './reading';
import { writeAs } from './write-as';

const rewrite = async (text: string, to: FormatId): Promise<string> => {
  const { entries, problems } = await readFile(text);
  expect(problems).toEqual([]);
  return writeAs(
    to,
    entries.map(({ entry }) => entry),
  );
};

/** The fields of each entry of a BibTeX file, by name, `type` and `key` among them. */
const fieldsIn = (bib: string): Record<string, string>[] =>
  bib
    .split(/^(?=@)/m)
    .filter((entry) => entry.trim())
    .map((entry) => {
      const [, itsType, itsKey] = /^@(\w+)\{(.*),$/m.exec(entry) ?? [];
      const fields = [...entry.matchAll(/^ {2}([\w-]+) = \{?(.*?)\}?,$/gm)];
      return {
        ...Object.fromEntries(fields.map(([, name, value]) => [name, value])),
        '@': itsType ?? '',
        '@key': itsKey ?? '',
      };
    });

const SEVEN = String.raw`@article{Lovelace:1843,
  title = {Notes on the Engine},
  author = {Lovelace, Ada},
  journal = {Scientific Memoirs},
  year = {1843},
  volume = {3},
  number = {12},
  pages = {666--731},
  issn = {1234-5679},
  language = {english},
  publisher = {Taylor},
  owner = {{\'A}da},
  mrclass = {01A55 (68-03)},
}

@book{Knuth1,
  title = {The Art},
  author = {Knuth, Donald E.},
  publisher = {Wesley},
  address = {Reading, MA},
  year = {1968},
  edition = {2nd},
  series = {Fundamental},
  volume = {1},
}

@phdthesis{shannon_ms,
  title = {An Algebra},
  author = {Shannon, Claude},
  school = {University of Example},
  year = {1940},
  address = {Cambridge},
}

@techreport{RFC.793,
  title = {On Wires},
  author = {Postel, Jon},
  institution = {Institute of Wires},
  year = {1981},
  number = {793},
  type = {Request for Comments},
}

@incollection{chap+1,
  title = {A Chapter},
  author = {Hopper, Grace},
  booktitle = {A Book of Chapters},
  editor = {van der Berg, Jan and Roe, Ann},
  publisher = {Press},
  year = {1959},
  chapter = {7},
  pages = {1--20},
  isbn = {978-0-262-03561-3},
}

@inproceedings{conf/x/Y20,
  title = {A Talk},
  author = {Turing, Alan},
  booktitle = {Proceedings of Example},
  editor = {Roe, Ann},
  publisher = {ACM},
  series = {LNCS},
  volume = {1234},
  year = {2020},
  pages = {5},
}

@manual{man,
  title = {A Manual},
  organization = {Makers},
  year = {2001},
  edition = {Third},
}
`;

describe('a file of BibTeX that goes out again', () => {
  it('keeps keys, types and all fields, and gets no address', async () => {
    const [before, after] = [fieldsIn(SEVEN), fieldsIn(await rewrite(SEVEN, 'bibtex'))];
    expect(after).toHaveLength(7);
    for (const [i, entry] of before.entries()) expect(after[i]).toMatchObject(entry);
    expect(after.map((entry) => entry.url)).toEqual(after.map(() => undefined));
    expect(after.map((entry) => entry.author)).toEqual(before.map((entry) => entry.author));
  });

  it('is the same after a second time', async () => {
    const once = await rewrite(SEVEN, 'bibtex');
    expect(await rewrite(once, 'bibtex')).toBe(once);
    const latex = await rewrite(SEVEN, 'biblatex');
    expect(await rewrite(latex, 'biblatex')).toBe(latex);
    expect(fieldsIn(await rewrite(latex, 'bibtex'))).toEqual(fieldsIn(once));
  });

  it('keeps a book that has editors only as one of these', async () => {
    const bib = '@book{b, title={On things}, editor={Roe, Ann}, publisher={P}, year={2001}}';
    expect((await only(bib)).paper.authors).toEqual(['Ann Roe']);
    const [entry] = fieldsIn(await rewrite(bib, 'bibtex'));
    expect(entry).toMatchObject({ '@': 'book', editor: 'Roe, Ann', publisher: 'P' });
    expect(entry?.author).toBeUndefined();
  });

  it('writes no field of a file that could run when it is typeset', async () => {
    const bib = String.raw`@misc{m, title={On things}, author={A B}, year=2001, howto={\input{x}}}`;
    expect(await rewrite(bib, 'bibtex')).toContain(String.raw`howto = {\textbackslash{}input`);
  });

  it.each([
    [
      '@misc{m, title={On things}, author={A B}, year={2001}, howpublished={A leaflet}}',
      'howpublished',
    ],
    ['@misc{m, title={On things}, author={A B}, year={2001}, publisher={A House}}', 'howpublished'],
    ['@unpublished{m, title={On things}, author={A B}, year={2001}}', '@'],
    ['@proceedings{m, title={On things}, year={2001}, publisher={ACM}, volume={7}}', '@'],
    ['@mastersthesis{m, title={On things}, author={A B}, school={U}}', 'school'],
    ['@inbook{m, title={On things}, author={A B}, publisher={P}, chapter={2}}', 'chapter'],
  ])('keeps what is in %s', async (bib) => {
    const [entry] = fieldsIn(await rewrite(bib, 'bibtex'));
    const fields = [...bib.matchAll(/ (\w+)=\{([^}]*)\}/g)].map(([, name, value]) => [name, value]);
    const expected = Object.fromEntries(
      fields.filter(([name]) => !/author|publisher/.test(`${name}`)),
    );
    expect(entry).toMatchObject({ ...expected, '@key': 'm', '@': /@(\w+)/.exec(bib)?.[1] });
    expect(JSON.stringify(entry)).toContain(/publisher=\{([^}]*)/.exec(bib)?.[1] ?? '');
  });
});

const factsOf = ({ key, type, title, authors, venue, published, fields }: Paper) => ({
  ...{ key, type, title, authors, venue, published, fields },
});

describe('a file of another format', () => {
  it.each(['ris', 'csl-json', 'csv', 'json', 'bibtex', 'biblatex'] as const)(
    'keeps key, type and fields in %s',
    async (format) => {
      const { entries } = await readFile(SEVEN);
      const known = entries.map(({ entry }) => entry.paper);
      const again = await readFile(await rewrite(SEVEN, format));
      for (const [i, { entry }] of again.entries.entries()) {
        expect(factsOf(entry.paper)).toEqual(factsOf(known[i] as Paper));
      }
      expect(again.entries).toHaveLength(7);
    },
  );
});

describe('a name that only a program has for a paper', () => {
  const item = { itemType: 'journalArticle', title: 'On things', DOI: '10.1000/x', creators: [] };
  const files: readonly (readonly [name: string, text: string, key?: string])[] = [
    ['Zotero’s key', JSON.stringify([{ key: 'ABCD2345', version: 1, data: item }])],
    [
      'Better BibTeX’s',
      JSON.stringify({ items: [{ ...item, itemKey: 'ABCD2345', citationKey: 'a2024' }] }),
      'a2024',
    ],
    [
      'Semantic Scholar’s hash',
      JSON.stringify({
        data: [{ paperId: 'a'.repeat(40), title: 'On things', externalIds: { DOI: '10.1000/x' } }],
      }),
    ],
    [
      'OpenAlex’s address',
      JSON.stringify({
        results: [
          {
            id: 'https://openalex.org/W1',
            doi: 'https://doi.org/10.1000/x',
            display_name: 'On things',
          },
        ],
      }),
    ],
    ['EndNote’s number', 'TY  - JOUR\nID  - 123\nTI  - On things\nDO  - 10.1000/x\nER  - \n'],
    [
      'a key in RIS',
      'TY  - JOUR\nID  - a2024\nTI  - On things\nDO  - 10.1000/x\nER  - \n',
      'a2024',
    ],
    ['Mendeley’s', '[{"id":"ITEM-1","type":"book","title":"On things","DOI":"10.1000/x"}]'],
    ['the name of a note’s file', '---\ntitle: On things\ndoi: 10.1000/x\n---\nText'],
    [
      'a key in a note',
      '---\ntitle: On things\ndoi: 10.1000/x\ncitekey: a2024\n---\nText',
      'a2024',
    ],
  ];
  it.each(files.map(([name, text, key]) => ({ name, text, key })))(
    'is a citation key where documents may cite it: $name',
    async ({ text, key }) => {
      const { entries } = await readFile(text);
      expect(entries.map(({ entry }) => [entry.paper.id, entry.paper.key])).toEqual([
        ['doi:10.1000/x', key],
      ]);
    },
  );
});

describe('a field without end', () => {
  it('takes no time to speak of, and is cut', async () => {
    const long = `1${' '.repeat(300_000)}2`;
    const from = performance.now();
    const { entries, problems } = await readFile(
      `@article{a, title={On things}, author={A B}, journal={J}, pages={${long}}, volume={${'3'.repeat(9_000)}}, note={${'\n'.repeat(200_000)}x}}`,
    );
    await writeAs(
      'csl-json',
      entries.map(({ entry }) => entry),
    );
    expect(performance.now() - from).toBeLessThan(20_000);
    expect(entries[0]?.entry.paper.fields?.volume).toHaveLength(2_000);
    expect(problems).toContainEqual({ line: 1, code: 'trimmed', detail: 'volume' });
  });
});
