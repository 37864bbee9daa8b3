import { describe, expect, it } from 'vitest';
import { readFile } from '../../../src/formats/read';

async function publishedOf(text: string): Promise<string | undefined> {
  const { entries, problems } = await readFile(text);
  expect(problems).toEqual([]);
  expect(entries).toHaveLength(1);
  return entries[0]?.entry.paper.published;
}

describe('the date of several', () => {
  it.each([
    // Web of Science: the day and the month by themselves.
    ['PY  - 2017\nDA  - JUN 12', '2017-06-12'],
    ['DA  - SEP-OCT\nPY  - 2017', '2017-09'],
    ['PY  - 2017\nDA  - SPR', '2017'],
    ['PY  - 2017\nY1  - 2017/06/12/\nDA  - 2017/06//', '2017-06-12'],
    ['PY  - 2017\nDA  - 2017/06/12/', '2017-06-12'],
    ['Y1  - 2017/06//Summer issue', '2017-06'],
    // IEEE
    ['PY  - 2017\nY1  - 12-15 June 2017', '2017-06-12'],
    ['PY  - 2017\nY1  - Oct.-Dec. 2017', '2017-10'],
    // When it was put online, or looked at.
    ['PY  - 2017\nDA  - 2016/12/24', '2017'],
    ['PY  - in press\nDA  - 2016/12/24', '2016-12-24'],
    ['PY  - in press', undefined],
    [
      'PY  - 2017\nDA  - published as it was, and on a day that nobody had written down\nY1  - 2017/06',
      '2017-06',
    ],
  ])('of RIS with %j is %s', async (lines, published) => {
    const text = `TY  - JOUR\nTI  - A\nDO  - 10.1000/x\n${lines}\nER  - \n`;
    expect(await publishedOf(text)).toBe(published);
  });

  it.each([
    ['date,year', 'in press,2017', '2017'],
    ['Publication Date,Publication Year', 'JUN 12,2017', '2017-06-12'],
    ['date,year', '2017-06,2017', '2017-06'],
    ['date,published', ',2017-06', '2017-06'],
    ['date,published', 'x,2017-06', '2017-06'],
    ['year,date', 'soon,12 June 2017', '2017-06-12'],
    // The day on which somebody wrote it into his table.
    ['year,date', '2017,2024-02-01', '2017'],
    ['date', '06/2017', '2017-06'],
    ['date', '2020 Sep 17', '2020-09-17'],
    ['date', '2020 Sep-Oct', '2020-09'],
    ['date', '2020-Sep-17', '2020-09-17'],
    ['date', '2020 Summer', '2020'],
    ['date', '13/2017', '2017'],
  ])('of CSV with the columns %j and %j is %s', async (head, cells, published) => {
    expect(await publishedOf(`title,doi,${head}\nA,10.1000/x,${cells}\n`)).toBe(published);
  });

  it.each([
    ['date = {in press}, year = {2017}, month = jun', '2017-06'],
    ['date = {2017-06-12}, year = {2018}', '2017-06-12'],
    ['date = {2017}, year = {2017}, month = jun', '2017-06'],
  ])('of BibTeX with %s is %s', async (fields, published) => {
    expect(await publishedOf(`@misc{k, title = {A}, doi = {10.1000/x}, ${fields}}`)).toBe(
      published,
    );
  });
});
