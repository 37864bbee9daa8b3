import { beforeEach, expect, it, vi } from 'vitest';
import { createLoading } from '../../src/content/loading';
import { signal } from '../../src/content/signal';
import type { PaperId } from '../../src/paper/ids';
import { RequestError } from '../../src/protocol/requests';
import { fake } from './fake-browser';
import { idAt } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

beforeEach(fake.reset);

/** Loading whose questions are answered one by one, by hand. */
function begin() {
  const questions: { ids: readonly PaperId[]; answer(): void; refuse(error: Error): void }[] = [];
  const context = {
    marks: {
      load: (ids: readonly PaperId[]) =>
        new Promise<void>((answer, refuse) => questions.push({ ids, answer, refuse })),
    },
    failure: signal<RequestError | undefined>(undefined),
    isStyled: signal(false),
    settingsReady: Promise.resolve(),
    loadSheet: vi.fn(async () => undefined),
    onLoaded: vi.fn(),
  };
  return { context, questions, loading: createLoading(context) };
}

it('puts what is requested while a question is under way into the next one', async () => {
  const { context, questions, loading } = begin();
  loading.request([idAt(1)]);
  loading.request([idAt(2)]);
  loading.request([idAt(3), idAt(2)]);
  expect(questions.map(({ ids }) => ids)).toEqual([[idAt(1)]]);
  expect(loading.isIdle).toBe(false);
  questions[0]?.answer();
  await vi.waitFor(() => expect(questions).toHaveLength(2));
  expect(questions[1]?.ids).toEqual([idAt(2), idAt(3)]);
  questions[1]?.answer();
  await vi.waitFor(() => expect(context.onLoaded).toHaveBeenCalledTimes(2));
  expect(loading.isIdle).toBe(true);
});

it('says why the library does not answer, until it does', async () => {
  const { context, questions, loading } = begin();
  loading.request([idAt(1)]);
  const full = new RequestError('quota', 'Full.');
  questions[0]?.refuse(full);
  await vi.waitFor(() => expect(context.failure.value).toBe(full));
  expect(context.onLoaded).toHaveBeenCalledTimes(1);
  loading.reload([idAt(1)]);
  questions[1]?.answer();
  await vi.waitFor(() => expect(context.failure.value).toBeUndefined());
});

it('asks nothing about no papers', () => {
  const { questions, loading } = begin();
  loading.request([]);
  loading.reload([]);
  expect(questions).toEqual([]);
});

it('loads the style sheet once, and again only where that failed', async () => {
  const { context, loading } = begin();
  context.loadSheet.mockRejectedValueOnce(new RequestError('internal', 'No.'));
  await expect(loading.loadStyles()).rejects.toThrow('No.');
  expect(context.isStyled.value).toBe(false);
  await Promise.all([loading.loadStyles(), loading.loadStyles()]);
  expect(context.isStyled.value).toBe(true);
  expect(context.loadSheet).toHaveBeenCalledTimes(2);
});
