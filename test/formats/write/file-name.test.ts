import { describe, expect, it } from 'vitest';
import { fileNameOf } from '../../../src/formats/write/file-name';
import type { PaperId } from '../../../src/paper/ids';
import { makeEntry } from '../entries';

describe('fileNameOf', () => {
  it.each([
    ['A title: of /two\\ parts?', 'A title of two parts (arxiv 2401.12345)'],
    ['CON', '_CON (arxiv 2401.12345)'],
    ['nul.txt', '_nul.txt (arxiv 2401.12345)'],
    ['...hidden.', 'hidden (arxiv 2401.12345)'],
    ['#1 [[link]] ^block', '1 link block (arxiv 2401.12345)'],
    ['\u202egnp.exe\u0000', 'gnp.exe (arxiv 2401.12345)'],
    ['?', '(arxiv 2401.12345)'],
    ['e\u0301', 'é (arxiv 2401.12345)'],
  ])('of %j is %j', (title, name) => {
    expect(fileNameOf(makeEntry({ title }).paper)).toBe(name);
  });

  it('is short enough, and cuts no letter in two', () => {
    const name = fileNameOf(makeEntry({ title: '👩'.repeat(500) }).paper);
    expect(name).toBe(`${'👩'.repeat(30)} (arxiv 2401.12345)`);
  });

  it.each([
    ['openreview:AbCdEf', 'openreview:aBcDeF'],
    [
      'doi:10.1000/a/b',
      'doi:10.1000/a:b',
      'doi:10.1000/a?b',
      'doi:10.1000/a*b',
      'doi:10.1000/a//b',
    ],
    ['doi:10.1000/a', 'doi:10.1000/a/', 'doi:10.1000/a#', 'doi:10.1000/a[]'],
    ['doi:10.1000/\u00e9', 'doi:10.1000/e\u0301'],
  ])('differs where a disk would not tell %s from the others', (...ids) => {
    const names = ids.map((id) =>
      fileNameOf(makeEntry({ id: id as PaperId }).paper)
        .toLowerCase()
        .normalize('NFC'),
    );
    expect(new Set(names).size).toBe(ids.length);
  });
});
