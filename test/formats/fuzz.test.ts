import { expect, it } from 'vitest';
import { fuzz } from './mutations';

// `npm run fuzz` reads 100,000.
it('reads 3,000 damaged files of every format without a fall, and nothing invalid out of any', async () => {
  const { entries, problems, formats } = await fuzz(3_000);
  expect(entries).toBeGreaterThan(3_000);
  expect(problems).toBeGreaterThan(1_000);
  expect([...formats.keys()].sort()).toEqual(
    [
      ...['bibtex', 'bookmarks', 'csl-json', 'csl-yaml', 'csv', 'endnote-xml', 'enw', 'hypothesis'],
      ...['json', 'karakeep', 'links', 'linkwarden', 'markdown', 'nbib', 'omnivore', 'openalex'],
      ...[
        'papermemory',
        'paperpile',
        'pubmed-xml',
        'ris',
        'semantic-scholar',
        'wos',
        'zotero-json',
      ],
      'undefined',
    ].sort(),
  );
});
