import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openOwnPage } from '../../src/protocol/own-page';

/** A browser with these windows and this current tab; what is done in it is written down. */
const browser = vi.hoisted(() => ({
  current: {} as { incognito: boolean; cookieStoreId?: string },
  windows: [] as { id: number; incognito: boolean }[],
  isAlwaysPrivate: false,
  done: [] as unknown[],
}));
const note = (...done: unknown[]) => void browser.done.push(done);
vi.mock('../../src/ext', () => ({
  default: {
    tabs: {
      query: async () => [browser.current],
      create: async (tab: object) => note('create', tab),
      update: async (tab: object) => note('update', tab),
    },
    windows: {
      getAll: async () => browser.windows,
      create: async () => ({ id: 9, incognito: browser.isAlwaysPrivate }),
      remove: async (id: number) => note('remove', id),
      update: async (id: number) => note('focus', id),
    },
  },
}));

const url = 'moz-extension://own/src/list/index.html';

beforeEach(() => {
  browser.current = { incognito: false };
  browser.windows = [
    { id: 1, incognito: false },
    { id: 2, incognito: true },
  ];
  browser.isAlwaysPrivate = false;
  browser.done = [];
});

describe('openOwnPage', () => {
  it.each([undefined, 'firefox-default'])('replaces a tab that has the library: %s', async (id) => {
    browser.current = { incognito: false, ...(id ? { cookieStoreId: id } : {}) };
    await openOwnPage(url, 'currentTab');
    expect(browser.done).toEqual([['update', { url }]]);
  });

  it('leaves a tab of a container alone', async () => {
    browser.current = { incognito: false, cookieStoreId: 'firefox-container-1' };
    await openOwnPage(url, 'currentTab');
    expect(browser.done).toEqual([['create', { url, active: true }]]);
  });

  it('goes from a private window to one that is not', async () => {
    browser.current = { incognito: true, cookieStoreId: 'firefox-private' };
    await openOwnPage(url);
    expect(browser.done).toEqual([
      ['create', { url, active: true, windowId: 1 }],
      ['focus', 1],
    ]);
  });

  it('makes a window where all are private, and gives up where all always are', async () => {
    browser.current = { incognito: true };
    browser.windows = [{ id: 2, incognito: true }];
    await openOwnPage(url, 'newBackgroundTab');
    expect(browser.done).toEqual([['create', { url, active: false, windowId: 9 }]]);
    browser.isAlwaysPrivate = true;
    await expect(openOwnPage(url)).rejects.toThrow('private');
    expect(browser.done.at(-1)).toEqual(['remove', 9]);
  });
});
