/** Papers that are hard to write down: whatever a page, an import or a user could bring. */
import fc from 'fast-check';
import type { Entry } from '../../src/paper/entry';
import { type PaperId, pageOf } from '../../src/paper/ids';
import { defined } from '../../src/paper/paper';
import { digits, maybe, maybeTime, REGISTERED_IDS } from './arbitraries';

const WORDS = [
  ...[
    'Attention',
    'learning',
    'BERT',
    'GPT-4o',
    'iPhone',
    'a',
    'of',
    'Über',
    'naïve',
    'Łódź',
    'Ελλάς',
  ],
  ...[
    '大型语言模型',
    '日本語',
    'مرحبا',
    '😀',
    '👩‍👩‍👧',
    'é',
    'ﬁ',
    'K-means',
    "don't",
    '"quoted"',
    '‘curly’',
  ],
  ...[
    'R&D',
    ';=1+1',
    '\t+2',
    '100%',
    '#1',
    'under_score',
    '~',
    '^',
    '$5',
    '$10',
    'C:\\temp',
    'a|b',
    '<b>bold</b>',
  ],
  ...['&amp;', '<script>alert(1)</script>', '=1+1', '+1', '-1', '@SUM(A1)', "'=2", 'key: value'],
  ...[
    '- item',
    '# heading',
    '--- ',
    '{{title}}',
    '{{#note}}',
    '%%',
    '\\\\',
    '*x*',
    '`code`',
    '[x](y)',
  ],
  ...[
    '{BERT}',
    '{\\"o}',
    '\\"{o}',
    '\\"o',
    '\\aa',
    '\\c{c}',
    '\\v{C}ech',
    "\\'{\\i}",
    '\\emph{so}',
    '\\&',
  ],
  ...[
    '$O(n)$',
    '$\\mathcal{O}(n \\log n)$',
    '$x_{i}^2$',
    '$\\{x\\}$',
    '\\(a+b\\)',
    '$\\frac{1}{2}$',
  ],
  ...[
    '{',
    '}',
    '\\',
    '$',
    '\\{',
    '\\}',
    '\\input{x}',
    '@article{x, y}',
    'title = {x},',
    'and',
    'others',
  ],
  ...[
    'TY  - JOUR',
    'ER  - ',
    'N1  - x',
    ',',
    ';',
    ':',
    '!',
    'null',
    'true',
    '1e3',
    '0x10',
    '2024-01-01',
  ],
];
/** Characters that no text should have, and pages do have. */
const ODD = [
  '\u0000',
  '\u0007',
  '\u007f',
  '\u0085',
  '\u00a0',
  '\u200b',
  '\u202e',
  '\u2028',
  '\u2029',
];
const ODDER = [
  '\ufeff',
  '\ufffe',
  '\uffff',
  '\ud800',
  '\udfff',
  '\t',
  '\r',
  '\n',
  '\r\n',
  '\u000b',
];

/** Words as in real titles. */
const USUAL = [
  ...[
    'Attention',
    'learning',
    'BERT',
    'GPT-4o',
    'iPhone',
    'a',
    'of',
    'Über',
    'naïve',
    'Łódź',
    'and',
  ],
  ...[
    '大型语言模型',
    'K-means',
    "don't",
    'R&D',
    '100%',
    '#1',
    'under_score',
    '{BERT}',
    '{\\"o}zil',
  ],
  ...[
    'Schr\\"{o}dinger',
    'fa\\c{c}ade',
    '\\v{C}ech',
    '\\emph{so}',
    'Networks:',
    'Transformers',
    'C++',
  ],
  ...['$O(n)$', '$\\mathcal{O}(n \\log n)$', '$x_{i}^2$', '$\\alpha$-divergence', 'Why?', 'others'],
];

const wordArbitrary = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.constantFrom(...ODD, ...ODDER) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);

const usualText = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...USUAL), { minLength: 1, maxLength }).map((words) => words.join(' '));

const hardText = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(wordArbitrary, fc.constantFrom(' ', ' ', ' ', '', '  ', '-')), { maxLength })
    .map((words) => words.flat().join(''));

/** Texts of several lines, such as notes. */
const noteArbitrary = fc
  .array(hardText(6), { minLength: 1, maxLength: 6 })
  .map((lines) => lines.join('\n'))
  .filter((note) => note !== '');

/** Names as displayed, and what everybody should take them for: particle and family, given, suffix. */
export const NAMES: Readonly<
  Record<string, readonly [last: string, given: string, suffix?: string]>
