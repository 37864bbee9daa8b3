import { beforeEach, describe, expect, it, vi } from 'vitest';
import { makeUndoHistory, type UndoHistory } from '../../../src/list/actions/undo-history';
import { type Feedback, makeFeedback } from '../../../src/list/state/feedback';
import { RequestError } from '../../../src/protocol/requests';

vi.mock('../../../src/ext', () => ({
  default: { i18n: { getMessage: (name: string) => name, getUILanguage: () => 'en' } },
}));

let feedback: Feedback;
let history: UndoHistory;
beforeEach(() => {
  feedback = makeFeedback();
  history = makeUndoHistory(feedback);
});

describe('an action', () => {
  it('waits for the one before it', async () => {
    const order: string[] = [];
    let finish = (): void => undefined;
    const first = history.run('first', async () => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      order.push('first');
      return undefined;
    });
    const second = history.run('second', async () => {
      order.push('second');
      return undefined;
    });
    await vi.waitFor(() => finish());
    await Promise.resolve();
    finish();
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'second']);
  });

  it('shows its progress while it runs', async () => {
    let shown: unknown;
    await history.run('Starring', async (report) => {
      report(1, 3);
      shown = feedback.progress.peek();
      return { text: 'done' };
    });
    expect(shown).toEqual({ text: 'Starring', done: 1, total: 3 });
    expect(feedback.progress.peek()).toBeUndefined();
    expect(feedback.notice.peek()).toEqual({ text: 'done', isFailure: false });
  });

  it('shows its error, and lets the next one run', async () => {
    await history.run('Starring', async () => {
      throw new RequestError('quota', 'The disk is full.');
    });
    expect(feedback.notice.peek()).toEqual({ text: 'save_failed_quota', isFailure: true });
    await history.run('Starring', async () => ({ text: 'done' }));
    expect(feedback.notice.peek()?.text).toBe('done');
  });

  it('can be undone as far as it was done', async () => {
    const undo = vi.fn(async () => undefined);
    await history.run('Starring', async () => ({
      text: 'done',
      undo,
      failure: 'The disk is full',
    }));
    expect(feedback.notice.peek()).toMatchObject({ text: 'The disk is full', isFailure: true });
    await feedback.notice.peek()?.undo?.();
    expect(undo).toHaveBeenCalledOnce();
    expect(feedback.notice.peek()).toEqual({ text: 'list_undone' });
  });
});

describe('undo', () => {
  it('says when there is nothing to undo', async () => {
    await history.undo();
    expect(feedback.notice.peek()).toEqual({ text: 'list_nothing_to_undo' });
  });

  it('can be tried again where it failed', async () => {
    let isFull = true;
    const undo = async (): Promise<void> => {
      if (isFull) throw new Error('full');
    };
    await history.run('Starring', async () => ({ text: 'done', undo }));
    await history.undo();
    expect(feedback.notice.peek()).toMatchObject({ isFailure: true });
    isFull = false;
    await history.undo();
    expect(feedback.notice.peek()).toEqual({ text: 'list_undone' });
    await history.undo();
    expect(feedback.notice.peek()).toEqual({ text: 'list_nothing_to_undo' });
  });
});
