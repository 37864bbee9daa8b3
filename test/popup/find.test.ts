import { describe, expect, it } from 'vitest';
import type { PaperId } from '../../src/paper/id';
import { toLatin } from '../../src/paper/latin';
import { readable } from '../../src/paper/tex';
import { makeMatcher, sortEntries } from '../../src/popup/find';
import { makeEntry } from '../formats/entries';

describe('makeMatcher', () => {
  const entry = makeEntry(
    { title: "Über Schrödinger’s BERT and Poincar\\'e", authors: ['José Álvarez-León', '张三'] },
    { note: 'Read for Monday' },
  );

  it('finds every word, anywhere, however it is written', () => {
    for (const query of [
      '',
      '  ',
      'bert',
      'uber schrod',
      'alvarez monday',
      '张',
      'MONDAY über',
      'poincare',
    ]) {
      expect(makeMatcher(query)(entry), query).toBe(true);
    }
    for (const query of ['gpt', 'bert gpt', 'monday tuesday']) {
      expect(makeMatcher(query)(entry), query).toBe(false);
    }
  });

  it('folds case and accents', () => {
    expect(toLatin('Łódź ÀÉÎ Straße Øre')).toBe('lodz aei strasse ore');
  });
});

describe('sortEntries', () => {
  const entries = [
    makeEntry(
      { id: 'arxiv:1' as PaperId, title: 'beta 10', published: '2024-05' },
      { starredAt: 3 },
    ),
    makeEntry({ id: 'arxiv:2' as PaperId, title: 'Älpha', published: '2025' }, { starredAt: 1 }),
    makeEntry(
      { id: 'arxiv:3' as PaperId, title: 'beta 9', published: '2024-05-20' },
      { starredAt: 2 },
    ),
  ];
  const order = (by: 'starred' | 'published' | 'title') =>
    sortEntries(entries, by)
      .map(({ paper }) => paper.id.slice(-1))
      .join('');

  it('sorts by each order', () => {
    expect(order('starred')).toBe('132');
    expect(order('published')).toBe('231');
    expect(order('title')).toBe('231');
  });
});

describe('readable', () => {
  it.each([
    ['Schr\\"odinger and Poincar\\\'{e}', 'Schrödinger and Poincaré'],
    ['{\\"U}ber \\c{c}a', 'Über ça'],
    ['R\\&D at 100\\%', 'R&D at 100%'],
    ["\\emph{All} you ``need''", 'All you "need"'],
    ['Back\\slash {kept}', 'Back\\slash {kept}'],
    ['Erd\\H{o}s, \\v{C}ech, {\\v S}koda, \\"{\\i}', 'Erdős, Čech, Škoda, ï'],
    ['\\AA ngstr\\"{o}m, {\\o}re, \\L{}ukasz, stra{\\ss}e', 'Ångström, øre, Łukasz, straße'],
    ['{B\\"o} and {\\"o}', '{Bö} and ö'],
    ['\\omega and \\vec', '\\omega and \\vec'],
  ])('reads %j', (words, expected) => {
    expect(readable(words)).toBe(expected);
  });
});
