import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runCommand } from '../../src/content/commands';
import '../../src/content/later.iife';
import { has } from '../../src/content/marks';
import { presentationOf, rulesOf } from '../../src/content/presentation';
import type { TrackedCard } from '../../src/content/tracked-card';
import { updateVisit } from '../../src/content/visit';
import type { MarkFlag } from '../../src/paper/mark';
import { fake } from './fake-browser';
import { type Digest, idAt, paperAt, useDigest } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

let page: Digest;
useDigest(2, (digest) => {
  page = digest;
});
const openTab = vi.fn();
beforeEach(() => {
  openTab.mockClear();
  vi.stubGlobal('open', openTab);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const card = (n: number) => page.cards.find(idAt(n)) as TrackedCard;
const is = (flag: MarkFlag, n: number) => has(page.marks.of(idAt(n)), flag);
/** Puts the ring on a card that can be seen. */
const ring = (n: number): void => {
  page.navigation.visibleCurrent = () => card(n);
};

describe('on a digest', () => {
  it('marks the card with the ring', () => {
    ring(2);
    expect(runCommand(page, 'star')).toBe(true);
    expect(runCommand(page, 'read')).toBe(true);
    expect([is('starred', 2), is('read', 2), is('starred', 1)]).toEqual([true, true, false]);
    expect(runCommand(page, 'star')).toBe(true);
    expect(is('starred', 2)).toBe(false);
  });

  it('opens the editor of that card’s note', () => {
    ring(1);
    expect(runCommand(page, 'note')).toBe(true);
    expect(card(1).note?.isOpen).toBe(true);
  });

  it('does nothing without such a card, so that the key is the page’s', () => {
    for (const command of ['star', 'read', 'note', 'open', 'openPdf'] as const)
      expect(runCommand(page, command)).toBe(false);
    expect(fake.sent('markAll')).toEqual([]);
  });

  it('opens the PDF in a new tab, which marks the paper read', () => {
    ring(1);
    expect(runCommand(page, 'openPdf')).toBe(true);
    expect(openTab.mock.calls).toEqual([['https://example.org/1.pdf', '_blank', 'noopener']]);
    expect(is('read', 1)).toBe(true);
  });

  it('opens nothing where the paper has no PDF', () => {
    ring(1);
    const links = { page: 'https://example.org/1' };
    card(1).card = { ...card(1).card, read: () => ({ ...paperAt(1), links }) };
    expect(runCommand(page, 'openPdf')).toBe(false);
    expect(is('read', 1)).toBe(false);
  });

  it('moves on and back', () => {
    const move = vi.spyOn(page.navigation, 'move');
    expect([runCommand(page, 'next'), runCommand(page, 'previous')]).toEqual([true, true]);
    expect(move.mock.calls).toEqual([[1], [-1]]);
  });

  it('shows what is hidden', async () => {
    await page.marks.change([{ paper: paperAt(1), patch: { read: true } }]);
    page.visit.value.wasMarked.set(idAt(1), -1);
    const shown = () => presentationOf(rulesOf(page), idAt(1), page.marks.of(idAt(1)));
    expect(shown()).toBe('hidden');
    expect(runCommand(page, 'toggleHidden')).toBe(true);
    expect(shown()).toBe('dimmed');
  });

  it('takes back the last step', async () => {
    ring(1);
    runCommand(page, 'star');
    expect(runCommand(page, 'undo')).toBe(true);
    await vi.waitFor(() => expect(page.notice.value).toEqual({ text: 'bar_undone', count: 1 }));
    expect(is('starred', 1)).toBe(false);
  });
});

describe('on a paper’s own page', () => {
  beforeEach(() => updateVisit(page.visit, { kind: 'paper' }));

  it('marks that paper, wherever the ring is', () => {
    ring(2);
    expect(runCommand(page, 'star')).toBe(true);
    expect([is('starred', 1), is('starred', 2)]).toEqual([true, false]);
  });

  it('neither moves nor hides, nor opens the page that is open', () => {
    const move = vi.spyOn(page.navigation, 'move');
    for (const command of ['next', 'previous', 'toggleHidden', 'open'] as const)
      expect(runCommand(page, command)).toBe(false);
    expect(move).not.toHaveBeenCalled();
  });
});

it('shows the help once the keys are known', () => {
  const showModal = vi.fn();
  Object.assign(HTMLDialogElement.prototype, { showModal });
  const known = page.settings.value;
  page.settings.value = undefined;
  expect(runCommand(page, 'help')).toBe(true);
  expect(document.querySelector('dogear-help')).toBeNull();
  page.settings.value = known;
  expect(runCommand(page, 'help')).toBe(true);
  expect(document.querySelector('dogear-help')).not.toBeNull();
  expect(showModal).toHaveBeenCalledTimes(1);
  Reflect.deleteProperty(HTMLDialogElement.prototype, 'showModal');
});
