import { describe, expect, it } from 'vitest';
import { splitAtMistakes } from '../../../src/ui/query/split-mistakes';

describe('a query’s mistakes', () => {
  it('are cut out of it, in order, and the rest stays', () => {
    const text = 'auhor:x and "open';
    const pieces = splitAtMistakes(text, [
      { from: 12, to: 13 },
      { from: 0, to: 5 },
    ]);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.filter(({ isWrong }) => isWrong).map((piece) => piece.text)).toEqual([
      'auhor',
      '"',
    ]);
  });
});
