/** Papers that are hard to write down, each with what must come back: listed here, not computed. */
import fc from 'fast-check';
import { type Stamp, tick } from '../../src/paper/clock';
import type { Entry } from '../../src/paper/entry';
import { isbnId, type PaperId, pageOf } from '../../src/paper/ids';
import { defined, type Paper } from '../../src/paper/paper';
import { digits, maybe, maybeTime, REGISTERED_IDS } from './arbitraries';

/** A text as the library has it, and as it is in a format without TeX. */
export interface Held {
  readonly text: string;
  readonly shown: string;
}

const same = (...texts: string[]): Held[] => texts.map((text) => ({ text, shown: text }));
const turned = (...pairs: [text: string, shown: string][]): Held[] =>
  pairs.map(([text, shown]) => ({ text, shown }));

const WORDS = same(
  ...['Attention', 'learning', 'BERT', 'GPT-4o', 'iPhone', 'a', 'of', 'Über', 'naïve', 'Łódź'],
  ...[
    'Ελλάς',
    '大型语言模型',
    '日本語',
    'مرحبا',
    '😀',
    '👩‍👩‍👧',
    'ﬁ',
    'K-means',
    "don't",
    '"quoted"',
  ],
  ...['‘curly’', 'R&D', '100%', '#1', 'under_score', '~', '^', '$5', 'a|b', '<b>bold</b>', '&amp;'],
  ...[
    '<script>alert(1)</script>',
    '=1+1',
    ';=1',
    ";'-2",
    '+1',
    '-1',
    '@SUM(A1)',
    "'=2",
    'key: value',
    '*x*',
  ],
  ...[
    'title = x,',
    'and',
    'others',
    ',',
    ';',
    ':',
    '!',
    'null',
    '2024-01-01',
    '@article',
    '—',
    '–',
  ],
  ...['`code`', '[x](y)', 'İstanbul', 'ı', 'ﬀ', 'E=mc2', 'C#', 'C++', 'AT&T', '50%%', '##', '__'],
);
/** Formulas stay as they are. */
const MATH = same(
  ...[
    '$O(n)$',
    '$\\mathcal{O}(n \\log n)$',
    '$x_{i}^2$',
    '\\(a+b\\)',
    '$\\frac{1}{2}$',
    '$\\alpha$',
  ],
);
const TEX = turned(
  ['{BERT}', 'BERT'],
  ['{\\"o}', 'ö'],
  ['\\"{o}', 'ö'],
  ['\\"o', 'ö'],
  ['\\c{c}', 'ç'],
  ['\\v{C}ech', 'Čech'],
  ["\\'{\\i}", 'í'],
  ['\\H{o}', 'ő'],
  ['stra{\\ss}e', 'straße'],
  ['{\\aa}', 'å'],
  ['{\\O}re', 'Øre'],
  ['\\emph{so}', 'so'],
  ['\\textbf{loud}', 'loud'],
  ['\\&', '&'],
  ['\\%', '%'],
  ['\\_', '_'],
  ['\\ldots{}', '…'],
);
/** Signs beside which nothing is TeX, and everything shows as itself. */
const LONE = same('{', '}', '\\', '$', '\\input{x', 'C:\\temp', '}{', '\\end');

const joined = (words: readonly Held[]): Held => ({
  text: words.map(({ text }) => text).join(' '),
  shown: words.map(({ shown }) => shown).join(' '),
});
const textOf = (maxLength: number): fc.Arbitrary<Held> =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .array(fc.constantFrom(...WORDS, ...WORDS, ...MATH, ...TEX), { minLength: 1, maxLength })
        .map(joined),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.array(fc.constantFrom(...WORDS.filter(({ text }) => !text.includes('$'))), {
            maxLength,
          }),
          fc.constantFrom(...LONE),
          fc.array(fc.constantFrom(...WORDS.filter(({ text }) => !text.includes('$'))), {
            maxLength,
          }),
        )
        .map(([before, lone, after]) => joined([...before, lone, ...after])),
    },
  );

