import { signal } from '@preact/signals';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Entry } from '../../../src/paper/entry';
import { emptyMark, type MarkPatch } from '../../../src/paper/mark';
import type { Paper } from '../../../src/paper/paper';
import { makeActions, type PopupNotice } from '../../../src/popup/store/actions';
import { makeKnownEntries } from '../../../src/popup/store/known-entries';
import { RequestError } from '../../../src/protocol/requests';
import { makePaper, numbered } from '../../library/samples';

const call = vi.hoisted(() => vi.fn());
vi.mock('../../../src/protocol/rpc', () => ({ call }));
vi.mock('../../../src/ext', () => ({ default: { i18n: { getMessage: (name: string) => name } } }));

const id = numbered(1);
const starred: Entry = {
  paper: makePaper(1),
  mark: { ...emptyMark(id), seq: 1, starredAt: 5, tags: ['a'] },
};

function setUp() {
  const entries = makeKnownEntries(() => undefined);
  entries.put([starred]);
  const notice = signal<PopupNotice | undefined>(undefined);
  return { entries, notice, actions: makeActions(entries, notice) };
}

afterEach(() => void call.mockReset());

/** Waits until the last change that was sent is this one: each waits for the answer to the one before. */
const untilSent = (paper: Paper, patch: MarkPatch): Promise<void> =>
  vi.waitFor(() =>
    expect(call).toHaveBeenLastCalledWith('mark', paper, patch, expect.objectContaining({})),
  );

describe('the popup’s actions', () => {
  it('show a patch at once, its tags too', async () => {
    const { entries, actions } = setUp();
    let answer = (_mark: unknown): void => undefined;
    call.mockReturnValue(new Promise((resolve) => (answer = resolve)));
    const patching = actions.patch(starred, { read: true, tags: { a: false, b: true } });
    expect(entries.get(id)?.mark.readAt).toBeDefined();
    expect(entries.get(id)?.mark.tags).toEqual(['b']);
    answer({ ...starred.mark, seq: 2, readAt: 9, tags: ['b'] });
    await patching;
    expect(entries.get(id)?.mark.readAt).toBe(9);
  });

  it('take a patch back that could not be saved, and say why', async () => {
    const { entries, notice, actions } = setUp();
    call.mockRejectedValue(new RequestError('quota', 'full'));
    await actions.patch(starred, { read: true });
    expect(entries.get(id)?.mark.readAt).toBeUndefined();
    expect(notice.value?.text).toBe('save_failed_quota');
  });

  it('say that a star did more than star, and take all of it back', async () => {
    const { notice, actions } = setUp();
    call.mockImplementation(async () => ({ ...starred.mark, seq: 2 }));
    const { paper } = starred;
    const mark = { ...emptyMark(id), seq: 1 };
    actions.star({ paper, mark });
    expect(notice.value).toBeUndefined();
    actions.star({ paper, mark: { ...mark, dismissedAt: 7 } });
    expect(notice.value?.text).toBe('popup_did_star');
    await untilSent(paper, { starred: true });
    notice.value?.undo?.();
    await untilSent(paper, { starred: false, dismissed: 7 });
    actions.star({ paper, mark: { ...mark, readAt: 3, readBy: 'opened' } });
    notice.value?.undo?.();
    await untilSent(paper, { starred: false });
  });

  it('put a paper back with the time that it had', async () => {
    const { notice, actions } = setUp();
    call.mockImplementation(async () => ({ ...starred.mark, seq: 2 }));
    actions.unstar(starred);
    await untilSent(starred.paper, { starred: false });
    expect(notice.value?.undo?.()).toBe(id);
    await untilSent(starred.paper, { starred: 5 });
  });
});
