import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import { currentAfterRemoval, makeBinActions } from '../../../src/list/actions/bin-actions';
import { makeUndoHistory } from '../../../src/list/actions/undo-history';
import { makeFeedback } from '../../../src/list/state/feedback';
import { listingOf } from '../../../src/list/state/listing';
import { makeSelection } from '../../../src/list/state/selection';
import type { ListStore } from '../../../src/list/state/store';
import type { PaperId } from '../../../src/paper/ids';
import { RequestError } from '../../../src/protocol/requests';
import { numbered } from '../../library/samples';

const { call } = vi.hoisted(() => ({ call: vi.fn() }));
vi.mock('../../../src/protocol/rpc', () => ({ call }));
vi.mock('../../../src/ext', () => ({
  default: { i18n: { getMessage: (name: string) => name, getUILanguage: () => 'en' } },
}));

const listing = listingOf([1, 2, 3, 4].map(numbered));
const removed = (...numbers: number[]) => new Set(numbers.map(numbered));

describe('the current paper after a removal', () => {
  it('is the same where it stays', () => {
    expect(currentAfterRemoval(numbered(2), removed(1, 3), listing)).toBe(numbered(2));
  });

  it('is the next one that stays', () => {
    expect(currentAfterRemoval(numbered(1), removed(1, 2), listing)).toBe(numbered(3));
  });

  it('is the previous one at the end of the list', () => {
    expect(currentAfterRemoval(numbered(4), removed(3, 4), listing)).toBe(numbered(2));
  });

  it('is none where none stays', () => {
    expect(currentAfterRemoval(numbered(1), removed(1, 2, 3, 4), listing)).toBeUndefined();
  });
});

describe('removing papers', () => {
  function setUp() {
    call.mockReset();
    const current = signal<PaperId | undefined>(numbered(2));
    const store = {
      current,
      listing: signal(listing),
      refresh: vi.fn(async () => undefined),
      untilChangeReceived: async () => undefined,
    };
    const selection = makeSelection();
    const feedback = makeFeedback();
    const history = makeUndoHistory(feedback);
    const actions = makeBinActions(store as unknown as ListStore, selection, history);
    return { actions, history, current, store, selection, feedback };
  }

  it('deselects them, moves to the next one, and can be undone', async () => {
    const { actions, history, current, store, selection, feedback } = setUp();
    selection.all(listing);
    await actions.remove([numbered(2)]);
    expect(call).toHaveBeenLastCalledWith('remove', [numbered(2)]);
    expect(current.value).toBe(numbered(3));
    expect(selection.has(numbered(2))).toBe(false);
    expect(feedback.notice.value?.text).toBe('list_removed_one');
    await history.undo();
    expect(call).toHaveBeenLastCalledWith('restore', [numbered(2)]);
    expect(current.value).toBe(numbered(2));
    expect(store.refresh).toHaveBeenCalledTimes(2);
  });

  it('shows why none was removed', async () => {
    const { actions, feedback } = setUp();
    call.mockRejectedValue(new RequestError('quota', 'The disk is full.'));
    await actions.remove([numbered(2)]);
    expect(feedback.notice.value).toEqual({ text: 'save_failed_quota', isFailure: true });
  });
});
