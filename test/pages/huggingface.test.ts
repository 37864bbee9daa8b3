import { describe, expect, it } from 'vitest';
import { info, reader } from '../../src/sites/huggingface';
import type { Page, Site } from '../../src/sites/site';
import { misplacedIn, openFixture, openPage, papersOf } from './page';

const huggingface: Site = { ...info, ...reader };

const linksOf = (local: string, code?: string) => ({
  page: `https://huggingface.co/papers/${local}`,
  pdf: `https://arxiv.org/pdf/${local}`,
  ...(code && { code }),
});

const openDaily = (): Page =>
  openFixture('huggingface-daily.html', 'https://huggingface.co/papers');

/** What the four cards of the day show, without what the page embeds. */
const SHOWN = [
  {
    id: 'arxiv:2609.40001',
    title: 'Woolly Attention: Knitting Sparse Transformers',
    authors: [],
    published: '2026-09',
    links: linksOf('2609.40001'),
    upvotes: 118,
    comments: 2,
  },
  {
    id: 'arxiv:2609.40002',
    title: 'Tidal Memory for Long Videos',
    authors: [],
    authorCount: 1,
    published: '2026-09',
    links: linksOf('2609.40002'),
    upvotes: 6,
    comments: 1,
  },
  {
    id: 'arxiv:2609.40003',
    title: 'A Grammar of Gestures',
    authors: ['Eli Park', 'Fay Roe', 'Hal Tree', 'Ivy Urn'],
    authorCount: 6,
    published: '2026-09',
    links: linksOf('2609.40003'),
    upvotes: 5,
  },
  {
    id: 'arxiv:2607.40004',
    title: 'Quiet Gradients',
    authors: [],
    published: '2026-07',
    links: linksOf('2607.40004'),
    upvotes: 0,
    comments: 1,
  },
];

/** What the embedded data add. The first card's 118 votes are newer than the 117 of the data. */
const EMBEDDED = [
  {
    authors: ['Ada Moss', 'Bo Lind', 'Cato Vik'],
    authorCount: 3,
    abstract:
      'We knit sparse attention into wool, and show that it keeps warm: 38% fewer stitches at equal $\\ell_2$ loss.',
    published: '2026-09-25',
    links: linksOf('2609.40001', 'https://github.com/moss-lab/woolly'),
  },
  {
    authors: ['Dina Oort'],
    abstract:
      'Tides come and go; so do our keys and values, in a memory that is flushed twice a day.',
    published: '2026-09-23',
  },
  {
    authors: ['Eli Park', 'Fay Roe', 'Gus Sand', 'Hal Tree', 'Ivy Urn', 'Jon Vale'],
    abstract: 'Hands speak. We parse them.',
    published: '2026-09-22',
    comments: 0,
  },
  {
    authors: ['Kay West'],
    authorCount: 1,
    abstract: 'Noise is removed from gradients without a microphone.',
    published: '2026-07-30',
  },
];
const COMPLETE = SHOWN.map((shown, i) => ({ ...shown, ...EMBEDDED[i] }));

