import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  attributesOf,
  clearCard,
  partsOf,
  ring,
  writeAttributes,
} from '../../src/content/card-attributes';
import type { MarkState } from '../../src/content/marks';
import type { Presentation } from '../../src/content/presentation';
import { emptyMark, type MarkPatch } from '../../src/paper/mark';
import type { Card } from '../../src/sites/site';
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
  const card = appendCard(1);
  writeAttributes(card, attributesOf(state, presentation, isNew, isWaiting));
  return card.element
    .getAttributeNames()
    .filter((name) => name !== 'hidden')
    .map((name) => name.replace('data-dogear-', ''));
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
  const card = appendCard(1);
  writeAttributes(card, attributesOf(stateOf({ read: true }), 'hidden', true, false));
  writeAttributes(card, attributesOf(stateOf({ starred: true }), 'whole', false, false));
  expect(card.element.getAttributeNames()).toEqual(['data-dogear-starred']);
});

it('leaves of all that only what the page has written', () => {
  const card = appendCard(1);
  const { element } = card;
  element.className = 'entry';
  element.setAttribute('data-dogear', idAt(1));
  element.setAttribute('data-dogear-current', '');
  writeAttributes(card, attributesOf(stateOf({ read: true }), 'hidden', true, true));
  clearCard(card);
  expect(element.getAttributeNames()).toEqual(['class']);
});

describe('the parts of an entry', () => {
  /** An entry with something between its `dt` and its `dd`, and another entry behind it. */
  function begin() {
    document.body.innerHTML =
      '<dl><dt></dt><div></div><dd></dd><p></p><dt id="next"></dt><dd id="last"></dd></dl>';
    const [element, between, foot, after] = document.querySelectorAll<HTMLElement>('dl > *');
    const card = { ...appendCard(1), element, foot } as Card;
    const names = [between, foot, after].map(
      (part) => () => part?.getAttribute('data-dogear-part'),
    );
    return { card, parts: () => names.map((name) => name()), between, foot };
  }

  it('say how their `dt` is shown, and no more than that', () => {
    const { card, parts, foot } = begin();
    expect(partsOf(card)).toHaveLength(3);
    writeAttributes(card, attributesOf(stateOf({ read: true }), 'dimmed', true, false));
    expect(parts()).toEqual(['dimmed', 'dimmed', null]);
    ring(card, true);
    expect(parts()).toEqual(['dimmed current', 'dimmed current', null]);
    ring(card, false);
    writeAttributes(card, attributesOf(stateOf({}), 'whole', false, false));
    expect(foot?.getAttributeNames()).toEqual([]);
  });

  it('are hidden with it, so that find in page finds them, and shown again', () => {
    const { card, parts, between, foot } = begin();
    writeAttributes(card, attributesOf(stateOf({ read: true }), 'hidden', false, false));
    expect(parts()).toEqual(['hidden', 'hidden', null]);
    for (const part of [card.element, between, foot])
      expect(part?.getAttribute('hidden')).toBe('until-found');
    clearCard(card);
    for (const part of [card.element, between, foot]) expect(part?.getAttributeNames()).toEqual([]);
  });

  it('stay as the page has hidden them itself', () => {
    const { card, foot } = begin();
    foot?.setAttribute('hidden', '');
    writeAttributes(card, attributesOf(stateOf({ read: true }), 'hidden', false, false));
    clearCard(card);
    expect(foot?.getAttribute('hidden')).toBe('');
  });
});
