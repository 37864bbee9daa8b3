import { describe, expect, it } from 'vitest';
import { info, reader } from '../../src/sites/arxiv';
import type { Site } from '../../src/sites/site';
import { openFixture, papersOf } from './page';

// What all lists of arXiv have in common; test/pages/arxiv.test.ts reads each kind.

const arxiv: Site = { ...info, ...reader };

const linksOf = (local: string) => ({
  page: `https://arxiv.org/abs/${local}`,
  pdf: `https://arxiv.org/pdf/${local}`,
});

const read = (name: string, path: string) =>
  papersOf(arxiv, openFixture(name, `https://arxiv.org/${path}`));
const RECENT = read('arxiv-recent.html', 'list/cs.CL/recent');

describe('arXiv, all lists', () => {
  it('reads the recent trackbacks: a title and an id, the same paper twice', () => {
    const rain = {
      id: 'arxiv:2609.90001',
      title: 'Parsing the Rain in $\\mathcal{O}(n)$ Drops',
      authors: [],
      published: '2026-09',
      links: linksOf('2609.90001'),
    };
    expect(read('arxiv-tb-recent.html', 'tb/recent')).toEqual([
      rain,
      {
        ...rain,
        id: 'arxiv:2609.90002',
        title: 'Title: Untitled [Sic]',
        links: linksOf('2609.90002'),
      },
      rain,
    ]);
  });

  it.each(['a/lovelace_a_1', 'a/0000-0002-1825-0097'])(
    'reads the author page /%s as a list',
    (path) => {
      expect(read('arxiv-recent.html', path)).toEqual(
        RECENT.map(({ published: _, ...paper }) => ({
          ...paper,
          published: expect.stringMatching(/^2026-(?:09|10)/),
        })),
      );
    },
  );

  it('reads its pages at www.arxiv.org and export.arxiv.org', () => {
    for (const host of ['www', 'export']) {
      const page = openFixture('arxiv-recent.html', `https://${host}.arxiv.org/list/cs.CL/recent`);
      expect(arxiv.cards(page).map(({ id }) => id)).toEqual(RECENT.map(({ id }) => id));
      expect(arxiv.cards(page)[0]?.read().links).toEqual(linksOf('2609.91001'));
    }
  });

  it('does not take a hundred names for all of them', () => {
    const page = openFixture('arxiv-recent.html', 'https://arxiv.org/list/cs.CL/recent');
    const field = page.document.querySelector('.list-authors') as Element;
    const name = (i: number) => `<a href="/search/cs?searchtype=author&amp;query=N${i}">N ${i}</a>`;
    for (const [count, said] of [
      [99, 99],
      [100, undefined],
      [101, 101],
    ]) {
      field.innerHTML = Array.from({ length: count as number }, (_, i) => name(i)).join(', ');
      const paper = arxiv.cards(page)[0]?.read();
      expect([paper?.authors.length, paper?.authorCount]).toEqual([count, said]);
    }
  });

  it('takes the version from the address of the HTML', () => {
    const page = openFixture('arxiv-recent.html', 'https://arxiv.org/list/cs.CL/recent');
    const term = page.document.querySelector('dt');
    term?.insertAdjacentHTML('beforeend', '<a href="https://arxiv.org/html/2609.91001v3">html</a>');
    expect(arxiv.cards(page).map((card) => card.read().version)).toEqual([3, undefined, undefined]);
    const versions = () => arxiv.cards(page).map((card) => card.version?.());
    expect(versions()).toEqual([3, undefined, undefined]);
    for (const [address, version] of [
      ['2609.91001v1', 1],
      ['2609.91001', undefined],
      ['2609.91001v0', undefined],
      ['2609.91001v99999', undefined],
    ] as const) {
      term?.querySelector('a[href*="/html/"]')?.setAttribute('href', `/html/${address}`);
      expect(versions()).toEqual([version, undefined, undefined]);
      // Of the first version a paper says nothing.
      expect(arxiv.cards(page)[0]?.read()).not.toHaveProperty('version');
    }
  });
});
