import { describe, expect, it } from 'vitest';
import { info, reader } from '../../src/sites/arxiv';
import type { Site } from '../../src/sites/site';
import { misplacedIn, openFixture, openPage, papersOf } from './page';

const arxiv: Site = { ...info, ...reader };

const linksOf = (local: string, code?: string) => ({
  page: `https://arxiv.org/abs/${local}`,
  pdf: `https://arxiv.org/pdf/${local}`,
  ...(code && { code }),
});

const read = (name: string, path: string) =>
  papersOf(arxiv, openFixture(name, `https://arxiv.org/${path}`));

describe('arXiv, the lists', () => {
  it('reads the new ones: formulas, line breaks, links of other papers, no authors, replacements', () => {
    expect(read('arxiv-new.html', 'list/cs.CL/new')).toEqual([
      {
        id: 'arxiv:2609.90001',
        title: 'Parsing the Rain in $\\mathcal{O}(n \\log n)$ Drops',
        authors: ['Wim Regen', 'Xena Nube'],
        authorCount: 2,
        abstract:
          'It rains. We parse it. The drops are $x_1, \\dots, x_n$, as in arXiv:2401.22222, and fall.',
        published: '2026-10-01',
        venue: 'J. Rain 7 (2026) 1-12',
        categories: ['cs.CL', 'cs.LG'],
        links: linksOf('2609.90001', 'https://github.com/regen/rain'),
      },
      {
        id: 'arxiv:2609.90002',
        title: 'Untitled Until Dawn',
        authors: [],
        abstract: 'Its authors are asleep.',
        published: '2026-10-01',
        categories: ['cs.CL'],
        links: linksOf('2609.90002'),
      },
      {
        id: 'arxiv:2609.90003',
        title: 'Entangled Idioms',
        authors: ['Ylva Qvist', 'Zoe Bell'],
        authorCount: 2,
        abstract: 'Two idioms, far apart, are understood at once.',
        published: '2026-10-01',
        categories: ['quant-ph', 'cs.CL'],
        links: linksOf('2609.90003'),
      },
      {
        id: 'arxiv:2608.90004',
        title: 'A Second Look at Glass',
        authors: ['Abe Cullet'],
        authorCount: 1,
        abstract: 'We look again, through it.',
        published: '2026-08',
        categories: ['cs.CL'],
        links: linksOf('2608.90004'),
      },
      {
        id: 'arxiv:math/0309136',
        title: 'Knots That Untie Themselves',
        authors: ['Bea Loop', 'Cy Hitch'],
        authorCount: 2,
        abstract: 'They do, in time.',
        published: '2003-09',
        categories: ['math.GT'],
        links: linksOf('math/0309136'),
      },
      {
        id: 'arxiv:2609.90006',
        title: 'Late but the Same Month',
        authors: ['Dov Eve'],
        authorCount: 1,
        abstract: 'A replacement keeps the month of its number.',
        published: '2026-09',
        categories: ['cs.LG', 'cs.CL', 'stat.ML'],
        links: linksOf('2609.90006'),
      },
    ]);
  });

  const RECENT = [
    {
      id: 'arxiv:2609.91001',
      title: 'One Section of Many',
      authors: ['Eva One'],
      authorCount: 1,
      published: '2026-10-01',
      categories: ['cs.CL'],
      links: linksOf('2609.91001'),
    },
    {
      id: 'arxiv:2610.91002',
      title: 'By a Great Many',
      authors: ['Fay Two', 'Gil Three', 'Hal Four'],
      authorCount: 100,
      published: '2026-10-01',
      categories: ['cs.LG', 'cs.CL'],
      links: linksOf('2610.91002'),
    },
    {
      id: 'arxiv:2609.91003',
      title: 'The Same Id of a List, Again',
      authors: ['Ida Five', 'Jan Six'],
      authorCount: 2,
      published: '2026-09-29',
      categories: ['cs.CL'],
      links: linksOf('2609.91003'),
    },
  ];

  it.each(['recent', 'recent?skip=0&show=2000', 'pastweek'])(
    'reads /list/cs.CL/%s: several lists of one id, one of them empty',
    (path) => {
      expect(read('arxiv-recent.html', `list/cs.CL/${path}`)).toEqual(RECENT);
    },
  );

  it('takes the day of a section also where its heading stands before the list', () => {
    const page = openFixture('arxiv-recent.html', 'https://arxiv.org/list/cs.CL/recent');
    for (const heading of page.document.querySelectorAll('dl h3'))
      heading.parentElement?.before(heading);
    expect(papersOf(arxiv, page)).toEqual(RECENT);
  });

  it('reads a month: old ids, months for dates', () => {
    expect(read('arxiv-month.html', 'list/math.GT/2003-09?skip=0&show=25')).toEqual([
      {
        id: 'arxiv:math/0309136',
        title: 'Knots That Untie Themselves',
        authors: ['Bea Loop', 'Cy Hitch'],
        authorCount: 2,
        published: '2003-09',
        categories: ['math.GT', 'math-ph'],
        links: linksOf('math/0309136'),
      },
      {
        id: 'arxiv:hep-th/0309002',
        title: 'Strings Without Ends',
        authors: ['Kit Seven'],
        authorCount: 1,
        published: '2003-09',
        categories: ['hep-th', 'math.GT'],
        links: linksOf('hep-th/0309002'),
      },
    ]);
  });

  it('reads a catch-up page: a list for each entry, the day in the title', () => {
    expect(read('arxiv-catchup.html', 'catchup/cs.CL/2026-07-01?abs=True')).toEqual([
      {
        id: 'arxiv:2606.92001',
        title: 'A List for Each',
        authors: ['Lou Eight'],
        authorCount: 1,
        abstract: 'Each has a list of its own.',
        published: '2026-07-01',
        categories: ['cs.CL'],
        links: linksOf('2606.92001'),
      },
      {
        id: 'arxiv:2607.92002',
        title: 'And Another',
        authors: ['Mia Nine'],
        authorCount: 1,
        abstract: 'So does this.',
        published: '2026-07-01',
        categories: ['cs.CL', 'cs.LG'],
        links: linksOf('2607.92002'),
      },
      {
        id: 'arxiv:2603.92003',
        title: 'An Old Friend',
        authors: ['Ned Ten'],
        authorCount: 1,
        abstract: 'Back again.',
        published: '2026-03',
        categories: ['cs.CL'],
        links: linksOf('2603.92003'),
      },
    ]);
  });

  it('finds nothing on a day without updates', () => {
    expect(read('arxiv-none.html', 'list/math.GT/new')).toEqual([]);
  });

  it('leaves out an entry without a title or an id, or without its other half', () => {
    const page = openFixture('arxiv-new.html', 'https://arxiv.org/list/cs.CL/new');
    const [noId, noTitle, half] = page.document.querySelectorAll('dt');
    for (const link of noId?.querySelectorAll('a') ?? [])
      link.setAttribute('href', '/abs/nonsense');
    const title = noTitle?.nextElementSibling?.querySelector('.list-title');
    if (title) title.textContent = 'Title: ';
    half?.nextElementSibling?.remove();
    expect(arxiv.cards(page).map(({ id }) => id)).toEqual([
      'arxiv:2608.90004',
      'arxiv:math/0309136',
      'arxiv:2609.90006',
    ]);
  });

  it.each([
    ['arxiv-new.html', 'list/cs.CL/new'],
    ['arxiv-recent.html', 'list/cs.CL/recent'],
    ['arxiv-month.html', 'list/math.GT/2003-09'],
    ['arxiv-catchup.html', 'catchup/cs.CL/2026-07-01'],
  ])('%s: puts the controls into the line of the number', (name, path) => {
    const cards = arxiv.cards(openFixture(name, `https://arxiv.org/${path}`));
    expect(cards.length).toBeGreaterThan(0);
    expect(misplacedIn(cards)).toEqual([]);
    for (const { element, anchor, look } of cards) {
      expect([element.localName, anchor, look]).toEqual(['dt', element, 'line']);
    }
  });
});

