import { expect, it, vi } from 'vitest';
import { tabHandlers } from '../../src/background/handlers/tab';
import { entryOf } from '../../src/library/entries';
import { writeMarks } from '../../src/library/marks';
import type { Library } from '../../src/library/schema';
import { useLibrary } from '../library/harness';
import { makeChange, numbered } from '../library/samples';

const background = vi.hoisted(() => ({
  db: undefined as unknown,
  steps: new Map<string, unknown>(),
}));
vi.mock('../../src/background/connection', () => ({
  withLibrary: (operate: (db: unknown) => unknown) => operate(background.db),
}));
vi.mock('../../src/background/publish', () => ({
  writeAndPublish: (changes: never) => writeMarks(background.db as Library, changes),
}));
vi.mock('../../src/background/kept-steps', () => ({
  inverseOfStep: async (tab: number, id: string) => background.steps.get(`${tab} ${id}`) ?? [],
  dropStep: async (tab: number, id: string) => background.steps.delete(`${tab} ${id}`),
  keepStep: async () => undefined,
}));

let db: Library;
useLibrary((opened) => {
  db = opened;
  Object.assign(background, { db, steps: new Map() });
});

const STEP = '00000000-0000-4000-8000-000000000001';

it('takes a kept step back, of the papers that are still there, and once', async () => {
  await writeMarks(db, [
    makeChange(1, { starred: true, note: { text: 'n', was: '' } }),
    makeChange(2, { starred: true }),
  ]);
  const inverse = [1, 3].map((n) => ({ id: numbered(n), patch: { starred: false } }));
  background.steps.set(`7 ${STEP}`, inverse);
  await tabHandlers.undoStep(8, STEP);
  expect((await entryOf(db, numbered(1)))?.mark.starredAt).toBeDefined();
  await tabHandlers.undoStep(7, STEP);
  const { paper, mark } = (await entryOf(db, numbered(1))) ?? {};
  expect(mark).not.toHaveProperty('starredAt');
  expect([paper?.title, mark?.note]).toEqual([makeChange(1, {}).paper.title, 'n']);
  expect((await entryOf(db, numbered(2)))?.mark.starredAt).toBeDefined();
  expect(await entryOf(db, numbered(3))).toBeUndefined();
  expect(background.steps.size).toBe(0);
  await writeMarks(db, [makeChange(1, { starred: true })]);
  await tabHandlers.undoStep(7, STEP);
  expect((await entryOf(db, numbered(1)))?.mark.starredAt).toBeDefined();
});

it('refuses a step without the name of one', async () => {
  for (const id of [undefined, 7, 'x', '__proto__'])
    for (const request of ['undoStep', 'dropStep', 'keepStep'] as const)
      await expect(tabHandlers[request](7, id, [])).rejects.toThrow('id:');
});
