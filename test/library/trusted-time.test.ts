import { expect, it } from 'vitest';
import { backUp, backUpDaily, backups } from '../../src/library/backup/backup';
import { writeMarks } from '../../src/library/marks';
import type { Library } from '../../src/library/schema';
import { trustedTime } from '../../src/library/trusted-time';
import { useLibrary } from './harness';
import { makeChange } from './samples';

let db: Library;
useLibrary((library) => {
  db = library;
});

const DAY = 24 * 3_600_000;
/** 2026-11-25, noon */
const START = new Date(2026, 10, 25, 12).getTime();
const look = (days: number, ms = 0) => trustedTime(db, START + days * DAY + ms);

it('is the time of the last look on another day', async () => {
  expect(await look(0)).toBe(0);
  expect(await look(0, 5)).toBe(0);
  expect(await look(1)).toBe(START + 5);
  expect(await look(1, 7)).toBe(START + 5);
  expect(await look(2)).toBe(START + DAY + 7);
});

it('does not follow a clock that is far ahead for one day', async () => {
  await look(0);
  await look(1);
  expect(await look(41)).toBe(START + DAY);
  expect(await look(41, 1)).toBe(START + DAY);
  // Right again, and wrong again.
  expect(await look(1, 2)).toBe(START + DAY + 2);
  expect(await look(41, 3)).toBe(START + DAY + 2);
  expect(await look(42)).toBe(START + 41 * DAY + 3);
});

it('keeps the backup that was made before a restore from such a clock', async () => {
  await writeMarks(db, [makeChange(1, { starred: 5 })]);
  await look(0);
  const before = await backUp(db, 'before-restore', START + 1);
  const keeps = async () => (await backups(db)).some(({ at }) => at === before.at);
  await writeMarks(db, [makeChange(2, { starred: 5 })]);
  await backUpDaily(db, START + 40 * DAY);
  expect(await keeps()).toBe(true);
  await writeMarks(db, [makeChange(3, { starred: 5 })]);
  await backUpDaily(db, START + 41 * DAY);
  expect(await keeps()).toBe(false);
});