describe('arXiv, search', () => {
  const FOUND = [
    {
      id: 'arxiv:2512.93001',
      aliases: ['doi:10.1145/9999999.1234567'],
      title: 'Fog Computing, Literally, in $\\mathbb{R}^3$',
      authors: ['Olaf Mist', 'Pia Dew'],
      authorCount: 2,
      abstract:
        'A fog of small computers condenses at 4 °C, as foreseen in arXiv:2401.33333, and computes the dew point of itself.',
      published: '2025-12-08',
      venue: 'Trans. Fog 3, 14 (2025)',
      categories: ['cs.DC', 'math-ph'],
      links: linksOf('2512.93001', 'https://github.com/mist/fog'),
    },
    {
      id: 'arxiv:2511.93002',
      title: 'A Catalogue of Drizzle',
      authors: ['Q. Rill', 'R. Sleet', 'S. Hail'],
      authorCount: 34,
      abstract: 'Drizzle is listed.',
      published: '2025-11-30',
      categories: ['physics.ao-ph'],
      links: linksOf('2511.93002'),
    },
    {
      id: 'arxiv:hep-th/9901001',
      title: 'Clouds on the Light Cone',
      authors: ['Tim Vane'],
      authorCount: 1,
      published: '1999-01-02',
      categories: ['hep-th'],
      links: linksOf('hep-th/9901001'),
    },
    {
      id: 'arxiv:2512.93004',
      title: 'Withdrawn Weather',
      authors: ['Una Gale'],
      authorCount: 1,
      abstract: 'This paper has been withdrawn by its author.',
      published: '2025-12-01',
      categories: ['cs.CL'],
      links: linksOf('2512.93004'),
    },
  ];

  it.each([
    'search/?query=fog&searchtype=all',
    'search/cs?query=fog',
    'search/advanced?advanced=&terms-0-term=fog&abstracts=show&size=50',
  ])('reads /%s: the DOI, the journal, other papers in passing, no abstract', (path) => {
    expect(read('arxiv-search.html', path)).toEqual(FOUND);
    const page = openFixture('arxiv-search.html', `https://arxiv.org/${path}`);
    expect(arxiv.cards(page)[0]?.version?.()).toBe(1);
  });

  it('keeps a title that begins with "Title:"', () => {
    const page = openFixture('arxiv-search.html', 'https://arxiv.org/search/?query=fog');
    const title = page.document.querySelector('p.title') as Element;
    title.textContent = 'Title: A Word';
    expect(arxiv.cards(page)[0]?.read().title).toBe('Title: A Word');
  });

  it('puts the controls into the line of the number', () => {
    const page = openFixture('arxiv-search.html', 'https://arxiv.org/search/?query=fog');
    const cards = arxiv.cards(page);
    expect(misplacedIn(cards)).toEqual([]);
    for (const { element, anchor, look } of cards) {
      expect([element.localName, anchor.className, look]).toEqual([
        'li',
        'list-title is-inline-block',
        'line',
      ]);
    }
  });
});

