/** Files that were damaged on their way: the same ones every time, from whole ones of every format. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPaper } from '../../src/background/validate';
import { type ReadResult, readFile } from '../../src/formats/read';
import { asOneOfMany } from '../../src/formats/read/note-files';
import { PROBLEM_CODES } from '../../src/formats/read/problem';
import { FORMATS } from '../../src/formats/write';
import { isStamp } from '../../src/paper/clock';
import { LONGEST_NOTE, type Mark } from '../../src/paper/mark';
import { makeEntry } from './entries';
import { random } from './random';

const FIXTURES = join(import.meta.dirname, 'fixtures');

/** Whole files: what others wrote, and what Dogear writes. */
export async function wholeFiles(): Promise<string[]> {
  const fixtures = readdirSync(FIXTURES).map((name) => readFileSync(join(FIXTURES, name), 'utf8'));
  const entries = [
    makeEntry(
      {
        title: 'BERT on $\\mathcal{O}(n)$ of {braces} & 100%',
        authors: ['Laurens van der Maaten', '山田 太郎', 'Research and Development Team'],
        authorCount: 9,
        abstract: 'Of \\"{o} and =1+1.\nTwo lines.',
        venue: 'Nature',
        categories: ['cs.CL'],
      },
      {
        note: '# A note\n\nwith "lines", <b>HTML</b> and @article{x,',
        tags: ['a, b', '=1'],
        starredAt: 1,
      },
    ),
    makeEntry({ id: 'doi:10.1000/x' as never, links: { page: 'https://doi.org/10.1000/x' } }),
  ];
  const written = FORMATS.filter(({ isText }) => isText).map(
    async (format) => (await format.write(entries, { exportedAt: 0 })) as string,
  );
  const notes = asOneOfMany('A.md', '---\ndoi: 10.1000/x\n---\nA') + asOneOfMany('B.md', 'B');
  return [...fixtures, notes, ...(await Promise.all(written))];
}

const BITS = [
  ...[
    '{',
    '}',
    '"',
    '\\',
    '$',
    '@',
    '#',
    '%',
    ',',
    '=',
    '(',
    ')',
    '[',
    ']',
    '<',
    '>',
    '&',
    "'",
    ';',
  ],
  ...[
    '\n',
    '\r',
    '\r\n',
    '\t',
    ' ',
    '\u0000',
    '\u0007',
    '\ufeff',
    '\ud800',
    '\udc00',
    '\u2028',
    '😀',
    'é',
  ],
  ...['\n@article{x,', '\n@string{x = x # x}', '\\"', '\\"{', '{\\', '\\c', '\\(', '\\url{', '$$'],
  ...['TY  - JOUR\n', 'ER  - \n', 'N1  - ', '\nUR  - javascript:alert(1)\n', 'DO  - 10.1/'],
  ...[
    '"__proto__":{"x":1},',
    '"constructor":',
    '[[[[[[[[[[',
    '{"a":'.repeat(120),
    '}]',
    'null',
    '1e999',
  ],
  ...['-1', '9'.repeat(400), '"\\u0000"', '\\ud800', 'javascript:alert(1)', 'data:text/html,x'],
  ...[
    'https://arxiv.org/abs/2401.99999',
    '10.1000/'.repeat(5),
    'http://',
    'arXiv:',
    'isbn',
    '٣',
    '0000',
  ],
  ...['<A HREF="https://arxiv.org/abs/1706.03762">', '<DL>', '</DL>', '<DD>', '&#x110000;', '&#0;'],
  ...[
    'x'.repeat(3_000),
    'and '.repeat(500),
    '{'.repeat(1_000),
    '\\"'.repeat(1_000),
    ','.repeat(1_000),
  ],
];

/**
 * What takes an expression minutes that looks at a run again from each place in it: blanks mostly,
 * with signs around them, and what opens and does not close.
 */
const REPEATED = [
  ...' '.repeat(8),
  ...'\t\n/\\{[(<"\'$-&#=.0a',
  ...[' \n', '\n ', '; ', ' ;', ', ', ' and ', 'a ', '--', '$$', '&#', '"#"', '\\(', '\\"', '\\c'],
  ...['<A HREF="x" ', '<a href="', '<dd x', '<DL><H3>', '</', '"a\n', '"",', '[x](', '[](http'],
  ...['\n@', '@a{', '\n@article{', 'TY  - ', '\nN1  - ', '{"a":', '[{', '"a":"', '},{', ',{"'],
  ...[
    'http://',
    'https://a/(',
    '10.1000/',
    '10.1000/<',
    '<a:a>',
    'arXiv: ',
    '<record>',
    '</a>',
    '<a x="',
    '<!--',
    '&a;',
    '- a: ',
    '\n- ',
    '\n a',
    '---\n',
    'a:\n',
    'pmid ',
    'doi:',
  ],
];
/** Characters of them: read in a few ms, and in seconds where the time grows with the square. */
const LONG_RUN = 80_000;

