import { beforeEach, describe, expect, it, vi } from 'vitest';
import { act, markAll, markRead, toggleHidden, undo } from '../../src/content/actions';
import { has } from '../../src/content/marks';
import { presentationOf, rulesOf } from '../../src/content/presentation';
import { hidesRead } from '../../src/content/site-settings';
import { updateVisit } from '../../src/content/visit';
import { emptyMark } from '../../src/paper/mark';
import { fake } from './fake-browser';
import { appendCard, type Digest, digestOf, idAt, SETTINGS, useDigest } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

let page: Digest;
let until: AbortSignal;
useDigest(3, (digest, signal) => {
  page = digest;
  until = signal;
});

const card = (n: number) =>
  page.cards.find(idAt(n)) as NonNullable<ReturnType<typeof page.cards.find>>;
const read = () => page.cards.ids().filter((id) => has(page.marks.of(id), 'read'));
const shown = (n: number) => presentationOf(rulesOf(page), idAt(n), page.marks.of(idAt(n)));
const answered = () =>
  vi.waitFor(() =>
    expect(page.cards.ids().every((id) => page.marks.of(id).pending.length === 0)).toBe(true),
  );

describe('an action on a card', () => {
  it('toggles the flag of its name, at once', async () => {
    for (const [name, flag] of [
      ['star', 'starred'],
      ['read', 'read'],
      ['dismiss', 'dismissed'],
    ] as const) {
      expect(act(page, card(1), name)).toBe(true);
      expect(has(page.marks.of(idAt(1)), flag)).toBe(true);
      await answered();
      act(page, card(1), name);
      expect(has(page.marks.of(idAt(1)), flag)).toBe(false);
    }
  });

  it('is none where there is none of that name', () => {
    expect(act(page, card(1), 'dance')).toBe(false);
    expect(act(page, card(1), undefined)).toBe(false);
    expect(fake.sent('markAll')).toEqual([]);
  });

  it('unfolds the card, so that a note can be seen', async () => {
    act(page, card(1), 'read');
    await answered();
    page.settings.value = { ...SETTINGS, 'hideAs:test': 'folded' };
    page.visit.value.wasMarked.set(idAt(1), -1);
    expect(shown(1)).toBe('folded');
    act(page, card(1), 'unfold');
    expect(shown(1)).toBe('dimmed');
  });
});

it('marks the later version read of a paper that was read in an earlier one; Undo takes it back', async () => {
  const one = card(1);
  one.card = appendCard(1, 3);
  fake.marks.set(idAt(1), { ...emptyMark(idAt(1)), readAt: 5, readVersion: 1, seq: ++fake.seq });
  await page.marks.load([idAt(1)]);
  page.marks.ofCard(one.card);
  expect([read(), shown(1)]).toEqual([[], 'whole']);
  act(page, one, 'read');
  expect([read(), shown(1)]).toEqual([[idAt(1)], 'dimmed']);
  await answered();
  expect(fake.marks.get(idAt(1))).toMatchObject({ readVersion: 3 });
  await undo(page);
  expect(fake.marks.get(idAt(1))).toMatchObject({ readAt: 5, readVersion: 1 });
  expect([read(), shown(1)]).toEqual([[], 'whole']);
  markAll(page, 'all');
  await answered();
  expect(fake.marks.get(idAt(1))).toMatchObject({ readVersion: 3, readBy: 'bulk' });
  act(page, one, 'read');
  await answered();
  expect(fake.marks.get(idAt(1))).not.toHaveProperty('readAt');
});

it('marks those papers read that are not, in one message', async () => {
  act(page, card(2), 'read');
  await answered();
  markRead(page, page.cards.all.value, 'seen');
  await answered();
  expect(read()).toEqual([idAt(1), idAt(2), idAt(3)]);
  expect(fake.sent('markAll').map(([changes]) => (changes as unknown[]).length)).toEqual([1, 2]);
});

it('marks no paper read whose mark is not known yet', () => {
  const other = digestOf(1, until);
  markRead(other, other.cards.all.value, 'seen');
  expect(fake.sent('markAll')).toEqual([]);
});