describe('Hugging Face, the daily page', () => {
  it('reads each card, completed from the embedded data of the same id', () => {
    expect(papersOf(huggingface, openDaily())).toEqual(COMPLETE);
  });

  it.each(['date/2026-09-28', 'week/2026-W40', 'month/2026-09'])(
    'reads it at /papers/%s',
    (path) => {
      const page = openFixture('huggingface-daily.html', `https://huggingface.co/papers/${path}`);
      expect(papersOf(huggingface, page)).toEqual(COMPLETE);
    },
  );

  it('reads what the cards show where nothing is embedded', () => {
    const page = openDaily();
    for (const it of page.document.querySelectorAll('[data-props]'))
      it.removeAttribute('data-props');
    expect(papersOf(huggingface, page)).toEqual(SHOWN);
  });

  it.each([
    '{"dailyPapers":',
    '[]',
    'null',
    '{"dailyPapers":[null,{"paper":{"id":7,"authors":5}}]}',
  ])('reads what the cards show where the embedded data are %s', (data) => {
    const page = openDaily();
    for (const it of page.document.querySelectorAll('[data-props]')) {
      it.setAttribute('data-props', data);
    }
    expect(papersOf(huggingface, page)).toEqual(SHOWN);
  });

  it('uses stale data, after an in-page navigation, only for the ids that are there', () => {
    const page = openDaily();
    const [holder] = page.document.querySelectorAll('[data-target="DailyPapers"]');
    const data = JSON.parse(holder?.getAttribute('data-props') ?? '');
    // Of the page before: the second paper was on it too, among others.
    data.dailyPapers = data.dailyPapers.filter(({ paper }: { paper: { id: string } }) =>
      ['2609.40002', '2609.49999'].includes(paper.id),
    );
    holder?.setAttribute('data-props', JSON.stringify(data));
    const [first, , ...others] = SHOWN;
    expect(papersOf(huggingface, page)).toEqual([first, COMPLETE[1], ...others]);
  });

  it('puts each control over the picture of its card', () => {
    const cards = huggingface.cards(openDaily());
    expect(misplacedIn(cards)).toEqual([]);
    expect(cards.map(({ look, anchor, element }) => [look, anchor === element])).toEqual(
      Array(4).fill(['corner', true]),
    );
  });

  it('leaves out a card without a title or an id, and reads the others', () => {
    const page = openDaily();
    const [one, two] = page.document.querySelectorAll('article');
    for (const link of one?.querySelectorAll('a') ?? []) link.setAttribute('href', '/papers/none');
    for (const link of two?.querySelectorAll('h3 a') ?? []) link.textContent = ' ';
    expect(papersOf(huggingface, page)).toEqual(COMPLETE.slice(2));
  });

  it('reads the layout of 2024: `date`, labels to vote, no Svelte comments', () => {
    const page = openFixture(
      'huggingface-daily-2024.html',
      'https://huggingface.co/papers?date=2024-01-05',
    );
    expect(papersOf(huggingface, page)).toEqual([
      {
        id: 'arxiv:2401.50001',
        title: 'Snow Crystals as Hash Functions',
        authors: ['Lea Frost', 'Max Thaw'],
        authorCount: 2,
        abstract: 'No two are alike. We prove it for $n < 2^{64}$.',
        published: '2024-01-04',
        links: linksOf('2401.50001'),
        upvotes: 31,
        comments: 4,
      },
      {
        id: 'arxiv:2312.50002',
        title: 'Last Year’s Light',
        authors: ['Nils Glow'],
        authorCount: 1,
        abstract: 'Photons that left in December arrive in January.',
        published: '2023-12-29',
        links: linksOf('2312.50002'),
        upvotes: 9,
        comments: 0,
      },
    ]);
  });

  it('reads the layout of 2024 from its cards alone', () => {
    const page = openFixture(
      'huggingface-daily-2024.html',
      'https://huggingface.co/papers?date=2024-01-05',
    );
    const { document } = page;
    for (const it of document.querySelectorAll('[data-props]')) it.removeAttribute('data-props');
    for (const it of document.querySelectorAll('time')) it.removeAttribute('datetime');
    const [first, second] = papersOf(huggingface, page);
    expect([first?.published, first?.authorCount, first?.upvotes]).toEqual(['2024-01-04', 2, 31]);
    expect([second?.published, second?.authorCount, second?.upvotes]).toEqual(['2023-12-29', 1, 9]);
  });
});

