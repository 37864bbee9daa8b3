import { describe, expect, it, vi } from 'vitest';
import type { ImportFile, ImportRow } from '../../../src/data/import/import-file';
import { makeLoadedRows } from '../../../src/data/import/loaded-rows';

/** A file whose rows arrive when `answer` is called. */
function slowFile() {
  const waiting: (() => void)[] = [];
  const rows = vi.fn(
    (places: readonly number[]) =>
      new Promise<readonly ImportRow[]>((resolve) => {
        waiting.push(() => resolve(places.map((place) => ({ line: place }) as ImportRow)));
      }),
  );
  return { file: { rows } as unknown as ImportFile, rows, answer: () => waiting.shift()?.() };
}

const fail = (error: unknown): void => {
  throw error;
};

describe('the rows of a file', () => {
  it('are loaded once while they stay in view', async () => {
    const { file, rows, answer } = slowFile();
    const loaded = makeLoadedRows(fail);
    const first = loaded.load(file, [0, 1]);
    answer();
    await first;
    const second = loaded.load(file, [1, 2]);
    answer();
    await second;
    expect(rows.mock.calls).toEqual([[[0, 1]], [[2]]]);
    expect([...loaded.rows.value.keys()]).toEqual([1, 2]);
  });

  it('are not shown when they arrive after the list was scrolled on', async () => {
    const { file, answer } = slowFile();
    const loaded = makeLoadedRows(fail);
    const first = loaded.load(file, [0]);
    const second = loaded.load(file, [9]);
    answer();
    answer();
    await Promise.all([first, second]);
    expect([...loaded.rows.value.keys()]).toEqual([9]);
  });

  it('of a file that was closed are not shown', async () => {
    const { file, answer } = slowFile();
    const loaded = makeLoadedRows(fail);
    const loading = loaded.load(file, [0]);
    loaded.clear();
    answer();
    await loading;
    expect(loaded.rows.value.size).toBe(0);
  });

  it('report a failure of the open file, and of no other', async () => {
    const onFailure = vi.fn();
    const loaded = makeLoadedRows(onFailure);
    const broken = { rows: () => Promise.reject(new Error('gone')) } as unknown as ImportFile;
    await loaded.load(broken, [0]);
    expect(onFailure).toHaveBeenCalledOnce();
    const loading = loaded.load(broken, [1]);
    loaded.clear();
    await loading;
    expect(onFailure).toHaveBeenCalledOnce();
  });
});
