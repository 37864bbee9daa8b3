import { expect, it, vi } from 'vitest';
import { CHUNK, forEachChunk } from '../../../src/list/actions/chunks';
import { numbered } from '../../library/samples';

const ids = (count: number) => Array.from({ length: count }, (_, n) => numbered(n));

it('does the work a chunk at a time, and reports only what takes long', async () => {
  const sizes: number[] = [];
  const report = vi.fn();
  const work = async (chunk: readonly unknown[]) => void sizes.push(chunk.length);
  expect(await forEachChunk(ids(CHUNK), work, report)).toBeUndefined();
  expect(report).not.toHaveBeenCalled();
  expect(await forEachChunk(ids(2 * CHUNK + 1), work, report)).toBeUndefined();
  expect(sizes).toEqual([CHUNK, CHUNK, CHUNK, 1]);
  expect(report.mock.calls).toEqual([0, CHUNK, 2 * CHUNK].map((done) => [done, 2 * CHUNK + 1]));
});

it('stops at the first chunk that fails, and returns its error', async () => {
  const error = new Error('full');
  const work = vi.fn(async (chunk: readonly unknown[]) => {
    if (chunk.length < CHUNK) throw error;
  });
  expect(await forEachChunk(ids(CHUNK + 1), work)).toBe(error);
  expect(work).toHaveBeenCalledTimes(2);
});
