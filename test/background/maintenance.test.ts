import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withLibrary } from '../../src/background/connection';
import { planMaintenance } from '../../src/background/maintenance';
import { backups } from '../../src/library/backup/backup';
import { remove, removed } from '../../src/library/bin';
import { writeMarks } from '../../src/library/marks';
import type { Backup } from '../../src/library/schema';
import { makeChange, numbered } from '../library/samples';

/** What the browser does for the background, as far as it is asked to here. */
const browser = vi.hoisted(() => ({ isFull: false, isBinBroken: false, isLocked: false }));
vi.mock('../../src/ext', () => ({
  default: {
    runtime: {
      getPlatformInfo: async () => {
        if (browser.isFull) throw new DOMException('full', 'QuotaExceededError');
      },
    },
  },
}));
vi.mock('../../src/library/bin', async (original) => {
  const bin = await original<typeof import('../../src/library/bin')>();
  return {
    ...bin,
    async purgeBin(...args: Parameters<typeof bin.purgeBin>) {
      if (browser.isBinBroken) throw new DOMException('damaged', 'UnknownError');
      await bin.purgeBin(...args);
    },
  };
});

const DAY = 24 * 3_600_000;
const WHILE = 10_000;
/** 2026-11-25 */
const START = new Date(2026, 10, 25, 12).getTime();

beforeEach(() => {
  // The database is at work in real time.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: START });
  vi.stubGlobal('navigator', { locks: { request: lock } });
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(async () => {
  await pass(WHILE);
  await withLibrary(async (db) => {
    for (const store of db.objectStoreNames) await db.clear(store);
  });
  Object.assign(browser, { isFull: false, isBinBroken: false, isLocked: false });
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** As far as `navigator.locks` is used for the daily backup: it does not wait for another's end. */
let held: Promise<unknown> | undefined;
function lock(name: string, options: object, use: (lock: object | null) => Promise<unknown>) {
  expect([name, options]).toEqual(['dogear-backup', { ifAvailable: true }]);
  held = use(browser.isLocked ? null : {});
  return held;
}

/** Until all that is due by then is done: the database answers in a few turns of the loop. */
async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  for (let turn = 0; turn < 500; turn++) await new Promise(setImmediate);
  await held?.catch(() => undefined);
}

const list = (): Promise<Backup[]> => withLibrary(backups);
const change = (n: number) => withLibrary((db) => writeMarks(db, [makeChange(n, { starred: 5 })]));

describe('the daily backup', () => {
  it('is made by itself, a while after something has called for the background', async () => {
    await change(1);
    planMaintenance();
    planMaintenance();
    await pass(WHILE - 1);
    expect(await list()).toEqual([]);
    await pass(1);
    expect(await list()).toMatchObject([
      { at: START + WHILE, reason: 'daily', counts: { papers: 1 } },
    ]);
    await change(2);
    planMaintenance();
    await pass(WHILE);
    expect(await list()).toHaveLength(1);
  });

  it('is made up for after days without the browser', async () => {
    await change(1);
    planMaintenance();
    await pass(WHILE);
    await change(2);
    vi.setSystemTime(START + 3 * DAY);
    planMaintenance();
    await pass(WHILE);
    expect(await list()).toMatchObject([{ at: START + 3 * DAY + WHILE }, { at: START + WHILE }]);
  });

  it('is made the next time, where it could not be this time', async () => {
    await change(1);
    browser.isFull = true;
    planMaintenance();
    await pass(WHILE);
    expect(await list()).toEqual([]);
    expect(console.error).toHaveBeenCalledOnce();
    browser.isFull = false;
    planMaintenance();
    await pass(WHILE);
    expect(await list()).toHaveLength(1);
  });

  it('is made though the bin cannot be looked through', async () => {
    await change(1);
    browser.isBinBroken = true;
    planMaintenance();
    await pass(WHILE);
    expect(await list()).toHaveLength(1);
    expect(console.error).toHaveBeenCalledOnce();
  });

  it('waits for its next turn where another backup is being made', async () => {
    await change(1);
    browser.isLocked = true;
    planMaintenance();
    await pass(WHILE);
    expect(await list()).toEqual([]);
    browser.isLocked = false;
    planMaintenance();
    await pass(WHILE);
    expect(await list()).toHaveLength(1);
    expect(console.error).not.toHaveBeenCalled();
  });
});

describe('the bin', () => {
  it('is emptied of what is older than thirty days, when two days say so', async () => {
    await change(1);
    await withLibrary((db) => remove(db, [numbered(1)], START));
    const count = async () => (await withLibrary(removed)).length;
    for (const [day, left] of [
      [0, 1],
      [1, 1],
      // The clock is far ahead, and right again.
      [40, 1],
      [2, 1],
      [32, 1],
      [33, 0],
    ] as const) {
      vi.setSystemTime(START + day * DAY);
      planMaintenance();
      await pass(WHILE);
      expect(await count(), `day ${day}`).toBe(left);
    }
  });
});