describe('arXiv, a paper’s own page', () => {
  const STONES = {
    id: 'arxiv:2401.94001',
    aliases: ['doi:10.1000/rocks.12'],
    title: 'Sorting Stones in $O(1)$ Hands',
    // Two of them are folded away, "et al. (2 additional authors not shown)".
    authors: ['Vic Able', 'Wyn Baker', 'Xi Case', 'Yul Dean'],
    authorCount: 4,
    abstract: 'Stones are sorted by hand. The code is here.',
    published: '2023-12-31',
    venue: 'Rocks 12, 3 (2024)',
    version: 3,
    categories: ['cs.CL', 'cs.AI'],
    links: linksOf('2401.94001', 'https://github.com/able/stones'),
  };

  it.each(['abs/2401.94001', 'abs/2401.94001v3', 'abs/2401.94001?context=cs.AI'])(
    'reads /%s: not what its labs and its links speak of',
    (path) => {
      expect(read('arxiv-abs.html', path)).toEqual([STONES]);
    },
  );

  it.each([
    ['[Submitted on 31 Dec 2023]', '', 1],
    ['[Submitted on 31 Dec 2023 (v1), last revised 2 Jan 2024 (this version, v2)]', '', 2],
    ['[Submitted on 31 Dec 2023 (this version), latest version 2 Jan 2024 (v2)]', 'v1', 1],
    ['[Submitted on 31 Dec 2023 (v1), last revised 2 Jan 2024]', '', undefined],
  ])('knows the version of %s', (said, ending, version) => {
    const page = openFixture('arxiv-abs.html', `https://arxiv.org/abs/2401.94001${ending}`);
    const line = page.document.querySelector('.dateline') as Element;
    line.textContent = said;
    expect(arxiv.cards(page).map((card) => card.version?.())).toEqual([version]);
    line.remove();
    expect(arxiv.cards(page).map((card) => card.version?.())).toEqual([
      ending ? version : undefined,
    ]);
  });

  it('reads it where the authors are only in the head', () => {
    const page = openFixture('arxiv-abs.html', 'https://arxiv.org/abs/2401.94001');
    page.document.querySelector('.authors')?.remove();
    expect(papersOf(arxiv, page)).toEqual([STONES]);
  });

  it('reads an old one, and the formulas that MathJax 2 and 3 have drawn, without a head', () => {
    expect(read('arxiv-abs-old.html', 'abs/math/0309136')).toEqual([
      {
        id: 'arxiv:math/0309136',
        title: 'Knots in $S^3$ and $\\mathbb{R}^2$',
        authors: ['Bea Loop', 'Cy Hitch'],
        authorCount: 2,
        abstract: 'They untie.',
        published: '2003-09-08',
        categories: ['math.GT'],
        links: linksOf('math/0309136'),
      },
    ]);
  });

  it('puts the control into the line of the date', () => {
    const page = openFixture('arxiv-abs.html', 'https://arxiv.org/abs/2401.94001');
    const [card] = arxiv.cards(page);
    expect([card?.element.id, card?.anchor.className]).toEqual(['abs', 'dateline']);
  });

  it('has nothing to say of an empty page, nor of the page of no paper', () => {
    for (const path of ['abs/2401.94001', 'list/cs.CL/new', 'search/?query=x', 'abs/nonsense']) {
      const page = openPage(
        '<!doctype html><h1>Article not found</h1>',
        `https://arxiv.org/${path}`,
      );
      expect(arxiv.cards(page)).toEqual([]);
    }
  });
});

it('a page test that reaches for the network fails', async () => {
  expect(() => fetch('https://arxiv.org/')).toThrow('reached for the network');
  const { get } = await import('node:http');
  expect(() => get('http://127.0.0.1:9/')).toThrow('reached for the network');
});
