import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import '../../src/content/later.iife';
import { createControl } from '../../src/content/control';
import { showOrigin } from '../../src/content/origin';
import type { TrackedCard } from '../../src/content/tracked-card';
import { createVisit } from '../../src/content/visit';
import { fake } from './fake-browser';
import { digestOf, idAt, paperAt } from './page';

vi.mock('../../src/ext', () => import('./fake-browser'));

let stay: AbortController;
let page: ReturnType<typeof digestOf>;
beforeEach(async () => {
  fake.reset();
  stay = new AbortController();
  page = digestOf(1, stay.signal);
  page.visit.value = createVisit('https://example.org/1', 'paper');
  await page.marks.load(page.cards.ids());
});
afterEach(() => {
  stay.abort();
  document.body.replaceChildren();
});

const info = () => {
  const one = page.cards.find(idAt(1)) as TrackedCard;
  one.control ??= createControl('line');
  return { one, text: () => one.control?.host.shadowRoot?.querySelector('.info')?.textContent };
};
const star = (starred: number | false) =>
  page.marks.change([{ paper: paperAt(1), patch: { starred } }]);

it('says when a starred paper was saved, and from where', async () => {
  fake.answer('firstSeen', () => ({ site: 'Example', url: 'https://example.org/list' }));
  const { one, text } = info();
  await star(Date.UTC(2026, 5, 1));
  showOrigin(page);
  await vi.waitFor(() => expect(text()).toMatch(/^overlay_saved .*2026 overlay_from Example$/));
  expect(one.control?.host.shadowRoot?.querySelector('a')?.href).toBe('https://example.org/list');
  await star(false);
  showOrigin(page);
  expect(text()).toBeUndefined();
});

it('says only when, where nothing is known of the place', async () => {
  const { text } = info();
  await star(1);
  fake.answers.delete('firstSeen');
  showOrigin(page);
  await vi.waitFor(() => expect(text()).toMatch(/^overlay_saved/));
});

it('says nothing on a digest', async () => {
  const { text } = info();
  page.visit.value = createVisit('https://example.org/list', 'digest');
  await star(1);
  showOrigin(page);
  expect(text()).toBeUndefined();
});
