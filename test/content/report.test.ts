import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { copyReport } from '../../src/content/report';
import { fake } from './fake-browser';

vi.mock('../../src/ext', () => import('./fake-browser'));

const writeText = vi.fn(async (_: string): Promise<void> => undefined);
const say = vi.fn();
beforeEach(() => {
  fake.reset();
  vi.clearAllMocks();
  vi.stubGlobal('navigator', { clipboard: { writeText } });
});
afterEach(() => vi.unstubAllGlobals());

it('copies the page without its query, which can hold what the user searched for', async () => {
  history.replaceState(null, '', '/list?q=secret#here');
  copyReport({ papers: 2, unreadable: 50 }, say);
  await vi.waitFor(() => expect(say.mock.calls).toEqual([['bar_report_copied']]));
  const text = `bar_report_text ${location.origin}/list 1.2.3 2 50`;
  expect(writeText.mock.calls).toEqual([[text]]);
});

it('says why it could not be copied', async () => {
  writeText.mockRejectedValueOnce(new Error('Not allowed.'));
  copyReport({ papers: 2, unreadable: 50 }, say);
  await vi.waitFor(() => expect(say.mock.calls).toEqual([['Error: Not allowed.']]));
});
