import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ImportRow } from '../../../src/data/import/import-file';
import { writeEntries } from '../../../src/data/import/write-entries';

const call = vi.hoisted(() => vi.fn());
vi.mock('../../../src/protocol/rpc', () => ({ call }));
beforeEach(() => void call.mockReset());

/** A file of which two entries fit into one request. */
const file = {
  batch: vi.fn(async (places: readonly number[]) => ({
    count: Math.min(2, places.length),
    address: `blob:${places[0]}`,
  })),
  rows: async (places: readonly number[]) =>
    places.map((place) => ({ title: `Paper ${place}` }) as ImportRow),
};

function write(places: readonly number[], isStopped = () => false) {
  const shares: number[] = [];
  const result = writeEntries(file, {
    ...{ id: 'import', places, starNewAt: 5, addedAt: 7, isStopped },
    onProgress: (share) => shares.push(share),
  });
  return { result, shares };
}

const added = (count: number, refused: readonly number[] = []) => ({
  added: Array(count).fill('id'),
  changed: [],
  refused: refused.map((at) => ({ at, reason: 'invalid' })),
});

describe('an import that is written', () => {
  it('goes on until everything is written, and says how far it is', async () => {
    call.mockResolvedValue(added(2));
    const { result, shares } = write([3, 4, 7, 8]);
    expect(await result).toMatchObject({ added: 4, left: 0, reason: '', refused: [] });
    expect(call.mock.calls.map(([, , address]) => address)).toEqual(['blob:3', 'blob:7']);
    expect(shares).toEqual([0.5, 1]);
  });

  it('names the papers that were refused, by their place in the batch', async () => {
    call.mockResolvedValueOnce(added(1, [1])).mockResolvedValueOnce(added(2));
    expect((await write([3, 4, 7, 8]).result).refused).toEqual(['Paper 4']);
  });

  it('stops between two batches, and says what is left', async () => {
    call.mockResolvedValue(added(2));
    const { result } = write([0, 1, 2, 3, 4], () => call.mock.calls.length === 1);
    expect(await result).toMatchObject({ added: 2, left: 3, reason: '' });
  });

  it('keeps what was written before a failure', async () => {
    call.mockResolvedValueOnce(added(2)).mockRejectedValueOnce(new Error('the disk is full'));
    const { result } = write([0, 1, 2, 3]);
    expect(await result).toMatchObject({ added: 2, left: 2, reason: 'the disk is full' });
  });

  it('has two batches under way, so that one is read while the other is written', async () => {
    const answers: ((answer: unknown) => void)[] = [];
    call.mockImplementation(() => new Promise((resolve) => answers.push(resolve)));
    const { result, shares } = write([0, 1, 2, 3, 4, 5]);
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    // The batch after them is made when the first one is written, and not before.
    expect(file.batch).toHaveBeenLastCalledWith([2, 3, 4, 5], 5, 7);
    answers[0]?.(added(2));
    await vi.waitFor(() => expect(answers).toHaveLength(3));
    answers[2]?.(added(2));
    answers[1]?.(added(2));
    expect(await result).toMatchObject({ added: 6, left: 0 });
    expect(shares).toEqual([2 / 6, 4 / 6, 1]);
  });

  it('counts what is written beside a batch that fails, and begins no other', async () => {
    call.mockRejectedValueOnce(new Error('the disk is full')).mockResolvedValue(added(2));
    const { result } = write([0, 1, 2, 3, 4, 5]);
    expect(await result).toMatchObject({ added: 2, left: 4, reason: 'the disk is full' });
    expect(call).toHaveBeenCalledTimes(2);
  });
});
