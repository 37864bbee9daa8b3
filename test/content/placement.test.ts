import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPlacement } from '../../src/content/placement';
import type { TrackedCard } from '../../src/content/tracked-card';
import { fake } from './fake-browser';
import { trackedCard } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

beforeEach(() => {
  fake.reset();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

/** A card whose control belongs to its anchor and whose note belongs to its foot. */
function begin() {
  const one = trackedCard(1);
  const [anchor, foot] = [document.createElement('h2'), document.createElement('p')];
  one.card.element.append(anchor, foot);
  one.card = { ...one.card, anchor, foot };
  const control = document.createElement('dogear-control');
  const note = document.createElement('dogear-note');
  one.control = { host: control } as unknown as TrackedCard['control'];
  one.note = { host: note } as unknown as TrackedCard['note'];
  const byElement = new Map<Element, TrackedCard>([[one.card.element, one]]);
  return { one, anchor, foot, control, note, byElement, place: createPlacement(byElement) };
}

it('puts the control into the anchor and the note at the end of the card', () => {
  const { one, anchor, foot, control, note, place } = begin();
  foot.append('Abstract.');
  place(one);
  expect(anchor.lastChild).toBe(control);
  expect(foot.lastChild).toBe(note);
});

it('puts the control of a folded card into the card itself', () => {
  const { one, anchor, control, place } = begin();
  one.card.element.toggleAttribute('data-dogear-folded', true);
  place(one);
  expect(control.parentElement).toBe(one.card.element);
  one.card.element.toggleAttribute('data-dogear-folded', false);
  place(one);
  expect(control.parentElement).toBe(anchor);
});

it('moves only what is out of its place: a note that is moved loses the caret', () => {
  const { one, foot, control, note, place } = begin();
  place(one);
  const append = vi.spyOn(foot, 'append');
  control.remove();
  place(one);
  expect(control.isConnected).toBe(true);
  expect(append).not.toHaveBeenCalled();
  expect(note.parentElement).toBe(foot);
});

it('does nothing for a card that has neither, or that is not there any more', () => {
  const { one, byElement, place } = begin();
  place({ ...one, control: undefined, note: undefined });
  byElement.clear();
  place(one);
  expect(document.querySelector('dogear-control, dogear-note')).toBeNull();
});

it('waits where the page takes it out each time', () => {
  const { one, control, place } = begin();
  for (let i = 0; i < 10; i++) {
    place(one);
    expect(control.isConnected).toBe(true);
    control.remove();
  }
  place(one);
  expect(control.isConnected).toBe(false);
  vi.advanceTimersByTime(1_000);
  expect(control.isConnected).toBe(true);
});
