import { expect, it } from 'vitest';
import { toCsv } from '../../src/reading/csv';

it('writes a table that a spreadsheet opens, and none that it runs', () => {
  expect(
    toCsv([
      ['Tag', 'Papers'],
      ['a, "b"', 3],
      ['two\nlines', -1],
      ['=HYPERLINK("https://x")', 0],
      ['-1+1', 0],
      ['+1', 0],
      ['@SUM(A1)', 0],
      ['  =1', 0],
      ['\u200b=1', 0],
      ['＝1', 0],
      ['\ttab', 0],
      ['plain = text', 0],
    ]).split('\r\n'),
  ).toEqual([
    'Tag,Papers',
    '"a, ""b""",3',
    '"two\nlines",-1',
    `"'=HYPERLINK(""https://x"")",0`,
    "'-1+1,0",
    "'+1,0",
    "'@SUM(A1),0",
    "'  =1,0",
    "'\u200b=1,0",
    "'＝1,0",
    "'\ttab,0",
    'plain = text,0',
    '',
  ]);
});