/** One value of the file begins, or goes on, with thousands of the same. */
function swell(text: string, pick: <T>(from: readonly T[]) => T): string {
  const values = [...text.matchAll(/[{[",;>=:\n-]\s?\w?(?=\w)/g)];
  const value = pick(values);
  const at = value.index + value[0].length;
  const piece = pick(REPEATED);
  return text.slice(0, at) + piece.repeat(LONG_RUN / piece.length) + text.slice(at);
}

/**
 * One to a few accidents: lost, doubled, moved and foreign pieces, a cut, another encoding. Or a value
 * that takes no end.
 */
export function mutate(files: readonly string[], next: () => number): Uint8Array {
  const below = (n: number): number => Math.floor(next() * n);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  let text = pick(files);
  if (next() < 0.02) return encode(swell(text, pick));
  for (let times = 1 + below(4); times > 0; times--) {
    const at = below(text.length + 1);
    const end = Math.min(text.length, at + below(next() < 0.2 ? text.length : 40));
    const other = pick(files);
    const from = below(other.length);
    const accidents: (() => string)[] = [
      () => text.slice(0, at) + text.slice(end),
      () => text.slice(0, end) + text.slice(at),
      () => text.slice(0, at) + pick(BITS) + text.slice(at),
      () => text.slice(0, at) + pick(BITS) + text.slice(end),
      () => text.slice(0, at) + other.slice(from, from + below(400)) + text.slice(at),
      () => text.slice(0, at),
      () => text.slice(end) + text.slice(at, end),
      () => text.slice(0, at) + String.fromCharCode(below(0x3000)) + text.slice(at + 1),
    ];
    text = pick(accidents)();
  }
  const bytes = next() < 0.03 ? new Uint8Array(Buffer.from(text, 'utf16le')) : encode(text);
  for (let times = next() < 0.1 ? 1 + below(5) : 0; times > 0 && bytes.length > 0; times--) {
    bytes[below(bytes.length)] = below(256);
  }
  return bytes;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Throws on whatever a library must not get. */
export function checkRead({ entries, problems, problemCount }: ReadResult): void {
  const ids = new Set(entries.map(({ entry }) => entry.paper.id));
  if (ids.size !== entries.length) throw new Error('Two entries are of one paper.');
  for (const { entry, line, key } of entries) {
    checkPaper(entry.paper);
    checkMark(entry.mark, entry.paper.id);
    if (!(line >= 1) || typeof key !== 'string') throw new Error(`Line ${line}, key ${key}.`);
  }
  for (const { code, line, detail } of problems) {
    if (!PROBLEM_CODES.includes(code) || !(line >= 0) || detail.length > 200) {
      throw new Error(`Not a problem: ${code} at ${line}: ${detail}`);
    }
  }
  if (problems.length > problemCount) throw new Error('There are more problems than were counted.');
  if (entries.length === 0 && problems.length === 0)
    throw new Error('Nothing, and nothing is said.');
}

function checkMark(mark: Mark, id: string): void {
  const { starredAt, readAt, heldAt, dismissedAt, note, tags, times, seq } = mark;
  const ats = [starredAt, readAt, heldAt, dismissedAt].filter((at) => at !== undefined);
  const stamps = [times.starred, times.read, times.dismissed, times.note].filter(Boolean);
  const isRight =
    mark.id === id &&
    ats.every((at) => Number.isSafeInteger(at) && at >= 0 && at <= 8.64e15) &&
    (note === undefined || (note.length > 0 && note.length <= 10 * LONGEST_NOTE)) &&
    (tags ?? []).every((tag) => tag.trim() && tag.length <= 100 && tag !== '__proto__') &&
    new Set(tags).size === (tags ?? []).length &&
    [...stamps, ...Object.values(times.tags ?? {})].every(isStamp) &&
    Number.isSafeInteger(seq);
  if (!isRight) throw new Error(`Not a mark: ${JSON.stringify(mark).slice(0, 500)}`);
}

export interface FuzzReport {
  readonly files: number;
  readonly entries: number;
  readonly problems: number;
  /** How many files of each format, `undefined` for those that were refused. */
  readonly formats: ReadonlyMap<string, number>;
  /** Milliseconds, and of which file. */
  readonly longest: number;
  readonly slowest: number;
}

/** Reads so many damaged files; throws with the number of the first that goes wrong. */
export async function fuzz(count: number, first = 0): Promise<FuzzReport> {
  const files = await wholeFiles();
  const formats = new Map<string, number>();
  const totals = { entries: 0, problems: 0, longest: 0, slowest: first };
  for (let i = first; i < first + count; i++) {
    const bytes = mutate(files, random(i));
    const start = performance.now();
    try {
      const result = await readFile(bytes);
      const took = performance.now() - start;
      if (took > totals.longest) Object.assign(totals, { longest: took, slowest: i });
      checkRead(result);
      totals.entries += result.entries.length;
      totals.problems += result.problemCount;
      formats.set(String(result.format), (formats.get(String(result.format)) ?? 0) + 1);
    } catch (error) {
      throw new Error(`File ${i}: ${Buffer.from(bytes).toString('utf8').slice(0, 4_000)}`, {
        cause: error,
      });
    }
  }
  return { files: count, ...totals, formats };
}
