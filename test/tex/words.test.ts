import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainOf } from '../../src/formats/write/plain';
import { wordsOf } from '../../src/search/fold';
import { readable } from '../../src/tex/math';
import { texOf } from '../../src/tex/to-tex';
import { untex } from '../../src/tex/to-text';
import { readWords } from '../../src/tex/words';

/** In a BibTeX file, which is real TeX, the blank after a command only ends it, and `{}` keeps one. */
const forTex = (text: string): string =>
  text.replace(/\\(pounds|ldots|copyright|textendash|texteuro|TeX|S)(?= )/g, '\\$1{}');

const SAME: [tex: string, text: string][] = [
  ['\\pounds 5 \\ldots', '£ 5 …'],
  ['\\o \\th \\dh', 'øþð'],
  ['x\\textsuperscript{2}', 'x2'],
  ['\\mbox{A}', 'A'],
  ['\\copyright 2026', '© 2026'],
  ['\\dj \\ng', 'đŋ'],
  ['a \\textendash b', 'a – b'],
  ['\\texteuro 5', '€ 5'],
  ['{\\textquoteleft}so{\\textquoteright} {\\TH}or', '‘so’ Þor'],
  ['Schr{\\"o}dinger, Erd\\H{o}s, \\v{C}ech, fa\\c{c}ade', 'Schrödinger, Erdős, Čech, façade'],
  ["\\'{\\i}, \\^\\i, \\aa, \\o{}, \\ss and \\L ód\\'z", 'í, î, å, ø, ßand Łódź'],
  ['{BERT} and \\emph{more} \\textbf{{G}PT} \\& 100\\%', 'BERT and more GPT & 100%'],
  ['\\TeX and \\S 5', 'TeX and § 5'],
  ['Plain words', 'Plain words'],
];

describe('TeX read as text', () => {
  it.each(SAME)('%s is %s on screen, in exports, imports and searches', (tex, text) => {
    expect(readable(tex)).toBe(text);
    expect(plainOf(tex)).toBe(text);
    expect(untex(forTex(tex))).toBe(text);
    expect(wordsOf(tex)).toEqual(wordsOf(text));
  });

  it.each(SAME)('%s comes back from a BibTeX file as %s', (tex, text) => {
    expect(untex(texOf(text))).toBe(text);
    expect(untex(texOf(forTex(tex)))).toBe(text);
  });

  it.each([
    ['C:\\temp and \\input{x}', 'C:\\temp and \\input{x}'],
    ['A brace { alone', 'A brace { alone'],
    ['\\v alone, \\unknown{{B}ERT}', '\\v alone, \\unknown{BERT}'],
    ['\\emph alone', '\\emph alone'],
    ['\\constructor', '\\constructor'],
  ])('%s stays, since it may be no TeX', (tex, text) => {
    expect(readable(tex)).toBe(text);
    expect(plainOf(tex)).toBe(text);
  });

  it('reads escaped braces as braces', () => {
    for (const read of [readable, plainOf, untex]) expect(read('{\\em A} \\{x\\}')).toBe('A {x}');
  });

  it('shows quotation marks', () => {
    expect(readable("``so'' and $x$")).toBe('"so" and $x$');
  });

  it('leaves words without a backslash or a brace as they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!/[\\{]/.test(text));
        expect(readWords(text)).toBe(text);
      }),
    );
  });

  it.each(['\\"{', '{\\c', '\\', '{', '\\c ', '\\v  ', '\\emph{', '\\o ', '\\unknown{', '\\\\'])(
    'takes time in proportion to the length, whatever it is: %j',
    (bit) => {
      expect(readWords(`a${bit.repeat(200_000)} `).length).toBeGreaterThan(0);
      expect(wordsOf(`a${bit.repeat(50_000)} `).length).toBeGreaterThan(0);
    },
    20_000,
  );
});