it('marks all papers read, or those above the position, but none that is dismissed', async () => {
  act(page, card(1), 'dismiss');
  await answered();
  const navigation = { ...page.navigation, position: () => card(3) };
  markAll({ ...page, navigation }, 'above');
  await answered();
  expect(read()).toEqual([idAt(2)]);
  markAll({ ...page, navigation }, 'all');
  await answered();
  expect(read()).toEqual([idAt(2), idAt(3)]);
});

it('leaves starred papers unread, and says how many, but for the user’s own word', async () => {
  act(page, card(1), 'star');
  await answered();
  markAll(page, 'all');
  await answered();
  expect(read()).toEqual([idAt(2), idAt(3)]);
  expect(fake.marks.get(idAt(2))?.readBy).toBe('bulk');
  expect(page.notice.value).toEqual({ text: 'bar_stars_kept', count: 1 });
  act(page, card(1), 'read');
  await answered();
  expect(read()).toEqual([idAt(1), idAt(2), idAt(3)]);
  expect(fake.marks.get(idAt(1))).not.toHaveProperty('readBy');
});

it('takes a read mark of its own back where a star comes later, and Undo brings it back', async () => {
  markRead(page, [card(1)], 'opened');
  await answered();
  const before = fake.marks.get(idAt(1));
  act(page, card(1), 'star');
  expect(read()).toEqual([]);
  await answered();
  await undo(page);
  expect(fake.marks.get(idAt(1))).toMatchObject({ readAt: before?.readAt, readBy: 'opened' });
  expect(has(page.marks.of(idAt(1)), 'starred')).toBe(false);
});

it('ends a star with “not for me” and the other way round, at once, in one step of Undo', async () => {
  const flags = () =>
    (['starred', 'dismissed'] as const).map((flag) => has(page.marks.of(idAt(1)), flag));
  act(page, card(1), 'star');
  await answered();
  act(page, card(1), 'dismiss');
  expect(flags()).toEqual([false, true]);
  await answered();
  act(page, card(1), 'star');
  expect(flags()).toEqual([true, false]);
  await answered();
  await undo(page);
  expect(flags()).toEqual([false, true]);
  await undo(page);
  expect(flags()).toEqual([true, false]);
});

describe('undo', () => {
  it('takes back the last step, and says how many papers that were', async () => {
    markRead(page, page.cards.all.value, 'seen');
    await answered();
    await undo(page);
    expect(read()).toEqual([]);
    expect(page.notice.value).toEqual({ text: 'bar_undone', count: 3 });
    await undo(page);
    expect(page.notice.value?.text).toBe('bar_nothing_to_undo');
  });

  it('says why it was not saved, and can be tried again', async () => {
    act(page, card(1), 'read');
    await answered();
    fake.answer('markAll', () => {
      throw Object.assign(new Error('Full.'), { code: 'quota' });
    });
    await undo(page);
    expect(page.notice.value?.text).toBe('save_failed_quota');
    expect(page.history.count.value).toBe(1);
  });
});

it('says why several papers were not saved, and shows them as they were', async () => {
  fake.answer('markAll', () => {
    throw Object.assign(new Error('Full.'), { code: 'quota' });
  });
  markRead(page, page.cards.all.value, 'seen');
  await answered();
  await vi.waitFor(() => expect(page.notice.value?.text).toBe('save_failed_quota'));
  expect(read()).toEqual([]);
});

describe('what is hidden', () => {
  beforeEach(async () => {
    act(page, card(1), 'read');
    await answered();
    page.visit.value.wasMarked.set(idAt(1), -1);
  });

  it('is revealed for this visit, and hidden again with what was marked meanwhile', async () => {
    expect(shown(1)).toBe('hidden');
    toggleHidden(page);
    expect(shown(1)).toBe('dimmed');
    act(page, card(2), 'read');
    await answered();
    toggleHidden(page);
    expect([shown(1), shown(2)]).toEqual(['hidden', 'hidden']);
  });

  it('is hidden again, and from now on, where the setting was off', () => {
    page.settings.value = { ...SETTINGS, 'hideRead:test': false };
    updateVisit(page.visit, { isRevealed: true });
    toggleHidden(page);
    expect(hidesRead(page)).toBe(true);
    expect(shown(1)).toBe('hidden');
  });
});