describe('Hugging Face, other pages', () => {
  const QUORUM =
    'We ask whether bees vote, and find that a hive of neural networks reaches quorum in $O(\\log n)$ dances, faster than any single bee that we could interview for this work.';

  it('reads search results: marked words, dates without a year, no paper of the day', () => {
    const page = openFixture('huggingface-search.html', 'https://huggingface.co/papers?q=bees');
    expect(papersOf(huggingface, page)).toEqual([
      {
        id: 'arxiv:2501.60001',
        title: 'Do Bees Vote? Neural Quorums',
        authors: ['Olga Hive', 'Per Comb', 'Quin Drone'],
        authorCount: 3,
        abstract: QUORUM,
        published: '2025-01-25',
        links: linksOf('2501.60001'),
        upvotes: 12,
        comments: 1,
      },
      {
        id: 'arxiv:2608.60002',
        title: 'Gradients in Honeycomb',
        authors: [],
        authorCount: 2,
        abstract:
          'Honey is stored in cells. We store gradients in cells of the same shape and report that they do not crystallize in winter, unlike those of the baselines.',
        published: '2026-08-10',
        links: linksOf('2608.60002'),
      },
      {
        id: 'arxiv:2512.60003',
        title: 'A Survey of Wax',
        authors: [],
        authorCount: 1,
        abstract:
          'A rather short survey of what is known of wax as a medium for long-term storage, with an outlook on its melting.',
        // Not of 2026, when the test reads it: the page was saved in the year of the paper.
        published: '2025-12-30',
        links: linksOf('2512.60003'),
      },
    ]);
  });

  it('puts the controls of search results under the title', () => {
    const page = openFixture('huggingface-search.html', 'https://huggingface.co/papers?q=bees');
    const cards = huggingface.cards(page);
    expect(misplacedIn(cards)).toEqual([]);
    for (const { look, anchor } of cards) {
      expect([look, anchor.querySelector(':scope > h3') !== null]).toEqual(['line', true]);
    }
  });

  it('reads trending papers: “Published on”, “1.2k”, the repository and not its owner', () => {
    const page = openFixture('huggingface-trending.html', 'https://huggingface.co/papers/trending');
    expect(papersOf(huggingface, page)).toEqual([
      {
        id: 'arxiv:2510.70001',
        title: 'Lighthouses That Look Back',
        authors: [],
        authorCount: 14,
        abstract:
          'We train a lighthouse to look back at the ships. It answers 94% of their questions at night, and it is the first of its kind to do so without a keeper.',
        published: '2025-10-05',
        links: linksOf('2510.70001', 'https://github.com/beam/lighthouse'),
        upvotes: 1200,
      },
      {
        id: 'arxiv:2405.70002',
        title: 'MothOS',
        authors: [],
        authorCount: 14,
        abstract:
          'An operating system for agents that forget on purpose, with a kernel of 900 lines and a scheduler that dreams.',
        published: '2024-05-03',
        links: linksOf('2405.70002', 'https://github.com/moth/os#readme'),
        upvotes: 87,
      },
    ]);
  });

  it('reads the date of a card that has it in a line of facts, after “Upvote 9”', () => {
    const page = openPage(
      `<main><article><a href="/papers/2609.71001"><header><h4>Small Cards</h4></header></a>
       <a href="/login?next=%2Fpapers%2F2609.71001">Upvote 9</a>
       <div>Paper • 2609.71001 • Published Sep 25 • 9</div></article></main>`,
      'https://huggingface.co/papers',
    );
    const [paper] = papersOf(huggingface, page);
    expect([paper?.title, paper?.published, paper?.upvotes]).toEqual([
      'Small Cards',
      '2026-09-25',
      9,
    ]);
  });

  it('finds no cards in data alone', () => {
    const page = openFixture('huggingface-daily.html', 'https://huggingface.co/papers');
    for (const article of page.document.querySelectorAll('article')) article.remove();
    expect(huggingface.cards(page)).toEqual([]);
  });

  const openPaper = (): Page =>
    openFixture('huggingface-paper.html', 'https://huggingface.co/papers/2609.80001');
  const FOX = {
    id: 'arxiv:2609.80001',
    title: 'The Fox and the Hedgehog: One Big Thing',
    authors: ['Tove Reed', 'Vera Spike'],
    authorCount: 2,
    abstract:
      'Foxes run. We measure how the hedgehog, who knows one thing, is faster in 7 of 12 tracks, and give the code.',
    published: '2026-09-21',
    links: linksOf('2609.80001', 'https://github.com/reed/fox'),
    upvotes: 23,
  };

  it('reads one paper’s page: not the banner, not the model’s summary, not what others cite', () => {
    expect(papersOf(huggingface, openPaper())).toEqual([{ ...FOX, comments: 2 }]);
  });

  it('reads one paper’s page by what it shows', () => {
    const page = openPaper();
    page.document.querySelector('[data-props]')?.removeAttribute('data-props');
    expect(papersOf(huggingface, page)).toEqual([FOX]);
  });

  it('puts the control of a paper’s page into the row of its date', () => {
    const [card, ...others] = huggingface.cards(openPaper());
    expect(others).toEqual([]);
    expect(card?.anchor.textContent).toMatch(/^Published on Sep 21/);
    expect(misplacedIn(card ? [card] : [])).toEqual([]);
  });

  it('has nothing to say of an empty page', () => {
    for (const address of ['papers', 'papers/trending', 'papers/2609.80001']) {
      const page = openPage('<!doctype html><title>x</title>', `https://huggingface.co/${address}`);
      expect(huggingface.cards(page)).toEqual([]);
    }
  });
});
