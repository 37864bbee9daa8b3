import { afterEach, describe, expect, it, vi } from 'vitest';
import { changeOf } from '../../src/content/changes';
import { has } from '../../src/content/marks';
import { openPaper, readOnArrival, readOnClick } from '../../src/content/read-on-open';
import type { TrackedCard } from '../../src/content/tracked-card';
import { createVisit } from '../../src/content/visit';
import { fake } from './fake-browser';
import { arriveBy } from './navigation';
import { type Digest, idAt, SETTINGS, useDigest } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

let page: Digest;
useDigest(2, (digest) => {
  page = digest;
});
afterEach(() => vi.restoreAllMocks());

const isRead = (n: number): boolean => has(page.marks.of(idAt(n)), 'read');
const card = (n: number) => page.cards.find(idAt(n)) as TrackedCard;
const click = (n: number, link = card(n).card.link): void =>
  readOnClick(page, card(n), [link, card(n).card.element] as EventTarget[]);

describe('a click', () => {
  it('on a link to the card’s own paper marks it read', () => {
    click(1);
    expect([isRead(1), isRead(2)]).toEqual([true, false]);
  });

  it('leaves a starred paper unread', async () => {
    await page.history.perform([changeOf(card(1), { starred: true })]);
    click(1);
    expect(isRead(1)).toBe(false);
  });

  it('on a link to another paper does not, nor one on no link', () => {
    click(1, card(2).card.link);
    readOnClick(page, card(1), [card(1).card.element]);
    expect([isRead(1), isRead(2)]).toEqual([false, false]);
  });

  it('does not where the user does not want it, in private, or on a paper’s own page', () => {
    page.settings.value = { ...SETTINGS, readOnOpen: false };
    click(1);
    page.settings.value = SETTINGS;
    fake.isPrivate = true;
    click(1);
    fake.isPrivate = false;
    page.visit.value = createVisit('https://example.org/1', 'paper');
    click(1);
    expect(isRead(1)).toBe(false);
  });
});

it('opens the PDF in a new tab, and marks the paper read', () => {
  const open = vi.spyOn(window, 'open').mockReturnValue(null);
  expect(openPaper(page, card(1), 'pdf')).toBe(true);
  expect(open).toHaveBeenCalledWith('https://example.org/1.pdf', '_blank', 'noopener');
  expect(isRead(1)).toBe(true);
});

it('has nothing to open on a paper’s own page', () => {
  page.visit.value = createVisit('https://example.org/1', 'paper');
  expect(openPaper(page, card(1), 'page')).toBe(false);
});

describe('arriving at a paper’s own page', () => {
  const arrive = (type: string, isFromDigest: boolean) => {
    arriveBy(type);
    vi.spyOn(document, 'referrer', 'get').mockReturnValue('https://example.org/list');
    fake.answer('cameFromDigest', () => isFromDigest);
    page.visit.value = createVisit('https://example.org/1', 'paper');
    return readOnArrival(page);
  };

  it('from a digest marks it read', async () => {
    await arrive('navigate', true);
    expect(isRead(1)).toBe(true);
    expect(fake.sent('cameFromDigest')).toEqual([
      ['https://example.org/list', 'https://example.org/1'],
    ]);
  });

  it('from elsewhere, by Reload or by Back does not', async () => {
    await arrive('navigate', false);
    await arrive('reload', true);
    await arrive('back_forward', true);
    expect(isRead(1)).toBe(false);
  });
});
