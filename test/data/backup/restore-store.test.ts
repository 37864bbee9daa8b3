import { beforeEach, describe, expect, it, vi } from 'vitest';
import { makeRestoreStore } from '../../../src/data/backup/restore-store';
import type { DataPage } from '../../../src/data/page';
import type { Library } from '../../../src/library/schema';
import type { Notice } from '../../../src/ui/page/notice';

const library = vi.hoisted(() => ({
  planRestore: vi.fn(),
  mergeBackup: vi.fn(),
  restoreExactly: vi.fn(),
}));
vi.mock('../../../src/ext', () => ({
  default: { i18n: { getMessage: (name: string) => name, getUILanguage: () => 'en' } },
}));
vi.mock('../../../src/data/prevent-closing', () => ({ preventClosing: () => () => undefined }));
vi.mock('../../../src/data/backup/restore', () => library);
vi.mock('../../../src/data/backup/restore-plan', () => ({
  planRestore: library.planRestore,
  backupName: () => 'a.json',
}));

const plan = { source: 1 };
let shown: Notice[];
let page: DataPage;
beforeEach(() => {
  vi.resetAllMocks();
  shown = [];
  page = {
    connect: async () => ({}) as Library,
    show: (notice) => void shown.push(notice),
    until: new AbortController().signal,
  };
  library.planRestore.mockResolvedValue(plan);
});
const onEnd = async () => undefined;

describe('makeRestoreStore', () => {
  it('opens, plans and restores a backup, and closes it', async () => {
    library.mergeBackup.mockResolvedValue([]);
    const ended = vi.fn(onEnd);
    const store = makeRestoreStore(page, ended);
    await store.open(1);
    expect([store.phase.peek(), store.plan.peek()]).toEqual(['plan', plan]);
    await store.restore('merge');
    expect([store.phase.peek(), store.plan.peek()]).toEqual(['idle', undefined]);
    expect(shown).toEqual([{ text: expect.stringContaining('data_merged') }]);
    expect(ended).toHaveBeenCalledOnce();
  });

  it('names the papers that were refused', async () => {
    library.restoreExactly.mockResolvedValue(['A', 'B', 'C', 'D']);
    const store = makeRestoreStore(page, onEnd);
    await store.open(1);
    await store.restore('exactly');
    expect(shown).toEqual([{ text: expect.stringContaining('A · B · C'), isFailure: true }]);
  });

  it('keeps the plan when a restore fails, so that it can be tried again', async () => {
    library.mergeBackup.mockRejectedValue(new Error('no space'));
    const store = makeRestoreStore(page, onEnd);
    await store.open(1);
    await store.restore('merge');
    expect([store.phase.peek(), store.plan.peek()]).toEqual(['plan', plan]);
    expect(shown[0]?.isFailure).toBe(true);
  });

  it('closes a backup that cannot be opened, and says so', async () => {
    library.planRestore.mockRejectedValue(new Error('not a backup'));
    const store = makeRestoreStore(page, onEnd);
    await store.open(1);
    expect(store.phase.peek()).toBe('idle');
    expect(shown[0]?.isFailure).toBe(true);
  });

  it('does not show the plan of a backup that was closed meanwhile', async () => {
    let answer = (_: unknown): void => undefined;
    library.planRestore.mockReturnValue(
      new Promise((resolve) => {
        answer = resolve;
      }),
    );
    const store = makeRestoreStore(page, onEnd);
    const opening = store.open(1);
    await vi.waitFor(() => expect(library.planRestore).toHaveBeenCalled());
    store.close();
    answer(plan);
    await opening;
    expect([store.phase.peek(), store.plan.peek(), shown]).toEqual(['idle', undefined, []]);
  });
});
