import { describe, expect, it } from 'vitest';
import { info, reader } from '../../src/sites/arxiv';
import type { Site } from '../../src/sites/site';
import { isSavedThere, misplacedIn, openSaved, papersOf, pin, readTable } from './page';

const arxiv: Site = { ...info, ...reader };

const linksOf = (local: string, code?: string) => ({
  page: `https://arxiv.org/abs/${local}`,
  pdf: `https://arxiv.org/pdf/${local}`,
  ...(code && { code }),
});

/** `code: …`, `journal: …` and `doi: …` at the end of a table's line. */
function extrasOf(fields: readonly string[]): Record<string, string | undefined> {
  return Object.fromEntries(
    fields.map((field) => [field.split(': ', 1)[0], field.replace(/^\w+: /, '')]),
  );
}

const SPECTRAL = '1809 Accurately modelling the … Apache 2.0 license. #5577745c'; // on its list and its own page
const SPECTRAL_TITLE =
  'Efficient spectral Galerkin framework for nonlinear transient heat transfer in finite domains';
const SPECTRAL_AUTHORS = ['Théo Andrieux', 'Andreas Ntinos', 'Manas V. Upadhyay'];
const SPECTRAL_CODE = 'https://github.com/manasvupadhyay/spectral_galerkin_heat';

/** The papers of NEW, with pinned abstracts. */
const NEW_PAPERS = [
  {
    id: 'arxiv:2609.22268',
    title: SPECTRAL_TITLE,
    authors: SPECTRAL_AUTHORS,
    authorCount: 3,
    abstract: SPECTRAL,
    published: '2026-09-22',
    categories: ['cond-mat.mtrl-sci'],
    links: linksOf('2609.22268', SPECTRAL_CODE),
  },
  {
    id: 'arxiv:2609.22341',
    title:
      'NTBuilder: Commensurate Construction of Nanotubes from Arbitrary Two-Dimensional Crystals and a Catalog of 20 Million Structures',
    authors: ['Marcelo Lopes Pereira Junior'],
    authorCount: 1,
    abstract: '1706 Although tens of … molecular dynamics codes. #63fac8b4',
    published: '2026-09-22',
    categories: ['cond-mat.mtrl-sci'],
    links: linksOf('2609.22341'),
  },
  {
    id: 'arxiv:2609.24893',
    title:
      'Face-to-face anneal temperature controls lattice parameter in Ta(C,N) virtual substrates for AlGaN power electronics',
    authors: [
      'Noah Zahn',
      'Julia L. Martin',
      'Michelle A. Smeaton',
      'Renae Gannon',
      'Henry Garland',
      'M. Brooks Tellekamp',
    ],
    authorCount: 6,
    abstract: '1346 Tantalum carbide (TaC) … at high Al-content. #1c753306',
    published: '2026-09-22',
    categories: ['cond-mat.mtrl-sci'],
    links: linksOf('2609.24893'),
  },
  {
    id: 'arxiv:2609.22118',
    title:
      'Retrofitting a commercial RF induction generator into a computer-controlled, vacuum and gas integrated annealing system for reactive-metal grain growth',
    authors: [
      'Sterling G. Baird',
      'Ryan Weber',
      'Christopher Nyborg',
      'Ronald Guymon',
      'Gage Erickson',
      'Oliver K. Johnson',
    ],
    authorCount: 6,
    abstract:
      '1690 High-temperature vacuum annealing … direct anneal-to-EBSD characterization. #0ae93cd5',
    published: '2026-09-22',
    categories: ['physics.ins-det', 'cond-mat.mtrl-sci'],
    links: linksOf('2609.22118'),
  },
  {
    id: 'arxiv:2609.22210',
    title: 'SALSA: Semi-Autonomous Literature Summarization Assistant',
    authors: ['William Schertzer', 'Sonakshi Gupta', 'Rampi Ramprasad'],
    authorCount: 3,
    abstract: '1180 SALSA (Semi-Autonomous Literature … and data-use requirements. #c10129a0',
    published: '2026-09-22',
    categories: ['cs.CL', 'cond-mat.mtrl-sci'],
    links: linksOf('2609.22210'),
  },
  {
    id: 'arxiv:2609.22395',
    title:
      'Causal limits and optimal allocation for passive frequency-selective hearing protection',
    authors: ['Geonhwi Hwang', 'Jaewoo Lee', 'Hyunjun Kim', 'Hyeonwoo Na'],
    authorCount: 4,
    abstract: '1139 Passive Helmholtz-resonator earplugs … not resonator count. #217134ed',
    published: '2026-09-22',
    categories: ['cs.SD', 'cond-mat.mtrl-sci'],
    links: linksOf('2609.22395'),
  },
];

