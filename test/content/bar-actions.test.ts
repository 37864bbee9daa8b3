import { afterEach, describe, expect, it, vi } from 'vitest';
import { markAll, toggleHidden, undo } from '../../src/content/actions';
import { barActionsOf, openOptions, retry, showHelpOf } from '../../src/content/bar-actions';
import { handOver, type LaterParts } from '../../src/content/handover';
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
afterEach(() => {
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
    await vi.waitFor(() => expect(page.notice.value).toEqual({ text: 'bar_undone', count: 2 }));
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

it('shows the keys once the later script is there, and nothing before the keys are known', () => {
  const showHelp = vi.fn();
  const { settings } = page;
  const known = settings.value;
  settings.value = undefined;
  showHelpOf(page);
  settings.value = known;
  showHelpOf(page);
  handOver({ showHelp } as unknown as LaterParts);
  expect(showHelp).toHaveBeenCalledTimes(1);
  expect(showHelp.mock.calls[0]?.slice(0, 2)).toEqual([known, page.site.shortcuts]);
  showHelp.mock.calls[0]?.[2].openOptions();
  expect(fake.sent('openOptions')).toEqual([[]]);
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

it('gives the bar what it can do on this page', async () => {
  const actions = barActionsOf(page);
  await readOne();
  actions.tidyUp();
  expect(shown(1)).toBe('hidden');
  actions.toggleHidden();
  expect(shown(1)).toBe('dimmed');
  actions.markAll('all');
  expect(has(page.marks.of(idAt(2)), 'read')).toBe(true);
  actions.undo();
  await vi.waitFor(() => expect(page.notice.value).toEqual({ text: 'bar_undone', count: 1 }));
  actions.say('Hello.');
  expect(page.notice.value?.text).toBe('Hello.');
  actions.setHideAs('folded');
  actions.setHideRead(false);
  expect(page.settings.value).toMatchObject({ 'hideAs:test': 'folded', 'hideRead:test': false });
});
