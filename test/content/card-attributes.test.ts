import { afterEach, expect, it, vi } from 'vitest';
import { attributesOf, clearAttributes, writeAttributes } from '../../src/content/card-attributes';
import type { MarkState } from '../../src/content/marks';
import type { Presentation } from '../../src/content/presentation';
import { emptyMark, type MarkPatch } from '../../src/paper/mark';
import { appendCard, idAt } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

afterEach(() => document.body.replaceChildren());

const UNKNOWN: MarkState = { mark: undefined, pending: [] };
const stateOf = (patch: MarkPatch): MarkState => ({ mark: emptyMark(idAt(1)), pending: [patch] });

/** Returns the names of the attributes that are written on a new card. */
function written(
  state: MarkState,
  presentation: Presentation = 'whole',
  { isNew = false, isWaiting = false } = {},
): string[] {
  const { element } = appendCard(1);
  writeAttributes(element, attributesOf(state, presentation, isNew, isWaiting));
  return element.getAttributeNames().map((name) => name.replace('data-dogear-', ''));
}

it('says on a card what was done with its paper, how it is shown, and whether it is new', () => {
  expect(written(stateOf({ starred: true }))).toEqual(['starred']);
  expect(written(stateOf({ read: true }), 'hidden')).toEqual(['read', 'hidden']);
  expect(written(stateOf({ dismissed: true }), 'folded')).toEqual(['dismissed', 'folded']);
  expect(written(stateOf({ read: true }), 'dimmed')).toEqual(['read', 'dimmed']);
  expect(written(stateOf({}), 'whole', { isNew: true })).toEqual(['new']);
});

it('keeps a card from being seen that waits for the library', () => {
  expect(written(UNKNOWN, 'whole', { isWaiting: true })).toEqual(['wait']);
  expect(written(UNKNOWN)).toEqual([]);
});

it('has other bits for whatever is seen to differ', () => {
  const all = [
    attributesOf(UNKNOWN, 'whole', false, false),
    attributesOf(UNKNOWN, 'whole', true, false),
    attributesOf(UNKNOWN, 'whole', false, true),
    ...(['starred', 'read', 'dismissed'] as const).flatMap((flag) =>
      (['whole', 'hidden', 'folded', 'dimmed'] as const).map((presentation) =>
        attributesOf(stateOf({ [flag]: true }), presentation, false, false),
      ),
    ),
  ];
  expect(new Set(all).size).toBe(all.length);
});

it('takes away what does not hold any more', () => {
  const { element } = appendCard(1);
  writeAttributes(element, attributesOf(stateOf({ read: true }), 'hidden', true, false));
  writeAttributes(element, attributesOf(stateOf({ starred: true }), 'whole', false, false));
  expect(element.getAttributeNames()).toEqual(['data-dogear-starred']);
});

it('leaves of all that only what the page has written', () => {
  const { element } = appendCard(1);
  element.className = 'entry';
  element.setAttribute('data-dogear', idAt(1));
  element.setAttribute('data-dogear-current', '');
  writeAttributes(element, attributesOf(stateOf({ read: true }), 'hidden', true, true));
  clearAttributes(element);
  expect(element.getAttributeNames()).toEqual(['class']);
});