> = {
  'Ada Lovelace': ['Lovelace', 'Ada'],
  'Laurens van der Maaten': ['van der Maaten', 'Laurens'],
  'José Álvarez-León': ['Álvarez-León', 'José'],
  'Ludwig van Beethoven': ['van Beethoven', 'Ludwig'],
  'Martin Luther King Jr.': ['King', 'Martin Luther', 'Jr.'],
  'John Smith, III': ['Smith', 'John', 'III'],
  'Lovelace, Ada': ['Lovelace', 'Ada'],
  Plato: ['Plato', ''],
  张三: ['张三', ''],
  '山田 太郎': ['山田 太郎', ''],
  김철수: ['김철수', ''],
  'Qwen Team': ['Qwen Team', ''],
  'DeepSeek-AI': ['DeepSeek-AI', ''],
  'Research and Development Team': ['Research and Development Team', ''],
  'danah boyd': ['boyd', 'danah'],
  'Łukasz Kaiser': ['Kaiser', 'Łukasz'],
  'Élodie-Ève Dupont': ['Dupont', 'Élodie-Ève'],
  'José Ortega y Gasset': ['Ortega y Gasset', 'José'],
  'Muhammad al-Khwarizmi': ['al-Khwarizmi', 'Muhammad'],
  "Gabriele d'Annunzio": ["d'Annunzio", 'Gabriele'],
  "Conor O'Brien": ["O'Brien", 'Conor'],
  'Ø. Ångström': ['Ångström', 'Ø.'],
  'Nguyễn Văn A': ['A', 'Nguyễn Văn'],
  'Mark O. Riedl': ['Riedl', 'Mark O.'],
  'Charles de la Vallée Poussin': ['de la Vallée Poussin', 'Charles'],
  'Erwin Schr{\\"o}dinger': ['Schrödinger', 'Erwin'],
  'Čeněk Žižka': ['Žižka', 'Čeněk'],
  'Андрей Колмогоров': ['Колмогоров', 'Андрей'],
  'J. R. R. Tolkien': ['Tolkien', 'J. R. R.'],
  'Vincent Van Gogh': ['Van Gogh', 'Vincent'],
  'Ștefan Țepeș': ['Țepeș', 'Ștefan'],
  'Åke Åström': ['Åström', 'Åke'],
  'Ấn Öz': ['Öz', 'Ấn'],
  'Ελένη-Άννα Παπαδοπούλου': ['Παπαδοπούλου', 'Ελένη-Άννα'],
};

const nameArbitrary = fc.constantFrom(...Object.keys(NAMES));
const hardNameArbitrary = fc.oneof(
  { weight: 9, arbitrary: nameArbitrary },
  { weight: 1, arbitrary: hardText(4) },
);

const idArbitrary = fc.oneof(...REGISTERED_IDS) as fc.Arbitrary<PaperId>;

const dateArbitrary = fc.oneof(
  fc.constantFrom('2024-01-22', '1999-12', '2026', '2024-02-29'),
  fc.constant(undefined),
);
const venueArbitrary = fc.oneof(
  fc.constantFrom(
    'Nature',
    'Proceedings of the 41st ICML',
    'ACL 2025',
    'J. Mach. Learn. Res. & more',
  ),
  fc.constant(undefined),
  hardText(2),
);

interface Texts {
  readonly text: (maxLength: number) => fc.Arbitrary<string>;
  readonly name: fc.Arbitrary<string>;
  readonly note: fc.Arbitrary<string>;
}

const entryOf = ({ text, name, note }: Texts): fc.Arbitrary<Entry> =>
  fc
    .record({
      id: idArbitrary,
      doi: maybe(digits(6).map((n) => `doi:10.1000/${n}` as PaperId)),
      title: text(10).filter((title) => title !== ''),
      authors: fc.array(name, { maxLength: 6 }),
      more: fc.constantFrom(0, 0, 0, 1, 5_000),
      published: dateArbitrary,
      venue: venueArbitrary,
      categories: maybe(fc.constant(['cs.CL', 'cs.LG'])),
      abstract: maybe(text(40)),
      note: maybe(note),
      tags: maybe(
        fc.array(fc.constantFrom('nlp', 'to read', 'a,b', 'a;b', '=1', '#x', '100%', '机器'), {
          minLength: 1,
          maxLength: 3,
        }),
      ),
      times: fc.tuple(maybeTime, maybeTime, maybeTime),
    })
    .map(({ id, doi, more, note, tags, times: [starredAt, readAt, dismissedAt], ...facts }) => ({
      paper: defined<Entry['paper']>({
        ...facts,
        id,
        aliases: doi && !id.startsWith('doi:') ? [doi] : undefined,
        authorCount: more > 0 ? facts.authors.length + more : undefined,
        links: { page: pageOf(id), ...(more ? { pdf: 'https://example.org/a b.pdf' } : {}) },
      }),
      mark: defined<Entry['mark']>({
        id,
        note,
        tags: tags && [...new Set(tags)],
        starredAt,
        readAt,
        dismissedAt,
        times: {},
        seq: 1,
      }),
    }));

export const hardEntry = entryOf({ text: hardText, name: hardNameArbitrary, note: noteArbitrary });
export const usualEntry = entryOf({ text: usualText, name: nameArbitrary, note: usualText(20) });

/** Returns the same entries every time, each with an id of its own. */
export function manyEntries(arbitrary: fc.Arbitrary<Entry>, count: number): Entry[] {
  const entries = fc.sample(arbitrary, { numRuns: count + (count >> 2), seed: 2_026 });
  const byId = new Map(entries.map((entry) => [entry.paper.id, entry]));
  if (byId.size < count) throw new Error(`Only ${byId.size} entries have an id of their own.`);
  return [...byId.values()].slice(0, count);
}
