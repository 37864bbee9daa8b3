/**
 * What the programs that users move to read in what is written: Zotero's own translators
 * (zotero-translators 0.0.2, of 2019) and citeproc-js 1.4.63.
 */
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FormatId } from '../../../src/formats/write';
import { makeEntry } from '../entries';
import { notesOf, readWithZotero, type ZoteroImport } from '../run-zotero';
import { writeOne } from '../write-as';

const NOTE = 'Edition: second\nissued: 1999\nOk\nA longer line of a note';
const TALK = makeEntry(
  {
    title: 'On x <y and $a<b$',
    authors: ['Laurens van der Maaten', 'Martin Luther King Jr.'],
    venue: 'Proceedings of Example',
    fields: {
      ...{ volume: '3', page: '1-20', publisher: 'ACM', 'collection-title': 'LNCS' },
      editor: ['Ann Roe'],
    },
  },
  { note: NOTE, tags: ['nlp', 'to read'] },
);
const PREPRINT = makeEntry({ categories: ['cs.CL'] }, { note: 'Language: of signs\n\nB' });

/** The item that Zotero makes of an entry, and its notes. */
async function inZotero(format: FormatId, entry = TALK): Promise<[ZoteroImport, string[]]> {
  const [item, ...others] = await readWithZotero(await writeOne(format, entry));
  const children = others.filter(({ itemType }) => itemType === 'note');
  return [
    item as ZoteroImport,
    children.flatMap((one) => notesOf({ ...one, notes: [one as never] })),
  ];
}

const PEOPLE = [
  { lastName: 'van der Maaten', firstName: 'Laurens', creatorType: 'author' },
  { lastName: 'King', firstName: 'Martin Luther, Jr.', creatorType: 'author' },
  { lastName: 'Roe', firstName: 'Ann', creatorType: 'editor' },
];

describe('Zotero’s translators (0.0.2)', () => {
  // The first file loads them.
  beforeAll(() => readWithZotero('TY  - JOUR\nTI  - A\nER  - \n'), 120_000);

  it.each(['ris', 'bibtex', 'biblatex', 'csl-json'] as const)(
    'read type, names and fields of a talk in %s',
    async (format) => {
      const [item] = await inZotero(format);
      expect(item).toMatchObject({
        ...{ itemType: 'conferencePaper', volume: '3', publisher: 'ACM', series: 'LNCS' },
        ...{ proceedingsTitle: 'Proceedings of Example', url: 'https://arxiv.org/abs/2401.12345' },
        creators: PEOPLE,
      });
      expect(String(item.pages)).toMatch(/^1[-–]20$/);
    },
  );

  it('read a title in RIS whole, though it has what could be a tag', async () => {
    const [item] = await inZotero('ris');
    expect(item.title?.replaceAll('\u2060', '')).toBe('On x <y and $a<b$');
  });

  it('take no line of a note in RIS for a field, and lose none', async () => {
    const [item, notes] = await inZotero('ris');
    expect(item).not.toHaveProperty('edition');
    expect(notes).toEqual(['Edition : second\nissued: 1999\nOk\nA longer line of a note']);
    const [preprint, its] = await inZotero('ris', PREPRINT);
    expect(preprint).not.toHaveProperty('language');
    expect(its).toEqual(['Language : of signs\nB']);
  });

  it('take a preprint in RIS for no article', async () => {
    const [item] = await inZotero('ris', PREPRINT);
    expect(item).toMatchObject({
      ...{ itemType: 'manuscript', archive: 'arXiv', archiveLocation: 'arXiv:2401.12345' },
    });
  });

  it.each(['bibtex', 'biblatex'] as const)(
    'keep the arXiv number and the note in %s',
    async (format) => {
      const [item, notes] = await inZotero(format, PREPRINT);
      expect(item.extra).toContain('2401.12345');
      expect(notes).toEqual(['Language: of signs B']);
    },
  );

  it('keep a note in CSL JSON as it is, and no field is made of it', async () => {
    const [item] = await inZotero('csl-json');
    expect(item.extra).toContain('Edition: second');
    expect(item).not.toHaveProperty('edition');
    expect(item.date).toBe('January 22, 2024');
  });
});

interface Engine {
  updateItems(ids: readonly string[]): void;
  setOutputFormat(format: string): void;
  makeBibliography(): [unknown, string[]];
}
interface Citeproc {
  Engine: new (system: unknown, style: string, language: string) => Engine;
}

const STYLE = `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>t</title>
<id>t</id><updated>2026-01-01T00:00:00Z</updated></info><citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><names variable="author"><name name-as-sort-order="all" sort-separator=", "
delimiter="; "/></names><text prefix="|" variable="edition"/><date prefix="|" variable="issued"><date-part
name="year"/></date><text prefix="|" variable="volume"/></layout></bibliography></style>`;
const LOCALE = `<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-US"><terms><term name="et-al">et al.</term><term name="and">and</term></terms></locale>`;

/** What citeproc-js prints of an item: names, edition, year and volume. */
function printed(csl: string): string {
  const [item] = JSON.parse(csl) as [{ id: string }];
  const require = createRequire(import.meta.url);
  const { Engine } = require('citeproc') as Citeproc;
  const system = { retrieveLocale: () => LOCALE, retrieveItem: () => structuredClone(item) };
  const engine = new Engine(system, STYLE, 'en-US');
  engine.setOutputFormat('text');
  engine.updateItems([item.id]);
  return engine.makeBibliography()[1].join('').trim();
}

describe('citeproc-js (1.4.63)', () => {
  it('prints names as if particle and suffix stood apart, and makes no field of a note', async () => {
    const csl = await writeOne('csl-json', TALK);
    const [item] = JSON.parse(csl);
    item.author = [
      { family: 'Maaten', given: 'Laurens', 'non-dropping-particle': 'van der' },
      { family: 'King', given: 'Martin Luther', suffix: 'Jr.' },
    ];
    expect(printed(csl)).toBe(printed(JSON.stringify([item])));
    expect(printed(csl)).toBe('Maaten, Laurens van der; King, Martin Luther, Jr.|2024|vol. 3');
  });

  it('would take such a line for a field, but for the blank before it', async () => {
    const csl = (await writeOne('csl-json', TALK)).replace('\\n issued: 1999', '\\nissued: 1999');
    expect(printed(csl.replace(' Edition: second\\n', ''))).toContain('|1999|');
  });
});