const NAMES = [
  ...same('Ada Lovelace', 'Laurens van der Maaten', 'José Álvarez-León', 'Ludwig van Beethoven'),
  ...same('Martin Luther King Jr.', 'Plato', '张三', '山田 太郎', '김철수', 'Qwen Team'),
  ...same('DeepSeek-AI', 'Research and Development Team', 'danah boyd', 'Łukasz Kaiser'),
  ...same('Élodie-Ève Dupont', 'José Ortega y Gasset', 'Muhammad al-Khwarizmi', 'OpenAI'),
  ...same("Gabriele d'Annunzio", "Conor O'Brien", 'Ø. Ångström', 'Nguyễn Văn A', 'Mark O. Riedl'),
  ...same(
    'Ștefan Țepeș',
    'Bin Xu (徐斌)',
    'Ann B. Other Ph.D.',
    'Åke Ästra Team',
    'Øö Team',
    'ørsted Team',
  ),
  ...same(
    'Ấn Þórður',
    'Ελένη-Άννα Παπα',
    'محمد علي',
    'ʿAbd Šāfiʿī',
    'Çağ Özçağ',
    '张 三',
    'ʻʻ Team',
  ),
  ...same('Charles de la Vallée Poussin', 'Čeněk Žižka', 'Андрей Колмогоров', 'Vincent Van Gogh'),
  ...turned(['John Smith, III', 'John Smith III'], ['Lovelace, Ada', 'Ada Lovelace']),
  ...turned(['Erwin Schr{\\"o}dinger', 'Erwin Schrödinger']),
];

/** What files say of publications, in the words of CSL. */
const PUBLICATIONS: readonly Pick<Paper, 'type' | 'fields'>[] = [
  { type: 'article-journal', fields: { volume: '3', issue: '1-2', page: '12-34' } },
  { type: 'article-journal', fields: { page: 'e123', ISSN: '1234-5679', language: 'Ελληνικά' } },
  { type: 'thesis', fields: { genre: 'PhD thesis', 'publisher-place': 'Łódź' } },
  { type: 'report', fields: { number: '793', genre: 'R&D report' } },
  {
    type: 'chapter',
    fields: {
      ...{ publisher: 'Wiley & Sons', 'publisher-place': 'New York', 'collection-title': 'LNCS' },
      ...{ 'collection-number': '1234', page: '1-20', edition: '2nd', ISBN: '978-0-262-03561-3' },
      editor: ['Laurens van der Maaten', 'Ann Roe'],
    },
  },
  { type: 'paper-conference', fields: { 'collection-title': 'LNCS', volume: '7' } },
  { type: 'book', fields: { edition: '3', volume: '1', translator: ['Ada Lovelace'] } },
];

/** A citation key in one of the ways in which people make them. */
const keyOf = (id: string): string => {
  const letters = id.replace(/\W/g, '');
  const forms = [`K:${letters}`, `${letters}_a`, `conf/x/${letters}`, `Müller.${letters}`];
  return forms[letters.length % forms.length] as string;
};

/** Returns the last digit of an ISBN of ten (https://www.isbn-international.org/content/isbn-users-manual). */
const checkDigit = (digits: string): string => {
  const rest = [...digits].reduce((sum, digit, i) => sum + Number(digit) * (i + 1), 0) % 11;
  return rest === 10 ? 'X' : String(rest);
};
const idArbitrary = fc.oneof(
  ...REGISTERED_IDS,
  { weight: 1, arbitrary: digits(9).map((n) => isbnId(`${n}${checkDigit(n)}`)) },
  { weight: 1, arbitrary: digits(6).map((n) => `url:example.org/papers/${n}.html?v=1&w=a`) },
) as fc.Arbitrary<PaperId>;

const TAGS = ['nlp', 'to read', 'a,b', '=1', '#x', '100%', '机器', 'constructor', '{x}', 'A & B'];

/** An entry, and its texts without TeX. */
export interface HeldEntry {
  readonly entry: Entry;
  readonly shown: Pick<Paper, 'title' | 'authors' | 'abstract' | 'venue'>;
}

