/** What DBLP writes that is not the paper's. */
import { describe, expect, it } from 'vitest';
import { splitName } from '../../../src/formats/person-name';
import { readFile } from '../../../src/formats/read';
import { citationKeys } from '../../../src/formats/write/citation-key';
import { makeEntry } from '../entries';
import { fileIn, formats, LINKS } from '../said';
import { writeAs } from '../write-as';

describe('a name with the number of DBLP', () => {
  it.each(formats(...LINKS, 'Dogear’s JSON'))('is none in %s', async (format) => {
    const said = ['Bo Li 0001', 'Bo Li'].map((author, i) => ({
      ...{ title: `Maps ${i}`, author, pmid: `${i + 1}` },
    }));
    const { entries } = await readFile(fileIn(format, said));
    expect(entries.map(({ entry }) => entry.paper.authors)).toEqual([['Bo Li'], ['Bo Li']]);
  });

  it.each([
    '@misc{x, title = {Maps}, author = {Li 0001, Bo and 0023, Ada Lovelace}, doi = {10.1000/x}}',
    'TY  - JOUR\nTI  - Maps\nAU  - 0001, Bo Li\nAU  - Lovelace 0023, Ada\nDO  - 10.1000/x\nER  - ',
    '[{"type":"article","title":"Maps","DOI":"10.1000/x","author":[{"family":"Li 0001","given":"Bo"},{"family":"0023","given":"Ada Lovelace"}]}]',
  ])('is none, whichever part has it: %s', async (text) => {
    const { entries } = await readFile(text);
    expect(entries[0]?.entry.paper.authors).toEqual(['Bo Li', 'Ada Lovelace']);
  });

  it('goes out without it from a library that has it', async () => {
    expect(splitName('Bo Li 0001')).toMatchObject({ given: 'Bo', family: 'Li' });
    expect(splitName('Team 2024')).toMatchObject({ family: 'Team 2024' });
    const entry = makeEntry({ title: 'Maps', authors: ['Bo Li 0001'] });
    expect([...(await citationKeys([entry.paper])).values()]).toEqual(['li2024maps']);
    for (const id of ['bibtex', 'biblatex', 'ris', 'csl-json'] as const) {
      expect(await writeAs(id, [entry]), id).not.toContain('0001');
    }
  });
});

describe('the full stop of DBLP', () => {
  it.each([
    '@article{DBLP:journals/corr/1, title = {Maps, and more.}, doi = {10.1000/x}}',
    '@article{mine, title = {{Maps, and more.}}, doi = {10.1000/x}, biburl = {https://dblp.org/rec/a.bib}}',
    'TY  - CPAPER\nID  - DBLP:conf/a/1\nTI  - Maps, and more.\nDO  - 10.1000/x\nER  - ',
    'TY  - JOUR\nTI  - Maps, and more.\nDO  - 10.1000/x\nUR  - https://dblp.org/rec/a\nER  - ',
    '%0 Journal Article\n%F DBLP:a\n%T Maps, and more.\n%R 10.1000/x\n',
    '[{"id":"DBLP:a","type":"article","title":"Maps, and more.","DOI":"10.1000/x"}]',
    'key,title,doi\nDBLP:a,"Maps, and more.",10.1000/x\n',
  ])('is not the title’s: %s', async (text) => {
    const { entries } = await readFile(text);
    expect(entries[0]?.entry.paper.title).toBe('Maps, and more');
  });

  it('is, where three of them or another program wrote it', async () => {
    const titleOf = async (text: string) => (await readFile(text)).entries[0]?.entry.paper.title;
    expect(await titleOf('@misc{DBLP:a, title = {Maps...}, doi = {10.1000/x}}')).toBe('Maps...');
    expect(await titleOf('@misc{a, title = {Maps Inc.}, doi = {10.1000/x}}')).toBe('Maps Inc.');
  });
});
