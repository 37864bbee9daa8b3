/** What becomes of a file's paper under whose id the library has another one. */
import { describe, expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';
import { remove } from '../../../src/library/bin';
import { importEntries } from '../../../src/library/import/import-entries';
import { type Preview, previewImport } from '../../../src/library/import/preview';
import { undoImport } from '../../../src/library/import/undo-import';
import { writeMarks } from '../../../src/library/marks';
import type { Library } from '../../../src/library/schema';
import type { Entry } from '../../../src/paper/entry';
import type { PaperId } from '../../../src/paper/ids';
import { idsOf, type Paper } from '../../../src/paper/paper';
import { writeAs } from '../../formats/write-as';
import { useLibrary } from '../harness';
import { allEntries } from '../samples';

const NOW = 1_790_000_000_000;
const ID = 'arxiv:1011.1669' as PaperId;

let db: Library;
useLibrary((library) => {
  db = library;
});

const read = async (text: string): Promise<Entry[]> =>
  (await readFile(text)).entries.map(({ entry }) => entry);

async function previewOf(entries: readonly Entry[]): Promise<Preview[]> {
  const all: Preview[] = [];
  for await (const some of previewImport(db, entries, NOW)) all.push(...some);
  return all;
}

const bib = (title: string, more = ''): string =>
  `@article{k, title = {${title}}, author = {Ada Lovelace}, year = 2011, eprint = {1011.1669v3}, archivePrefix = {arXiv}${more}}\n`;

const known = (title: string, more: Partial<Paper> = {}): Paper => ({
  id: ID,
  title,
  authors: ['Ada Lovelace'],
  links: { page: 'https://arxiv.org/abs/1011.1669' },
  ...more,
});
const star = (paper: Paper) => writeMarks(db, [{ paper, patch: { starred: NOW } }], NOW);

async function undo(id: string): Promise<void> {
  while ((await undoImport(db, id, NOW)).left > 0);
}

describe('a paper of a file under whose id the library has another', () => {
  it.each([
    ['its DOI', bib('A history of footnotes', ', doi = {10.1000/x}'), 'doi:10.1000/x'],
    ['its title', bib('A history of footnotes'), expect.stringMatching(/^title:/)],
  ])('is another, known by %s, and the preview says so', async (_, text, id) => {
    await star(known('On the growth of mosses'));
    const before = await allEntries(db);
    const coming = await read(text);
    const [preview] = await previewOf(coming);
    expect(preview).toMatchObject({ outcome: 'added', taken: [{ id: ID }] });
    expect(preview?.taken[0]?.by.title).toBe('On the growth of mosses');

    await importEntries(db, 'i', coming, NOW);
    const all = await allEntries(db);
    expect(all).toHaveLength(2);
    expect(all).toContainEqual(before[0]);
    const [other] = all.filter(({ paper }) => paper.id !== ID);
    expect(other?.paper).toMatchObject({ id, title: 'A history of footnotes' });
    expect(other && idsOf(other.paper)).not.toContain(ID);
    expect(other?.mark.starredAt).toBeUndefined();
    expect(other?.paper.links.page).not.toContain('1011.1669');

    expect((await previewOf(coming)).map(({ outcome }) => outcome)).toEqual(['same']);
    expect((await importEntries(db, 'again', coming, NOW)).outcomes).toEqual(['same']);
    await undo('i');
    expect(await allEntries(db)).toEqual(before);
  });

  it.each<[string, string, Partial<Paper>?]>([
    ['has a subtitle', 'On the growth of mosses: a study'],
    ['is in capitals, with TeX and markup', 'ON THE {G}ROWTH OF <i>MOSSES</i>'],
    ['is cut short', 'On the growth of mo…'],
    ['is not known', ID],
    ['is in another language', 'Über das Wachstum der Moose'],
    ['is in another script', '关于苔藓的生长'],
    ['changed before it was published', 'Growth of temperate mosses in northern woods on stone'],
  ])('is the same where its title %s', async (_, title, more) => {
    await star(known(title, more));
    const text = title.startsWith('Growth')
      ? bib('On growth of arctic mosses in northern woods')
      : bib('On the growth of mosses');
    const coming = await read(text);
    expect((await previewOf(coming)).flatMap(({ taken }) => taken)).toEqual([]);
    await importEntries(db, 'i', coming, NOW);
    expect(await allEntries(db)).toHaveLength(1);
  });

  it('is the same where both are from pages, which cannot be wrong', async () => {
    const seen = (site: string) => ({ seen: { site, url: 'https://arxiv.org/', at: 5 } });
    await star(known('C3D: generic features', seen('arxiv')));
    const other = known('Learning spatiotemporal features', seen('huggingface'));
    const file = await writeAs('json', [{ paper: other, mark: { id: ID, times: {}, seq: 1 } }]);
    await importEntries(db, 'i', await read(file), NOW);
    expect(await allEntries(db)).toHaveLength(1);
  });

  it('loses only that id among others', async () => {
    await star(known('On the growth of mosses'));
    const [entry] = await read(bib('A history of footnotes', ', doi = {10.1000/x}, pmid = {77}'));
    await importEntries(db, 'i', [entry as Entry], NOW);
    const all = await allEntries(db);
    expect(all.map(({ paper }) => idsOf(paper))).toContainEqual(['doi:10.1000/x', 'pmid:77']);
  });

  it('is found again in a long file', async () => {
    await star(known('On the growth of mosses'));
    const others = Array.from(
      { length: 1_200 },
      (_, n) => `@misc{k${n}, title = {T}, doi = {10.1/${n}}}`,
    );
    const coming = await read(`${others.join('\n')}\n${bib('A history of footnotes')}`);
    for (const outcome of ['added', 'same']) {
      expect((await previewOf(coming)).at(-1)).toMatchObject({ outcome, taken: [{ id: ID }] });
      const { outcomes } = await importEntries(db, outcome, coming, NOW);
      expect(outcomes.at(-1)).toBe(outcome);
    }
  });

  it('gets nothing of another that lies in the bin under its id', async () => {
    await star(known('On the growth of mosses'));
    await writeMarks(
      db,
      [{ paper: known('On the growth of mosses'), patch: { tags: { moss: true } } }],
      NOW,
    );
    await remove(db, [ID], NOW);
    await importEntries(db, 'i', await read(bib('A history of footnotes')), NOW);
    expect((await allEntries(db))[0]?.mark.tags).toBeUndefined();
    await undo('i');
    await importEntries(db, 'j', await read(bib('On the growth of mosses')), NOW);
    expect((await allEntries(db))[0]?.mark.tags).toEqual(['moss']);
  });
});
