import { beforeEach, expect, it, vi } from 'vitest';
import { markRead } from '../../src/content/actions';
import { type AutoReadOptions, createAutoRead } from '../../src/content/auto-read';
import { changeOf } from '../../src/content/changes';
import { flagsOf, has } from '../../src/content/marks';
import { markSeen, readOnSight, type SightContext } from '../../src/content/read-on-sight';
import { effect } from '../../src/content/signal';
import type { TrackedCard } from '../../src/content/tracked-card';
import { updateVisit } from '../../src/content/visit';
import { fake } from './fake-browser';
import { type Digest, idAt, SETTINGS, useDigest } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));
vi.mock('../../src/content/auto-read', () => ({ createAutoRead: vi.fn(() => ({ watch })) }));

let page: Digest;
let context: SightContext;
let until: AbortSignal;
useDigest(2, (digest, stay) => {
  page = digest;
  until = stay;
  context = {
    ...{ effect, cards: page.cards, visit: page.visit, settings: page.settings },
    mayRead: () => true,
    isMarked: (id) => flagsOf(page.marks.of(id)) > 0,
    markRead: (ids) =>
      void markRead(
        page,
        ids.flatMap((id) => page.cards.find(id) ?? []),
        'seen',
      ),
  };
});

const watch = vi.fn();
const optionsOf = (): AutoReadOptions =>
  vi.mocked(createAutoRead).mock.calls[0]?.[0] as AutoReadOptions;
beforeEach(() => {
  vi.clearAllMocks();
});

const elementOf = (n: number) => (page.cards.find(idAt(n)) as TrackedCard).card.element;
const isRead = (n: number) => has(page.marks.of(idAt(n)), 'read');
const want = (readAfterSeconds: number): void => {
  page.settings.value = { ...SETTINGS, readAfterSeconds };
};

it('observes nothing where the user has not asked for it', () => {
  readOnSight(context, until);
  expect(createAutoRead).not.toHaveBeenCalled();
});

it('watches the cards of a digest, by the settings as they are then', () => {
  want(5);
  readOnSight(context, until);
  expect(watch).toHaveBeenLastCalledWith([elementOf(1), elementOf(2)]);
  const options = optionsOf();
  expect([options.seconds(), options.whenPassed()]).toEqual([5, false]);
  updateVisit(page.visit, { kind: 'paper' });
  expect(watch).toHaveBeenLastCalledWith([]);
  updateVisit(page.visit, { kind: 'digest' });
  want(0);
  expect(watch).toHaveBeenLastCalledWith([]);
  expect(options.seconds()).toBe(0);
  options.onRead([elementOf(2)]);
  expect([1, 2].map(isRead)).toEqual([false, true]);
});

it('marks each paper that was looked at once on a visit', async () => {
  markSeen(context, [elementOf(1)]);
  expect(isRead(1)).toBe(true);
  expect(fake.marks.get(idAt(1))?.readBy).toBe('seen');
  await page.history.undo();
  markSeen(context, [elementOf(1)]);
  expect(isRead(1)).toBe(false);
});

it('marks no paper that is starred', async () => {
  const one = page.cards.find(idAt(1)) as TrackedCard;
  await page.history.perform([changeOf(one, { starred: true })]);
  markSeen(context, [elementOf(1)]);
  expect(isRead(1)).toBe(false);
  expect(page.history.count.value).toBe(1);
});
