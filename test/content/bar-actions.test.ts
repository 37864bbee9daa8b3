import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { markAll, toggleHidden, undo } from '../../src/content/actions';
import { copyReport, openOptions, retry } from '../../src/content/bar-actions';
import { has } from '../../src/content/marks';
import { presentationOf, rulesOf } from '../../src/content/presentation';
import { saveSiteSetting } from '../../src/content/site-settings';
import { tidyUp } from '../../src/content/visit';
import { fake } from './fake-browser';
import { type Digest, idAt, paperAt, useDigest } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

let page: Digest;
useDigest(2, (digest) => {
  page = digest;
});
const writeText = vi.fn(async (_: string): Promise<void> => undefined);
beforeEach(() => {
  writeText.mockReset();
  vi.stubGlobal('navigator', { clipboard: { writeText } });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const readOne = () => page.marks.change([{ paper: paperAt(1), patch: { read: true } }]);
const shown = (n: number) => presentationOf(rulesOf(page), idAt(n), page.marks.of(idAt(n)));

describe('what is marked on this visit', () => {
  it('is hidden when the user tidies up, and shown again when the user asks for that', async () => {
    expect(shown(1)).toBe('whole');
    await readOne();
    expect(shown(1)).toBe('dimmed');
    tidyUp(page.visit, page.cards.ids());
    expect(shown(1)).toBe('hidden');
    toggleHidden(page);
    expect(shown(1)).toBe('dimmed');
  });

  it('can all be marked read, and undone in one step', async () => {
    markAll(page, 'all');
    expect([1, 2].map((n) => has(page.marks.of(idAt(n)), 'read'))).toEqual([true, true]);
    void undo(page);
    await vi.waitFor(() => expect(page.notice.value?.text).toBe('bar_undone_other 2'));
    expect([1, 2].map((n) => has(page.marks.of(idAt(n)), 'read'))).toEqual([false, false]);
  });
});

it('saves how papers are hidden on this site, and shows it at once', async () => {
  await readOne();
  tidyUp(page.visit, page.cards.ids());
  saveSiteSetting(page, 'hideAs', 'folded');
  expect(shown(1)).toBe('folded');
  saveSiteSetting(page, 'hideRead', false);
  expect(shown(1)).toBe('whole');
  await vi.waitFor(() =>
    expect(fake.stored).toEqual({
      'setting:hideAs:test': 'folded',
      'setting:hideRead:test': false,
    }),
  );
});

it('asks again about the papers of the page', () => {
  const reload = vi.spyOn(page.loading, 'reload');
  retry(page);
  expect(reload.mock.calls).toEqual([[[idAt(1), idAt(2)]]]);
});

describe('the options', () => {
  it('are opened by the background', () => {
    openOptions(page);
    expect(fake.sent('openOptions')).toEqual([[]]);
  });

  it('cannot be opened once the extension is gone, which is said', async () => {
    fake.isOrphaned = true;
    openOptions(page);
    await vi.waitFor(() => expect(page.failure.value?.code).toBe('orphaned'));
  });
});

describe('a report about the page', () => {
  it('is copied, and says that it was', async () => {
    copyReport(page);
    await vi.waitFor(() => expect(page.notice.value?.text).toBe('bar_report_copied'));
    expect(writeText.mock.calls[0]?.[0]).toContain(
      'bar_report_text http://localhost:3000/ 1.2.3 2',
    );
  });

  it('says why it could not be copied', async () => {
    writeText.mockRejectedValueOnce(new Error('Not allowed.'));
    copyReport(page);
    await vi.waitFor(() => expect(page.notice.value?.text).toBe('Error: Not allowed.'));
  });
});
