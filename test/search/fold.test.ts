import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eachWord, foldWord, wordsOf } from '../../src/search/fold';

describe('wordsOf', () => {
  it.each([
    ['Über Schrödinger’s BERT', 'uber schrodinger s bert'],
    ['Łódź, Straße & ﬁne', 'lodz strasse fine'],
    ['e\u0301te\u0301', 'ete'],
    ['GPT-4: 3.5×10³', 'gpt 4 3 5 103'],
    ['深層学習 for NLP', '深 層 学 習 for nlp'],
    ['データセット', 'デ ー タ セ ッ ト'],
    ['が か', 'が か'],
    ['ﾃﾞｰﾀ', 'デ ー タ'],
    ['한국어 모델', '한국어 모델'],
    ['कि का', 'कि का'],
    ['שָׁלוֹם', 'שלום'],
    ['Йод ё', 'иод е'],
    ['ΛΌΓΟΣ λόγος', 'λογοσ λογοσ'],
    ['α-stable $\\alpha$ \\alpha', 'alpha stable alpha alpha'],
    ['G{\\"o}del Erd\\H{o}s \\\'Etale {\\o}re na\\"{\\i}ve', 'godel erdos etale ore naive'],
    ['H$_2$O and $\\mathcal{O}(n \\log n)$', 'h2o and o n log n'],
    ['\\emph{Very} \\textbf{deep} {B}ERT R\\&D', 'very deep bert r d'],
    ['from $5 to $10', 'from 5 to 10'],
    ['½', '1 2'],
    ['👍 🔥', ''],
  ])('reads %s', (text, words) => {
    expect(wordsOf(text).join(' ')).toBe(words);
  });

  it('folds what is folded to itself, and tells from where each word is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        let last = 0;
        eachWord(text, (word, from, to) => {
          expect(word).not.toBe('');
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(text.length);
          expect(from).toBeGreaterThanOrEqual(last);
          last = from;
          expect(wordsOf(word)).toEqual([word]);
        });
      }),
      { numRuns: 1_000 },
    );
  });

  it('has one word for a Greek letter and its name', () => {
    expect(foldWord('Ω')).toBe('omega');
    expect(foldWord('µ')).toBe('mu');
  });
});
