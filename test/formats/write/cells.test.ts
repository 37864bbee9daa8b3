import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unguardCell, writeCell, writeRow } from '../../../src/formats/write/cells';

describe('writeCell', () => {
  it.each([
    [' =1+1', "' =1+1"],
    ['\u200b=1+1', "'\u200b=1+1"],
    ['\u00a0@x', "'\u00a0@x"],
    ["'=1", "''=1"],
    ['a;=1', `"a;'=1"`],
    ['＝1', "'＝1"],
    ['\ttab', `"'\ttab"`],
    ['plain = text', 'plain = text'],
    ['a, "b"', '"a, ""b"""'],
    ['two\nlines', '"two\nlines"'],
    [' blank ', '" blank "'],
    [-1, '-1'],
  ])('writes %j as %j', (cell, written) => {
    expect(writeCell(cell)).toBe(written);
  });

  it('writes what comes back exactly', () => {
    const piece = fc.constantFrom(...`'="+-@;＝ a\t\n,`, '\u200b', '\u00a0', '- ');
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (text) => {
        const written = writeCell(text);
        const inner = written.startsWith('"')
          ? written.slice(1, -1).replaceAll('""', '"')
          : written;
        expect(unguardCell(inner)).toBe(text);
        expect(inner).not.toMatch(/^[\s\p{Cf}]*[=+\-@＝＋－＠]/u);
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes time in proportion to the length', () => {
    for (const bit of [' ', "'", ';"', ';', '\u200b', '"']) {
      const text = bit.repeat(200_000);
      expect(unguardCell(text).length).toBeGreaterThan(0);
      expect(writeCell(text).length).toBeGreaterThan(0);
    }
  });
});

it('writes a row', () => {
  expect(writeRow(['Tag', 3, '-1+1'])).toBe("Tag,3,'-1+1\r\n");
});
