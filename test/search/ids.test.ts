import { describe, expect, it } from 'vitest';
import { ID_PREFIXES, type PaperId } from '../../src/paper/ids';
import { emptyMark } from '../../src/paper/mark';
import { barePaper } from '../../src/paper/paper';
import { buildSegment } from '../../src/search/build';
import { findIn, makeIndex } from '../../src/search/index';
import { openSegment } from '../../src/search/open-segment';
import { parseQuery } from '../../src/search/query';
import { runAtOnce } from '../../src/slices';

const IDS = [
  'arxiv:2401.12345',
  'doi:10.1000/x',
  'acl:P19-1001',
  'openreview:Bx4kT9',
  'pmid:31452104',
  'isbn:9780262035613',
  'url:proceedings.mlr.press/v5/a.html',
  'title:5f0c8e1b2a3d4c69',
] as PaperId[];

/** Every paper under its id, and a second one that has it for another name. */
const entries = IDS.flatMap((id, i) => {
  const other = `doi:10.2000/${i}` as PaperId;
  return [
    { paper: barePaper(id), mark: { ...emptyMark(id), seq: 2 * i + 1 } },
    {
      paper: { ...barePaper(other), aliases: [id] },
      mark: { ...emptyMark(other), seq: 2 * i + 2 },
    },
  ];
});
const { segment, positions, titles } = runAtOnce(buildSegment(entries));
const index = makeIndex([openSegment(segment, positions)]);

function find(text: string): readonly string[] {
  const options = { view: 'all', order: 'added' } as const;
  const found = findIn(index, parseQuery(text), options, 0, [titles]);
  return [...found.ids(0, found.total)].sort();
}

describe('the beginning of an id', () => {
  it.each([
    ['id:97802', 'isbn:9780262035613', 'doi:10.2000/5'],
    ['id:proceedings.mlr', 'url:proceedings.mlr.press/v5/a.html', 'doi:10.2000/6'],
    ['id:5f0c', 'title:5f0c8e1b2a3d4c69', 'doi:10.2000/7'],
    ['id:3145', 'pmid:31452104', 'doi:10.2000/4'],
    ['id:isbn:978', 'isbn:9780262035613', 'doi:10.2000/5'],
  ])('%s finds the paper by its id and by another name', (text, ...ids) => {
    expect(find(text)).toEqual(ids.sort());
  });

  it('is tried with the prefix of every kind', () => {
    expect(IDS.map((id) => id.split(':')[0])).toEqual(expect.arrayContaining([...ID_PREFIXES]));
  });
});
