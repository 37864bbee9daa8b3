import { describe, expect, it, vi } from 'vitest';
import { changeOf, perform } from '../../src/content/changes';
import { has } from '../../src/content/marks';
import type { TrackedCard } from '../../src/content/tracked-card';
import { fake } from './fake-browser';
import { type Digest, idAt, paperAt, useDigest } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

let page: Digest;
useDigest(2, (digest) => {
  page = digest;
});

const card = (n: number) => page.cards.find(idAt(n)) as TrackedCard;
const read = (...numbers: number[]) => numbers.map((n) => changeOf(card(n), { read: true }));
const refuse = () =>
  fake.answer('markAll', () => {
    throw Object.assign(new Error('Full.'), { code: 'quota' });
  });

describe('a change', () => {
  it('carries the paper as the card says it is now', () => {
    const now = { ...paperAt(1), title: 'Another title' };
    card(1).card = { ...card(1).card, read: () => now };
    expect(changeOf(card(1), { starred: true })).toEqual({ paper: now, patch: { starred: true } });
  });

  it('carries the paper as it was when its editor was opened, where there is one', () => {
    card(1).paper = { ...paperAt(1), title: 'As it was' };
    expect(changeOf(card(1), {}).paper.title).toBe('As it was');
  });
});

describe('several changes', () => {
  it('are sent in one message, and are one step to undo', async () => {
    await perform(page, read(1, 2));
    expect(fake.sent('markAll')).toEqual([[read(1, 2)]]);
    expect([1, 2].map((n) => fake.marks.get(idAt(n))?.readAt)).toEqual([
      expect.any(Number),
      expect.any(Number),
    ]);
    expect(page.history.count.value).toBe(1);
    expect(page.notice.value).toBeUndefined();
  });

  it('are taken back where they were not saved, which is said', async () => {
    refuse();
    await perform(page, read(1, 2));
    expect(has(page.marks.of(idAt(1)), 'read')).toBe(false);
    expect(page.notice.value?.text).toBe('save_failed_quota');
    expect(page.history.count.value).toBe(0);
  });
});

it('leaves it to the card to say why one paper was not saved', async () => {
  refuse();
  await perform(page, read(1));
  expect(page.marks.of(idAt(1)).failure?.code).toBe('quota');
  expect(page.notice.value).toBeUndefined();
});

it('says that the extension is gone, and nothing else', async () => {
  fake.isOrphaned = true;
  await perform(page, read(1, 2));
  expect(page.failure.value?.code).toBe('orphaned');
  expect(page.notice.value).toBeUndefined();
});

it('sends nothing where there is nothing to change', async () => {
  await perform(page, []);
  expect(fake.requests.map(([name]) => name)).not.toContain('markAll');
});
