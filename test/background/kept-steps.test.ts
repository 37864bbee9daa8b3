import { beforeEach, describe, expect, it, vi } from 'vitest';
import { dropStep, inverseOfStep, keepStep, keptSteps } from '../../src/background/kept-steps';
import type { PaperId } from '../../src/paper/ids';
import type { IdChange } from '../../src/paper/mark';

const session = vi.hoisted(() => ({
  stored: {} as Record<string, unknown>,
  isFull: false,
  open: [] as number[],
}));
vi.mock('../../src/ext', () => ({
  default: {
    storage: {
      session: {
        // The browser hands out copies.
        get: async (key: string | null) =>
          structuredClone(key === null ? session.stored : { [key]: session.stored[key] }),
        async set(values: Record<string, unknown>) {
          if (session.isFull) throw new Error('Session storage quota bytes exceeded.');
          Object.assign(session.stored, structuredClone(values));
        },
        async remove(keys: string | string[]) {
          for (const key of [keys].flat()) delete session.stored[key];
        },
      },
    },
    tabs: { query: async () => session.open.map((id) => ({ id })) },
  },
}));

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 24);
const ID = 'arxiv:2401.12345' as PaperId;
const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const unstar: IdChange[] = [{ id: ID, patch: { starred: false } }];
const note = (text: string): IdChange[] => [{ id: ID, patch: { note: { text, was: '' } } }];
const kept = async (tab: number) => (await keptSteps(tab)).map(({ id }) => Number(id.slice(-12)));

/** As far as `navigator.locks` is used here: one after the other. */
let last: Promise<unknown> = Promise.resolve();
const request = (_: string, work: () => Promise<unknown>): Promise<unknown> => {
  last = last.then(work, work);
  return last;
};

beforeEach(() => {
  vi.stubGlobal('navigator', { locks: { request } });
  Object.assign(session, { stored: {}, isFull: false, open: [1, 2] });
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

describe('the kept steps of a tab', () => {
  it('come back in their order, also where they were kept all at once, and are its own', async () => {
    await Promise.all([1, 2, 3].map((n) => keepStep(1, idOf(n), unstar)));
    await keepStep(2, idOf(4), [...unstar, ...unstar]);
    expect([await kept(1), await kept(2), await kept(3)]).toEqual([[1, 2, 3], [4], []]);
    expect(await keptSteps(2)).toEqual([{ id: idOf(4), papers: 2 }]);
    expect(await inverseOfStep(1, idOf(2))).toEqual(unstar);
    expect(await inverseOfStep(1, idOf(4))).toEqual([]);
  });

  it('are without what was dropped; one that is kept again is the newest', async () => {
    for (const n of [1, 2, 3]) await keepStep(1, idOf(n), unstar);
    await dropStep(1, idOf(2));
    await dropStep(2, idOf(3));
    await keepStep(1, idOf(1), unstar);
    expect(await kept(1)).toEqual([3, 1]);
  });

  it('are the last 50, for a day', async () => {
    for (let n = 1; n <= 51; n++) await keepStep(1, idOf(n), unstar);
    expect(await kept(1)).toEqual(Array.from({ length: 50 }, (_, i) => i + 2));
    vi.setSystemTime(NOW + DAY_MS - 1);
    await keepStep(1, idOf(52), unstar);
    vi.setSystemTime(NOW + DAY_MS);
    expect(await kept(1)).toEqual([52]);
    expect(await inverseOfStep(1, idOf(51))).toEqual([]);
  });

  it('are no more than a million characters, and none where the browser has no room', async () => {
    await keepStep(1, idOf(1), unstar);
    for (let n = 2; n <= 12; n++) await keepStep(1, idOf(n), note('x'.repeat(100_000)));
    expect(await kept(1)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12]);
    session.isFull = true;
    await keepStep(1, idOf(13), unstar);
    expect(await kept(1)).toEqual([]);
  });

  it('go when a tab has its first step and they are of one that is closed', async () => {
    await keepStep(2, idOf(1), unstar);
    session.open = [1];
    Object.assign(session.stored, { other: 1 });
    await keepStep(1, idOf(2), unstar);
    expect(Object.keys(session.stored).sort()).toEqual(['other', 'steps:1']);
  });

  it('are checked when they come back', async () => {
    for (const stored of ['x', [{}], [{ id: 'x', at: 1, papers: 1, size: 1, changes: [] }]]) {
      session.stored['steps:1'] = stored;
      expect(await kept(1)).toEqual([]);
    }
    const broken = [{ id: ID, patch: { starred: 'yes' } }];
    session.stored['steps:1'] = [{ id: idOf(1), at: NOW, papers: 1, size: 1, changes: broken }];
    await expect(inverseOfStep(1, idOf(1))).rejects.toThrow('inverse.0.patch.starred');
  });
});
