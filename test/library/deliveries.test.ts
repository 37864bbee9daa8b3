import { expect, it } from 'vitest';
import { purgeDeliveries } from '../../src/library/deliveries';
import { marksOf, patchMarks, writeMarks } from '../../src/library/marks';
import { readClock } from '../../src/library/read-clock';
import type { Library } from '../../src/library/schema';
import type { Delivery } from '../../src/paper/delivery';
import { useLibrary } from './harness';
import { makeChange, numbered } from './samples';

let db: Library;
useLibrary((library) => {
  db = library;
});

const DAY = 24 * 3_600_000;
const delivery = (n: number, sender = 'one'): Delivery => ({ sender, n });
const write = (patch: object, by?: Delivery, now = 1) =>
  writeMarks(db, [makeChange(1, patch)], now, by);
const markNow = async () => (await marksOf(db, [numbered(1)]))[0];

it('does a request once, and answers with what the mark is by then', async () => {
  await write({ starred: 5 }, delivery(1));
  await write({ starred: false });
  const [again] = await write({ starred: 5 }, delivery(1));
  expect(again?.mark).toEqual(await markNow());
  expect(await markNow()).not.toHaveProperty('starredAt');
  expect((await readClock(db.transaction('meta').store))?.seq).toBe(2);
});

it('leaves out what comes after a later one of the same sender, and of no other', async () => {
  await write({ read: 5 }, delivery(2));
  await write({ read: false }, delivery(1));
  expect(await markNow()).toMatchObject({ readAt: 5 });
  await write({ read: false }, delivery(1, 'two'));
  expect(await markNow()).not.toHaveProperty('readAt');
});

it('holds for papers of which only the id is known', async () => {
  await write({ starred: 5 });
  await patchMarks(db, [{ id: numbered(1), patch: { starred: false } }], 2, delivery(1));
  await write({ starred: 7 });
  await patchMarks(db, [{ id: numbered(1), patch: { starred: false } }], 3, delivery(1));
  expect(await markNow()).toMatchObject({ starredAt: 7 });
});

it('is not noted where the write fails', async () => {
  // No database can keep a function.
  const change = makeChange(1, { starred: 5 });
  const broken = { ...change, paper: { ...change.paper, abstract: (() => '') as never } };
  await expect(writeMarks(db, [broken], 1, delivery(1))).rejects.toThrow();
  await write({ starred: 5 }, delivery(1));
  expect(await markNow()).toMatchObject({ starredAt: 5 });
});

it('forgets senders that have been silent for a day, and nothing else', async () => {
  await write({ starred: 5 }, delivery(1, 'old'), 1);
  await write({ read: 5 }, delivery(1, 'new'), DAY);
  await purgeDeliveries(db, DAY + 2);
  expect(await db.getAllKeys('meta')).toEqual(['clock', 'sender:new']);
});
