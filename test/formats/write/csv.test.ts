import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CSV_COLUMNS } from '../../../src/formats/write/csv';
import type { PaperId } from '../../../src/paper/ids';
import { FULL_ENTRY, makeEntry } from '../entries';
import { writeOne } from '../write-as';

describe('CSV', () => {
  it('has a cell for everything, and a mark for Excel that it is UTF-8', async () => {
    const csv = await writeOne('csv', FULL_ENTRY);
    expect(csv.startsWith(`\uFEFF${CSV_COLUMNS.join(',')}\r\n`)).toBe(true);
    expect(csv).toContain('k,arxiv:2401.12345,"BERT for Schr{\\""o}dinger in $O(n)$",');
    expect(csv).toContain(',"Laurens van der Maaten; 张三; Martin Luther King Jr.; Qwen Team",9,');
    expect(csv).toContain(',2026-01-02T00:00:00.000Z,,,');
  });

  it('names arXiv beside its numbers, of which a spreadsheet would drop the last zero', async () => {
    const csv = await writeOne('csv', makeEntry({ id: 'arxiv:2401.12340' as PaperId }));
    expect(csv).toContain(',arXiv:2401.12340,');
  });

  it('has the columns that the README names', () => {
    const readme = readFileSync(resolve(import.meta.dirname, '../../../README.md'), 'utf8');
    const [, named = ''] = /The columns of the CSV are ([^.]*)\./.exec(readme) ?? [];
    expect([...named.matchAll(/`([\w-]+)`/g)].map((match) => match[1])).toEqual(CSV_COLUMNS);
  });

  it.each([
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', `"'\t'=1"`],
    ['\r=1', `"'\n'=1"`],
    ['=1\n=2', `"'=1\n'=2"`],
    ['a;=1+1', `"a;'=1+1"`],
    ['a;""=1', `"a;""""'=1"`],
    ["a;'@x;+2;; -3", `"a;''@x;'+2;; -3"`],
    ['a\n- b\n-2', `"a\n- b\n'-2"`],
    ["'=1", "''=1"],
    ['＝1', "'＝1"],
    ["it's = 1", "it's = 1"],
  ])('lets no spreadsheet run %j', async (title, cell) => {
    const [, row = ''] = (await writeOne('csv', makeEntry({ title }))).split(/\r\n(?=k)/);
    expect(row.slice('k,arxiv:2401.12345,'.length)).toMatch(cell);
    expect(row.startsWith(`k,arxiv:2401.12345,${cell},Ada`)).toBe(true);
  });
});