describe.skipIf(!isSavedThere)('arXiv, saved pages (../shared/fixtures)', () => {
  const RECENT = 'arxiv/list-cs.CL-recent-2026-07-28.html';
  const NEW = 'arxiv/list-cond-mat.mtrl-sci-new-2026-09-22.TRIMMED-6entries.html';
  const SEARCH = 'arxiv/search-results-2025-12.html';
  const ABS = 'arxiv/abs-2609.22268-2026-09.TRIMMED.html';
  const OLD_ABS = 'arxiv/abs-2106.09608-2021.html';

  it(`${RECENT}: 50 of 50, all fields`, () => {
    const page = openSaved(RECENT, 'https://arxiv.org/list/cs.CL/recent');
    const papers = papersOf(arxiv, page).map(({ authors, ...rest }) => ({
      ...rest,
      named: [authors.length, authors[0], authors.at(-1)],
    }));
    const table = readTable('arxiv-recent.tsv');
    expect(table).toHaveLength(50);
    expect(papers).toEqual(
      table.map(([local = '', count, first, last, day, classes = '', title, ...more]) => {
        const { code, journal } = extrasOf(more);
        return {
          id: `arxiv:${local}`,
          title,
          named: [Number(count), first, last],
          authorCount: Number(count),
          published: day,
          ...(journal && { venue: journal }),
          categories: classes.split(' '),
          links: linksOf(local, code),
        };
      }),
    );
  });

  it(`${NEW}: 6 of 6, all fields, with abstracts`, () => {
    const page = openSaved(NEW, 'https://arxiv.org/list/cond-mat.mtrl-sci/new');
    const papers = papersOf(arxiv, page).map((p) => ({ ...p, abstract: pin(p.abstract) }));
    expect(papers).toEqual(NEW_PAPERS);
  });

  it(`${SEARCH}: 200 of 200, all fields, with abstracts and dates`, () => {
    const page = openSaved(SEARCH, 'https://arxiv.org/search/?query=distributed+systems&size=200');
    const read = papersOf(arxiv, page);
    // Those of which the page says "v1 submitted 8 December, 2025".
    expect(read.filter(({ version = 1 }) => version > 1)).toHaveLength(15);
    const papers = read.map(({ authors, version: _, ...rest }) => ({
      ...rest,
      abstract: pin(rest.abstract),
      named: [authors.length, authors[0], authors.at(-1)],
    }));
    const table = readTable('arxiv-search.tsv');
    expect(table).toHaveLength(200);
    expect(papers).toEqual(
      table.map((line) => {
        const [local = '', count = '', first, last, day, classes = '', title] = line;
        const [length, opening, ending, hash, ...more] = line.slice(7);
        const { code, journal, doi } = extrasOf(more);
        // "et al. (11 additional authors not shown)" is written 25+11.
        const [named = 0, unnamed = 0] = count.split('+').map(Number);
        return {
          id: `arxiv:${local}`,
          ...(doi && { aliases: [`doi:${doi}`] }),
          title,
          named: [named, first, last],
          authorCount: named + unnamed,
          abstract: `${length} ${opening} … ${ending} #${hash}`,
          published: day,
          ...(journal && { venue: journal }),
          categories: classes.split(' '),
          links: linksOf(local, code),
        };
      }),
    );
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

  it.each([
    [RECENT, 'https://arxiv.org/list/cs.CL/recent'],
    [NEW, 'https://arxiv.org/list/cond-mat.mtrl-sci/new'],
  ])('%s: the controls go into the line of the number', (file, address) => {
    const cards = arxiv.cards(openSaved(file, address));
    expect(misplacedIn(cards)).toEqual([]);
    for (const { element, anchor, look } of cards) {
      expect([element.localName, anchor, look]).toEqual(['dt', element, 'line']);
    }
  });

  it(`${ABS}: the paper of the page, all fields`, () => {
    const page = openSaved(ABS, 'https://arxiv.org/abs/2609.22268');
    const [paper, ...others] = papersOf(arxiv, page);
    expect({ ...paper, abstract: pin(paper?.abstract) }).toEqual({
      id: 'arxiv:2609.22268',
      title: SPECTRAL_TITLE,
      authors: SPECTRAL_AUTHORS,
      authorCount: 3,
      abstract: SPECTRAL,
      published: '2026-09-09',
      categories: ['cond-mat.mtrl-sci'],
      links: linksOf('2609.22268', SPECTRAL_CODE),
    });
    expect(others).toEqual([]);
    const [card] = arxiv.cards(page);
    expect([card?.element.id, card?.anchor.className, card?.look]).toEqual([
      'abs',
      'dateline',
      'line',
    ]);
  });

  it(`${OLD_ABS}: the paper of an old page, all fields, also at the address of a version`, () => {
    for (const address of [
      'https://arxiv.org/abs/2106.09608',
      'https://arxiv.org/abs/2106.09608v2',
    ]) {
      const page = openSaved(OLD_ABS, address);
      const papers = papersOf(arxiv, page).map((p) => ({ ...p, abstract: pin(p.abstract) }));
      expect(papers).toEqual([
        {
          id: 'arxiv:2106.09608',
          title: 'Learning Knowledge Graph-based World Models of Textual Environments',
          authors: ['Prithviraj Ammanabrolu', 'Mark O. Riedl'],
          authorCount: 2,
          abstract: '1225 World models improve … of our contributions. #d2c5815d',
          published: '2021-06-17',
          version: 2,
          categories: ['cs.LG', 'cs.AI', 'cs.CL'],
          links: linksOf('2106.09608'),
        },
      ]);
    }
  });
});
