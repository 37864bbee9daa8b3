import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../src/content/later.iife';
import { editNote, findAbandonedNote, showNote } from '../../src/content/notes';
import type { TrackedCard } from '../../src/content/tracked-card';
import { fake } from './fake-browser';
import { digestOf, dispatchTrusted, idAt, paperAt } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

let stay: AbortController;
let page: ReturnType<typeof digestOf>;
beforeEach(async () => {
  fake.reset();
  stay = new AbortController();
  page = digestOf(1, stay.signal);
  page.cards.show = () => showNote(page, card(), page.marks.of(idAt(1)));
  await page.marks.load(page.cards.ids());
});
afterEach(() => {
  stay.abort();
  document.body.replaceChildren();
});

const card = () => page.cards.find(idAt(1)) as TrackedCard;
const text = () => card().note?.host.shadowRoot?.querySelector('textarea') as HTMLTextAreaElement;
const type = (value: string): void => {
  text().value = value;
  dispatchTrusted(text(), new InputEvent('input'));
};
const committed = () => fake.marks.get(idAt(1))?.note;

it('is shown where the paper has a note or tags, and taken away where it has none', async () => {
  page.cards.show(new Set());
  expect(card().note).toBeUndefined();
  await page.marks.change([{ paper: paperAt(1), patch: { tags: { maths: true } } }]);
  page.cards.show(new Set());
  expect(card().card.foot.contains(card().note?.host as Node)).toBe(true);
  await page.marks.change([{ paper: paperAt(1), patch: { tags: { maths: false } } }]);
  page.cards.show(new Set());
  expect(card().note).toBeUndefined();
  expect(document.querySelector('dogear-note')).toBeNull();
});

it('saves what is typed, and closing is one step that can be undone', async () => {
  editNote(page, card());
  type('a');
  type('ab');
  editNote(page, card());
  await vi.waitFor(() => expect(card().note?.isOpen).toBe(false));
  expect(committed()).toBe('ab');
  expect(page.history.count.value).toBe(1);
  await page.history.undo();
  expect(committed()).toBeUndefined();
});

it('opens no editor once the extension is gone, and says so', async () => {
  fake.isOrphaned = true;
  editNote(page, card());
  expect(card().note?.isOpen).toBe(false);
  expect(page.failure.value?.code).toBe('orphaned');
});

it('sends the note of the paper that the editor was opened on, whatever the card shows by then', async () => {
  editNote(page, card());
  card().card = { ...card().card, read: () => ({ ...paperAt(1), title: 'Another' }) };
  type('a');
  await vi.waitFor(() => expect(fake.sent('markAll')).toHaveLength(1));
  expect(fake.sent('markAll')[0]).toMatchObject([[{ paper: { title: 'Paper 1' } }]]);
});

describe('the open editor of an older copy of the script', () => {
  it('is taken over with what was typed last, which is saved', async () => {
    const old = document.createElement('dogear-note');
    old.toggleAttribute('data-open', true);
    const draft = document.createElement('textarea');
    draft.value = 'typed last';
    old.attachShadow({ mode: 'open' }).append(draft);
    card().card.foot.append(old);
    page.abandonedNote = findAbandonedNote();
    expect(page.abandonedNote).toBe(old);
    page.cards.show(new Set());
    expect(old.isConnected).toBe(false);
    expect(page.abandonedNote).toBeNull();
    expect(text().value).toBe('typed last');
    await vi.waitFor(() => expect(committed()).toBe('typed last'));
  });
});