export const heldEntry: fc.Arbitrary<HeldEntry> = fc
  .record({
    id: idArbitrary,
    hasDoi: fc.boolean(),
    title: textOf(10),
    authors: fc.array(fc.constantFrom(...NAMES), { minLength: 0, maxLength: 6 }),
    more: fc.constantFrom(0, 0, 0, 1, 5_000),
    published: fc.constantFrom('2024-01-22', '1999-12', '2026', '2024-02-29', undefined),
    venue: maybe(
      fc.oneof(
        fc.constantFrom(
          ...same(
            'Nature',
            'bioRxiv',
            'Proceedings of the 41st ICML',
            'ACL 2025',
            'J. Mach. Learn. & more',
          ),
        ),
        textOf(4),
      ),
    ),
    categories: maybe(fc.constantFrom(['cs.CL', 'cs.LG'], ['math.AG'])),
    abstract: maybe(textOf(40)),
    note: maybe(fc.array(fc.constantFrom(...WORDS, ...MATH, ...LONE), { minLength: 1 })),
    tags: maybe(fc.uniqueArray(fc.constantFrom(...TAGS), { minLength: 1, maxLength: 3 })),
    hasLinks: fc.boolean(),
    publication: fc.constantFrom(...PUBLICATIONS),
    times: fc.tuple(maybeTime, maybeTime, maybeTime),
  })
  .map(({ id, hasDoi, note, times: [starredAt, readAt, dismissedAt], tags, ...facts }) => {
    const { title, venue, abstract, more, published, categories, hasLinks } = facts;
    // Where there are only editors, they stand for the authors.
    const hasEditor = facts.publication.fields?.editor !== undefined;
    const authors = hasEditor && facts.authors.length === 0 ? same('Ada Lovelace') : facts.authors;
    // A number of a book says that it is one, and a chapter is in something.
    const publication = id.startsWith('isbn:') ? { type: 'book' as const } : facts.publication;
    const isInside = !/^(?:thesis|report|book)$/.test(publication.type ?? '');
    const place = venue ?? (isInside ? { text: 'Nature', shown: 'Nature' } : undefined);
    const paper = defined<Paper>({
      id,
      aliases:
        hasDoi && id.startsWith('arxiv:')
          ? [`doi:10.1000/${id.replace(/\W/g, '')}` as PaperId]
          : undefined,
      title: title.text,
      authors: authors.map(({ text }) => text),
      authorCount: more > 0 && authors.length > 0 ? authors.length + more : undefined,
      abstract: abstract?.text,
      published,
      venue: place?.text,
      ...publication,
      key: keyOf(id),
      categories,
      links: {
        page: pageOf(id),
        ...(hasLinks
          ? { pdf: 'https://example.org/a_b~c.pdf', code: 'https://github.com/a/b' }
          : {}),
      },
    });
    const text = note
      ?.map((word, i) => word.text + (i % 5 === 4 ? '\n' : ' '))
      .join('')
      .trim();
    return {
      entry: {
        paper,
        mark: defined<Entry['mark']>({
          ...{ id, starredAt, readAt, dismissedAt, note: text, tags, seq: 7 },
          times: {},
        }),
      },
      shown: defined<HeldEntry['shown']>({
        title: title.shown,
        authors: authors.map(({ shown }) => shown),
        abstract: abstract?.shown,
        venue: place?.shown,
      }),
    };
  });

/** A list of entries of different papers. */
export const heldList: fc.Arbitrary<HeldEntry[]> = fc.uniqueArray(heldEntry, {
  minLength: 1,
  maxLength: 25,
  size: 'max',
  selector: ({ entry }) => entry.paper.id,
});

/** Returns an entry whose mark has times for everything, as the library gives them. */
export function withTimes(entry: Entry, at: number): Entry {
  const stamp = tick(undefined, at, 'k3x9q0aa') as Stamp;
  const { mark } = entry;
  const tags = Object.fromEntries([...(mark.tags ?? []), 'gone'].map((tag) => [tag, stamp]));
  return {
    paper: {
      ...entry.paper,
      upvotes: at % 100,
      comments: at % 7,
      seen: { site: 'arxiv', url: 'https://arxiv.org/list/cs.CL/recent', at },
    },
    mark: { ...mark, times: { starred: stamp, read: stamp, dismissed: stamp, note: stamp, tags } },
  };
}
