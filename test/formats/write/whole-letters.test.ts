import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeLetters } from '../../../src/formats/write/whole-letters';
import type { PaperId } from '../../../src/paper/ids';
import { makeEntry } from '../entries';
import { hasBibtex, runBibtexOn } from '../run-bibtex';
import { writeAs } from '../write-as';

describe('wholeLetters', () => {
  it.each([
    ['Ada', 'Ada'],
    ['José', 'José'],
    ['Élodie-Ève', "{\\'E}lodie-{\\`E}ve"],
    ['(Åke) ~Þór', '({\\AA}ke) ~{\\TH}ór'],
    ['Ș. И\u0306ван e\u0301', '{\\textup{Ș}}. {\\textup{И\u0306}}ван e\u0301'],
    ['{\\"o}z {École X}', `{\\"o}z {{\\'E}cole X}`],
  ])('writes the beginnings of the words of %j', (name, tex) => {
    expect(wholeLetters(name)).toBe(tex);
  });

  it.each([
    ['Böttcher', 'Böttcher'],
    ['Çağ', '{\\c{C}}a{\\u{g}}'],
    ['Кириллов', '{\\textup{К}}ириллов'],
    ['{Abö Team}', '{\\textup{Abö Team}}'],
  ])('writes as well what is a label of %j', (name, tex) => {
    expect(wholeLetters(name, true)).toBe(tex);
  });
});

const LETTERS = 'Abc Éø Øå ÅșȚ Кирё Жαά Βم ن ب ಕ್ಷ ב 😀 -,.’ʿ"\'({})&%$\\~^_<';
const bits = fc.constantFrom(
  ...LETTERS,
  ...[' ', ' Team', 'de ', 'ф', '{\\"o}', '\\v{C}', 'e\u0301', 'И\u0306', ' Jr.', ', '],
);
const names = fc.sample(
  fc.array(bits, { minLength: 1, maxLength: 12 }).map((name) => name.join('')),
  { numRuns: 1_000, seed: 2_026 },
);

describe.skipIf(!hasBibtex)('the real bibtex', () => {
  it.each(['abbrv', 'alpha', 'apalike', 'acm'])(
    'cuts neither a letter nor a command of any name, in the style %s',
    async (style) => {
      const entries = names.flatMap((name, i) => {
        const beside = [name, names[i - 1] ?? 'Ada Lovelace', 'Alan Turing'];
        const ids = [1, 2, 3].map((n) => `arxiv:240${n}.${String(i).padStart(5, '0')}` as PaperId);
        // Of one label and year, styles tell no more than some apart.
        const published = String(1_000 + i);
        return [
          makeEntry({ id: ids[0] as PaperId, authors: [name], published }),
          makeEntry({ id: ids[1] as PaperId, authors: beside, published }),
          makeEntry({ id: ids[2] as PaperId, authors: [], title: name, published }),
        ];
      });
      const bbl = runBibtexOn(await writeAs('bibtex', entries), style);
      expect(bbl.match(/\\bibitem/g)).toHaveLength(entries.length);
      // What bytes of a letter are read as.
      expect(bbl.split('\n').filter((line) => line.includes('\ufffd'))).toEqual([]);
      const commands = new Set(bbl.match(/\\text[a-z]*/g)?.map((name) => name.slice(5)));
      const whole = ['up', 'backslash', 'braceleft', 'braceright', 'asciitilde', 'asciicircum'];
      expect([...commands].filter((name) => ![...whole, 'less'].includes(name))).toEqual([]);
    },
  );
});
