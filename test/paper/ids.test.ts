import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arxivId,
  arxivIdAt,
  compareIds,
  doiId,
  isPaperId,
  type PaperId,
  pageOf,
  parseId,
  placeId,
  titleId,
} from '../../src/paper/ids';
import { barePaper } from '../../src/paper/paper';

const SAME: [canonical: string, spellings: string[]][] = [
  [
    'arxiv:2401.12345',
    [
      'arxiv:2401.12345',
      '2401.12345',
      '2401.12345v3',
      'arXiv:2401.12345v2',
      'arXiv: 2401.12345',
      'arXiv:2401.12345v1 [cs.CL] 22 Jan 2024',
      'https://arxiv.org/abs/2401.12345',
      'http://arxiv.org/abs/2401.12345v4',
      'https://www.arxiv.org/pdf/2401.12345v2.pdf',
      'https://arxiv.org/pdf/2401.12345',
      'https://arxiv.org/html/2401.12345v1',
      'https://export.arxiv.org/abs/2401.12345?context=cs',
      'https://ar5iv.labs.arxiv.org/html/2401.12345',
      'https://huggingface.co/papers/2401.12345',
      'https://huggingface.co/papers/2401.12345#community',
      'https://huggingface.co/papers/2401.12345/',
      'https://hf.co/papers/2401.12345',
      'https://www.alphaxiv.org/abs/2401.12345v2',
      'https://papers.cool/arxiv/2401.12345',
      'https://doi.org/10.48550/arXiv.2401.12345',
      '10.48550/ARXIV.2401.12345',
      'doi:10.48550/arXiv.2401.12345',
      'see https://arxiv.org/abs/2401.12345.',
      'arxiv.org/abs/2401.12345v1',
      'www.huggingface.co/papers/2401.12345',
      'We follow (arXiv:2401.12345) here',
      '  https://arxiv.org/abs/2401.12345\n',
    ],
  ],
  ['arxiv:1501.0001', ['https://arxiv.org/abs/1501.0001', 'arXiv:1501.0001v2']],
  [
    'arxiv:math/0309136',
    [
      'math/0309136',
      'math.GT/0309136v1',
      'https://arxiv.org/abs/math/0309136',
      'arXiv:math.GT/0309136',
    ],
  ],
  ['arxiv:cond-mat/9901001', ['https://arxiv.org/pdf/cond-mat/9901001v2.pdf']],
  [
    'doi:10.1101/2026.07.01.735904',
    [
      'doi:10.1101/2026.07.01.735904',
      'https://doi.org/10.1101/2026.07.01.735904',
      'http://dx.doi.org/10.1101/2026.07.01.735904',
      'https://www.biorxiv.org/content/10.1101/2026.07.01.735904v1',
      'https://www.biorxiv.org/content/10.1101/2026.07.01.735904v2.full.pdf',
      'DOI: 10.1101/2026.07.01.735904.',
      'published as 10.1101/2026.07.01.735904, in July',
    ],
  ],
  ['doi:10.1002/(sici)1097-4679(199807)', ['https://doi.org/10.1002/(SICI)1097-4679(199807)']],
  // Two papers of one issue, which are told apart between the angles.
  [
    'doi:10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o',
    [
      '10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O',
      'https://doi.org/10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O',
      'https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O',
      'see 10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O, there',
      'see https://doi.org/10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O.',
      'doi: 10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O</a>',
      ...[
        ...['{\\textless}', '\\textless ', '\\textless', '\\textless{}', '{\\textless }'],
        ...['$<$', '{$<$}', '$\\lt$', '{\\$}{\\textless}{\\$}', '\\<'],
        ...['&lt;', '&amp;lt;', '\\&lt;', '&#60;', '&#x3C;', '%3C', '%3c', '\\%3C'],
      ].flatMap((angle) => {
        const other = angle
          .replace('less', 'greater')
          .replace('<', '>')
          .replace('lt', 'gt')
          .replace('60', '62')
          .replace(/3c/i, '3E');
        const doi = `10.1002/(SICI)1097-4571(199806)49:8${angle}693::AID-ASI4${other}3.0.CO;2-O`;
        return [doi, `https://doi.org/${doi}`, `doi: ${doi}.`];
      }),
    ],
  ],
  [
    'doi:10.1175/1520-0493(1997)125<0252:aoosot>2.0.co;2',
    ['DOI 10.1175/1520-0493(1997)125<0252:AOOSOT>2.0.CO;2'],
  ],
  // Markup is none of it.
  [
    'doi:10.1000/x',
    [
      '<a href="https://doi.org/10.1000/x">x</a>',
      "<a href='https://doi.org/10.1000/x'>10.1000/y</a>",
      '<https://doi.org/10.1000/x>',
      '10.1000/x</a>',
      '10.1000/x<br/>3',
      '10.1000/x<dc:title>A</dc:title>',
    ],
  ],
  [
    'isbn:9780262035613',
    [
      'https://openlibrary.org/isbn/9780262035613',
      'http://www.openlibrary.org/isbn/978-0-262-03561-3/',
      'see https://openlibrary.org/isbn/0262035618.',
    ],
  ],
  [
    'doi:10.1145/3292500.3330701',
    [
      '(https://dl.acm.org/doi/10.1145/3292500.3330701)',
      'https://dl.acm.org/doi/pdf/10.1145/3292500.3330701',
      'https://dl.acm.org/doi/epdf/10.1145/3292500.3330701',
      'https://link.springer.com/chapter/10.1145/3292500.3330701',
    ],
  ],
  [
    'acl:2025.acl-long.2',
    [
      'https://aclanthology.org/2025.acl-long.2/',
      'https://aclanthology.org/2025.acl-long.2.pdf',
      'https://doi.org/10.18653/v1/2025.acl-long.2',
      'acl:2025.acl-long.2',
    ],
  ],
  [
    'acl:P19-1001',
    [
      'https://www.aclanthology.org/P19-1001/',
      'https://doi.org/10.18653/v1/p19-1001',
      'acl:p19-1001',
    ],
  ],
  [
    'openreview:Bx4kT9_-aZ',
    [
      'https://openreview.net/forum?id=Bx4kT9_-aZ',
      'https://openreview.net/pdf?id=Bx4kT9_-aZ&noteId=1',
      'openreview:Bx4kT9_-aZ',
    ],
  ],
  [
    'pmid:31452104',
    [
      'https://pubmed.ncbi.nlm.nih.gov/31452104/',
      'PMID: 31452104',
      'pmid:31452104',
      'PMID 31452104',
      // As it was until 2020, and in what was exported then.
      'https://www.ncbi.nlm.nih.gov/pubmed/31452104',
      'http://europepmc.org/article/MED/31452104',
      'https://europepmc.org/abstract/med/31452104',
    ],
  ],
];

