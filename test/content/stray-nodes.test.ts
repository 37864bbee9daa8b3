import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ID } from '../../src/content/card-attributes';
import { createHost } from '../../src/content/shadow';
import { removeStrays } from '../../src/content/stray-nodes';
import type { TrackedCard } from '../../src/content/tracked-card';
import { fake } from './fake-browser';
import { idAt, trackedCard } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

beforeEach(fake.reset);
afterEach(() => document.body.replaceChildren());

/** A card with a control, a note and our attributes. */
function begin() {
  const one = trackedCard(1);
  const [control, note] = [createHost('control'), createHost('note')];
  one.card.element.append(control, note);
  one.card.element.setAttribute(ID, idAt(1));
  one.control = { host: control } as unknown as TrackedCard['control'];
  one.note = { host: note } as unknown as TrackedCard['note'];
  return {
    one,
    control,
    note,
    byElement: new Map<Element, TrackedCard>([[one.card.element, one]]),
  };
}
const count = (selector: string) => document.querySelectorAll(selector).length;

it('leaves what the cards own, and the bar and help of this script', () => {
  const { one, control, note, byElement } = begin();
  const [bar, help] = [createHost('bar'), createHost('help')];
  document.body.append(bar, help);
  removeStrays(byElement, undefined);
  for (const host of [control, note, bar, help]) expect(host.isConnected).toBe(true);
  expect(one.card.element.getAttribute(ID)).toBe(idAt(1));
});

it('removes hosts and attributes from a copy that the page made of a card', () => {
  const { one, byElement } = begin();
  const copy = one.card.element.cloneNode(true) as HTMLElement;
  copy.setAttribute('data-dogear-starred', '');
  copy.setAttribute('data-dogear-current', '');
  copy.id = 'the-page-has-set';
  document.body.append(copy);
  removeStrays(byElement, undefined);
  expect(copy.querySelector('dogear-control, dogear-note')).toBeNull();
  expect(copy.getAttributeNames()).toEqual(['id']);
  expect([count('dogear-control'), count('dogear-note'), count(`[${ID}]`)]).toEqual([1, 1, 1]);
});

it('removes the control of a card that has gone, and a bar that an older script has left', () => {
  const { byElement } = begin();
  byElement.clear();
  document.body.append(document.createElement('dogear-bar'));
  removeStrays(byElement, undefined);
  expect(count('dogear-control, dogear-note, dogear-bar')).toBe(0);
  expect(count(`[${ID}]`)).toBe(0);
});

it('spares a note with what was typed into an older script’s editor', () => {
  const { byElement } = begin();
  const [spared, other] = [
    document.createElement('dogear-note'),
    document.createElement('dogear-note'),
  ];
  document.body.append(spared, other);
  removeStrays(byElement, spared);
  expect(spared.isConnected).toBe(true);
  expect(other.isConnected).toBe(false);
});
