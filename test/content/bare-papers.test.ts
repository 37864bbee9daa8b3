import { expect, it, vi } from 'vitest';
import { completeBarePapers } from '../../src/content/bare-papers';
import { has } from '../../src/content/marks';
import type { TrackedCard } from '../../src/content/tracked-card';
import { sendChanges } from '../../src/protocol/outbox';
import { call } from '../../src/protocol/rpc';
import { fake } from './fake-browser';
import { type Digest, idAt, paperAt, useDigest } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

let page: Digest;
useDigest(3, (digest) => {
  page = digest;
});

const complete = (): Promise<void> =>
  completeBarePapers({
    cards: page.cards,
    call,
    isStarred: (id) => has(page.marks.of(id), 'starred'),
    sendChanges,
  });

const star = async (...numbers: number[]): Promise<void> => {
  await page.marks.change(numbers.map((n) => ({ paper: paperAt(n), patch: { starred: true } })));
  fake.requests.length = 0;
};

it('sends what the page says about starred papers that are bare, and changes no mark', async () => {
  await star(1, 3);
  fake.answer('bareOf', () => [idAt(3)]);
  await complete();
  expect(fake.sent('bareOf')).toEqual([[[idAt(1), idAt(3)]]]);
  expect(fake.sent('markAll')).toEqual([[[{ paper: paperAt(3), patch: {} }]]]);
});

it('sends nothing where the library knows them all', async () => {
  await star(1);
  await complete();
  expect(fake.requests.map(([name]) => name)).toEqual(['bareOf']);
});

it('sends what a later version says', async () => {
  await star(1, 2);
  const one = page.cards.find(idAt(2)) as TrackedCard;
  const paper = { ...paperAt(2), version: 2 };
  one.card = { ...one.card, read: () => paper };
  await complete();
  expect(fake.sent('markAll')).toEqual([[[{ paper, patch: {} }]]]);
});

it('asks nothing where no paper is starred', async () => {
  await page.marks.change([{ paper: paperAt(1), patch: { read: true } }]);
  fake.requests.length = 0;
  await complete();
  expect(fake.requests).toEqual([]);
});

it('leaves it to the next page where the library does not answer', async () => {
  await star(1);
  fake.answer('bareOf', () => {
    throw Object.assign(new Error('No.'), { code: 'internal' });
  });
  await expect(complete()).resolves.toBeUndefined();
  fake.answer('bareOf', () => [idAt(1)]);
  fake.answer('markAll', () => {
    throw Object.assign(new Error('Full.'), { code: 'quota' });
  });
  await expect(complete()).resolves.toBeUndefined();
  expect(page.failure.value).toBeUndefined();
});
