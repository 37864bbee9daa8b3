import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeOptionsStore, type OptionsStore } from '../../src/options/store';
import { SITES } from '../../src/sites';
import type { Settings } from '../../src/storage/settings';

/** The settings on disk, and the page's listener to their changes. */
const disk = vi.hoisted(() => ({
  stored: {} as Record<string, unknown>,
  follow: (_: Record<string, unknown>): void => undefined,
  write: (): Promise<void> => Promise.resolve(),
}));
vi.mock('../../src/storage/settings', async (original) => ({
  ...(await original<typeof import('../../src/storage/settings')>()),
  getSettings: async (names: readonly string[]) =>
    Object.fromEntries(
      names.filter((name) => name in disk.stored).map((name) => [name, disk.stored[name]]),
    ),
  async setSetting(name: string, value: unknown) {
    await disk.write();
    disk.stored[name] = value;
  },
  watchSettings(_: readonly string[], follow: (changed: Record<string, unknown>) => void) {
    disk.follow = follow;
  },
}));
vi.mock('../../src/ext', () => ({ default: { i18n: { getMessage: (name: string) => name } } }));

let store: OptionsStore;
let closing: AbortController;
beforeEach(async () => {
  vi.useFakeTimers();
  disk.stored = { readOnOpen: true };
  disk.write = () => Promise.resolve();
  closing = new AbortController();
  store = makeOptionsStore(closing.signal);
  await store.open();
});
afterEach(() => {
  closing.abort();
  vi.useRealTimers();
});

describe('a setting', () => {
  it('is what is stored, or its default', () => {
    expect(store.get('readOnOpen')).toBe(true);
    for (const { id } of SITES) expect(store.get(`on:${id}`)).toBe(true);
  });

  it('is shown at once, and saved', async () => {
    const saving = store.set('readWhenPassed', true);
    expect(store.get('readWhenPassed')).toBe(true);
    await saving;
    expect(disk.stored).toMatchObject({ readWhenPassed: true });
    expect(store.notices.notice.value).toMatchObject({ text: 'notice_saved' });
  });

  it('is shown as it was where it could not be saved', async () => {
    disk.write = () => Promise.reject(new Error('full'));
    await store.set('readOnOpen', false);
    expect(store.get('readOnOpen')).toBe(true);
    expect(store.notices.notice.value).toMatchObject({ isFailure: true });
  });

  it('follows another page, but not the echo of an earlier click', async () => {
    disk.follow({ keysOn: false });
    expect(store.get('keysOn')).toBe(false);
    const saving = [store.set('keysOn', true), store.set('keysOn', false)];
    disk.follow({ keysOn: true } satisfies Partial<Settings>);
    expect(store.get('keysOn')).toBe(false);
    await Promise.all(saving);
    expect(store.get('keysOn')).toBe(false);
  });
});
