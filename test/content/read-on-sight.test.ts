import { beforeEach, expect, it, vi } from 'vitest';
import type { AutoReadOptions } from '../../src/content/auto-read';
import { changeOf } from '../../src/content/changes';
import { handOver, type LaterParts } from '../../src/content/handover';
import { has } from '../../src/content/marks';
import { markSeen, readOnSight } from '../../src/content/read-on-sight';
import type { TrackedCard } from '../../src/content/tracked-card';
import { updateVisit } from '../../src/content/visit';
import { fake } from './fake-browser';
import { type Digest, idAt, SETTINGS, useDigest } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

let page: Digest;
let until: AbortSignal;
useDigest(2, (digest, stay) => {
  page = digest;
  until = stay;
});

const watch = vi.fn();
const createAutoRead = vi.fn((_: AutoReadOptions, __: AbortSignal) => ({ watch }));
beforeEach(() => {
  vi.clearAllMocks();
});

const elementOf = (n: number) => (page.cards.find(idAt(n)) as TrackedCard).card.element;
const isRead = (n: number) => has(page.marks.of(idAt(n)), 'read');
const want = (readAfterSeconds: number): void => {
  page.settings.value = { ...SETTINGS, readAfterSeconds };
};

it('watches what is wanted by the time that the later script is there', () => {
  want(5);
  readOnSight(page, until);
  want(3);
  expect(createAutoRead).not.toHaveBeenCalled();
  handOver({ createAutoRead } as unknown as LaterParts);
  expect(createAutoRead).toHaveBeenCalledTimes(1);
  expect(watch).toHaveBeenLastCalledWith([elementOf(1), elementOf(2)]);
});

it('observes nothing where the user has not asked for it', () => {
  readOnSight(page, until);
  expect(createAutoRead).not.toHaveBeenCalled();
});

it('watches the cards of a digest, by the settings as they are then', () => {
  want(5);
  readOnSight(page, until);
  expect(watch).toHaveBeenLastCalledWith([elementOf(1), elementOf(2)]);
  const options = createAutoRead.mock.calls[0]?.[0];
  expect([options?.seconds(), options?.whenPassed()]).toEqual([5, false]);
  updateVisit(page.visit, { kind: 'paper' });
  expect(watch).toHaveBeenLastCalledWith([]);
  updateVisit(page.visit, { kind: 'digest' });
  want(0);
  expect(watch).toHaveBeenLastCalledWith([]);
  expect(options?.seconds()).toBe(0);
  options?.onRead([elementOf(2)]);
  expect([1, 2].map(isRead)).toEqual([false, true]);
});

it('marks each paper that was looked at once on a visit', async () => {
  markSeen(page, [elementOf(1)]);
  expect(isRead(1)).toBe(true);
  expect(fake.marks.get(idAt(1))?.readBy).toBe('seen');
  await page.history.undo();
  markSeen(page, [elementOf(1)]);
  expect(isRead(1)).toBe(false);
});

it('marks no paper that is starred', async () => {
  const one = page.cards.find(idAt(1)) as TrackedCard;
  await page.history.perform([changeOf(one, { starred: true })]);
  markSeen(page, [elementOf(1)]);
  expect(isRead(1)).toBe(false);
  expect(page.history.count.value).toBe(1);
});
