import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepOutOfCopies } from '../../src/content/copying';

let stay: AbortController;
beforeEach(() => {
  vi.useFakeTimers();
  stay = new AbortController();
  document.body.innerHTML = '<p id="one">One.</p><p id="two">Two.</p>';
});
afterEach(() => {
  stay.abort();
  vi.useRealTimers();
  document.body.replaceChildren();
});

/** Copies what is selected; returns which of the two were stripped for that, and how often the page was scanned. */
function copy(select: (selection: Selection) => void) {
  const stripped: string[] = [];
  const schedule = vi.fn();
  const strip = (isWanted: (element: Element) => boolean): void => {
    for (const one of document.querySelectorAll('p')) if (isWanted(one)) stripped.push(one.id);
  };
  keepOutOfCopies({ cards: { strip }, observer: { schedule } }, stay.signal);
  const selection = getSelection() as Selection;
  selection.removeAllRanges();
  select(selection);
  // In jsdom the first of two is contained where a part of the second is selected.
  vi.spyOn(selection, 'containsNode').mockImplementation((node, isPartly) =>
    isPartly ? selection.getRangeAt(0).intersectsNode(node) : false,
  );
  document.dispatchEvent(new Event('copy', { bubbles: true }));
  // The browser copies once the event is over.
  expect(schedule).not.toHaveBeenCalled();
  vi.runAllTimers();
  return { stripped, scans: schedule.mock.calls.length };
}

it('strips the cards of which a part is copied, and has them shown again', () => {
  const text = () => document.querySelector('#two')?.firstChild as Text;
  expect(copy((selection) => selection.setBaseAndExtent(text(), 1, text(), 3))).toEqual({
    stripped: ['two'],
    scans: 1,
  });
});

it('does nothing where nothing is selected', () => {
  expect(copy(() => undefined)).toEqual({ stripped: [], scans: 0 });
});
