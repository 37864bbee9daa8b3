import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { barStateOf } from '../../src/content/bar-state';
import { effect, signal } from '../../src/content/signal';
import { createVisit, updateVisit } from '../../src/content/visit';
import { RequestError } from '../../src/protocol/requests';
import { fake } from './fake-browser';
import { DIGEST, digestOf, idAt, paperAt, SETTINGS } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

let stay: AbortController;
beforeEach(() => {
  fake.reset();
  stay = new AbortController();
});
afterEach(() => stay.abort());

it('counts what was read, dismissed, hidden and done on this visit', async () => {
  const page = digestOf(5, stay.signal);
  await page.marks.change([
    { paper: paperAt(1), patch: { read: true } },
    { paper: paperAt(2), patch: { dismissed: true } },
  ]);
  await page.marks.load(page.cards.ids());
  barStateOf(page);
  await page.history.perform([{ paper: paperAt(3), patch: { read: true } }]);
  updateVisit(page.visit, { previous: new Set([idAt(1), idAt(2)]) });
  expect(barStateOf(page)).toMatchObject({
    ...{ papers: 5, done: 3, read: 2, dismissed: 1, hidden: 2, hiddenUnread: 1, untidy: 1 },
    ...{ fresh: 3, steps: 1, hideRead: true, isReadHidden: true, hideAs: 'hidden' },
  });
  updateVisit(page.visit, { isRevealed: true });
  expect(barStateOf(page)).toMatchObject({ hidden: 0, untidy: 0 });
});

it('counts starred papers among what can be hidden where the user chose that', async () => {
  const page = digestOf(3, stay.signal);
  await page.marks.change([{ paper: paperAt(1), patch: { starred: true } }]);
  await page.marks.load(page.cards.ids());
  expect(barStateOf(page)).toMatchObject({ done: 0, hidden: 0, hiddenUnread: 0 });
  page.settings.value = { ...SETTINGS, 'hides:test': ['read', 'starred'] };
  expect(barStateOf(page)).toMatchObject({ done: 1, hidden: 1, hiddenUnread: 1 });
  expect(barStateOf(page)?.isReadHidden).toBe(false);
});

it('is tracked: an effect that shows it runs again when a mark changes', async () => {
  const page = digestOf(2, stay.signal);
  const done: (number | undefined)[] = [];
  const stop = effect(() => done.push(barStateOf(page)?.done));
  await page.marks.change([{ paper: paperAt(1), patch: { read: true } }]);
  stop();
  expect(done[0]).toBe(0);
  expect(done.at(-1)).toBe(1);
});

it('is not there without papers, where Dogear is off, and before the page is shown', () => {
  expect(barStateOf(digestOf(0, stay.signal))).toBeUndefined();
  const off = digestOf(2, stay.signal);
  off.settings.value = { ...SETTINGS, 'on:test': false };
  expect(barStateOf(off)).toBeUndefined();
  const early = digestOf(2, stay.signal);
  const firstPaint = { ...early.firstPaint, isReady: signal(false) };
  expect(barStateOf({ ...early, firstPaint })).toBeUndefined();
  early.failure.value = new RequestError('internal', 'No.');
  expect(barStateOf({ ...early, firstPaint })?.failure?.code).toBe('internal');
});

it('is there without papers where they could not be read', () => {
  const page = digestOf(0, stay.signal);
  updateVisit(page.visit, { unreadable: 30 });
  expect(barStateOf(page)).toMatchObject({ papers: 0, unreadable: 30 });
});

it('is on a paper’s own page only while there is something to say', () => {
  const page = digestOf(1, stay.signal);
  page.visit.value = createVisit(DIGEST, 'paper');
  expect(barStateOf(page)).toBeUndefined();
  page.notice.value = { text: 'Undone.' };
  expect(barStateOf(page)?.notice).toEqual({ text: 'Undone.' });
});

it('says when the extension is gone', () => {
  const page = digestOf(1, stay.signal);
  fake.isOrphaned = true;
  expect(barStateOf(page)?.failure?.code).toBe('orphaned');
});