const NONE = [
  '',
  '   ',
  'attention is all you need',
  'https://huggingface.co/papers',
  'https://huggingface.co/papers/trending',
  'https://huggingface.co/papers/date/2026-09-28',
  'https://huggingface.co/login?next=%2Fpapers%2F2609.31620',
  'https://huggingface.co/models?q=2401.12345',
  'https://arxiv.org/list/cs.CL/2401.12345',
  'arxiv.org/list/cs.CL/2401.12345',
  'me@arxiv.org/abs/2401.12345',
  'evil.example/arxiv.org/abs/2401.12345',
  'https://arxiv.org/abs/2401.123456',
  'https://arxiv.org/abs/2413.12345',
  'https://arxiv.org.evil.example/abs/2401.12345',
  'https://evil.example/?u=https://arxiv.org/abs/',
  'arxiv:not-an-id',
  'doi:11.1000/1',
  '12.3456',
  '192.168.2401.12345',
  '3.1415.92653',
  'openreview:no spaces here',
  'https://openlibrary.org/isbn/9780262035614',
  'https://openlibrary.org/books/OL1M/9780262035613',
  'https://arxiv.org/abs/%E0%A4%A',
  'x'.repeat(1_000_000),
  '10.'.repeat(600),
];

describe('parseId', () => {
  for (const [canonical, spellings] of SAME) {
    it.each(spellings)(`reads ${canonical} of %s`, (text) => {
      expect(parseId(text)).toBe(canonical);
    });
  }

  it.each(NONE.map((text) => [text.slice(0, 60), text]))('finds no paper in "%s"', (_, text) => {
    expect(parseId(text)).toBeUndefined();
  });

  it('gives back every canonical id, and the page of each leads to it again', () => {
    for (const [canonical] of SAME) {
      expect(parseId(canonical)).toBe(canonical);
      expect(parseId(pageOf(canonical as PaperId))).toBe(canonical);
    }
  });
});

