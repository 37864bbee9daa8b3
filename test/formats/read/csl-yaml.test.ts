import { expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';
import { fixture, idsOf } from '../reading';

it('reads CSL as YAML, every scalar as the text that it is', async () => {
  const { format, entries, problems } = await fixture('references.yaml');
  expect({ format, problems }).toEqual({ format: 'csl-yaml', problems: [] });
  expect(entries.map(({ line, key }) => [line, key])).toEqual([
    [3, 'lovelace1843study'],
    [23, 'babbage1832'],
  ]);
  expect(entries[0]?.entry).toMatchObject({
    paper: {
      ...{ id: 'doi:10.1000/things', title: 'A Study: of Things', venue: 'Journal of Things' },
      ...{ authors: ['Ada Lovelace', 'E. van der Berg'], published: '1843-10-01' },
      abstract: 'On things,\n- and more.',
    },
    mark: { note: 'no' },
  });
  expect(entries[1]?.entry.paper).toMatchObject({ id: 'isbn:9780262035613', published: '1832-06' });
});

const ITEM = '- id: a\n  type: book\n  title: A\n  DOI: 10.1000/a\n';

it.each([
  ['without a heading', ITEM],
  ['with comments', `# mine\n---\n# yours\n\nreferences:\n\n${ITEM}`],
  ['with blanks', `references:\n${ITEM.replace(/^/gm, '  ')}`],
  ['with other members behind it', `references:\n${ITEM}nocite: |\n  @*\n...\n`],
  ['with CRLF', `---\r\nreferences:\r\n${ITEM.replaceAll('\n', '\r\n')}---\r\n`],
])('reads a list %s', async (_, text) => {
  const { format, entries, problems } = await readFile(text);
  expect({ format, problems }).toEqual({ format: 'csl-yaml', problems: [] });
  expect(idsOf(entries)).toEqual(['doi:10.1000/a']);
});

it('takes no long for a list that is broken everywhere', async () => {
  const start = performance.now();
  const { problemCount } = await readFile(`${ITEM}${'- "a: \n'.repeat(20_000)}`);
  expect(problemCount).toBeGreaterThan(100);
  await readFile(`${ITEM}${'a:\n'.repeat(40_000)}`);
  expect(performance.now() - start).toBeLessThan(10_000);
});

it('costs only the item that is broken, and refuses aliases and depth', async () => {
  const deep = `  x: ${'['.repeat(30)}${']'.repeat(30)}\n`;
  const { entries, problems } = await readFile(
    [
      ITEM,
      '- id: b\n  title: "B\n',
      '- id: c\n  title: &t C\n  note: *t\n',
      `- id: d\n${deep}`,
      ITEM.replaceAll('a', 'e').replace('DOI: 10.1000/e', 'DOI: 10.1000/e'),
    ].join(''),
  );
  expect(idsOf(entries)[0]).toBe('doi:10.1000/a');
  expect(problems.map(({ code, line }) => [code, line])).toEqual([
    ['broken', 5],
    ['broken', 7],
    ['broken', 10],
  ]);
});
