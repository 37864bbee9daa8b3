import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { changeOf } from '../../src/content/changes';
import {
  earlierRead,
  flagsOf,
  followMarks,
  has,
  type Marks,
  shownMark,
} from '../../src/content/marks';
import { effect } from '../../src/content/signal';
import { bitsOf, emptyMark, type Mark } from '../../src/paper/mark';
import type { Card } from '../../src/sites/site';
import { fake } from './fake-browser';
import { appendCard, idAt, paperAt } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

let stay: AbortController;
let marks: Marks;
beforeEach(() => {
  fake.reset();
  stay = new AbortController();
  marks = followMarks(stay.signal);
});
afterEach(() => stay.abort());

const ID = idAt(1);
const markOf = (more: Partial<Mark>): Mark => ({ ...emptyMark(ID), ...more });
const publish = (mark: Mark): void => fake.store({ changed: [{ mark, ids: [mark.id] }] });
const refuse = () =>
  fake.answer('markAll', () => {
    throw Object.assign(new Error('Full.'), { code: 'quota' });
  });

it('knows nothing until the library has answered', async () => {
  expect(marks.of(ID).mark).toBeUndefined();
  await marks.load([ID]);
  expect(marks.of(ID).mark).toBeNull();
});

it('follows what is published about its papers, and about no others, until the signal', async () => {
  await marks.load([ID]);
  publish(markOf({ seq: 1, readAt: 1 }));
  expect(flagsOf(marks.of(ID))).not.toBe(0);
  publish({ ...markOf({ seq: 2, readAt: 1 }), id: idAt(2) });
  expect(marks.of(idAt(2)).mark).toBeUndefined();
  stay.abort();
  publish(markOf({ seq: 3 }));
  expect(flagsOf(marks.of(ID))).not.toBe(0);
});

it('keeps the newest mark, in whatever order answers and changes come', async () => {
  fake.answer('marksOf', () => {
    publish(markOf({ seq: 5, readAt: 1 }));
    return [markOf({ seq: 4 })];
  });
  await marks.load([ID]);
  expect(marks.of(ID).mark?.seq).toBe(5);
});

describe('a card of a later version than the one that was read', () => {
  const cardOf = (version?: number) => appendCard(1, version);
  const isRead = (card: Card) => has(marks.ofCard(card), 'read');
  const load = async (more: Partial<Mark>): Promise<void> => {
    fake.answer('marksOf', () => [markOf({ seq: 1, readAt: 1, ...more })]);
    await marks.load([ID]);
  };

  it('is unread, and says which one was read', async () => {
    await load({ readVersion: 1, starredAt: 1 });
    const state = marks.ofCard(cardOf(3));
    expect([has(state, 'read'), has(state, 'starred')]).toEqual([false, true]);
    expect(flagsOf(state)).toBe(bitsOf((flag) => flag === 'starred'));
    expect(earlierRead(state)).toBe(1);
    expect(shownMark(state)?.readAt).toBe(1);
    // From now on by its id, too.
    expect(has(marks.of(ID), 'read')).toBe(false);
  });

  it('is read where the versions are the same, or one of them is not known', async () => {
    await load({ readVersion: 2 });
    for (const version of [2, 1, undefined]) {
      expect(isRead(cardOf(version))).toBe(true);
      expect(earlierRead(marks.ofCard(cardOf(version)))).toBeUndefined();
    }
    marks = followMarks(stay.signal);
    await load({});
    expect(isRead(cardOf(3))).toBe(true);
  });

  it('does not read the version of a card where none was read', async () => {
    await load({});
    const version = vi.fn(() => 3);
    marks.ofCard({ ...cardOf(), version });
    marks.ofCard({ ...appendCard(2), version });
    expect(version).not.toHaveBeenCalled();
  });

  it('becomes read with the version that is on the page', async () => {
    await load({ readVersion: 1 });
    const card = cardOf(3);
    expect(isRead(card)).toBe(false);
    fake.answer('markAll', () => [markOf({ seq: 2, readAt: 2, readVersion: 3 })]);
    const answered = marks.change([
      changeOf({ card, attributes: 0 }, { read: true, readBy: 'bulk' }),
    ]);
    expect(isRead(card)).toBe(true);
    await answered;
    expect(isRead(card)).toBe(true);
    const [[[{ patch }]]] = fake.sent('markAll') as [[[{ patch: object }]]];
    expect(patch).toEqual({ read: true, readBy: 'bulk', readVersion: 3 });
  });

  it('is sent only with what makes it read', () => {
    const one = { card: cardOf(3), attributes: 0 };
    expect(changeOf(one, { read: false }).patch).toEqual({ read: false });
    expect(changeOf(one, { starred: true }).patch).toEqual({ starred: true });
    expect(changeOf({ ...one, card: cardOf() }, { read: true }).patch).toEqual({ read: true });
  });
});

describe('a change', () => {
  it('is shown at once, and is committed with the answer', async () => {
    await marks.load([ID]);
    const answered = marks.change([{ paper: paperAt(1), patch: { starred: true } }]);
    expect(has(marks.of(ID), 'starred')).toBe(true);
    expect(marks.of(ID).mark).toBeNull();
    expect(await answered).toBeUndefined();
    expect(marks.of(ID)).toMatchObject({ mark: { seq: 1 }, pending: [] });
  });

  it('that was not saved is taken back, and the paper says why until the next one', async () => {
    await marks.load([ID]);
    refuse();
    const failure = await marks.change([{ paper: paperAt(1), patch: { starred: true } }]);
    expect(failure?.code).toBe('quota');
    expect(has(marks.of(ID), 'starred')).toBe(false);
    expect(marks.of(ID).failure).toBe(failure);
    void marks.change([{ paper: paperAt(1), patch: { read: true } }]);
    expect(marks.of(ID).failure).toBeUndefined();
  });

  it('of several papers that was not saved leaves it to the caller to say why', async () => {
    refuse();
    const changes = [1, 2].map((n) => ({ paper: paperAt(n), patch: { read: true } }));
    expect((await marks.change(changes))?.code).toBe('quota');
    expect(marks.of(ID).failure).toBeUndefined();
  });
});

it('tells listeners once which papers have changed, and runs effects that read a mark', async () => {
  const heard: unknown[] = [];
  marks.onChange((ids) => heard.push([...ids]));
  let runs = 0;
  const stop = effect(() => {
    marks.of(idAt(9));
    runs++;
  });
  await marks.load([idAt(1), idAt(2)]);
  stop();
  expect(heard).toEqual([[idAt(1), idAt(2)]]);
  expect(runs).toBe(2);
});