describe('the ids of what no registry knows', () => {
  it.each([
    ['isbn:9780262035613', 'isbn:978-0-262-03561-3'],
    ['isbn:9780262035613', 'isbn:0-262-03561-8'],
    ['isbn:9780804429573', 'isbn:080442957x'],
    ['url:example.org/a/b.html', 'url:http://example.org/a/b.html#c'],
    ['url:example.org/a?b=c', 'url:https://EXAMPLE.org/a/?b=c&utm_source=x'],
    ['url:example.org/a%7Cb%5Ec?d=%7Be%7D%60', 'url:https://example.org/a|b^c?d={e}`'],
    ['arxiv:2401.12345', 'url:https://arxiv.org/abs/2401.12345v2'],
    ['title:00ff00ff00ff00ff', 'title:00ff00ff00ff00ff'],
  ])('are canonical: %s of %s', (canonical, text) => {
    expect(parseId(text)).toBe(canonical);
    expect(isPaperId(canonical)).toBe(true);
    expect(URL.canParse(pageOf(canonical as PaperId))).toBe(true);
  });

  it.each([
    ...['isbn:9780262035614', 'isbn:0262035619', 'isbn:123', 'title:xyz', 'title:', 'url:'],
    ...[
      'url:https://example.org/',
      'url:https://me:secret@example.org/a',
      'url:javascript:alert(1)',
    ],
    ...['url:https://scholar.google.com/scholar?q=a', `url:https://example.org/${'a'.repeat(300)}`],
    // Of itself, no text is one: else every link on a page would be a paper.
    ...['https://example.org/a/b.html', '9780262035613', '00ff00ff00ff00ff'],
  ])('are not made of %s', (text) => {
    expect(parseId(text)).toBeUndefined();
  });

  it('are the same for the same words', () => {
    const id = titleId('Deep Learning: a Survey', 'José Álvarez', '2016');
    expect(id).toMatch(/^title:[0-9a-f]{16}$/);
    expect(isPaperId(id)).toBe(true);
    expect(titleId('  deep learning — A SURVEY.', 'Jose Alvarez', '2016')).toBe(id);
    expect(titleId('Deep Learning: a Survey', 'José Álvarez', '2017')).not.toBe(id);
    expect(titleId('Deep Learning: a Survey', 'Ann Other', '2016')).not.toBe(id);
    expect(titleId('Introduction', '', '')).toBeUndefined();
    expect(titleId('…', 'José Álvarez', '2016')).toBeUndefined();
  });

  it('of a place can be read again, whatever the place is called', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
        const id = placeId(address);
        expect(id === undefined || isPaperId(id), address).toBe(true);
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  it('come last when a record is named', () => {
    const ids = ['title:00ff00ff00ff00ff', 'url:example.org/a', 'isbn:9780262035613', 'pmid:1'];
    expect((ids as PaperId[]).sort(compareIds)).toEqual([
      ...['pmid:1', 'isbn:9780262035613', 'url:example.org/a', 'title:00ff00ff00ff00ff'],
    ]);
  });
});

describe('a DOI with signs that mean something in an address', () => {
  it('leads to itself', () => {
    for (const doi of ['doi:10.1000/x_(1)[a]#b', 'doi:10.1000/a?b=c&d', 'doi:10.1000/a%b']) {
      expect(parseId(doi)).toBe(doi);
      expect(parseId(pageOf(doi as PaperId))).toBe(doi);
    }
    expect(parseId('doi:10.1000/half\ud800')).toBeUndefined();
  });
});

describe('doiId', () => {
  it('reads the angles of a DOI, in an address too', () => {
    const id = 'doi:10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o';
    const doi = '10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O';
    for (const text of [doi, `doi:${doi}`, pageOf(id as PaperId), `https://doi.org/${doi}`]) {
      expect(doiId(text)).toBe(id);
    }
    expect(pageOf(id as PaperId)).not.toMatch(/[<>]/);
  });
});

describe('an id beyond all measure', () => {
  it('is none, whichever way it is read: one that is refused later takes the whole page with it', () => {
    const old = `${'a'.repeat(400)}/1234567`;
    for (const id of [
      arxivId(old),
      arxivIdAt(`https://arxiv.org/abs/${old}`),
      parseId(`arxiv:${old}`),
      parseId(`https://huggingface.co/papers/${encodeURIComponent(old)}`),
      parseId(`https://aclanthology.org/2025.${'a'.repeat(400)}-long.2`),
      doiId(`10.1000/${'x'.repeat(400)}`),
      // Each bracket is looked at by itself.
      doiId(`https://doi.org/10.1000/x${')'.repeat(1_000_000)}`),
      doiId(`10.1000/${'x'.repeat(400)}<${':'.repeat(1_000_000)}`),
    ]) {
      expect(id).toBeUndefined();
    }
    const longest = arxivId(`${'a'.repeat(272)}/1234567`);
    expect(longest?.length).toBe(286);
    expect(isPaperId(longest)).toBe(true);
  });
});

describe('isPaperId', () => {
  it('takes canonical ids alone', () => {
    expect(isPaperId('arxiv:2401.12345')).toBe(true);
    for (const value of [
      'arXiv:2401.12345',
      'arxiv:2401.12345v2',
      '2401.12345',
      'arxiv:x',
      '',
      null,
      5,
      {},
      ['arxiv:2401.12345'],
    ]) {
      expect(isPaperId(value)).toBe(false);
    }
    expect(isPaperId(`doi:10.1000/${'x'.repeat(400)}`)).toBe(false);
  });
});

describe('compareIds', () => {
  it('puts the id that names the record first', () => {
    const ids = [
      'pmid:1',
      'doi:10.1000/a',
      'openreview:abcdef',
      'arxiv:2401.12345',
      'acl:P19-1001',
    ];
    expect((ids as PaperId[]).sort(compareIds)).toEqual([
      'arxiv:2401.12345',
      'doi:10.1000/a',
      'acl:P19-1001',
      'openreview:abcdef',
      'pmid:1',
    ]);
  });
});

describe('barePaper', () => {
  it('is called by its id, and leads to the page of that', () => {
    expect(barePaper('pmid:1' as PaperId)).toEqual({
      id: 'pmid:1',
      title: 'pmid:1',
      authors: [],
      links: { page: 'https://pubmed.ncbi.nlm.nih.gov/1/' },
    });
  });
});

describe('an id of no known kind', () => {
  it('has a page all the same, since a damaged library is shown', () => {
    expect(pageOf('constructor:x' as PaperId)).toBe('https://doi.org/x');
    expect(parseId('constructor:x')).toBeUndefined();
  });
});
