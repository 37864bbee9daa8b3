import { describe, expect, it, vi } from 'vitest';
import type { PaperId } from '../../../src/paper/ids';
import { emptyMark } from '../../../src/paper/mark';
import { goneIds } from '../../../src/popup/store/follow-changes';
import { makePaper, numbered } from '../../library/samples';

vi.mock('../../../src/ext', () => ({ default: {} }));

const change = (n: number, ids: readonly PaperId[]) => ({ mark: emptyMark(numbered(n)), ids });
const entry = (n: number) => ({ paper: makePaper(n), mark: emptyMark(numbered(n)) });

describe('goneIds', () => {
  it('keeps what the library still has', () => {
    expect(goneIds([change(1, [numbered(1)])], [entry(1)])).toEqual([]);
  });

  it('names what was removed', () => {
    const published = [change(1, [numbered(1)]), change(2, [numbered(2)])];
    expect(goneIds(published, [entry(1), undefined])).toEqual([numbered(2)]);
  });

  it('names the other name of two records that have become one', () => {
    expect(goneIds([change(1, [numbered(1), numbered(9)])], [entry(1)])).toEqual([numbered(9)]);
  });
});
