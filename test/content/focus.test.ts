import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFocusKeeper, focusCard } from '../../src/content/focus';
import type { NoteView } from '../../src/content/note';
import type { TrackedCard } from '../../src/content/tracked-card';
import { fake } from './fake-browser';
import { fixedCards, idAt, trackedCard } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

beforeEach(fake.reset);
afterEach(() => {
  // jsdom keeps the focus on what is removed from a shadow root.
  (document.activeElement?.shadowRoot?.activeElement as HTMLElement | null | undefined)?.blur();
  document.body.replaceChildren();
});

function begin() {
  const cards = fixedCards(2);
  const card = (n: number) => cards.find(idAt(n)) as TrackedCard;
  const link = (n: number) => card(n).card.link as HTMLElement;
  return { keeper: createFocusKeeper(cards), card, link };
}

/** Returns an open note with a field, at the end of a card. */
function openNote(one: TrackedCard) {
  const host = document.createElement('dogear-note');
  const field = document.createElement('textarea');
  host.attachShadow({ mode: 'open' }).append(field);
  one.card.foot.append(host);
  const note = { host, isOpen: true } as unknown as NoteView & { isOpen: boolean };
  one.note = note;
  field.focus();
  return { note, field, host };
}

describe('the focus', () => {
  it('goes to the paper’s card where the page took away what had it', () => {
    const { keeper, card, link } = begin();
    const gone = document.createElement('a');
    gone.href = '/';
    card(2).card.element.append(gone);
    gone.focus();
    keeper.noteFocus(gone, card(2), undefined);
    keeper.restore();
    expect(document.activeElement).toBe(gone);
    gone.remove();
    keeper.restore();
    expect(document.activeElement).toBe(link(2));
  });

  it('stays where the user put it meanwhile', () => {
    const { keeper, card, link } = begin();
    const gone = document.createElement('a');
    keeper.noteFocus(gone, card(2), undefined);
    link(1).focus();
    keeper.restore();
    expect(document.activeElement).toBe(link(1));
  });

  it('is nowhere after the user has left the card, or has gone elsewhere', () => {
    const { keeper, card } = begin();
    const gone = document.createElement('a');
    keeper.noteFocus(gone, card(2), undefined);
    keeper.release();
    keeper.restore();
    expect(document.activeElement).toBe(document.body);
    keeper.noteFocus(gone, card(2), undefined);
    keeper.noteFocus(document.body, undefined, undefined);
    keeper.restore();
    expect(document.activeElement).toBe(document.body);
  });

  it('is nowhere once the paper’s card has gone, too', () => {
    const { keeper } = begin();
    keeper.noteFocus(document.createElement('a'), trackedCard(9), undefined);
    keeper.restore();
    expect(document.activeElement).toBe(document.body);
  });

  it('goes back into an editor that was moved to a new card', () => {
    const { keeper, card } = begin();
    const { note, field, host } = openNote(card(1));
    keeper.noteFocus(field, card(1), note);
    // What is moved loses the focus.
    host.remove();
    card(1).card.foot.append(host);
    expect(document.activeElement).toBe(document.body);
    keeper.restore();
    expect(document.activeElement).toBe(host);
    expect(host.shadowRoot?.activeElement).toBe(field);
  });
});

describe('an editor', () => {
  it('is gone where it lost the focus to nothing while it was open', () => {
    const { keeper, card } = begin();
    const { note, field, host } = openNote(card(1));
    keeper.noteFocus(field, card(1), note);
    expect(keeper.isEditorGone()).toBe(false);
    host.remove();
    expect(keeper.isEditorGone()).toBe(true);
  });

  it('is not gone that was closed, or left with Escape', () => {
    const { keeper, card } = begin();
    const { note, field, host } = openNote(card(1));
    keeper.noteFocus(field, card(1), note);
    host.remove();
    Object.assign(note, { isOpen: false });
    expect(keeper.isEditorGone()).toBe(false);
    Object.assign(note, { isOpen: true });
    keeper.release();
    expect(keeper.isEditorGone()).toBe(false);
  });
});

describe('a card that gets the focus', () => {
  it('has it on its link, and the page does not scroll for that', () => {
    const { card, link } = begin();
    const focus = vi.spyOn(link(2), 'focus');
    focusCard(card(2));
    expect(document.activeElement).toBe(link(2));
    expect(focus).toHaveBeenCalledWith({ preventScroll: true });
  });

  it('has it on its one line where it is folded', () => {
    const { card } = begin();
    const host = document.createElement('dogear-control');
    const line = document.createElement('button');
    line.className = 'title';
    host.attachShadow({ mode: 'open' }).append(line);
    document.body.append(host);
    card(1).control = { host } as unknown as TrackedCard['control'];
    focusCard(card(1));
    expect(host.shadowRoot?.activeElement).toBe(line);
  });

  it('takes it from the last one, also where it has nothing to focus', () => {
    const { card, link } = begin();
    link(1).focus();
    card(2).card = { ...card(2).card, link: undefined };
    focusCard(card(2));
    expect(document.activeElement).toBe(document.body);
  });
});
